"""Says in short what a post is about."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

from newsletter_app.content.article import Article, BlockKind
from newsletter_app.content.asset import Asset
from newsletter_app.content.post import Post
from newsletter_app.rendering.html_tree import Element, Node, flowed, parse

SUMMARY_CHARACTERS = 200
_SENTENCE = re.compile(r"[.!?…][”’\"')\]]*(?=\s|$)")
_WORDS = (BlockKind.PARAGRAPH, BlockKind.LIST, BlockKind.QUOTE)
_PARTING = frozenset({"p", "li", "br", "blockquote"})
_ENOUGH = 400
_LONGEST_GREETING = 60


def summary_of(post: Post, article: Article) -> str:
    """Return the post's summary, else the first sentences of its text, at most 200 characters."""
    return " ".join(post.summary.split()) or beginning(_first_text(article), SUMMARY_CHARACTERS)


def beginning(text: str, longest: int) -> str:
    """Return the whole sentences that fit into `longest` characters, else the words that do and “…”.

    >>> beginning("One. Two. Three.", 10)
    'One. Two.'
    >>> beginning("A long sentence", 8)
    'A long…'
    """
    text = " ".join(text.split())
    if len(text) <= longest:
        return text
    ends = [found.end() for found in _SENTENCE.finditer(text[: longest + 1]) if found.end() <= longest]
    if ends and ends[-1] >= longest // 3:
        return text[: ends[-1]]
    return text[: longest - 1].rsplit(" ", 1)[0].rstrip(" ,;:–-") + "…"


def cover_of(post: Post, article: Article, pictures: Mapping[str, Asset]) -> Asset | None:
    """Return the picture that stands for a post: its cover, else the first one in its text.

    Where there is a content note only a cover that was chosen is shown. None where there is no picture.
    """
    if post.cover in pictures:
        return pictures[post.cover]
    if post.content_note:
        return None
    for picture in article.pictures:
        if picture.sha256 in pictures:
            return replace(pictures[picture.sha256], alt=picture.alt)
    return None


def _first_text(article: Article) -> str:
    text = ""
    for block in article.blocks:
        if block.kind in _WORDS and len(text) < _ENOUGH:
            said = _joined(_said(parse(block.html)), "; " if block.kind is BlockKind.LIST else " ")
            text = said if _is_greeting(text) else f"{text} {said}"
    return text


def _is_greeting(text: str) -> bool:
    return text.endswith(",") and len(text) <= _LONGEST_GREETING


def _said(nodes: Iterable[Node]) -> str:
    """Return the text, a line for each paragraph or point, without footnote marks."""
    return "".join(map(_said_by, nodes))


def _said_by(node: Node) -> str:
    if not isinstance(node, Element):
        return flowed(node)
    if node.tag == "sup" and node.get("id").startswith("fnref"):
        return ""
    return f"\n{_said(node.children)}\n" if node.tag in _PARTING else _said(node.children)


def _joined(text: str, between: str) -> str:
    r"""Return the lines as one, `between` where a line does not end as a sentence does.

    >>> _joined("One thing\nAnother.\n\nA third", "; ")
    'One thing; Another. A third'
    """
    lines = [line for line in (" ".join(line.split()) for line in text.split("\n")) if line]
    return "".join(f"{line} " if line[-1] in ".!?…:;," else f"{line}{between}" for line in lines).rstrip(" ;")
