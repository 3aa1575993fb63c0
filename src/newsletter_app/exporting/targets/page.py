"""Brings a page out that stands alone in a browser."""

from newsletter_app.content.newsletter import Newsletter
from newsletter_app.content.page import Page
from newsletter_app.content.post import Post
from newsletter_app.exporting.choices import Choices
from newsletter_app.exporting.finished import ASSETS
from newsletter_app.exporting.material import Material
from newsletter_app.exporting.pictures import page_with_pictures
from newsletter_app.i18n import N_


class StandalonePage:
    """A whole HTML document with its styles."""

    name = "page"
    label = N_("Web page (HTML)")
    suffix = ".html"
    family = "page"

    def make(self, item: Post | Newsletter, material: Material, choices: Choices) -> Page:
        """Return the document."""
        shown = material.shown(item, calendars=ASSETS)
        html = material.filled(item, shown, self.family, choices).strip("\n") + "\n"
        return page_with_pictures(item.title, html, shown, material, choices)
