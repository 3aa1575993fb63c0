"""A picture and what is said about it."""

from dataclasses import dataclass, replace

from newsletter_app.content.kinds import Kind
from newsletter_app.content.record import Record


@dataclass(frozen=True, slots=True)
class Asset:
    """A picture of the library; its bytes lie in a file named by `sha256`.

    `name` is the file name it came with, for people only. `suffix` is that of its bytes: "jpg", "png", "gif"
    or "webp". Width and height in pixels, size in bytes. A decorative picture has no alt text on purpose.
    """

    sha256: str
    name: str
    suffix: str
    width: int
    height: int
    size: int
    alt: str = ""
    decorative: bool = False
    caption: str = ""
    credit: str = ""
    consent: str = ""
    tags: tuple[str, ...] = ()
    record: Record = Record()

    kind = Kind.ASSET

    def with_record(self, record: Record) -> "Asset":
        """Return the same content with another record."""
        return replace(self, record=record)

    @property
    def file_name(self) -> str:
        """Return the name its file has in every output."""
        return f"{self.sha256}.{self.suffix}"
