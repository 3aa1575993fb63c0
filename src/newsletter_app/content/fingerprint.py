"""Tells whether two pieces of writing say the same."""

import hashlib
import re
import unicodedata

_WORD = re.compile(r"\w+")
_BETWEEN_WORDS = {code: " " for code in range(128) if not _WORD.match(chr(code))}


def fingerprint(title: str, body: str) -> str:
    """Return the same 64 hex digits for texts that differ only in case, accents, spacing or punctuation.

    >>> fingerprint("A report", "It's out.") == fingerprint("A REPORT", "It s  out")
    True
    """
    words = (word for line in f"{title}\n{body}".split("\n") for word in _words(line))
    return hashlib.sha256(" ".join(words).encode()).hexdigest()


def _words(line: str) -> list[str]:
    """Return the words of one line: a whole body at once would keep other threads waiting."""
    if line.isascii():
        return line.lower().translate(_BETWEEN_WORDS).split()
    plain = unicodedata.normalize("NFKD", line).casefold()
    return _WORD.findall("".join(c for c in plain if not unicodedata.combining(c)))
