"""Reads plain text with several posts one after another."""

from newsletter_app.content.post import Post
from newsletter_app.i18n import N_, _
from newsletter_app.importing.base import ReadPost, SourceFile
from newsletter_app.importing.decoding import decoded
from newsletter_app.importing.text_markdown import markdown_of
from newsletter_app.importing.text_notes import notes_of
from newsletter_app.importing.text_posts import TextPost, posts_of
from newsletter_app.importing.text_reading import shapes_of


class PlainText:
    """Plain text as it is copied from a blog: a title, what a picture shows, paragraphs, lists."""

    name = "text"
    label = N_("Plain text")
    suffixes = (".txt", ".text")

    def read(self, source: SourceFile) -> tuple[ReadPost, ...]:
        """Return the posts, newest first as blogs show them; runs of non-breaking spaces part them."""
        text = decoded(source)
        posts = posts_of(text.text)
        return tuple(_read(post, source, text.notes if not place else ()) for place, post in enumerate(posts))


def _read(post: TextPost, source: SourceFile, notes: tuple[str, ...]) -> ReadPost:
    shapes = shapes_of(post.paragraphs)
    if not post.title:
        notes += (_("The text has no title; the name of its file stands for it."),)
    if not shapes:
        notes += (_("It has a title but no text."),)
    title = post.title or source.stem.strip() or source.name
    return ReadPost(Post(title=title), (markdown_of(shapes),), notes=notes + notes_of(shapes))
