"""Turns the bytes of a list of readers into text."""

import codecs
import re

from newsletter_app.errors import CannotImport
from newsletter_app.i18n import _

LARGEST = 20_000_000
"""Bytes a list may have; more is no list that a person keeps in a table."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_WINDOWS = "cp1252"
_WIDE = re.compile(rb"[\xc3-\xf4][\x80-\xbf]")
_OTHER_KINDS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF")
_LETTERS = 200


def csv_text(data: bytes, name: str) -> str:
    """Return the text of the file called `name`, with its line ends as they are.

    UTF-8, UTF-16, or what Windows programs wrote before (cp1252). Raises CannotImport.
    """
    _require_some_text(data, name)
    text = _decoded(data, name)
    if "\x00" in text:
        raise _no_text(name, text[: text.index("\x00")])
    if not text.strip():
        raise CannotImport(_("“{file}” is empty.").format(file=name), hint=_save_as_csv())
    return text


def _require_some_text(data: bytes, name: str) -> None:
    if len(data) > LARGEST:
        raise CannotImport(
            _("“{file}” is larger than 20 MB.").format(file=name), hint=_("Divide it into several files.")
        )
    if data.startswith(_OTHER_KINDS):
        raise CannotImport(_("“{file}” is no CSV file.").format(file=name), hint=_save_as_csv())
    if data[:20].upper().startswith(b"BEGIN:VCARD"):
        raise CannotImport(
            _("“{file}” holds address cards.").format(file=name),
            hint=_("Export the contacts as CSV instead."),
        )


def _decoded(data: bytes, name: str) -> str:
    encoding = next((encoding for mark, encoding in _MARKS if data.startswith(mark)), _unmarked(data))
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        if encoding == "utf-8":
            return _from_windows(data, name, error.start)
        raise _undecodable(data, name, error.start) from error


def _unmarked(data: bytes) -> str:
    """Return UTF-16 where every second byte of the first letters is nought, as some programs write it."""
    first = data[:_LETTERS]
    if len(first) > 1 and len(data) % 2 == 0:
        if not any(first[1::2]) and all(first[::2]):
            return "utf-16-le"
        if not any(first[::2]) and all(first[1::2]):
            return "utf-16-be"
    return "utf-8"


def _from_windows(data: bytes, name: str, first: int) -> str:
    """Return the text in the code page of western Windows; with any letter in UTF-8 it would be a mixture."""
    if _is_mixed(data):
        raise _undecodable(data, name, first)
    try:
        return data.decode(_WINDOWS)
    except UnicodeDecodeError as error:
        raise _undecodable(data, name, error.start) from error


def _is_mixed(data: bytes) -> bool:
    """Tell whether letters stand in it as UTF-8 writes them, beside others that do not."""
    return any(_is_letter(found.group()) for found in _WIDE.finditer(data))


def _is_letter(pair: bytes) -> bool:
    try:
        return pair.decode("utf-8").isalpha()
    except UnicodeDecodeError:
        return False


def _undecodable(data: bytes, name: str, place: int) -> CannotImport:
    line = len(re.findall(rb"\r\n|\r|\n", data[:place])) + 1
    return CannotImport(
        _("The letters of “{file}” cannot be read from line {line} on.").format(file=name, line=line),
        hint=_("Save it again as “CSV UTF-8” in the program it comes from."),
    )


def _no_text(name: str, before: str) -> CannotImport:
    line = len(re.findall("\r\n|\r|\n", before)) + 1
    return CannotImport(
        _("“{file}” is no text: line {line} holds a NUL character.").format(file=name, line=line),
        hint=_save_as_csv(),
    )


def _save_as_csv() -> str:
    return _("Open the list in the program it comes from and save it as CSV (comma separated values).")
