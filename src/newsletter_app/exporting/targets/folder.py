"""Brings a page out as a folder with everything, to be handed over."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from newsletter_app.content.newsletter import Newsletter
from newsletter_app.content.page import Page, PageFile
from newsletter_app.content.post import Post
from newsletter_app.exporting.choices import Choices
from newsletter_app.exporting.file_names import safe_name
from newsletter_app.exporting.finished import ASSETS
from newsletter_app.exporting.material import Material
from newsletter_app.exporting.pictures import beside, never_inside
from newsletter_app.exporting.targets.blog import Blog
from newsletter_app.exporting.targets.email import Email
from newsletter_app.exporting.targets.eml import Eml
from newsletter_app.exporting.targets.text import Text
from newsletter_app.exporting.targets.wordpress import markup
from newsletter_app.i18n import N_
from newsletter_app.rendering.one_line import fragment
from newsletter_app.rendering.picture_addresses import addressed

_FROM_BLOG = f"../{ASSETS}"


class Folder:
    """newsletter.html, .txt and .eml, the blog pages in blog/, all pictures in assets/.

    What was chosen is for the mail; the blog pages have their usual template.
    """

    name = "folder"
    label = N_("Folder to hand over")
    suffix = ""
    family = "mail"

    def make(self, item: Post | Newsletter, material: Material, choices: Choices) -> Page:
        """Return the pack; the text of the page is the mail, the first of its files."""
        beside_only = replace(choices, pictures="beside")
        mail = Email().make(item, material, beside_only)
        text = Text().make(item, material, Choices(links=choices.links))
        eml = Eml().make(item, material, beside_only)
        pages = [_blog_page(shown, material) for shown in _blog_items(item, material)]
        files = (
            PageFile("newsletter.html", "text/html", mail.text.encode()),
            PageFile("newsletter.txt", "text/plain", text.text.encode()),
            PageFile("newsletter.eml", "message/rfc822", eml.text.encode()),
            *mail.files,
            *(file for page in pages for file in page.files),
        )
        pictures = dict.fromkeys((*mail.pictures, *(asset for page in pages for asset in page.pictures)))
        notes = (*mail.notes, *(note for page in pages for note in page.notes), *never_inside(choices))
        return Page(item.title, mail.text, tuple(pictures), _once(files), tuple(dict.fromkeys(notes)))


def _blog_items(item: Post | Newsletter, material: Material) -> Iterator[Post | Newsletter]:
    yield item
    if isinstance(item, Newsletter):
        yield from material.posts(item)


def _blog_page(item: Post | Newsletter, material: Material) -> Page:
    """Return a blog page as HTML and as WordPress blocks; its pictures lie in the folder above."""
    shown = material.shown(item, calendars=_FROM_BLOG)
    html = fragment(material.filled(item, shown, Blog.family, Choices()))
    blocks = markup(item, material.shown(item))
    name = f"blog/{safe_name(item.record.slug or item.title)}"
    files = (
        PageFile(f"{name}.html", "text/html", _placed(html, material)),
        PageFile(f"{name}.wordpress.html", "text/html", _placed(blocks, material)),
        *(replace(file, name=file.name.removeprefix("../")) for file in shown.files),
    )
    return Page(item.title, html, material.assets(html, blocks), files, shown.notes)


def _placed(html: str, material: Material) -> bytes:
    return addressed(html, beside(material, _FROM_BLOG)).encode()


def _once(files: Iterable[PageFile]) -> tuple[PageFile, ...]:
    return tuple({file.name: file for file in files}.values())
