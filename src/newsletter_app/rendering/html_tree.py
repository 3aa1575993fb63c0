"""Reads sanitised HTML as a small tree of values."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from html import escape
from html.parser import HTMLParser

VOID = frozenset({"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"})
INLINE = frozenset(
    {
        "a",
        "abbr",
        "b",
        "bdi",
        "bdo",
        "br",
        "cite",
        "code",
        "data",
        "del",
        "dfn",
        "em",
        "i",
        "img",
        "ins",
        "kbd",
    }
    | {"mark", "q", "s", "samp", "small", "span", "strong", "sub", "sup", "time", "u", "var", "wbr"}
)
_DEEPEST = 120
_SPACE = re.compile(r"[ \t\n\r\f]+")


@dataclass(frozen=True, slots=True)
class Element:
    """A tag with its attributes in order, and what stands inside; texts are strings, unescaped."""

    tag: str
    attributes: tuple[tuple[str, str], ...] = ()
    children: tuple["Node", ...] = ()

    def get(self, name: str) -> str:
        """Return an attribute's value, "" where it has none."""
        return next((value for key, value in self.attributes if key == name), "")

    def has_class(self, name: str) -> bool:
        """Tell whether `name` is one of the element's classes."""
        return name in self.get("class").split()

    def with_children(self, children: Iterable["Node"]) -> "Element":
        """Return the same element with other things inside."""
        return replace(self, children=tuple(children))

    def with_attributes(self, **values: str) -> "Element":
        """Return the same element with these attributes set, each in its old place or at the end."""
        kept = {**dict(self.attributes), **values}
        return replace(self, attributes=tuple(kept.items()))

    def without_attributes(self, *names: str) -> "Element":
        """Return the same element without these attributes."""
        return replace(self, attributes=tuple(pair for pair in self.attributes if pair[0] not in names))

    @property
    def elements(self) -> tuple["Element", ...]:
        """Return the child elements, without the texts between them."""
        return tuple(child for child in self.children if isinstance(child, Element))


Node = Element | str
Rewrite = Callable[[Element], Iterable[Node]]


def parse(html: str) -> tuple[Node, ...]:
    """Return the nodes of a fragment; comments are dropped, and what is nested over 120 deep lies flat."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.finished()


def element_of(html: str) -> Element:
    """Return the first element of a fragment, an empty paragraph where there is none."""
    return next((node for node in parse(html) if isinstance(node, Element)), Element("p"))


def serialise(nodes: Node | Iterable[Node]) -> str:
    """Return the HTML of a node or of several, void elements without a slash."""
    if isinstance(nodes, str):
        return escape(nodes, quote=False)
    if isinstance(nodes, Element):
        return opening(nodes) + ("" if nodes.tag in VOID else f"{serialise(nodes.children)}</{nodes.tag}>")
    return "".join(map(serialise, nodes))


def opening(element: Element) -> str:
    """Return the opening tag."""
    return (
        f"<{element.tag}" + "".join(f' {name}="{escape(value)}"' for name, value in element.attributes) + ">"
    )


def walk(nodes: Iterable[Node]) -> Iterator[Element]:
    """Yield every element, parents before children."""
    for node in nodes:
        if isinstance(node, Element):
            yield node
            yield from walk(node.children)


def rewrite(nodes: Iterable[Node], change: Rewrite) -> tuple[Node, ...]:
    """Return the nodes with each element put through `change`, children before parents."""
    made: list[Node] = []
    for node in nodes:
        if isinstance(node, Element):
            made.extend(change(node.with_children(rewrite(node.children, change))))
        else:
            made.append(node)
    return tuple(made)


def text_of(nodes: Node | Iterable[Node]) -> str:
    """Return the text alone, as it stands."""
    if isinstance(nodes, str):
        return nodes
    return "".join(map(text_of, nodes.children if isinstance(nodes, Element) else nodes))


def flowed(text: str) -> str:
    """Return the text with each run of HTML white space as one space; U+00A0 stays."""
    return _SPACE.sub(" ", text)


def is_blank(node: Node) -> bool:
    """Tell whether a node is nothing but white space."""
    return isinstance(node, str) and not flowed(node).strip(" ")


class _Reader(HTMLParser):
    """Builds the tree on a stack of its own, so that depth costs no recursion."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._open: list[tuple[str, tuple[tuple[str, str], ...], list[Node]]] = [("", (), [])]
        self._flat: Counter[str] = Counter()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = tuple((name, value or "") for name, value in attrs)
        if tag in VOID:
            self._add(Element(tag, attributes))
        elif len(self._open) > _DEEPEST:
            self._flat[tag] += 1
        else:
            self._open.append((tag, attributes, []))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if self._flat[tag]:
            self._flat[tag] -= 1
        elif any(name == tag for name, _, _ in self._open[1:]):
            while self._close() != tag:
                pass

    def handle_data(self, data: str) -> None:
        self._add(data)

    def finished(self) -> tuple[Node, ...]:
        while len(self._open) > 1:
            self._close()
        return tuple(self._open[0][2])

    def _add(self, node: Node) -> None:
        inside = self._open[-1][2]
        if isinstance(node, str) and inside and isinstance(inside[-1], str):
            inside[-1] += node
        else:
            inside.append(node)

    def _close(self) -> str:
        tag, attributes, inside = self._open.pop()
        self._add(Element(tag, attributes, tuple(inside)))
        return tag
