"""Brings a page out as plain text."""

from typing import cast

from newsletter_app.content.brand import Brand
from newsletter_app.content.newsletter import Newsletter
from newsletter_app.content.page import Page
from newsletter_app.content.post import Post
from newsletter_app.errors import ContentError
from newsletter_app.exporting.choices import Choices, Links
from newsletter_app.exporting.finished import Shown
from newsletter_app.exporting.material import Material
from newsletter_app.exporting.pictures import never_inside
from newsletter_app.i18n import N_, _
from newsletter_app.rendering.slots import NO_SLOTS, Slots
from newsletter_app.rendering.text_pages import TextPage

_LINKS = ("numbered", "inline")


class Text:
    """Text of at most 72 characters a line, links numbered or inline."""

    name = "text"
    label = N_("Plain text")
    suffix = ".txt"
    family = ""

    def make(self, item: Post | Newsletter, material: Material, choices: Choices) -> Page:
        """Return the text; a newsletter ends with the brand's footer."""
        shown = material.shown(item)
        footer = material.brand if isinstance(item, Newsletter) else None
        text = plain_text(item, shown, links_of(choices), footer)
        return Page(item.title, text, (), shown.files, (*shown.notes, *never_inside(choices)))


def plain_text(
    item: Post | Newsletter,
    shown: Shown,
    links: Links,
    footer: Brand | None,
    unsubscribe: str = "",
    slots: Slots = NO_SLOTS,
) -> str:
    """Return a finished item as text, with the brand's footer where one is given."""
    page = TextPage(links, footer, unsubscribe, slots)
    return page.of_post(item, shown.article) if isinstance(item, Post) else page.of_edition(shown.edition)


def links_of(choices: Choices) -> Links:
    """Return how links are written. Raises ContentError for an option `links` that is neither."""
    chosen = choices.options.get("links", choices.links)
    if chosen not in _LINKS:
        raise ContentError(
            _("The option “{name}” cannot have this value.").format(name="links"),
            hint=_("It is one of: {values}.").format(values=", ".join(_LINKS)),
        )
    return cast("Links", chosen)
