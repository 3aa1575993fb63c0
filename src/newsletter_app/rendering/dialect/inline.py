"""Reads running text: emphasis, links, pictures, code, quotes and the like, in linear time."""

import re
from bisect import bisect_left
from collections.abc import Callable
from typing import ClassVar
from xml.etree import ElementTree

from markdown.util import AtomicString

from newsletter_app.content.article import Link
from newsletter_app.rendering.dialect.bare_addresses import Bare, bare_addresses
from newsletter_app.rendering.dialect.brackets import Brackets
from newsletter_app.rendering.dialect.links import address
from newsletter_app.rendering.dialect.merge_fields import merge_field
from newsletter_app.rendering.dialect.pictures import escaped
from newsletter_app.rendering.dialect.scope import Scope
from newsletter_app.rendering.dialect.tokens import Text, Token
from newsletter_app.rendering.dialect.typography import dashes, last_closing_single, quote, quotes_of

_SPECIAL = re.compile(r"[\\`*_~\[\]!<{\"'\n]|-{2,}|\.{3}")
_RUN = {character: re.compile(re.escape(character) + "+") for character in "*_~`"}
_PUNCTUATION = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")
_ANGLE = re.compile(
    r"<((?:https?://|mailto:)[^\s<>]{1,2000}|[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8})>", re.I
)
_TAG = re.compile(
    r"</?[A-Za-z][A-Za-z0-9-]{0,20}+(?:\s++[A-Za-z_:][\w.:-]{0,40}+"
    r"(?:\s*+=\s*+(?:\"[^\"<]{0,2000}+\"|'[^'<]{0,2000}+'|[^\s\"'=<>`]++))?+){0,30}+\s*+/?>"
)
_FOOTNOTE = re.compile(r"\[\^([^\s\[\]]{1,60})\]")


def is_plain(text: str) -> bool:
    """Tell whether nothing in the text means anything but itself."""
    return not _SPECIAL.search(text) and not bare_addresses(text)


class Inline:
    """One pass over one text."""

    def __init__(self, scope: Scope) -> None:
        self._scope = scope
        self._text = scope.text
        self._brackets = Brackets(scope)
        self._bare = bare_addresses(scope.text)
        self._bare.reverse()
        self._special: re.Match[str] | None = None
        self._last_special = len(scope.text)
        self._code: dict[int, list[int]] | None = None
        self._quotes = quotes_of(scope.notes.surroundings.language)
        self._last_single = last_closing_single(scope.text)

    def tokens(self) -> list[Token]:
        """Return what the text is made of, emphasis resolved."""
        at, end = 0, len(self._text)
        while at < end:
            at = self._step(at)
        self._scope.delimiters.resolve(None)
        return self._scope.tokens

    def _step(self, at: int) -> int:
        found = self._next_special(at)
        stop = found.start() if found else len(self._text)
        while self._bare and self._bare[-1].start < at:
            self._bare.pop()
        if self._bare and self._bare[-1].start <= stop:
            bare = self._bare.pop()
            self._add(self._text[at : bare.start])
            return self._link(bare.text, bare, bare.end)
        self._add(self._text[at:stop])
        return stop if found is None else self._readers[found[0][0]](self, stop, found[0])

    def _next_special(self, at: int) -> re.Match[str] | None:
        """Return the next character that may mean something; looked for once, as it may be far away."""
        if self._special is None or self._special.start() < at:
            self._special = _SPECIAL.search(self._text, at) if at <= self._last_special else None
            if self._special is None:
                self._last_special = -1
        return self._special

    def _add(self, text: str) -> None:
        if text:
            self._scope.tokens.append(Text(text))

    def _literally(self, at: int, run: str) -> int:
        self._add(run)
        return at + len(run)

    def _backslash(self, at: int, _run: str) -> int:
        escaped_character = self._text[at + 1 : at + 2]
        if escaped_character == "\n":
            return self._break(at + 2)
        if escaped_character in _PUNCTUATION and escaped_character:
            self._add("&amp;" if escaped_character == "&" else escaped_character)
            return at + 2
        return self._literally(at, "\\")

    def _break(self, at: int) -> int:
        self._scope.tokens.append(ElementTree.Element("br"))
        self._add("\n")
        return self._after_spaces(at)

    def _newline(self, at: int, _run: str) -> int:
        tokens = self._scope.tokens
        last = tokens[-1] if tokens else None
        if isinstance(last, Text) and last.text.endswith(" "):
            is_break = last.text.endswith("  ")
            last.text = last.text.rstrip(" ")
            if is_break:
                return self._break(at + 1)
        self._add("\n")
        return self._after_spaces(at + 1)

    def _after_spaces(self, at: int) -> int:
        while self._text[at : at + 1] in (" ", "\t"):
            at += 1
        return at

    def _ticks(self, at: int, _run: str) -> int:
        opened = _RUN["`"].match(self._text, at)
        length = opened.end() - at if opened else 1
        places = self._runs_of_ticks().get(length, [])
        number = bisect_left(places, at + length)
        if number == len(places):
            return self._literally(at, "`" * length)
        element = ElementTree.Element("code")
        element.text = AtomicString(_code(self._text[at + length : places[number]]))
        self._scope.tokens.append(element)
        return places[number] + length

    def _runs_of_ticks(self) -> dict[int, list[int]]:
        if self._code is None:
            self._code = {}
            for found in _RUN["`"].finditer(self._text):
                self._code.setdefault(len(found[0]), []).append(found.start())
        return self._code

    def _emphasis(self, at: int, run: str) -> int:
        found = _RUN[run].match(self._text, at)
        end = found.end() if found else at + 1
        self._scope.tokens.append(self._scope.delimiters.add(self._text, at, end))
        return end

    def _bracket(self, at: int, _run: str) -> int:
        footnote = _FOOTNOTE.match(self._text, at)
        if footnote and self._scope.notes.has_footnote(footnote[1]):
            self._add(self._scope.notes.footnote(footnote[1]))
            return footnote.end()
        self._brackets.begin(at, is_picture=False)
        return at + 1

    def _end_of_bracket(self, at: int, _run: str) -> int:
        return self._brackets.end(at)

    def _exclamation(self, at: int, _run: str) -> int:
        if self._text[at + 1 : at + 2] != "[":
            return self._literally(at, "!")
        self._brackets.begin(at, is_picture=True)
        return at + 2

    def _angle(self, at: int, _run: str) -> int:
        found = _ANGLE.match(self._text, at)
        if found:
            target = address(found[1])
            if not target.is_lost:
                return self._link(found[1], Bare(at, found.end(), found[1], target.url), found.end())
        tag = _TAG.match(self._text, at)
        if tag is None:
            return self._literally(at, "<")
        self._add(self._scope.notes.keep_raw(tag[0]))
        return tag.end()

    def _link(self, text: str, bare: Bare, end: int) -> int:
        element = ElementTree.Element("a", {"href": escaped(bare.url)})
        element.text = AtomicString(escaped(text))
        self._scope.tokens.append(element)
        self._scope.notes.links.append(Link(bare.url, text, self._scope.place(bare.start, bare.end)))
        return end

    def _brace(self, at: int, _run: str) -> int:
        found = merge_field(self._text, at)
        if found is None:
            return self._literally(at, "{")
        self._scope.tokens.append(found[0])
        return found[1]

    def _quote(self, at: int, run: str) -> int:
        self._add(quote(self._text, at, self._quotes, self._last_single))
        return at + len(run)

    def _dashes(self, at: int, run: str) -> int:
        self._add(dashes(run))
        return at + len(run)

    def _dots(self, at: int, run: str) -> int:
        self._add("…")
        return at + len(run)

    _readers: ClassVar[dict[str, Callable[["Inline", int, str], int]]] = {
        "\\": _backslash,
        "\n": _newline,
        "`": _ticks,
        "*": _emphasis,
        "_": _emphasis,
        "~": _emphasis,
        "[": _bracket,
        "]": _end_of_bracket,
        "!": _exclamation,
        "<": _angle,
        "{": _brace,
        '"': _quote,
        "'": _quote,
        "-": _dashes,
        ".": _dots,
    }


def _code(text: str) -> str:
    joined = text.replace("\n", " ")
    if len(joined) > 2 and joined[0] == joined[-1] == " " and joined.strip():
        joined = joined[1:-1]
    return escaped(joined)
