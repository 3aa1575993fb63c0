"""Makes names that every file system takes."""

import re
import unicodedata

_LONGEST = 120
_NOT_ALLOWED = re.compile(r"[^\w .-]+")
_RUN = re.compile(r"([ ._-])[ ._-]*")
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)


def safe_name(title: str) -> str:
    """Return a file name for a title, without a suffix: letters, digits, space, - _ . and at most 120 bytes.

    >>> safe_name("../etc/passwd: what? "), safe_name("con"), safe_name("…")
    ('etc passwd what', '_con', 'untitled')
    """
    shown = "".join(" " if _is_hidden(c) else c for c in unicodedata.normalize("NFKC", title))
    plain = _RUN.sub(lambda run: run[1], _NOT_ALLOWED.sub(" ", shown)).strip(" ._-")
    name = _shortened(plain).rstrip(" ._-") or "untitled"
    return f"_{name}" if _RESERVED.fullmatch(name) else name


def _is_hidden(character: str) -> bool:
    return unicodedata.category(character) in ("Cc", "Cf", "Cs", "Zl", "Zp")


def _shortened(name: str) -> str:
    return name.encode()[:_LONGEST].decode(errors="ignore")
