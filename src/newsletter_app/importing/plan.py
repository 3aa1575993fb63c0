"""Says what an import would bring, before anything is changed."""

from dataclasses import dataclass
from pathlib import Path

from newsletter_app.content.fingerprint import fingerprint
from newsletter_app.content.post import Post
from newsletter_app.i18n import _
from newsletter_app.importing.base import ReadPost


@dataclass(frozen=True, slots=True)
class PlannedPost:
    """A post that would come; `is_duplicate` where the library, or this import before it, has the same."""

    read: ReadPost
    is_duplicate: bool
    notes: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        """Return its title."""
        return self.read.post.title

    @property
    def fingerprint(self) -> str:
        """Return what the same text has in whichever file it comes, wherever its pictures lie."""
        return fingerprint(self.title, "".join(self.read.parts))


@dataclass(frozen=True, slots=True)
class PlannedFile:
    """A file with the posts in it, in its order; pictures may come from inside `root`."""

    path: Path
    root: Path
    posts: tuple[PlannedPost, ...]


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """All that an import would bring, with notes about files left out."""

    files: tuple[PlannedFile, ...]
    left_out: tuple[str, ...] = ()

    @property
    def posts(self) -> tuple[PlannedPost, ...]:
        """Return the posts of all files."""
        return tuple(post for file in self.files for post in file.posts)

    def coming(self, *, even_if_duplicate: bool = False) -> tuple[PlannedPost, ...]:
        """Return the posts that would come."""
        return tuple(post for post in self.posts if even_if_duplicate or not post.is_duplicate)

    @property
    def notes(self) -> tuple[str, ...]:
        """Return whole sentences about what a person should know of the posts that are new."""
        return self.left_out + tuple(about(post.title, note) for post in self.coming() for note in post.notes)


@dataclass(frozen=True, slots=True)
class Imported:
    """The posts that came, in the order of the files; those skipped, as planned; notes as whole sentences."""

    items: tuple[Post, ...]
    skipped: tuple[PlannedPost, ...]
    notes: tuple[str, ...]


def about(title: str, note: str) -> str:
    """Return a note with the title of the post it is about."""
    return _("“{title}”: {note}").format(title=title, note=note)


def skipping(post: PlannedPost) -> str:
    """Return the sentence for a post that was skipped."""
    return _("“{title}” is in the library already and was skipped.").format(title=post.title)
