"""What an importer is given, and what it gives."""

from dataclasses import dataclass
from typing import Protocol

from newsletter_app.content.post import Post


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file as it was found; `name` is its file name without folders."""

    name: str
    data: bytes

    @property
    def stem(self) -> str:
        """Return the name without its last suffix."""
        stem, dot, _suffix = self.name.rpartition(".")
        return stem if dot and stem else self.name


@dataclass(frozen=True, slots=True)
class PictureBeside:
    """A picture that a text names by its place; `place` is a relative path with slashes."""

    place: str
    alt: str = ""
    caption: str = ""
    credit: str = ""


@dataclass(frozen=True, slots=True)
class ReadPost:
    """A post as it was read; the pictures' addresses are still open.

    The body is `parts` with the address of one of `pictures` between each two of them. `cover` is the place
    of a picture beside, or asset:SHA, or "". `notes` are whole sentences about what a person should know.
    """

    post: Post
    parts: tuple[str, ...]
    pictures: tuple[PictureBeside, ...] = ()
    cover: str = ""
    slug: str = ""
    notes: tuple[str, ...] = ()

    def body(self, addresses: tuple[str, ...]) -> str:
        """Return the body with an address, such as asset:SHA, for each of the pictures.

        >>> ReadPost(Post(), ("![a](", ")"), (PictureBeside("a.png"),)).body(("missing:",))
        '![a](missing:)'
        """
        pieces = [self.parts[0]]
        for address, part in zip(addresses, self.parts[1:], strict=True):
            pieces += (address, part)
        return "".join(pieces)


class Importer(Protocol):
    """Reads the posts of one kind of file.

    `name` is what a person types, `label` what a list shows, `suffixes` are lower case with their dot.
    """

    @property
    def name(self) -> str:
        """Return the word for it on the command line."""

    @property
    def label(self) -> str:
        """Return the words for it in the window."""

    @property
    def suffixes(self) -> tuple[str, ...]:
        """Return the ends of file names by which it is known."""

    def read(self, source: SourceFile) -> tuple[ReadPost, ...]:
        """Return the posts in the order of the file, at least one. Raises CannotImport and nothing else."""
