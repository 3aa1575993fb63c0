"""Turns the bytes of a file into text."""

import codecs
import re
import unicodedata
from dataclasses import dataclass

from newsletter_app.content.plain import without_control_characters
from newsletter_app.errors import CannotImport
from newsletter_app.i18n import _, ngettext
from newsletter_app.importing.base import SourceFile

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028]")
_MOST_CONTROLS = 0.3


@dataclass(frozen=True, slots=True)
class Decoded:
    r"""Text with \n as its only line end, and how many control characters were dropped from it."""

    text: str
    dropped: int

    @property
    def notes(self) -> tuple[str, ...]:
        """Return what a person should know about it."""
        if not self.dropped:
            return ()
        said = ngettext(
            "{number} character that is no text was left out.",
            "{number} characters that are no text were left out.",
            self.dropped,
        )
        return (said.format(number=self.dropped),)


def decoded(source: SourceFile) -> Decoded:
    """Return the file's text.

    UTF-8, or UTF-16 or UTF-32 that begins with its mark. Raises CannotImport, with the file's name, for
    everything else and for a file without any text.
    """
    text = _LINE_ENDS.sub("\n", _unicode(source).replace("\u2029", "\n\n"))
    kept = without_control_characters(text)
    dropped = len(text) - len(kept) - text.count("\ufeff")
    if dropped > _MOST_CONTROLS * len(text):
        raise _no_text(source)
    if not any(map(_is_seen, kept)):
        raise CannotImport(
            _("“{file}” is empty.").format(file=source.name), hint=_("Choose a file with text in it.")
        )
    return Decoded(kept, dropped)


def _is_seen(character: str) -> bool:
    return not character.isspace() and unicodedata.category(character) != "Cf"


def _unicode(source: SourceFile) -> str:
    encoding = next((name for mark, name in _MARKS if source.data.startswith(mark)), "utf-8")
    try:
        return source.data.decode(encoding)
    except UnicodeDecodeError as error:
        raise _undecodable(source, error) from error


def _undecodable(source: SourceFile, error: UnicodeDecodeError) -> CannotImport:
    line = source.data.count(b"\n", 0, error.start) + 1
    return CannotImport(
        _("“{file}” is not UTF-8 text: byte {place} (0x{byte:02X}, line {line}) cannot be read.").format(
            file=source.name, place=error.start + 1, byte=source.data[error.start], line=line
        ),
        hint=_("Open it in the program it comes from and save it as UTF-8 text."),
    )


def _no_text(source: SourceFile) -> CannotImport:
    return CannotImport(
        _("“{file}” is not a text file.").format(file=source.name),
        hint=_("Choose a plain text or Markdown file."),
    )
