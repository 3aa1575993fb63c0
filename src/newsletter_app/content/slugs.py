"""Makes the readable name of an item out of its title."""

import re
import unicodedata

_LONGEST = 60
_SPELT = str.maketrans(
    {"ß": "ss", "æ": "ae", "Æ": "ae", "ø": "o", "Ø": "o", "đ": "d", "ł": "l", "Ł": "l", "&": " and "}
)


def slug_of(title: str) -> str:
    """Return [a-z0-9-] for `title`, at most 60 characters, cut between words; never empty.

    >>> slug_of("New report: outcomes & Évaluation")
    'new-report-outcomes-and-evaluation'
    >>> slug_of("…")
    'untitled'
    """
    plain = unicodedata.normalize("NFKD", title.translate(_SPELT)).encode("ascii", "ignore").decode()
    words = re.findall(r"[a-z0-9]+", plain.lower().replace("'", ""))
    return _joined(words) or "untitled"


def _joined(words: list[str]) -> str:
    slug = ""
    for word in words:
        longer = f"{slug}-{word}" if slug else word[:_LONGEST]
        if len(longer) > _LONGEST:
            break
        slug = longer
    return slug


def numbered(slug: str, number: int) -> str:
    """Return the slug for the `number`th item of that name.

    >>> numbered("report", 2)
    'report-2'
    """
    return f"{slug}-{number}"
