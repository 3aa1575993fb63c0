"""Shows an item as its readers will see it, while it is written."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from html import escape
from typing import TYPE_CHECKING, Any, Literal

from newsletter_app.content.article import Place
from newsletter_app.content.newsletter import Newsletter
from newsletter_app.content.post import Post
from newsletter_app.exporting.choices import Choices
from newsletter_app.exporting.gathering import Gathering
from newsletter_app.exporting.material import DEFAULT_TEMPLATES, Material
from newsletter_app.exporting.preview_pages import as_seen, text_document, with_marks
from newsletter_app.exporting.sources import SourceMemory
from newsletter_app.exporting.targets.text import plain_text
from newsletter_app.rendering.article_maker import Articles
from newsletter_app.rendering.block_families import block_for
from newsletter_app.rendering.contexts import context_of_edition, context_of_post
from newsletter_app.rendering.picture_addresses import addressed
from newsletter_app.rendering.templates import Templates

if TYPE_CHECKING:
    from newsletter_app.library.library import Library

View = Literal["blog", "email", "text"]
_FAMILIES = {"blog": "page", "email": "mail"}
_SCHEME = "app://assets/"


@dataclass(frozen=True, slots=True)
class PreviewFrame:
    """A whole document to show, without scripts, and the place in the source of each block of a post."""

    html: str
    places: Sequence[Place] = ()


@dataclass(frozen=True, slots=True)
class PreviewPatch:
    """Of the blocks from number `first` on `removed` go, `added` come in their place; places of all blocks.

    `removed` may be larger than what is there: then all goes. `added` is HTML, each to be put into a
    `<div class="block">`.
    """

    first: int
    removed: int
    added: tuple[str, ...]
    places: Sequence[Place]
    words: int = 0


class Previewing:
    """Makes the page of a view once, then only the blocks that change.

    The blog view shows the words in a plain page of the brand, since the looks of a blog are its theme's.
    """

    def __init__(self, library: "Library", articles: Articles, templates: Templates) -> None:
        self._library = library
        self._articles = articles
        self._templates = templates
        self._families: dict[str, str] = {}
        self._sources = SourceMemory(library)

    def frame(
        self,
        item: Post | Newsletter,
        view: View,
        *,
        template: str = "",
        dark: bool = False,
        session: str = "",
        choices: Choices | None = None,
    ) -> PreviewFrame:
        """Return the document of a view; editing marks, such as lost links, are shown.

        In it each block of a post is a `<div class="block">` in the one element with `data-blocks`; pictures
        have addresses app://assets/SHA256.suffix. `dark` shows it as on a dark system. Raises Missing,
        TemplateError, ContentError, OverLimit.
        """
        if view == "text":
            return PreviewFrame(text_document(self._text(item), item.language, dark=dark))
        gathering = Gathering(self._library, self._articles)
        family = _FAMILIES[view]
        chosen = choices or Choices(template=template)
        filled = self._filled(item, gathering, family, chosen)
        html = as_seen(with_marks(filled), dark=dark)
        return PreviewFrame(addressed(html, _address(gathering)), self._begun(item, family, session))

    def update(self, item: Post, session: str) -> PreviewPatch:
        """Return how the blocks of the session's frame differ now."""
        source = self._sources.known(item, session)
        patch = self._articles.update(session, source)
        names = {asset.sha256: asset.file_name for asset in source.pictures}
        family = self._families.get(session, "page")
        added = tuple(
            addressed(block_for(block.html, family), lambda sha256: _SCHEME + names.get(sha256, sha256))
            for block in patch.added
        )
        return PreviewPatch(patch.first, patch.removed, added, patch.places, patch.words)

    def _begun(self, item: Post | Newsletter, family: str, session: str) -> Sequence[Place]:
        """Bring the session to what the frame shows, so that the next update counts from there."""
        if not isinstance(item, Post):
            return ()
        self._families[session] = family
        return self._articles.update(session, self._sources.looked_up(item, session)).places

    def _text(self, item: Post | Newsletter) -> str:
        material = Material(self._library, self._articles, self._templates)
        footer = material.brand if isinstance(item, Newsletter) else None
        return plain_text(item, material.shown(item), "numbered", footer)

    def _filled(self, item: Post | Newsletter, gathering: Gathering, family: str, choices: Choices) -> str:
        name = self._template(item, family, choices.template)
        return self._templates.render(name, _context(item, gathering, family, choices))

    def _template(self, item: Post | Newsletter, family: str, wanted: str) -> str:
        usual = DEFAULT_TEMPLATES[item.kind, family]
        if not wanted:
            return item.template if isinstance(item, Newsletter) and family == "mail" else usual
        return wanted if family in self._templates.get(wanted).targets else usual


def _context(item: Post | Newsletter, gathering: Gathering, family: str, choices: Choices) -> dict[str, Any]:
    if isinstance(item, Post):
        article = gathering.article(item)
        return context_of_post(
            item,
            article,
            brand=gathering.brand,
            pictures=gathering.pictures,
            family=family,
            options=choices.options,
            is_preview=True,
        )
    edition = gathering.edition(item)
    shown = edition if family == "mail" else replace(edition, options=())
    return context_of_edition(
        shown, brand=gathering.brand, pictures=gathering.pictures, family=family, options=choices.options
    )


def _address(gathering: Gathering) -> Callable[[str], str]:
    pictures = gathering.pictures
    return lambda sha256: _SCHEME + escape(pictures[sha256].file_name if sha256 in pictures else sha256)
