"""Brings a page out as a clean fragment for any blog."""

from newsletter_app.content.newsletter import Newsletter
from newsletter_app.content.page import Page
from newsletter_app.content.post import Post
from newsletter_app.exporting.choices import Choices
from newsletter_app.exporting.finished import ASSETS
from newsletter_app.exporting.material import Material
from newsletter_app.exporting.pictures import page_with_pictures
from newsletter_app.i18n import N_
from newsletter_app.rendering.one_line import fragment


class Blog:
    """HTML without head or styles, each block on a line, which wpautop leaves as it is."""

    name = "blog"
    label = N_("Blog page (HTML)")
    suffix = ".html"
    family = "blog"

    def make(self, item: Post | Newsletter, material: Material, choices: Choices) -> Page:
        """Return the fragment."""
        shown = material.shown(item, calendars=ASSETS)
        html = fragment(material.filled(item, shown, self.family, choices))
        return page_with_pictures(item.title, html, shown, material, choices)
