"""Reads who issued a certificate."""

import unicodedata
from collections.abc import Iterator

_VERSION = 0xA0
_ORGANISATION, _COMMON_NAME = b"\x55\x04\x0a", b"\x55\x04\x03"
_LONGEST = 80

Part = tuple[int, bytes]


def issuer_of(certificate: bytes) -> str:
    """Return the common name of who issued a certificate (DER), else their organisation, else "".

    X.509, RFC 5280, section 4.1. Whatever cannot be read has no issuer.
    """
    try:
        named = dict(_names(_issuer(certificate)))
    except (IndexError, StopIteration, ValueError):
        return ""
    return _plain(named.get(_COMMON_NAME) or named.get(_ORGANISATION) or b"")


def _issuer(certificate: bytes) -> bytes:
    (_tag, whole) = next(_parts(certificate))
    (_tag, signed) = next(_parts(whole))
    parts = [value for tag, value in _parts(signed) if tag != _VERSION]
    return parts[2]


def _names(issuer: bytes) -> Iterator[tuple[bytes, bytes]]:
    for _set, group in _parts(issuer):
        for _sequence, pair in _parts(group):
            (_kind, name), (_text, value) = _parts(pair)
            yield name, value


def _parts(data: bytes) -> Iterator[Part]:
    """Yield tag and value of each element (DER). Raises IndexError, ValueError where it is torn."""
    place = 0
    while place < len(data):
        tag, length, place = data[place], data[place + 1], place + 2
        if length & 0x80:
            count = length & 0x7F
            length = int.from_bytes(data[place : place + count], "big")
            place += count
        if place + length > len(data):
            raise ValueError
        yield tag, data[place : place + length]
        place += length


def _plain(name: bytes) -> str:
    text = name.decode("utf-8", "replace")
    return "".join(c for c in text if unicodedata.category(c)[0] not in "CZ" or c == " ").strip()[:_LONGEST]
