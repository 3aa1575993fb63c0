"""Decides which addresses a page may link to."""

import re

_SCHEME = re.compile(r"(https?://|mailto:|tel:)[^\s\x00-\x1f<>\"]+", re.IGNORECASE)
_MAIL = re.compile(r"[^\s@<>\"',;:()\\]+@[A-Za-z0-9.-]+\.[A-Za-z0-9-]+")


def web_address(text: str) -> str:
    """Return a web, mail or telephone address as it stands, "" for anything else.

    >>> web_address("https://example.org/a"), web_address("javascript:alert(1)")
    ('https://example.org/a', '')
    """
    address = text.strip()
    return address if _SCHEME.fullmatch(address) else ""


def mail_address(text: str) -> str:
    """Return a bare mail address, "" for anything else.

    >>> mail_address(" news@example.org "), mail_address("020 7946 0000")
    ('news@example.org', '')
    """
    address = text.strip().removeprefix("mailto:")
    return address if _MAIL.fullmatch(address) else ""
