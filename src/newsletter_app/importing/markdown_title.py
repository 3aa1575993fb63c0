"""Finds the title that a Markdown text has as its first level-1 heading."""

import re

from newsletter_app.importing.markdown_code import CodeIn

_HEADING = re.compile(
    r"^ {0,3}#(?!#)[ \t]*(?P<hashed>[^\n]*?)[ \t]*(?:[ \t]#+)?[ \t]*$"
    r"|(?:(?<=\n\n)|\A) {0,3}(?P<underlined>[^\s\n>#|-][^\n]*)\n=+[ \t]*$",
    re.MULTILINE,
)
_LINK = re.compile(r"!?\[([^\[\]]{0,500})\]\([^()\n]{0,2000}\)(?:\{[^{}\n]{0,200}\})?")
_EMPHASIS = re.compile(r"(?<!\\)(\*\*|__|\*|`|(?<!\w)_|_(?!\w))")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")


def without_title(body: str) -> tuple[str, str]:
    r"""Return the words of the first level-1 heading, "" where there is none, with the body without it.

    >>> without_title("# A *fine* day\n\nWords.")
    ('A fine day', 'Words.')
    """
    code = CodeIn(body)
    for found in _HEADING.finditer(body):
        title = plain_words(found["hashed"] or found["underlined"] or "")
        if title and not code.holds(found.start()):
            above, below = body[: found.start()].rstrip(), body[found.end() :].lstrip("\n")
            return title, f"{above}\n\n{below}" if above else below
    return "", body


def plain_words(line: str) -> str:
    """Return a line of Markdown as plain words."""
    words = _EMPHASIS.sub("", _LINK.sub(r"\1", line))
    return " ".join(_ESCAPED.sub(r"\1", words).split())
