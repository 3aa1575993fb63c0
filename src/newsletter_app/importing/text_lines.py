"""Tells what a line of plain text looks like."""

import re

_SPACES = re.compile(
    "[ \t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]{2,}|[\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]"
)
_UNSEEN = re.compile("[\u200b\u2060\u00ad]")
_NUMBERED = re.compile(r"\(?(\d{1,3})[.)](?:\s+(?=\S)|(?=[A-Za-z“‘\"']))")
_BULLET = re.compile(r"([•·◦▪‣∙●○*–—-])\s+(?=\S)")
_REACHED = re.compile(r"@\w|https?://|\bwww\.|\+?\d[\d ()-]{6,}\d")
_LETTER = re.compile(r"[^\W\d_]")
_LONGEST_LABEL = 120
_MOST_WORDS = 14


def tidied(line: str) -> str:
    r"""Return the line with plain single spaces, without any at its ends.

    >>> tidied("87%\u00a0of men started\u00a0\u00a0")
    '87% of men started'
    """
    return _SPACES.sub(" ", _UNSEEN.sub("", line)).strip()


def is_sentence_end(line: str) -> bool:
    """Tell whether the line ends as sentences do, a closing quotation mark or bracket after it or not.

    >>> is_sentence_end("He said: “Yes.”"), is_sentence_end("Outcomes")
    (True, False)
    """
    return line.rstrip("”’\"')]»").endswith((".", "!", "?", "…", ":"))


def is_label(line: str) -> bool:
    """Tell whether the line is a few words that are no sentence: a heading, or what a picture shows.

    >>> is_label("Group photo"), is_label("Call us on 020 7946 0000")
    (True, False)
    """
    return (
        len(line) <= _LONGEST_LABEL
        and line[-1] not in ".!?:;,…"
        and line.count(" ") < _MOST_WORDS
        and _LETTER.search(line) is not None
        and not tells_how_to_reach(line)
        and not opens_a_point(line)
    )


def tells_how_to_reach(line: str) -> bool:
    """Tell whether the line holds a mail address, a web address or a telephone number."""
    return _REACHED.search(line) is not None


def number_of(line: str) -> tuple[int, str] | None:
    """Return the number a point begins with, with the words after it; None for a line that is no point.

    >>> number_of("7. 87% of men started"), number_of("3.5 million")
    ((7, '87% of men started'), None)
    """
    found = _NUMBERED.match(line)
    return (int(found[1]), line[found.end() :]) if found else None


def bullet_of(line: str) -> tuple[str, str] | None:
    """Return the sign a point begins with, with the words after it; None for a line that is no point.

    >>> bullet_of("• Tea"), bullet_of("-20 degrees")
    (('•', 'Tea'), None)
    """
    found = _BULLET.match(line)
    return (found[1], line[found.end() :]) if found else None


def opens_a_point(line: str) -> bool:
    """Tell whether the line begins as the point of a list does."""
    return number_of(line) is not None or bullet_of(line) is not None
