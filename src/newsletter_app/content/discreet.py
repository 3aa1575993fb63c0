"""What a passer-by sees of a mail before it is opened."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

USUAL_WORDS = (
    "abuse",
    "abuser",
    "abusive",
    "addict",
    "addiction",
    "alcohol",
    "assault",
    "coercive",
    "court",
    "custody",
    "detox",
    "domestic",
    "drug",
    "drugs",
    "helpline",
    "injunction",
    "overdose",
    "perpetrator",
    "police",
    "rape",
    "recovery",
    "refuge",
    "rehab",
    "safeguarding",
    "shelter",
    "stalking",
    "substance",
    "survivor",
    "trauma",
    "victim",
    "violence",
    "violent",
)
_WORD = re.compile(r"[\w\u0300-\u036f]+(?:['’][\w\u0300-\u036f]+)*")
_POSSESSIVE = re.compile(r"['’]s$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Discreet:
    """What a newsletter shows from outside instead of its own; "" keeps what is shown usually."""

    sender_name: str = ""
    subject: str = ""
    preview_text: str = ""


@dataclass(frozen=True, slots=True)
class Envelope:
    """What a lock screen shows of a mail."""

    sender_name: str
    sender: str
    subject: str
    preview_text: str


def telling_words(text: str, words: Iterable[str]) -> tuple[str, ...]:
    """Return what of `text` is on the list, as it stands there, in any of the usual forms of a word.

    Case, accents and invisible characters do not count. An entry of several words is sought as they follow
    each other; one that ends in * is a beginning.

    >>> telling_words("Refuges in spring: Abused women, care orders", ("refuge", "abuse", "care order"))
    ('Refuges', 'Abused', 'care orders')
    >>> telling_words("Frauenhäuser", ("frauenh*",))
    ('Frauenhäuser',)
    """
    plain = "".join(character for character in text if unicodedata.category(character) != "Cf")
    found = tuple(_WORD.finditer(plain))
    read = tuple(_folded(_POSSESSIVE.sub("", word[0])) for word in found)
    entries = _entries(words)
    told = (
        plain[found[at].start() : found[at + len(entry.words) - 1].end()]
        for at in range(len(read))
        for entry in entries
        if entry.stands_at(read, at)
    )
    return tuple(dict.fromkeys(told))


@dataclass(frozen=True, slots=True)
class _Entry:
    words: tuple[str, ...]
    is_beginning: bool

    def stands_at(self, read: tuple[str, ...], at: int) -> bool:
        *first, last = self.words
        end = at + len(first)
        if end >= len(read) or list(read[at:end]) != first:
            return False
        return read[end].startswith(last) if self.is_beginning else read[end] in _forms(last)


def _entries(words: Iterable[str]) -> tuple[_Entry, ...]:
    """Return the entries of a list; what holds no letter or digit is none."""
    cut = ((tuple(map(_folded, _WORD.findall(word))), word.rstrip().endswith("*")) for word in words)
    return tuple(_Entry(parts, is_beginning) for parts, is_beginning in cut if parts)


@lru_cache(maxsize=1024)
def _forms(word: str) -> frozenset[str]:
    """Return an English word with its usual endings.

    >>> sorted(_forms("custody"))[:3]
    ['custodied', 'custodies', 'custody']
    """
    forms = {word} | {word + ending for ending in ("s", "es", "d", "ed", "ing")}
    if word.endswith("e"):
        forms.add(word[:-1] + "ing")
    if word.endswith("y"):
        forms |= {word[:-1] + "ies", word[:-1] + "ied"}
    return frozenset(forms)


def _folded(text: str) -> str:
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).casefold())
    return "".join(character for character in plain if not unicodedata.combining(character))
