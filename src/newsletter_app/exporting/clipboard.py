"""Puts an item into the form in which WordPress's editor takes it from the clipboard."""

from newsletter_app.content.newsletter import Newsletter
from newsletter_app.content.post import Post
from newsletter_app.exporting.choices import Clipboard
from newsletter_app.exporting.material import Material
from newsletter_app.exporting.targets.wordpress import markup
from newsletter_app.i18n import ngettext
from newsletter_app.rendering.picture_addresses import addressed, pictures_in


def clipboard_of(item: Post | Newsletter, material: Material) -> Clipboard:
    """Return block markup in both forms, since the editor prefers text/html and loses blocks of plain HTML.

    Other programs skip the comments and find clean HTML. Pictures are nowhere published yet: each becomes an
    image block without address, and the notes say how many there are to upload.
    """
    shown = material.shown(item)
    html = markup(item, shown)
    blocks = addressed(html, lambda _sha256: "").replace(' src=""', "")
    return Clipboard(blocks, blocks, (*_to_upload(len(pictures_in(html))), *shown.notes))


def _to_upload(count: int) -> tuple[str, ...]:
    if not count:
        return ()
    sentence = ngettext(
        "There is {n} picture to upload in the blog's editor.",
        "There are {n} pictures to upload in the blog's editor.",
        count,
    )
    return (sentence.format(n=count),)
