"""Makes and recognises the ids of items."""

import re
import secrets

_ALPHABET = "abcdefghijklmnopqrstuvwxyz234567"
_ID = re.compile(r"[a-z0-9]{12}")
LENGTH = 12


def new_id() -> str:
    """Return 12 random characters of the base32 alphabet: 60 bits, so two never meet."""
    return "".join(secrets.choice(_ALPHABET) for _ in range(LENGTH))


def is_id(text: str) -> bool:
    """Tell whether `text` has the shape of an id.

    >>> is_id("k3v7q2m4x5ab"), is_id("a-slug")
    (True, False)
    """
    return _ID.fullmatch(text) is not None
