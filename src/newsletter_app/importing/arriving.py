"""Puts the posts of an import into the library one after the other."""

from dataclasses import replace
from typing import TYPE_CHECKING

from newsletter_app.content.post import Post
from newsletter_app.content.record import Record
from newsletter_app.importing.pictures import PicturesBeside
from newsletter_app.importing.plan import PlannedFile, PlannedPost, about

if TYPE_CHECKING:
    from newsletter_app.library.library import Library


class Arriving:
    """Knows what came so far, so that order and duplicates hold across files."""

    def __init__(self, library: "Library", *, even_if_duplicate: bool) -> None:
        self._library = library
        self._even_if_duplicate = even_if_duplicate
        self.items: list[Post] = []
        self.skipped: list[PlannedPost] = []
        self.notes: list[str] = []

    def file(self, file: PlannedFile) -> None:
        """Take in the posts of one file; each stands below the one above it, known before or not."""
        pictures = PicturesBeside(self._library, file.root, file.path.parent)
        above = ""
        for post in file.posts:
            known = self._library.items.same_as(post.fingerprint)
            if known and not self._even_if_duplicate:
                self.skipped.append(post)
                above = known[0]
            else:
                above = self._added(post, pictures, above)

    def _added(self, planned: PlannedPost, pictures: PicturesBeside, above: str) -> str:
        post = self._with_pictures(planned, pictures)
        below = "" if post.date else above
        saved = self._library.items.add(post, origin=planned.fingerprint, below=below)
        self.items.append(saved.item)
        return saved.item.record.id

    def _with_pictures(self, planned: PlannedPost, pictures: PicturesBeside) -> Post:
        read = planned.read
        taken = [pictures.take_in(picture) for picture in read.pictures]
        cover = pictures.cover(read.cover)
        notes = dict.fromkeys((*read.notes, *(each.note for each in (*taken, cover) if each.note)))
        self.notes += [about(planned.title, note) for note in notes]
        return replace(
            read.post,
            body=read.body(tuple(each.address for each in taken)),
            cover=cover.sha256,
            record=Record(slug=read.slug),
        )
