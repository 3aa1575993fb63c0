"""Makes words bold, italic or a link."""

import re
from dataclasses import dataclass

from newsletter_app.content.plain import without_control_characters
from newsletter_app.desktop.editor.edit import Edit, Selection

_LINE_START = re.compile(r"[ \t]*(?:>[ \t]?)*(?:#{1,6}[ \t]+|[-*+][ \t]+|\d{1,9}[.)][ \t]+)?")
_LINK = re.compile(r"(?<!!)\[(?P<label>(?:\\.|[^\[\]\\\n])*)\]\((?P<url><[^<>\n]*>|[^()\s]*)\)")
_ADDRESS = re.compile(r"(?:https?://|mailto:)\S+", re.IGNORECASE)
_WORD = re.compile(r"[\w'’-]")


def bold(text: str, selection: Selection) -> Edit:
    """Make the selected words bold, or plain where all are; without a selection the word at the caret."""
    return _toggle(text, selection, 2, 4)


def italic(text: str, selection: Selection) -> Edit:
    """Make the selected words italic, or plain where all are; without a selection the word at the caret."""
    return _toggle(text, selection, 1, 2)


def _toggle(text: str, selection: Selection, stars: int, cycle: int) -> Edit:
    pieces = _pieces(text, selection)
    is_on = all(_stars_around(text, piece) % cycle >= stars for piece in pieces)
    start, end = pieces[0].start, pieces[-1].end
    reach = stars if is_on else 0
    out, at = [], start - reach
    for piece in pieces:
        around = _stars_around(text, piece) % cycle >= stars
        drop = stars if is_on else 0
        put = "" if is_on or around else "*" * stars
        out += [text[at : piece.start - drop], put, text[piece.start : piece.end], put]
        at = piece.end + drop
    shift = sum(len(part) for part in out[:2])
    changed = "".join(out)
    tail = len(out[-1])
    inner = Selection(start - reach + shift, start - reach + len(changed) - tail)
    if selection.is_caret and not pieces[0].is_caret:
        caret = inner.start + selection.start - pieces[0].start
        inner = Selection(caret, caret)
    return Edit(start - reach, end + reach, changed, inner)


def _pieces(text: str, selection: Selection) -> list[Selection]:
    if selection.is_caret:
        return [_word_at(text, selection.start)]
    found, at = [], selection.start
    for line in text[selection.start : selection.end].split("\n"):
        line_start = text.rfind("\n", 0, at) + 1
        mark = _LINE_START.match(text, line_start)
        begin = max(at, mark.end() if mark else at)
        if text[begin : at + len(line)].strip():
            found.append(_core(text, Selection(begin, at + len(line))))
        at += len(line) + 1
    return found or [Selection(selection.end, selection.end)]


def _word_at(text: str, caret: int) -> Selection:
    start = end = caret
    while start > 0 and _WORD.match(text[start - 1]):
        start -= 1
    while end < len(text) and _WORD.match(text[end]):
        end += 1
    return Selection(start, end)


def _core(text: str, selection: Selection) -> Selection:
    start, end = selection.start, selection.end
    while True:
        words = text[start:end]
        left = len(words) - len(words.lstrip())
        right = len(words) - len(words.rstrip())
        core = words[left : len(words) - right]
        inner = core.strip("*").strip()
        shrink = min(len(core) - len(core.lstrip("*")), len(core) - len(core.rstrip("*"))) if inner else 0
        if not left + right + shrink:
            return Selection(start, end)
        start, end = start + left + shrink, end - right - shrink


def _stars_around(text: str, piece: Selection) -> int:
    number = 0
    while (
        piece.start > number
        and text[piece.start - 1 - number] == "*"
        and text[piece.end + number : piece.end + number + 1] == "*"
    ):
        number += 1
    return number


@dataclass(frozen=True, slots=True)
class WrittenLink:
    """A link in the source, or the stretch where one would be put: then `url` is ""."""

    selection: Selection
    label: str
    url: str


def link_at(text: str, selection: Selection) -> WrittenLink:
    """Return the link that the selection touches, else what a new one would stand for."""
    start = text.rfind("\n", 0, selection.start) + 1
    for found in _LINK.finditer(text, start):
        if found.start() > selection.end or text.find("\n", start, found.start()) >= 0:
            break
        if found.start() <= selection.start and selection.end <= found.end():
            label = re.sub(r"\\([\[\]\\])", r"\1", found["label"])
            return WrittenLink(Selection(*found.span()), label, found["url"].strip("<>"))
    piece = _word_at(text, selection.start) if selection.is_caret else selection
    return WrittenLink(piece, " ".join(text[piece.start : piece.end].split()), "")


def link(written: WrittenLink, label: str, url: str) -> Edit:
    """Put a link where `written` stands; the caret goes behind it.

    Without an address it is a link to be completed.
    """
    shown = re.sub(r"([\[\]\\])", r"\\\1", " ".join(without_control_characters(label or url).split()))
    address = "".join(without_control_characters(url).split()) or "todo:"
    address = (
        f"<{address}>" if re.search(r"[()]", address) else address.replace("<", "%3C").replace(">", "%3E")
    )
    place = written.selection
    put = f"[{shown}]({address})"
    caret = place.start + len(put)
    return Edit(place.start, place.end, put, Selection(caret, caret))


def is_address(text: str) -> bool:
    """Tell whether the text is one web or mail address.

    >>> is_address(" https://example.org/a "), is_address("see https://example.org")
    (True, False)
    """
    return _ADDRESS.fullmatch(text.strip()) is not None
