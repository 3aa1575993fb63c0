"""Gives a target what it makes a page of."""

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from newsletter_app.content.asset import Asset
from newsletter_app.content.brand import Brand
from newsletter_app.content.kinds import Kind
from newsletter_app.content.newsletter import Newsletter
from newsletter_app.content.post import Post
from newsletter_app.exporting.choices import Choices
from newsletter_app.exporting.finished import Finishing, Shown
from newsletter_app.exporting.gathering import Gathering
from newsletter_app.rendering.article_maker import Articles
from newsletter_app.rendering.contexts import context_of_edition, context_of_post
from newsletter_app.rendering.merge_marks import Fill, fallback_alone, filled
from newsletter_app.rendering.picture_addresses import pictures_of
from newsletter_app.rendering.private_characters import cleaned
from newsletter_app.rendering.template_manifest import TemplateManifest
from newsletter_app.rendering.template_options import require_known
from newsletter_app.rendering.templates import Templates

if TYPE_CHECKING:
    from newsletter_app.library.library import Library

DEFAULT_TEMPLATES = {
    (Kind.POST, "mail"): "letter",
    (Kind.POST, "blog"): "post",
    (Kind.POST, "page"): "page",
    (Kind.NEWSLETTER, "mail"): "digest",
    (Kind.NEWSLETTER, "blog"): "round-up",
    (Kind.NEWSLETTER, "page"): "page",
}


class Material:
    """What the targets of one export take from the library and the templates.

    Articles come finished: no editing marks, and a link to the calendar file of each event where
    `calendars` says in which folder they lie.
    """

    def __init__(self, library: "Library", articles: Articles, templates: Templates) -> None:
        self._library = library
        self._gathering = Gathering(library, articles)
        self._templates = templates

    @property
    def brand(self) -> Brand:
        """Return the brand of the library."""
        return self._gathering.brand

    def posts(self, newsletter: Newsletter) -> tuple[Post, ...]:
        """Return the posts of a newsletter that are in the library and not in the bin, each once."""
        return tuple(post for post in self._gathering.posts(newsletter) if post.record.deleted is None)

    def shown(
        self, item: Post | Newsletter, calendars: str | None = None, fill: Fill = fallback_alone
    ) -> Shown:
        """Return what the item shows; with `calendars`, events link to their files in that folder."""
        finishing = Finishing(calendars, fill)
        if isinstance(item, Post):
            return finishing.post(self._gathering.article(item))
        return finishing.newsletter(self._gathering.edition(item))

    def template(self, item: Post | Newsletter, family: str, choices: Choices) -> TemplateManifest:
        """Return the template for the item. Raises Missing, or ContentError for an option it lacks."""
        manifest = self._templates.get(choices.template or self._usual_template(item, family))
        require_known(manifest, choices.options)
        return manifest

    def filled(
        self, item: Post | Newsletter, shown: Shown, family: str, choices: Choices, unsubscribe: str = ""
    ) -> str:
        """Return the HTML of the item's template; pictures stand as asset:SHA256.

        `unsubscribe` is where readers stop the mail, or what stands for it.
        """
        manifest = self.template(item, family, choices)
        context = self._context(item, shown, family, choices, unsubscribe)
        return self._templates.render(manifest.name, context)

    def asset(self, sha256: str) -> Asset:
        """Return a picture that the item shows."""
        return self._gathering.pictures[sha256]

    def assets(self, *htmls: str) -> tuple[Asset, ...]:
        """Return the pictures that pieces of HTML show, each once."""
        return tuple(map(self.asset, pictures_of(htmls)))

    def data(self, sha256: str) -> bytes:
        """Return the bytes of a picture."""
        return self._library.assets.data(sha256)

    def reference(self, digits: str) -> tuple[Asset, ...]:
        """Return the picture whose sha256 begins so, none where the item shows no such picture."""
        known = self._gathering.pictures
        return tuple(asset for sha256, asset in known.items() if sha256.startswith(digits))[:1]

    def _usual_template(self, item: Post | Newsletter, family: str) -> str:
        if isinstance(item, Newsletter) and family == "mail" and item.template:
            return item.template
        return DEFAULT_TEMPLATES[item.kind, family]

    def _context(
        self, item: Post | Newsletter, shown: Shown, family: str, choices: Choices, unsubscribe: str
    ) -> dict[str, Any]:
        around: dict[str, Any] = {
            "brand": self.brand,
            "pictures": self._gathering.pictures,
            "family": family,
            "options": {name: filled(cleaned(text), shown.fill) for name, text in choices.options.items()},
            "unsubscribe": unsubscribe,
        }
        if isinstance(item, Post):
            return context_of_post(item, shown.article, **around)
        own_options = shown.edition.options if family == "mail" else ()
        return context_of_edition(replace(shown.edition, options=own_options), **around)
