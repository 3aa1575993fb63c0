"""Gives the blocks of an article the form that mail programs show rightly."""

from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise

from newsletter_app.rendering.html_tree import Element, Node, parse, rewrite, serialise

FULL_WIDTH = 552
_HALF_WIDTH = 268
_LAYOUT = (
    ("role", "presentation"),
    ("width", "100%"),
    ("cellpadding", "0"),
    ("cellspacing", "0"),
    ("border", "0"),
)
_CHANGED = ("<figure", "<div", "<aside", "<blockquote", "<table", "<img", 'class="button"')
_GHOST = "\ue000{}\ue001"  # private characters stand for comments, which no tree of content may hold
_GHOST_CELL = f'<td width="{_HALF_WIDTH}" valign="top">'
_GHOSTS = {
    "open": f'<table role="presentation" cellpadding="0" cellspacing="0"><tr>{_GHOST_CELL}',
    "next": f'</td><td width="16"></td>{_GHOST_CELL}',
    "row": f"</td></tr><tr>{_GHOST_CELL}",
    "close": "</td></tr></table>",
}


def mail_block(html: str) -> str:
    """Return a block's HTML with its boxes and pictures as tables, headings and text as they are.

    Every table for layout has role=presentation; pictures are at most 552 px wide and say so in an attribute.
    What the boxes look like is said by the mail templates' styles, by class.

    >>> mail_block("<p>Text</p>")
    '<p>Text</p>'
    """
    if not any(sign in html for sign in _CHANGED):
        return html
    plain = html.replace("\ue000", "").replace("\ue001", "")
    return _with_ghosts(serialise(rewrite(parse(plain), _changed)))


def _changed(element: Element) -> Iterable[Node]:
    for name, change in _CHANGES.items():
        tag, _dot, kind = name.partition(".")
        if element.tag == tag and (not kind or element.has_class(kind)):
            return change(element)
    return (element,)


def _table(kind: str, rows: Iterable[tuple[str, Iterable[Node]]], *, width: str = "100%") -> Element:
    """Return a layout table of the class `kind`, one cell a row, each with its own class."""
    layout = tuple(
        (name, width if name == "width" else value) for name, value in _LAYOUT if width or name != "width"
    )
    cells = (Element("tr", (), (Element("td", (("class", cell),), tuple(inside)),)) for cell, inside in rows)
    return Element("table", (("class", kind), *layout), tuple(cells))


def _image(element: Element) -> Iterable[Node]:
    return (fitted(element, FULL_WIDTH),)


def fitted(image: Element, widest: int) -> Element:
    """Return the picture with width and height scaled down to `widest` pixels where it is wider.

    A narrower one says how wide it may grow, as the styles let pictures fill their cell.
    """
    width, height = image.get("width"), image.get("height")
    if not width.isdecimal():
        return image
    if int(width) <= widest:
        return image.with_attributes(style=f"max-width:{width}px") if int(width) < widest else image
    if not height.isdecimal():
        return image.with_attributes(width=str(widest))
    scaled = max(1, round(int(height) * widest / int(width)))
    return image.with_attributes(width=str(widest), height=str(scaled))


def _figure(element: Element) -> Iterable[Node]:
    if element.has_class("missing"):
        return (_table("figure", [("missing-cell", element.children)]),)
    rows: list[tuple[str, Iterable[Node]]] = []
    for child in element.elements:
        if child.tag == "figcaption":
            rows.append(("caption", child.children))
        else:
            rows.append(("picture", (child,)))
    return (_table("figure", rows),)


def _gallery(element: Element) -> Iterable[Node]:
    """Set pictures two by two; of an odd number the first stands wide above them, if it is not upright."""
    figures = element.elements
    is_led = len(figures) > 1 and len(figures) % 2 == 1 and _lies(figures[0])
    cells = [_halved(child) for child in figures[is_led:]]
    inside: list[Node] = []
    for number, cell in enumerate(cells):
        ghost = "open" if not number else "row" if number % 2 == 0 else "next"
        side = "gallery-right" if number % 2 else "gallery-left"
        inside += [_GHOST.format(ghost), Element("div", (("class", side),), (cell,))]
    inside.append(_GHOST.format("close"))
    pairs = _table("gallery", [("gallery-cell", inside)])
    return (*figures[:is_led], pairs)


def _lies(figure: Element) -> bool:
    pictures: list[Element] = []

    def noted(element: Element) -> Iterable[Node]:
        if element.tag == "img":
            pictures.append(element)
        return (element,)

    rewrite((figure,), noted)
    sizes = [(picture.get("width"), picture.get("height")) for picture in pictures]
    return any(w.isdecimal() and h.isdecimal() and int(w) >= int(h) for w, h in sizes)


def _halved(figure: Element) -> Element:
    def change(element: Element) -> Iterable[Node]:
        return (fitted(element, _HALF_WIDTH) if element.tag == "img" else element,)

    (halved,) = rewrite((figure,), change)
    assert isinstance(halved, Element)  # noqa: S101 - change returns elements for elements
    return halved


def _button(element: Element) -> Iterable[Node]:
    links = (link.with_attributes(**{"class": "button-link"}) for link in element.elements if link.tag == "a")
    return (_table("button", [("button-cell", tuple(links))], width=""),)


def _callout(element: Element) -> Iterable[Node]:
    note = Element("div", (("role", "note"),), element.children)
    return (_table(element.get("class"), [("callout-cell", (note,))]),)


def _content_note(element: Element) -> Iterable[Node]:
    note = Element("div", (("role", "note"),), element.children)
    return (_table("content-note", [("note-cell", (note,))]),)


def _quote(element: Element) -> Iterable[Node]:
    return (_table("quote", [("quote-cell", (element,))]),)


def _event(element: Element) -> Iterable[Node]:
    inside = (_facts(child) if child.tag == "dl" else child for child in element.elements)
    return (_table("event", [("event-cell", inside)]),)


def _facts(described: Element) -> Element:
    rows = []
    for term, fact in _pairs(described.elements):
        label = Element("td", (("class", "event-term"), ("width", "88"), ("valign", "top")), term.children)
        rows.append(Element("tr", (), (label, Element("td", (("class", "event-fact"),), fact.children))))
    return Element("table", (("class", "event-facts"), *_LAYOUT), tuple(rows))


def _pairs(elements: tuple[Element, ...]) -> Iterator[tuple[Element, Element]]:
    for term, fact in pairwise(elements):
        if term.tag == "dt" and fact.tag == "dd":
            yield term, fact


def _data_table(element: Element) -> Iterable[Node]:
    """Mark a table of data and let a wide one scroll; one that is ours has a role already."""
    if element.get("role"):
        return (element,)
    attributes = {"class": "data", "width": "100%", "cellpadding": "0", "cellspacing": "0", "border": "0"}
    return (Element("div", (("class", "wide"),), (element.with_attributes(**attributes),)),)


_CHANGES: dict[str, Callable[[Element], Iterable[Node]]] = {
    "img": _image,
    "table": _data_table,
    "blockquote": _quote,
    "div.gallery": _gallery,
    "div.event": _event,
    "figure": _figure,
    "p.button": _button,
    "aside.callout": _callout,
    "aside.content-note": _content_note,
}


def _with_ghosts(html: str) -> str:
    for name, markup in _GHOSTS.items():
        html = html.replace(_GHOST.format(name), f"<!--[if mso]>{markup}<![endif]-->")
    return html
