"""Brings a page out as blocks for WordPress's editor."""

from newsletter_app.content.newsletter import Newsletter
from newsletter_app.content.page import Page
from newsletter_app.content.post import Post
from newsletter_app.exporting.choices import Choices
from newsletter_app.exporting.finished import Shown
from newsletter_app.exporting.material import Material
from newsletter_app.exporting.pictures import page_with_pictures
from newsletter_app.i18n import N_
from newsletter_app.rendering.block_markup import block_markup
from newsletter_app.rendering.edition_blocks import edition_blocks


class WordPress:
    """Block markup of core blocks only."""

    name = "wordpress"
    label = N_("WordPress blocks")
    suffix = ".html"
    family = ""

    def make(self, item: Post | Newsletter, material: Material, choices: Choices) -> Page:
        """Return the markup."""
        shown = material.shown(item)
        return page_with_pictures(item.title, markup(item, shown), shown, material, choices)


def markup(item: Post | Newsletter, shown: Shown) -> str:
    """Return the block markup of a finished item; pictures stand as asset:SHA256."""
    blocks = shown.article.blocks if isinstance(item, Post) else edition_blocks(shown.edition)
    return block_markup(blocks)
