"""Takes the words out of a page."""

import re

from bs4 import BeautifulSoup, Tag

_BREAKING = [
    "p",
    "figure",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "li",
    "figcaption",
    "tr",
    "dt",
    "dd",
    "br",
    "hr",
]


def blocks_of(document: str) -> list[str]:
    """Return the words of each block of a document; of all of it as one, where it has no blocks."""
    soup = BeautifulSoup(document, "html.parser")
    box = soup.select_one("[data-blocks]")
    if box is None:
        return [_words(soup.body or soup)]
    return [_words(child) for child in box.children if isinstance(child, Tag)]


def words_of(html: str) -> str:
    r"""Return the words of a fragment of HTML, a line for each paragraph, item or row.

    >>> words_of("<p>One <b>two</b></p><p>three</p>")
    'One two\nthree'
    """
    return _words(BeautifulSoup(html, "html.parser"))


def _words(tag: Tag) -> str:
    if tag.find("pre") is not None:
        return tag.get_text().strip("\n")
    for hidden in tag.find_all(["style", "script", "title", "head"]):
        hidden.decompose()
    for breaking in tag.find_all(_BREAKING):
        breaking.insert_before("\0")
    for picture in tag.find_all("img"):
        picture.replace_with(f"[{picture.get('alt') or '…'}]")
    lines = (" ".join(line.split()) for line in re.split("\0", tag.get_text()))
    return "\n".join(line for line in lines if line)
