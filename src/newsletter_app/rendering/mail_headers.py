"""Writes header lines that hold any text (RFC 5322, RFC 2047, RFC 2231)."""

import base64
import re
from collections.abc import Iterator
from urllib.parse import quote

from newsletter_app.rendering.reader_values import one_line

_LINE = 76
_CHARSET = "utf-8''"
_BEFORE, _AFTER = "=?utf-8?b?", "?="
# A word may have 75 characters; four of base64 stand for three bytes.
_BYTES = (75 - len(_BEFORE) - len(_AFTER)) // 4 * 3
_FIRST_BYTES = 39
_ATOMS = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?: [A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*")
_LONGEST_NAME = 150
_NAME_PIECE = 20


def header_lines(name: str, text: str) -> str:
    r"""Return a folded header with its end of line, where needed in encoded words of at most 75 characters.

    `text` holds no line ends. The standard library's own folding makes longer words of some texts.

    >>> header_lines("Subject", "Spring news")
    'Subject: Spring news\r\n'
    """
    if text.isascii() and "=?" not in text:
        plain = _folded(f"{name}: {text}")
        if all(len(line) <= _LINE for line in plain):
            return "\r\n ".join(plain) + "\r\n"
    return f"{name}: " + "\r\n ".join(_words(text)) + "\r\n"


def mailbox_lines(header: str, name: str, address: str) -> str:
    r"""Return a header that names one person: the name where there is one, and the address, never encoded.

    >>> mailbox_lines("To", "Meera, Ann", "meera@example.org")
    'To: "Meera, Ann" <meera@example.org>\r\n'
    """
    shown = one_line(name)
    if not shown:
        return f"{header}: {address}\r\n"
    phrase = _phrase(shown)
    if not phrase or len(f"{header}: {phrase}") > _LINE:
        phrase = "\r\n ".join(_words(shown))
    between = " " if len(phrase) + len(address) + len(header) + 5 <= _LINE else "\r\n "
    return f"{header}: {phrase}{between}<{address}>\r\n"


def file_name_parameter(name: str) -> str:
    r"""Return the parameter `filename` of a part, with what stands before it; "" where there is no name.

    >>> file_name_parameter("launch.ics")
    '; filename="launch.ics"'
    """
    shown = one_line(name).replace("\\", "_").replace('"', "'")
    if not shown:
        return ""
    if shown.isascii() and len(shown) <= _LONGEST_NAME and "=?" not in shown:
        return f'; filename="{shown}"' if len(shown) <= _NAME_PIECE else f';\r\n filename="{shown}"'
    return "".join(_name_pieces(quote(shown, safe="")))


def _name_pieces(coded: str) -> Iterator[str]:
    """Yield a percent-encoded name in the numbered pieces of RFC 2231, section 3."""
    for number, piece in enumerate(re.findall(f"(?:%..|.){{1,{_NAME_PIECE}}}", coded)):
        yield f";\r\n filename*{number}*={'' if number else _CHARSET}{piece}"


def _phrase(name: str) -> str:
    """Return a name as RFC 5322 writes it, "" where only encoded words can say it."""
    if not name.isascii() or "=?" in name:
        return ""
    if _ATOMS.fullmatch(name):
        return name
    return '"' + name.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _folded(line: str) -> list[str]:
    """Return a line in pieces of at most 76 characters where its words let it; single spaces join them."""
    if len(line) <= _LINE:
        return [line]
    lines = [""]
    for word in line.split(" "):
        if lines[-1] and len(lines[-1]) + 1 + len(word) < _LINE:
            lines[-1] += f" {word}"
        elif lines[-1]:
            lines.append(word)
        else:
            lines[-1] = word
    return lines


def _words(text: str) -> Iterator[str]:
    return (f"{_BEFORE}{base64.b64encode(piece).decode()}{_AFTER}" for piece in _pieces(text))


def _pieces(text: str) -> Iterator[bytes]:
    """Yield the text in pieces that each fit one word, never cut within a character."""
    piece, room = b"", _FIRST_BYTES
    for character in text:
        coded = character.encode("utf-8", "replace")
        if len(piece) + len(coded) > room:
            yield piece
            piece, room = b"", _BYTES
        piece += coded
    yield piece
