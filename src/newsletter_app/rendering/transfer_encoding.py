"""Writes the bytes of a part as lines that every mail server takes (RFC 2045, section 6)."""

import base64
import binascii

_LINE = 76


def quoted_printable(line: str) -> bytes:
    r"""Return one line of text, without its end, as lines of at most 76 characters.

    >>> quoted_printable("naïve = 1")
    b'na=C3=AFve =3D 1'
    """
    return binascii.b2a_qp(line.encode("utf-8", "replace"), istext=True).replace(b"\n", b"\r\n")


def base64_lines(data: bytes) -> bytes:
    """Return bytes as lines of 76 characters, each with its end."""
    coded = base64.b64encode(data)
    return b"".join(coded[at : at + _LINE] + b"\r\n" for at in range(0, len(coded), _LINE))


def encoding_for(text: str) -> str:
    """Return the name of the encoding that is shorter for a text; quoted-printable where both are."""
    quoted = sum(len(quoted_printable(line)) + 2 for line in text.removesuffix("\n").split("\n"))
    return "quoted-printable" if quoted <= len(base64_text(text)) else "base64"


def base64_text(text: str) -> bytes:
    """Return text as base64, its line ends as CRLF (RFC 2045, section 6.8)."""
    return base64_lines(text.replace("\n", "\r\n").encode("utf-8", "replace"))


def lines_of(text: str) -> str:
    r"""Return the text with "\n" alone at the ends of its lines, the last one too."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    return plain if plain.endswith("\n") else f"{plain}\n"
