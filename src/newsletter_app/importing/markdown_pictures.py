"""Finds the pictures beside a Markdown file by where its text names them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote

from newsletter_app.importing.base import PictureBeside
from newsletter_app.importing.markdown_code import CodeIn
from newsletter_app.rendering.dialect.destinations import attributes, destination

_PICTURE = re.compile(r"(?<!\\)!\[((?:[^\[\]\\]|\\.|\[[^\[\]]{0,500}\]){0,2000}+)\](?=\()", re.DOTALL)
_DEFINITION = re.compile(r"^ {0,3}\[[^\]\n]{1,200}\]:[ \t]{0,20}<?([^\s<>]{1,2000})>?", re.MULTILINE)
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]{1,30}:|//|#", re.IGNORECASE)
_SUFFIX = re.compile(r"\.(jpe?g|png|gif|webp|heic|heif)$", re.IGNORECASE)
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")


@dataclass(frozen=True, slots=True)
class Named:
    """A picture with the stretch of the text, end excluded, that holds its address."""

    start: int
    end: int
    picture: PictureBeside


def parted_at_pictures(text: str) -> tuple[tuple[str, ...], tuple[PictureBeside, ...]]:
    """Return the text without the addresses of pictures beside, parted where they stood, with the pictures.

    >>> parted_at_pictures("A ![cup](img/cup.png) here")
    (('A ![cup](', ') here'), (PictureBeside(place='img/cup.png', alt='cup', caption='', credit=''),))
    """
    code = CodeIn(text)
    found = [named for named in (*_shown(text), *_defined(text)) if not code.holds(named.start)]
    named = sorted(found, key=lambda each: each.start)
    ends = [0, *(each.end for each in named)]
    starts = [*(each.start for each in named), len(text)]
    parts = tuple(text[end:start] for end, start in zip(ends, starts, strict=True))
    return parts, tuple(each.picture for each in named)


def is_beside(address: str) -> bool:
    """Tell whether the address of a picture is a place beside the text, and no address of the network.

    >>> is_beside("img/cup.png"), is_beside("https://example.org/cup.png"), is_beside("missing:")
    (True, False, False)
    """
    return bool(address) and not _SCHEME.match(address)


def place_of(address: str) -> str:
    """Return the relative path an address means.

    >>> place_of("img/a%20cup.png?raw=true")
    'img/a cup.png'
    """
    return unquote(_ESCAPED.sub(r"\1", address).partition("?")[0].partition("#")[0])


def _shown(text: str) -> Iterator[Named]:
    for found in _PICTURE.finditer(text):
        target = destination(text, found.end())
        if target is None or not is_beside(target.url):
            continue
        start, end = _stretch(text, found.end(), target.url)
        yield Named(start, end, _picture(text, found[1], target.url, target.title, target.end))


def _stretch(text: str, bracket: int, url: str) -> tuple[int, int]:
    """Return where the address stands, with the angle brackets it may have."""
    start = text.index(url, bracket)
    end = start + len(url)
    return (start - 1, end + 1) if text[start - 1] == "<" and text[end : end + 1] == ">" else (start, end)


def _picture(text: str, alt: str, url: str, title: str | None, end: int) -> PictureBeside:
    credit = attributes(text, end).named.get("credit", "")
    return PictureBeside(place_of(url), _plain(alt), _plain(title or ""), _plain(credit))


def _plain(text: str) -> str:
    return " ".join(_ESCAPED.sub(r"\1", text).split())


def _defined(text: str) -> Iterator[Named]:
    for found in _DEFINITION.finditer(text):
        place = place_of(found[1])
        if is_beside(found[1]) and _SUFFIX.search(place):
            yield Named(found.start(1), found.end(1), PictureBeside(place))
