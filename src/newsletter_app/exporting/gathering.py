"""Gathers what an item shows from the library."""

from typing import TYPE_CHECKING

from newsletter_app.content.article import Article
from newsletter_app.content.asset import Asset
from newsletter_app.content.newsletter import Newsletter, TextEntry
from newsletter_app.content.post import Post
from newsletter_app.errors import Missing
from newsletter_app.exporting.sources import found_picture, source_of, source_of_text
from newsletter_app.rendering.article_maker import Articles
from newsletter_app.rendering.edition import Edition, assemble
from newsletter_app.rendering.private_characters import cleaned
from newsletter_app.rendering.source import Source

if TYPE_CHECKING:
    from newsletter_app.library.library import Library


class Gathering:
    """Brings items, their pictures and the brand together; for one export, since it remembers.

    None of them holds a character that our merge marks are made of.
    """

    def __init__(self, library: "Library", articles: Articles) -> None:
        self._library = library
        self._articles = articles
        self._rendered: dict[Source, Article] = {}
        self._pictures: dict[str, Asset] = {}
        self.brand = cleaned(library.brand.load())
        self._keep(self.brand.logo)

    @property
    def pictures(self) -> dict[str, Asset]:
        """Return the pictures met so far by sha256, the brand's logo among them."""
        return dict(self._pictures)

    def article(self, post: Post) -> Article:
        """Return the article of a post."""
        self._keep(post.cover)
        return self._render(source_of(post, self._library))

    def edition(self, newsletter: Newsletter) -> Edition:
        """Return a newsletter with everything it shows."""
        texts = [entry.body for entry in newsletter.entries if isinstance(entry, TextEntry)]
        own = {
            text: self._render(source_of_text(text, newsletter.language, self._library))
            for text in (newsletter.introduction, *texts)
        }
        posts = {post.record.id: (post, self.article(post)) for post in self.posts(newsletter)}
        return assemble(newsletter, posts, own=own, pictures=self._pictures)

    def posts(self, newsletter: Newsletter) -> tuple[Post, ...]:
        """Return the posts a newsletter shows that the library has, each once, in order."""
        return tuple(post for post_id in dict.fromkeys(newsletter.posts) for post in self._post(post_id))

    def _post(self, post_id: str) -> tuple[Post, ...]:
        try:
            item = self._library.items.get(post_id)
        except Missing:
            return ()  # the edition's notes say so
        return (cleaned(item),) if isinstance(item, Post) else ()

    def _keep(self, sha256: str) -> None:
        if sha256:
            self._pictures.update(
                {asset.sha256: cleaned(asset) for asset in found_picture(sha256, self._library)}
            )

    def _render(self, source: Source) -> Article:
        self._pictures.update({asset.sha256: cleaned(asset) for asset in source.pictures})
        if source not in self._rendered:
            self._rendered[source] = cleaned(self._articles.article(source))
        return self._rendered[source]
