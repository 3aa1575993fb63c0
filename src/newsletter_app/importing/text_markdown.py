"""Writes the shapes of a plain text as Markdown that says the same, letter by letter."""

import re

from newsletter_app.importing.lost_links import lost_links
from newsletter_app.importing.text_posts import Paragraph
from newsletter_app.importing.text_shapes import HeadingLine, Pictures, Points, Quote, Shape, Words

_KEPT = re.compile(
    r"(?<![\w@/.:-])(?:https?://|www\.(?=[\w-]))[^\s<>\[\]\"`*\\]+|"  # where our Markdown sees an address
    r"(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
)
_SPECIAL = re.compile(r"[\\`*\[\]{}]|(?<!\w)_|_(?!\w)|~(?=~)|<(?=[A-Za-z/!?])|&(?=#?\w+;)|!(?=\[)")
_OPENING = re.compile(r"[#>+~=|:-]|\d+(?=[.)](\s|$))")
_ENTITIES = {"&": "&amp;", "~": "&#126;", "=": "&#61;", "|": "&#124;", ":": "&#58;"}
_WRAPPED = 45  # shorter lines were broken on purpose


def markdown_of(shapes: tuple[Shape, ...]) -> str:
    """Return the Markdown of the shapes, a blank line between them; a list's points stand close together."""
    return "\n\n".join(_written(shape) for shape in shapes)


def _written(shape: Shape) -> str:
    match shape:
        case Words():
            return _lines(shape.lines)
        case Points():
            return "\n".join(
                f"{mark} {_line(text)}" for mark, text in zip(_marks(shape), shape.texts, strict=True)
            )
        case Pictures():
            return "\n".join(f"![{_alt(alt)}](missing:)" for alt in shape.alts)
        case HeadingLine():
            return f"## {_line(shape.text)}"
        case Quote():
            return _quoted(shape)


def _marks(points: Points) -> list[str]:
    return [f"{n}." for n in range(1, len(points.texts) + 1)] if points.numbers else ["-"] * len(points.texts)


def _quoted(quote: Quote) -> str:
    source = f"\n\n— {_line(quote.source)}" if quote.source else ""
    return "\n".join(f"> {line}".rstrip() for line in f"{_lines(quote.lines)}{source}".split("\n"))


def _lines(lines: Paragraph) -> str:
    """Join lines that were only wrapped; keep those that were broken on purpose, as in an address."""
    if all(len(line) >= _WRAPPED for line in lines[:-1]):
        return _line(" ".join(lines))
    return "  \n".join(_line(line) for line in lines)


def _line(text: str) -> str:
    """Return one line of Markdown; links that lost their address are marked."""
    written, done = "", 0
    for start, end in lost_links(text):
        written += f"{escaped(text[done:start])}[{escaped(text[start:end])}](todo:)"
        done = end
    return _opened(written + escaped(text[done:]))


def escaped(text: str) -> str:
    r"""Return the text with whatever Markdown would read as a sign made harmless.

    >>> escaped("2 * 3 [sic], a_b@example.org")
    '2 \\* 3 \\[sic\\], a_b@example.org'
    """
    written, done = "", 0
    for kept in _KEPT.finditer(text):
        written += _SPECIAL.sub(_harmless, text[done : kept.start()]) + kept[0]
        done = kept.end()
    return written + _SPECIAL.sub(_harmless, text[done:])


def _harmless(found: re.Match[str]) -> str:
    return _ENTITIES.get(found[0], f"\\{found[0]}")


def _opened(line: str) -> str:
    """Keep the first signs of a line from making it a heading, list, quote or table."""
    found = _OPENING.match(line)
    if not found:
        return line
    if found[0].isdigit():
        return f"{found[0]}\\{line[found.end() :]}"
    return _harmless(found) + line[1:]


def _alt(text: str) -> str:
    return text.replace("[", "(").replace("]", ")").replace("\\", "/").replace("`", "'")
