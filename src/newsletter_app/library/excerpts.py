"""Shortens a text to the lines a card shows."""

import re

LENGTH = 200
_READ = 2_000
_FENCE = re.compile(r"^ {0,3}(`{3,}|~{3,}).*?^ {0,3}\1", re.MULTILINE | re.DOTALL)
_PICTURE = re.compile(r"!\[[^\]\n]*\]\([^)\n]*\)(\{[^}\n]*\})?")
_LINK = re.compile(r"\[([^\]\n]*)\]\([^)\n]*\)(\{[^}\n]*\})?")
_FIELD = re.compile(r"\{\{(?:snippet:[^}\n]*|[^|}\n]*\|?([^}\n]*))\}\}")
_TAG = re.compile(r"</?[A-Za-z][^>\n]{0,200}>")
_LEADING = re.compile(
    r"^[ \t]*(?:#{1,6}[ \t]|>[ \t]?(?:\[![A-Z]+\])?|[-*+][ \t]|\d{1,9}[.)][ \t])+", re.MULTILINE
)
_MARKS = re.compile(r"\*{1,3}|~~|`+|(?<!\w)_{1,3}|_{1,3}(?!\w)")


def excerpt(summary: str, body: str) -> str:
    r"""Return at most 200 characters of the summary, else of the body, on one line and without Markdown.

    >>> excerpt("", "## Outcomes\n\nIt is **out**: read [the report](https://example.org).")
    'Outcomes It is out: read the report.'
    """
    return _shortened(" ".join(_bare(summary.strip() or body[:_READ]).split()))


def _bare(text: str) -> str:
    text = _PICTURE.sub("", _FENCE.sub("", text))
    text = _FIELD.sub(r"\1", _LINK.sub(r"\1", text))
    return _MARKS.sub("", _LEADING.sub("", _TAG.sub("", text)))


def _shortened(text: str) -> str:
    if len(text) <= LENGTH:
        return text
    cut = text.rfind(" ", LENGTH // 2, LENGTH - 1)
    return text[: cut if cut > 0 else LENGTH - 1].rstrip(" ,;:-–—") + "…"
