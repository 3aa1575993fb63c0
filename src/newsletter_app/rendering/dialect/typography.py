"""Turns typewriter quotes, dashes and dots into those of the post's language."""

import re
from dataclasses import dataclass

_NARROW = "\u202f"
_FEW = 8
_TYPED = re.compile(r"[\"']|-{2,}|\.{3}")


@dataclass(frozen=True, slots=True)
class Quotes:
    """The marks around quoted text, and around quotes inside it."""

    opening: str
    closing: str
    inner_opening: str
    inner_closing: str


_ENGLISH = Quotes("“", "”", "‘", "’")
_GERMAN = Quotes("„", "“", "‚", "‘")
_QUOTES = {
    "en": _ENGLISH,
    "de": _GERMAN,
    "de-ch": Quotes("«", "»", "‹", "›"),
    "fr": Quotes(f"«{_NARROW}", f"{_NARROW}»", "“", "”"),
    "fr-ch": Quotes(f"«{_NARROW}", f"{_NARROW}»", f"‹{_NARROW}", f"{_NARROW}›"),
    "es": Quotes("«", "»", "“", "”"),
    "it": Quotes("«", "»", "“", "”"),
    "pt": Quotes("“", "”", "‘", "’"),
    "nl": _ENGLISH,
    "cs": _GERMAN,
    "sk": _GERMAN,
    "sl": _GERMAN,
    "bg": _GERMAN,
    "pl": Quotes("„", "”", "«", "»"),
    "ro": Quotes("„", "”", "«", "»"),
    "hu": Quotes("„", "”", "»", "«"),
    "da": Quotes("»", "«", "›", "‹"),
    "sv": Quotes("”", "”", "’", "’"),
    "fi": Quotes("”", "”", "’", "’"),
    "nb": Quotes("«", "»", "‘", "’"),
    "no": Quotes("«", "»", "‘", "’"),
    "ru": Quotes("«", "»", "„", "“"),
    "uk": Quotes("«", "»", "„", "“"),
}
_BEFORE_OPENING = "([{-–—/“‘„‚«‹*_~\"'|>"


def quotes_of(language: str) -> Quotes:
    """Return the marks of a language; English ones where it is not known.

    >>> quotes_of("de-AT").opening
    '„'
    """
    tag = language.lower()
    return _QUOTES.get(tag) or _QUOTES.get(tag.split("-")[0], _ENGLISH)


def quote(text: str, at: int, quotes: Quotes, last_single: int) -> str:
    """Return what the typewriter quote at `at` becomes; `last_single` is the place of the last closing '.

    >>> quote("It's", 2, quotes_of("en"), 2), quote('"a"', 0, quotes_of("de"), -1)
    ('’', '„')
    """
    opens = _opens(text, at)
    if text[at] == '"':
        return quotes.opening if opens else quotes.closing
    if not opens:
        return quotes.inner_closing if _closes_single(text, at) and _was_opened(text, at) else "’"
    return quotes.inner_opening if at < last_single and not text[at + 1].isdigit() else "’"


def last_closing_single(text: str) -> int:
    """Return the place of the last ' that may end a quotation, -1 where there is none."""
    at = text.rfind("'")
    while at >= 0 and not _closes_single(text, at):
        at = text.rfind("'", 0, at)
    return at


def _opens(text: str, at: int) -> bool:
    after = text[at + 1 : at + 2]
    if not after or after.isspace():
        return False
    before = text[at - 1 : at]
    return not before or before.isspace() or before in _BEFORE_OPENING


def _closes_single(text: str, at: int) -> bool:
    return at > 0 and not text[at - 1].isspace() and not text[at + 1 : at + 2].isalnum()


def _was_opened(text: str, at: int) -> bool:
    """Tell whether one of the few ' shortly before may have begun a quotation."""
    opened = at
    for _number in range(_FEW):
        opened = text.rfind("'", max(0, at - 500), opened)
        if opened < 0 or _opens(text, opened):
            return opened >= 0
    return False


def dashes(run: str) -> str:
    """Return what a run of hyphens becomes.

    >>> dashes("--"), dashes("---")
    ('–', '—')
    """
    return {2: "–", 3: "—"}.get(len(run), run)


def typographic(text: str, language: str) -> str:
    """Return a text without any other marks as it is to be printed.

    >>> typographic("It's here...", "en")
    'It’s here…'
    """
    quotes, last_single = quotes_of(language), last_closing_single(text)

    def printed(found: re.Match[str]) -> str:
        if found[0] in "\"'":
            return quote(text, found.start(), quotes, last_single)
        return "…" if found[0] == "..." else dashes(found[0])

    return _TYPED.sub(printed, text)
