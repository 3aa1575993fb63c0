"""Writes an article as WordPress block markup.

The forms are those that the editors of WordPress 6.1 to 6.7 and block library 11 all find valid.
"""

from collections.abc import Callable, Iterable, Mapping

from newsletter_app.content.article import Block
from newsletter_app.rendering.block_comments import block
from newsletter_app.rendering.block_inline import attribute, inline, unshortened
from newsletter_app.rendering.block_lists import fits_a_list, list_block
from newsletter_app.rendering.block_pictures import gallery, image
from newsletter_app.rendering.block_tables import table
from newsletter_app.rendering.html_tree import (
    INLINE,
    Element,
    Node,
    is_blank,
    parse,
    rewrite,
    serialise,
    text_of,
    walk,
)
from newsletter_app.rendering.one_line import line_of

Write = Callable[[Element], str]

# Dark words on a pale ground, each over 7:1, so that a theme's own colours cannot hide them.
_INK = "#1f2328"
_GROUNDS = {"note": "#eef4f5", "important": "#fdf4e3", "safety": "#fcebe9"}


def block_markup(blocks: Iterable[Block]) -> str:
    """Return finished blocks (`finishing.finish`) as block markup, with an end of line.

    Pictures have the addresses the HTML gives them; one with an empty address becomes an image block to
    upload to. What no core block can hold becomes a core/html block.
    """
    nodes = tuple(node for item in blocks for node in parse(item.html))
    return "\n\n".join(_written(_without_idle_anchors(nodes))) + "\n"


def _written(nodes: Iterable[Node]) -> list[str]:
    made: list[str] = []
    running: list[Node] = []
    for node in (*nodes, Element("")):
        if isinstance(node, str) or node.tag in INLINE:
            running.append(node)
            continue
        if any(not is_blank(word) for word in running):
            made.append(_paragraph(Element("p", (), tuple(running))))
        running = []
        if node.tag:
            made.append(_block(node))
    return [markup for markup in made if markup]


def _block(node: Element) -> str:
    named = next((_BY_CLASS[name] for name in node.get("class").split() if name in _BY_CLASS), None)
    return (named or _BY_TAG.get(node.tag, _as_html))(node)


def _paragraph(node: Element) -> str:
    words = inline(node.children)
    return block("paragraph", f"<p>{words}</p>") if words else ""


def _heading(node: Element) -> str:
    level = int(node.tag[1])
    anchor = f' id="{attribute(node.get("id"))}"' if node.get("id") else ""
    html = f'<{node.tag} class="wp-block-heading"{anchor}>{inline(node.children)}</{node.tag}>'
    return block("heading", html, {"level": level} if level != 2 else None)


def _list(node: Element) -> str:
    return list_block(node) if fits_a_list(node) else _as_html(node)


def _quote(node: Element) -> str:
    return block("quote", f'<blockquote class="wp-block-quote">{_inside(node)}</blockquote>')


def _code(node: Element) -> str:
    lines = serialise(text_of(node).rstrip("\n"))
    return block("code", f'<pre class="wp-block-code"><code>{unshortened(lines)}</code></pre>')


def _rule(_node: Element) -> str:
    return block("separator", '<hr class="wp-block-separator has-alpha-channel-opacity"/>')


def _button(node: Element) -> str:
    link = next((inner for inner in walk([node]) if inner.tag == "a"), None)
    if link is None:
        return _paragraph(node)
    words = inline(link.children)
    look = "wp-block-button__link wp-element-button"
    html = f'<a class="{look}" href="{attribute(link.get("href"))}">{words}</a>'
    button = block("button", f'<div class="wp-block-button">{html}</div>')
    return block("buttons", f'<div class="wp-block-buttons">{button}</div>')


def _callout(node: Element) -> str:
    kind = next((name.removeprefix("callout-") for name in node.get("class").split() if "-" in name), "note")
    title, rest = _titled(node, "callout-title")
    inside = "\n\n".join([*title, *_written(rest)])
    return _group(inside, f"callout callout-{kind}", _GROUNDS.get(kind, _GROUNDS["note"]))


def _content_note(node: Element) -> str:
    return _group(_inside(node), "content-note", _GROUNDS["note"])


def _event(node: Element) -> str:
    title, rest = _titled(node, "event-what")
    return _group("\n\n".join([*title, *_written(rest)]), "event", _GROUNDS["note"])


def _titled(node: Element, name: str) -> tuple[list[str], tuple[Node, ...]]:
    found = next((child for child in node.elements if child.has_class(name)), None)
    if found is None:
        return [], node.children
    rest = tuple(child for child in node.children if child is not found)
    return [block("paragraph", f"<p><strong>{inline(found.children)}</strong></p>")], rest


def _terms(node: Element) -> str:
    lines = [
        f"<strong>{inline(child.children)}:</strong> "
        if child.tag == "dt"
        else f"{inline(child.children)}<br>"
        for child in node.elements
    ]
    return block("paragraph", f"<p>{''.join(lines).removesuffix('<br>')}</p>")


def _footnotes(node: Element) -> str:
    return "\n\n".join([_rule(node), *(list_block(_note_list(child)) for child in node.elements)])


def _note_list(node: Element) -> Element:
    return node.with_children(map(_note, node.elements))


def _note(item: Element) -> Element:
    """Return a footnote whose anchor stands on the way back, since a list item keeps none."""
    named = {"id": item.get("id")}

    def moved(element: Element) -> Iterable[Node]:
        return (element.with_attributes(**named) if element.has_class("footnote-back") else element,)

    return item.with_children(rewrite(item.children, moved))


def _group(inside: str, name: str, ground: str) -> str:
    attributes = {
        "tagName": "aside",
        "style": {"color": {"background": ground, "text": _INK}},
        "className": name,
        "layout": {"type": "constrained"},
    }
    look = f"wp-block-group {name} has-text-color has-background"
    html = f'<aside class="{look}" style="color:{_INK};background-color:{ground}">{inside}</aside>'
    return block("group", html, attributes)


def _inside(node: Element) -> str:
    return "\n\n".join(_written(node.children))


def _open(node: Element) -> str:
    return _inside(node)


def _as_html(node: Element) -> str:
    return block("html", line_of(node))


def _without_idle_anchors(nodes: tuple[Node, ...]) -> tuple[Node, ...]:
    """Drop every anchor that no link of the text goes to: less for the editor to rewrite."""
    wanted = {node.get("href")[1:] for node in walk(nodes) if node.get("href").startswith("#")}
    return rewrite(nodes, lambda node: (node if node.get("id") in wanted else node.without_attributes("id"),))


_BY_CLASS: Mapping[str, Write] = {
    "gallery": gallery,
    "button": _button,
    "callout": _callout,
    "content-note": _content_note,
    "event": _event,
    "footnotes": _footnotes,
}
_BY_TAG: Mapping[str, Write] = {
    "p": _paragraph,
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), _heading),
    "ul": _list,
    "ol": _list,
    "dl": _terms,
    "blockquote": _quote,
    "table": table,
    "pre": _code,
    "hr": _rule,
    "figure": image,
    "div": _open,
    "section": _open,
    "article": _open,
}
