"""Parts a plain text file into posts of a title with paragraphs."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from newsletter_app.importing.text_lines import is_sentence_end, opens_a_point, tells_how_to_reach, tidied

_BREAK = 2  # lines of non-breaking spaces that part two posts; one alone is a wide gap
_LONGEST_TITLE = 200
_LONGEST_SENTENCE = 120
_ABBREVIATION = re.compile(r"(\b[A-Z]\.|\b(Ltd|Co|Inc|Dr|St|No|Jr|Sr|etc)\.|\.\.\.|…)$")
_SENTENCE_WITHIN = re.compile(r"[.!?] +[A-Z]")

Paragraph = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TextPost:
    """A title, "" where the text has none, with the paragraphs below it as tidied lines."""

    title: str
    paragraphs: tuple[Paragraph, ...]


def posts_of(text: str) -> tuple[TextPost, ...]:
    r"""Return the posts of a text, in its order; runs of lines of non-breaking spaces part them.

    >>> [post.title for post in posts_of("One\n\nWords.\n\n\u00a0\n\n\u00a0\n\nTwo\n\nMore words.")]
    ['One', 'Two']
    """
    posts: list[TextPost] = []
    for paragraphs in _stretches(text.split("\n")):
        post = _titled(paragraphs, is_first=not posts)
        if post.title or not posts:
            posts.append(post)
        else:
            posts[-1] = TextPost(posts[-1].title, posts[-1].paragraphs + post.paragraphs)
    return tuple(posts)


def _stretches(lines: Iterable[str]) -> Iterator[tuple[Paragraph, ...]]:
    """Give the paragraphs between two breaks, each time there are any."""
    paragraphs: list[Paragraph] = []
    spacers = 0
    for is_text, group in groupby(lines, key=lambda line: bool(tidied(line))):
        block = tuple(group)
        if not is_text:
            spacers += sum("\u00a0" in line for line in block)
            if spacers >= _BREAK and paragraphs:
                yield tuple(paragraphs)
                paragraphs = []
            continue
        spacers = 0
        paragraphs.append(tuple(tidied(line) for line in block))
    if paragraphs:
        yield tuple(paragraphs)


def _titled(paragraphs: tuple[Paragraph, ...], *, is_first: bool) -> TextPost:
    head, rest = paragraphs[0], paragraphs[1:]
    title, below = _parted(head)
    following = len(rest) + bool(below)
    if not _can_be_title(title, following, is_first=is_first):
        return TextPost("", paragraphs)
    return TextPost(title, (below, *rest) if below else rest)


def _parted(head: Paragraph) -> tuple[str, Paragraph]:
    """Return the first paragraph as title with what stands below it in the same paragraph.

    A title that goes on in the next line goes on in lower case.
    """
    lines = 1
    while lines < len(head) and head[lines][:1].islower():
        lines += 1
    return " ".join(head[:lines]), head[lines:]


def _can_be_title(line: str, following: int, *, is_first: bool) -> bool:
    if len(line) > _LONGEST_TITLE or opens_a_point(line) or not any(c.isalnum() for c in line):
        return False
    if line[-1] in ":;," or (not is_first and tells_how_to_reach(line)):
        return False
    if line.endswith(".") and not _ABBREVIATION.search(line):
        is_short = len(line) <= _LONGEST_SENTENCE and not _SENTENCE_WITHIN.search(line)
        return is_short and following >= (1 if is_first else 2)
    return not (is_sentence_end(line) and _SENTENCE_WITHIN.search(line))
