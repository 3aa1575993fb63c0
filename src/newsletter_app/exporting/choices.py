"""Holds what a person chooses for an export, with what comes of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

Pictures = Literal["beside", "inline"]
Links = Literal["numbered", "inline"]


@dataclass(frozen=True, slots=True)
class Choices:
    """How an item goes out; what is not chosen has its default.

    `options` are those of the template; `links` may stand among them too. Pictures lie
    `beside` in assets/, or are `inline` as data URLs in the blog, wordpress and page targets.
    """

    template: str = ""
    options: Mapping[str, str] = field(default_factory=dict)
    pictures: Pictures = "beside"
    links: Links = "numbered"


@dataclass(frozen=True, slots=True)
class Exported:
    """The files written, the main one first, and whole sentences about what was left out."""

    files: tuple[Path, ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Clipboard:
    """What goes onto the clipboard, as text/html and as text/plain, and whole sentences for the person."""

    html: str
    text: str
    notes: tuple[str, ...] = ()
