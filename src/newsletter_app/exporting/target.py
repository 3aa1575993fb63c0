"""Says what a target is."""

from typing import Protocol

from newsletter_app.content.newsletter import Newsletter
from newsletter_app.content.page import Page
from newsletter_app.content.post import Post
from newsletter_app.exporting.choices import Choices
from newsletter_app.exporting.material import Material


class Target(Protocol):
    """One way out: makes a page of any post or newsletter; the same input gives the same bytes.

    `label` is for people, untranslated (put it through `_`). `suffix` is that of the file, "" where the
    target makes a folder. `family` names the templates it takes: "mail", "blog" or "page"; "" for
    none.
    """

    @property
    def name(self) -> str:
        """Return the word of the command line."""

    @property
    def label(self) -> str:
        """Return what a menu shows."""

    @property
    def suffix(self) -> str:
        """Return the suffix with its dot, or ""."""

    @property
    def family(self) -> str:
        """Return the family of templates, or ""."""

    def make(self, item: Post | Newsletter, material: Material, choices: Choices) -> Page:
        """Return the page; the paths of its files begin at the page's own folder."""
