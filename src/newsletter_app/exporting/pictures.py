"""Says where a page finds its pictures."""

import base64

from newsletter_app.content.page import Page
from newsletter_app.exporting.choices import Choices
from newsletter_app.exporting.finished import ASSETS, Shown
from newsletter_app.exporting.material import Material
from newsletter_app.i18n import _
from newsletter_app.rendering.picture_addresses import Address, addressed

MEDIA_TYPES = {"jpg": "image/jpeg", "png": "image/png", "gif": "image/gif", "webp": "image/webp"}


def beside(material: Material, folder: str = ASSETS) -> Address:
    """Return addresses of files in `folder`, named by sha256."""
    return lambda sha256: folder + material.asset(sha256).file_name


def inside(material: Material) -> Address:
    """Return data URLs."""

    def data_url(sha256: str) -> str:
        coded = base64.b64encode(material.data(sha256)).decode("ascii")
        return f"data:{MEDIA_TYPES[material.asset(sha256).suffix]};base64,{coded}"

    return data_url


def page_with_pictures(title: str, html: str, shown: Shown, material: Material, choices: Choices) -> Page:
    """Return the page with its pictures in assets/, or inside it where that was chosen."""
    if choices.pictures == "inline":
        return Page(title, addressed(html, inside(material)), (), shown.files, shown.notes)
    text = addressed(html, beside(material))
    return Page(title, text, material.assets(html), shown.files, shown.notes)


def never_inside(choices: Choices) -> tuple[str, ...]:
    """Return the note for a target whose pictures cannot be inside the page."""
    if choices.pictures == "beside":
        return ()
    return (_("Pictures stand inside the page only in the blog, wordpress and page targets."),)
