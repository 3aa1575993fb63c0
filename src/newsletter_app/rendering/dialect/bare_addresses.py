"""Finds web and mail addresses that stand in the text as they are."""

import re
from dataclasses import dataclass

from newsletter_app.rendering.dialect.links import has_host

_FOUND = re.compile(
    r"(?<![\w@/.:-])(?:(?:https?://|www\.(?=[\w-]))[^\s<>\"\[\]{}`|\\^]+|mailto:[\w.+-]+@[\w.-]+)"
    r"|(?<![\w.+@/-])[A-Za-z0-9][A-Za-z0-9._+-]{0,63}@(?:[A-Za-z0-9][A-Za-z0-9-]{0,62}\.){1,8}[A-Za-z]{2,24}(?![\w@-])",
    re.IGNORECASE,
)
_TRAILING = ".,;:!?'*_~…’”»“"


@dataclass(frozen=True, slots=True)
class Bare:
    """An address as written, from `start` to before `end`, and what it leads to."""

    start: int
    end: int
    text: str
    url: str


def bare_addresses(text: str) -> list[Bare]:
    """Return the addresses of `text` in order, without the punctuation behind them."""
    if "@" not in text and "://" not in text and "www." not in text.lower():
        return []
    found = (_bare(match.start(), match[0]) for match in _FOUND.finditer(text))
    return [bare for bare in found if bare is not None]


def _bare(start: int, written: str) -> Bare | None:
    text = _without_trailing(written)
    url = _url(text)
    if url.startswith("http") and not has_host(url):
        return None
    return Bare(start, start + len(text), text, url)


def _url(text: str) -> str:
    lower = text.lower()
    if lower.startswith(("http://", "https://", "mailto:")):
        return text
    return f"https://{text}" if lower.startswith("www.") else f"mailto:{text}"


def _without_trailing(text: str) -> str:
    """Return the address without what ends the sentence or bracket around it."""
    unmatched = text.count(")") - text.count("(")
    end = len(text)
    while end:
        if text[end - 1] == ")" and unmatched > 0:
            unmatched -= 1
        elif text[end - 1] not in _TRAILING:
            break
        end -= 1
    return text[:end]
