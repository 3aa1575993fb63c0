"""Reads what stands behind the bracket of a link or picture."""

import re
from dataclasses import dataclass

_MOST = 4_000
_DEEPEST = 32
_TITLE = re.compile(
    r"[ \t\n]{1,20}"
    r"(?:\"((?:[^\"\\]|\\.){0,2000}+)\"|'((?:[^'\\]|\\.){0,2000}+)'|\(((?:[^()\\]|\\.){0,2000}+)\))",
    re.DOTALL,
)
_CURLY_TITLE = re.compile(r"[ \t\n]{1,20}[“„«]([^“”„«»\n]{0,2000}+)[“”»]")
_ANGLE = re.compile(r"<([^<>\n]{0,4000}+)>")
_SPACE = re.compile(r"[ \t\n]{0,20}")
_ATTRIBUTES = re.compile(r"\{(?!\{)([^{}\n]{0,500}+)\}")
_ATTRIBUTE = re.compile(
    r"(?:^|\s)(?:\.([\w-]+)|([\w-]+)=(?:\"([^\"]*)\"|[“„«]([^”“»]*)[”“»]|'([^']*)'|([^\s\"'}]+)))"
)


@dataclass(frozen=True, slots=True)
class Destination:
    """Address and title as written, None for a title that is not there; `end` is the place after them."""

    url: str
    title: str | None
    end: int


@dataclass(frozen=True, slots=True)
class Attributes:
    """What stands in braces behind a link or picture."""

    classes: frozenset[str]
    named: dict[str, str]
    end: int


def destination(text: str, at: int) -> Destination | None:
    """Return what stands in the round brackets that open at `at`; None where they hold no address."""
    begin = _after_space(text, at + 1)
    angle = _ANGLE.match(text, begin)
    end = angle.end() if angle else _end_of_address(text, begin)
    url = angle[1] if angle else text[begin:end]
    found = _TITLE.match(text, end) or _CURLY_TITLE.match(text, end)
    title = None if found is None else next((part for part in found.groups() if part is not None), "")
    end = _after_space(text, found.end() if found else end)
    return Destination(url, title, end + 1) if text[end : end + 1] == ")" else None


def attributes(text: str, at: int) -> Attributes:
    """Return the attributes at `at`; none where there are no braces."""
    found = _ATTRIBUTES.match(text, at)
    if found is None or not (parts := list(_ATTRIBUTE.finditer(found[1]))):
        return Attributes(frozenset(), {}, at)
    classes = frozenset(part[1] for part in parts if part[1])
    named = {
        part[2]: next((value for value in part.groups()[2:] if value is not None), "")
        for part in parts
        if part[2]
    }
    return Attributes(classes, named, found.end())


def _after_space(text: str, at: int) -> int:
    found = _SPACE.match(text, at)
    return found.end() if found else at


_STEP = re.compile(r"[^\s()\\]{1,4000}|\\.|[()]")


def _end_of_address(text: str, begin: int) -> int:
    """Return where an address without spaces ends; brackets inside it come in pairs."""
    at, depth = begin, 0
    while (found := _STEP.match(text, at)) is not None and at - begin < _MOST:
        if found[0] == "(":
            depth += 1
        elif found[0] == ")":
            depth -= 1
        if depth < 0 or depth > _DEEPEST:
            break
        at = found.end()
    return at
