"""Abbreviations that a line such as *[IDVA]: Independent adviser explains."""

import re
from collections.abc import Sequence
from xml.etree import ElementTree

from markdown.util import AtomicString

from newsletter_app.rendering.dialect.tokens import Text, Token


def with_abbreviations(tokens: Sequence[Token], known: Sequence[tuple[str, str]]) -> list[Token]:
    """Return the tokens with every abbreviation in plain text marked."""
    names = sorted((name for name, _full in known), key=len, reverse=True)
    pattern = re.compile(r"(?<!\w)(" + "|".join(map(re.escape, names)) + r")(?!\w)")
    full = dict(known)
    return [part for token in tokens for part in _parts(token, pattern, full)]


def _parts(token: Token, pattern: re.Pattern[str], full: dict[str, str]) -> list[Token]:
    if not isinstance(token, Text) or not token.text.strip():
        return [token]
    pieces = pattern.split(token.text)
    return [
        _marked(piece, full[piece]) if odd % 2 else Text(piece) for odd, piece in enumerate(pieces) if piece
    ]


def _marked(name: str, full: str) -> ElementTree.Element:
    element = ElementTree.Element("abbr", {"title": full.replace("&", "&amp;")})
    element.text = AtomicString(name)
    return element
