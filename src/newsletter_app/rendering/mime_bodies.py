"""Holds the encoded body of a text part, all but the places that differ from reader to reader."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from newsletter_app.rendering.merge_marks import Field, has_marks, pieces
from newsletter_app.rendering.reader_values import NOBODY, ReaderValues
from newsletter_app.rendering.transfer_encoding import base64_text, encoding_for, lines_of, quoted_printable

Marked = tuple[str | Field, ...]


@dataclass(frozen=True, slots=True)
class QuotedLine:
    """One line of quoted-printable text with fields in it."""

    parts: Marked
    is_html: bool

    def filled(self, values: ReaderValues) -> bytes:
        """Return the line as one reader gets it, with its end."""
        return quoted_printable(_joined(self.parts, values, is_html=self.is_html)) + b"\r\n"


@dataclass(frozen=True, slots=True)
class Base64Text:
    """A base64 text with fields in it: each byte shifts those after it, so all of it is made anew."""

    parts: Marked
    is_html: bool

    def filled(self, values: ReaderValues) -> bytes:
        """Return the body as one reader gets it."""
        return base64_text(_joined(self.parts, values, is_html=self.is_html))


Segment = bytes | QuotedLine | Base64Text
"""A stretch of a message: bytes that are the same for everybody, or something to fill."""


def filled(segments: tuple[Segment, ...], values: ReaderValues) -> bytes:
    """Return the bytes that one reader gets."""
    return b"".join(part if isinstance(part, bytes) else part.filled(values) for part in segments)


def text_body(text: str, *, is_html: bool) -> tuple[str, tuple[Segment, ...]]:
    """Return the shorter encoding's name, and the body in it."""
    whole = lines_of(text)
    parts = pieces(whole)
    encoding = encoding_for(_joined(parts, NOBODY, is_html=is_html))
    if encoding == "quoted-printable":
        return encoding, tuple(_quoted(whole, is_html=is_html))
    if has_marks(whole):
        return encoding, (Base64Text(parts, is_html),)
    return encoding, (base64_text(whole),)


def _quoted(text: str, *, is_html: bool) -> Iterator[Segment]:
    for is_marked, lines in groupby(text[:-1].split("\n"), has_marks):
        if is_marked:
            yield from (QuotedLine(pieces(line), is_html) for line in lines)
        else:
            yield b"".join(quoted_printable(line) + b"\r\n" for line in lines)


def _joined(parts: Marked, values: ReaderValues, *, is_html: bool) -> str:
    write = values.html if is_html else values.plain
    return "".join(part if isinstance(part, str) else write(part) for part in parts)
