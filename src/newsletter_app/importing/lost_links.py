"""Finds the words of a plain text that were links before they lost their addresses."""

import re
from collections.abc import Iterator

_DOES = (
    r"click|download|find|read|see|view|watch|listen|regist(?:er|ration)|sign up|book|access|visit|apply|"
    r"join|subscribe|donate|order|available|found|published|details?|information|article|report|link|slides|"
    r"recording|survey|form|tickets?|page|website|more"
)
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+")
_AT_THE_END = re.compile(r"(?<!finally )(?<!been )\bhere(?=[\s.!?,;)”\"]*$)", re.IGNORECASE)
_RIGHT_AFTER = re.compile(
    r"\b(?:click|tap|press|download|read(?: it| more| on)?|sign up|register|book|apply|donate|subscribe|"
    r"find out more|available|view|watch|listen|information|details) (here)\b",
    re.IGNORECASE,
)
_THIS_LINK = re.compile(r"\b(?:this|the following) link\b|\bthe link below\b", re.IGNORECASE)
_ALONE = re.compile(
    r"(?:read|find out|learn) more(?=[\s.…»>→]*$)|continue reading(?=[\s.…»>→]*$)", re.IGNORECASE
)
_DOES_SO = re.compile(rf"\b(?:{_DOES})\b", re.IGNORECASE)
_WORTH_A_LOOK = re.compile(r"\bhere\b|\blink\b|\bmore\b|reading", re.IGNORECASE)
_ADDRESS = re.compile(r"https?://|\bwww\.", re.IGNORECASE)


def lost_links(text: str) -> tuple[tuple[int, int], ...]:
    """Return where such words begin and end, in order.

    A text that still shows an address has lost none.

    >>> text = "Please find the full article here."
    >>> [text[start:end] for start, end in lost_links(text)]
    ['here']
    >>> lost_links("We have been here.")
    ()
    """
    if not _WORTH_A_LOOK.search(text) or _ADDRESS.search(text):
        return ()
    alone = _ALONE.match(text)
    if alone:
        return (alone.span(),)
    return tuple(_apart(sorted(set(_within(text)))))


def _within(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for gap in [*_SENTENCE_END.finditer(text), None]:
        end = gap.start() if gap else len(text)
        yield from ((start + first, start + last) for first, last in _in_sentence(text[start:end]))
        start = gap.end() if gap else len(text)


def _in_sentence(sentence: str) -> Iterator[tuple[int, int]]:
    last = _AT_THE_END.search(sentence)
    if last and _DOES_SO.search(sentence, 0, last.start()):
        yield last.span()
    for found in _RIGHT_AFTER.finditer(sentence):
        yield found.span(1)
    for found in _THIS_LINK.finditer(sentence):
        yield found.span()


def _apart(spans: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    done = 0
    for start, end in spans:
        if start >= done:
            yield start, end
            done = end
