"""Gives a mail its subject, pictures and attachments."""

import re
from collections.abc import Iterable

from newsletter_app.content.asset import Asset
from newsletter_app.content.newsletter import Newsletter
from newsletter_app.content.page import PageFile
from newsletter_app.content.post import Post
from newsletter_app.exporting.choices import Choices
from newsletter_app.exporting.finished import Shown
from newsletter_app.exporting.material import Material
from newsletter_app.exporting.pictures import MEDIA_TYPES
from newsletter_app.exporting.targets.text import plain_text
from newsletter_app.rendering.contexts import preview_of
from newsletter_app.rendering.merge_marks import filled
from newsletter_app.rendering.mime import MailFile, MailPicture, content_id
from newsletter_app.rendering.slots import slots_of

_DIGITS = re.compile(r"-[0-9a-f]{12}(?=\.)")


def outside_of(item: Post | Newsletter) -> Post | Newsletter:
    """Return the item as its mail shows it before it is opened: discreet where that was chosen."""
    return item.seen_outside if isinstance(item, Newsletter) else item


def subject_of(item: Post | Newsletter, shown: Shown) -> str:
    """Return the subject of a mail."""
    return shown.edition.subject if isinstance(item, Newsletter) else item.title


def preview_text_of(item: Post | Newsletter, shown: Shown) -> str:
    """Return what inboxes show beside the subject."""
    return shown.edition.preview_text if isinstance(item, Newsletter) else preview_of(item, shown.article)


def text_of_mail(
    item: Post | Newsletter, shown: Shown, material: Material, choices: Choices, unsubscribe: str = ""
) -> str:
    """Return the text part of a mail: it says what the HTML says, what the template's options add too."""
    own = dict(shown.edition.options) if isinstance(item, Newsletter) else {}
    chosen = {name: filled(text, shown.fill) for name, text in choices.options.items()}
    return plain_text(item, shown, "numbered", material.brand, unsubscribe, slots_of(own | chosen))


def by_content_id(sha256: str) -> str:
    """Return the address of a picture inside the message."""
    return f"cid:{content_id(sha256)}"


def pictures_inside(pictures: Iterable[Asset], material: Material) -> tuple[MailPicture, ...]:
    """Return pictures of the library as parts of a message."""
    return tuple(
        MailPicture(
            content_id(asset.sha256),
            asset.file_name,
            MEDIA_TYPES[asset.suffix],
            material.data(asset.sha256),
        )
        for asset in pictures
    )


def attached(file: PageFile) -> MailFile:
    """Return a calendar file as an attachment, under the name of its event alone."""
    name = _DIGITS.sub("", file.name.rpartition("/")[2])
    return MailFile(name, file.media_type, file.data)
