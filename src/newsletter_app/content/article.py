"""A post after Markdown."""

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Place:
    """A stretch of the source: character offsets from 0 (end excluded) and the first line, from 1."""

    start: int
    end: int
    line: int


class BlockKind(StrEnum):
    """What a block is; the name stands in its HTML as well."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    LIST = "list"
    QUOTE = "quote"
    TABLE = "table"
    CODE = "code"
    RULE = "rule"
    FIGURE = "figure"
    GALLERY = "gallery"
    BUTTON = "button"
    CALLOUT = "callout"
    EVENT = "event"
    CONTENT_NOTE = "content-note"
    FOOTNOTES = "footnotes"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Block:
    """One block of an article: sanitised HTML, and where in the source it was written.

    Pictures of the library stand in the HTML as `src="asset:SHA256"`: a target gives them their address.
    """

    kind: BlockKind
    html: str
    place: Place


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of an article; `level` is 2 to 6."""

    level: int
    text: str
    anchor: str
    place: Place


@dataclass(frozen=True, slots=True)
class Link:
    """A link of an article; a lost one has no address yet."""

    url: str
    text: str
    place: Place
    is_lost: bool = False


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of an article; where it is not one of the library, `sha256` is "" and `url` its address."""

    sha256: str
    url: str
    alt: str
    caption: str
    credit: str
    place: Place
    is_missing: bool = False


@dataclass(frozen=True, slots=True)
class Event:
    """Something that takes place; all as written."""

    what: str
    when: str
    where: str
    contact: str
    place: Place


@dataclass(frozen=True, slots=True)
class Article:
    """A post's blocks in order, and all that is in them.

    `is_plain` tells that the text was too complex to render and is shown as it was written.
    """

    blocks: tuple[Block, ...] = ()
    headings: tuple[Heading, ...] = ()
    links: tuple[Link, ...] = ()
    pictures: tuple[Picture, ...] = ()
    events: tuple[Event, ...] = ()
    language: str = "en-GB"
    words: int = 0
    is_plain: bool = False

    @property
    def html(self) -> str:
        """Return the whole article as one fragment, a block a line."""
        return "\n".join(block.html for block in self.blocks)
