"""Gives the blocks of an article the form a family of pages needs."""

from collections.abc import Iterable, Iterator

from newsletter_app.content.article import Article
from newsletter_app.rendering.blog_blocks import blog_block
from newsletter_app.rendering.html_tree import Element, Node, parse, rewrite, serialise
from newsletter_app.rendering.mail_blocks import mail_block
from newsletter_app.rendering.one_line import one_line

_DEEPEST_HEADING = 6


def blocks_for(article: Article, family: str, number: int) -> Iterator[tuple[str, str]]:
    """Yield kind and HTML of each block, for "mail", "blog" or "page".

    With a `number` the article is one of several on a page: its headings go one level down, and its anchors
    are told apart from those of the others.
    """
    for block in article.blocks:
        text = within_a_page(block.html, number) if number else block.html
        yield block.kind.value, block_for(text, family)


def block_for(block: str, family: str) -> str:
    """Return one block as a family of pages needs it."""
    match family:
        case "mail":
            return mail_block(block)
        case "blog":
            return one_line(blog_block(block))
        case _:
            return block


def within_a_page(block: str, number: int) -> str:
    """Return the block with headings one level lower and anchors that begin with p and `number`.

    >>> within_a_page('<h2 id="a">A</h2>', 3)
    '<h3 id="p3-a">A</h3>'
    """

    def change(element: Element) -> Iterable[Node]:
        return (_marked(_lowered(element), f"p{number}-"),)

    return serialise(rewrite(parse(block), change))


def _lowered(element: Element) -> Element:
    if len(element.tag) == len("h2") and element.tag[0] == "h" and element.tag[1].isdigit():
        level = min(int(element.tag[1]) + 1, _DEEPEST_HEADING)
        return Element(f"h{level}", element.attributes, element.children)
    return element


def _marked(element: Element, mark: str) -> Element:
    if element.get("id"):
        element = element.with_attributes(id=mark + element.get("id"))
    if element.get("href").startswith("#"):
        element = element.with_attributes(href="#" + mark + element.get("href")[1:])
    return element
