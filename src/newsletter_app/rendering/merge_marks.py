r"""Marks in a text the places where a reader's own words go.

In a finished mail a merge field is U+E010 name U+E011 fallback U+E012: private characters, which no text that
comes in may carry (`without_private`). Before that, while a page is made, one private character stands for a
field, since one character cannot be cut in two, together with fillers that give it its width.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

FIELD = re.compile(r"\{\{ ?([A-Za-z][A-Za-z0-9_-]{0,39}) ?(?:\|([^{}\n]{0,200}))?\}\}")
"""A merge field as it is written in a text, here as in the dialect: {{name|fallback}}."""

UNSUBSCRIBE = "unsubscribe_url"
"""The field that is the address where one reader stops the mail; no text can name it by accident."""

Fill = Callable[[str, str], str]
"""Says what stands for a field, by its name and fallback."""

_START, _BETWEEN, _END = "\ue010", "\ue011", "\ue012"
_FIRST, _LAST, _FILLER = 0x100000, 0x10FFF0, "\U0010fffd"
_PRIVATE = re.compile(f"[{_START}-{_END}\U00100000-\U0010fffd]")
_MARK = re.compile(f"{_START}([^{_START}-{_END}]*){_BETWEEN}([^{_START}-{_END}]*){_END}")
_STAND_IN = re.compile("[\U00100000-\U0010fff0]")
_ADDRESS = re.compile(r'(?<=\s)(?:href|src|background)="[^"]*[\U00100000-\U0010fff0][^"]*"')


@dataclass(frozen=True, slots=True)
class Field:
    """A merge field; `fallback` is written as the text round it is, so escaped in HTML."""

    name: str
    fallback: str = ""


def fallback_alone(_name: str, fallback: str) -> str:
    """Return what a field shows where there is no reader."""
    return fallback


def mark(name: str, fallback: str = "") -> str:
    """Return the mark of a field."""
    return f"{_START}{name}{_BETWEEN}{fallback}{_END}"


def pieces(text: str) -> tuple[str | Field, ...]:
    r"""Return the text in order, cut into plain texts and fields; an empty text has no pieces.

    >>> pieces("Dear \ue010first_name\ue011friend\ue012,")
    ('Dear ', Field(name='first_name', fallback='friend'), ',')
    """
    return tuple(_cut(text))


def _cut(text: str) -> Iterator[str | Field]:
    end = 0
    for found in _MARK.finditer(text):
        if found.start() > end:
            yield text[end : found.start()]
        yield Field(found[1], found[2])
        end = found.end()
    if end < len(text):
        yield text[end:]


def is_stand_in(text: str) -> bool:
    """Tell whether a text is one character that stands for a field, and nothing else."""
    return _STAND_IN.fullmatch(text) is not None


def has_marks(text: str) -> bool:
    """Tell whether a text holds a field."""
    return _START in text


def without_private(text: str) -> str:
    """Return a text that comes in without the characters that marks are made of."""
    return _PRIVATE.sub("", text)


def filled(text: str, fill: Fill) -> str:
    """Return plain text with each {{name|fallback}} replaced.

    >>> filled("Dear {{first_name|friend}}", fallback_alone)
    'Dear friend'
    """
    if "{{" not in text:
        return text
    return FIELD.sub(lambda found: fill(found[1], (found[2] or "").strip()), text)


@dataclass(slots=True)
class StandIns:
    """Lets one character stand for a field while a page is made, and writes the fields at the end.

    It is a `Fill`. What stands in an address is never a field, so that nobody has a link of their own: there
    the fallback is written, except for the address to unsubscribe at.
    """

    _fields: dict[Field, str] = field(default_factory=dict)

    def __call__(self, name: str, fallback: str) -> str:
        """Return what stands for a field: as many characters as its fallback has, at least one."""
        wanted = Field(name, without_private(fallback))
        if wanted not in self._fields and len(self._fields) > _LAST - _FIRST:
            return wanted.fallback
        letter = self._fields.setdefault(wanted, chr(_FIRST + len(self._fields)))
        return letter + _FILLER * (len(wanted.fallback) - 1)

    def in_html(self, html: str, write: Callable[[Field], str]) -> str:
        """Return the page with `write(field)` for each; that returns HTML."""
        return self._written(_ADDRESS.sub(self._address, html), write)

    def in_text(self, text: str, write: Callable[[Field], str]) -> str:
        """Return the text with `write(field)` for each."""
        return self._written(text, write)

    def _address(self, found: re.Match[str]) -> str:
        kept = {letter: each.fallback for letter, each in self._known.items() if each.name != UNSUBSCRIBE}
        return _STAND_IN.sub(lambda letter: kept.get(letter[0], letter[0]), found[0])

    def _written(self, text: str, write: Callable[[Field], str]) -> str:
        known = {letter: write(each) for letter, each in self._known.items()}
        return _PRIVATE.sub(lambda letter: known.get(letter[0], ""), text)

    @property
    def _known(self) -> dict[str, Field]:
        return {letter: each for each, letter in self._fields.items()}
