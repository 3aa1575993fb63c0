"""Writes running text with its links as plain text."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from urllib.parse import unquote

from newsletter_app.rendering.html_tree import Element, Node, flowed, text_of
from newsletter_app.rendering.output_words import word

_OWN_LINE = frozenset({"p", "div", "li", "dt", "dd", "tr", "figure", "figcaption"})


@dataclass(slots=True)
class TextLinks:
    """Numbers the links of a text from 1; the same address has the same number."""

    numbered: bool
    addresses: list[str] = field(default_factory=list)

    def mark(self, address: str) -> str:
        """Return what stands behind the words of a link."""
        if not self.numbered:
            return f"<{address}>"
        if address not in self.addresses:
            self.addresses.append(address)
        return f"[{self.addresses.index(address) + 1}]"

    @property
    def lines(self) -> list[str]:
        """Return the list of addresses, one a line."""
        return [f"[{number}] {address}" for number, address in enumerate(self.addresses, 1)]


@dataclass(frozen=True, slots=True)
class InlineText:
    """Turns inline HTML into text whose line ends are the ones of `<br>`."""

    links: TextLinks
    language: str

    def __call__(self, nodes: Iterable[Node]) -> str:
        """Return the text, each run of white space one space."""
        lines = "".join(map(self._node, nodes)).split("\n")
        return "\n".join(flowed(line).strip(" ") for line in lines).strip("\n")

    def _node(self, node: Node) -> str:
        if isinstance(node, str):
            return flowed(node)
        write = self._writers.get(node.tag)
        return write(node) if write else self._plain(node)

    @property
    def _writers(self) -> dict[str, Callable[[Element], str]]:
        return {
            "br": lambda _: "\n",
            "a": self._link,
            "img": self._picture,
            "del": lambda node: f"~~{self._inside(node)}~~",
            "s": lambda node: f"~~{self._inside(node)}~~",
            "sup": self._raised,
        }

    def _plain(self, node: Element) -> str:
        inside = self._inside(node)
        if node.has_class("credit") and inside.strip():
            return f"({inside.strip()})"
        return f"\n{inside}\n" if node.tag in _OWN_LINE and inside.strip() else inside

    def _inside(self, node: Element) -> str:
        return "".join(map(self._node, node.children))

    def _link(self, node: Element) -> str:
        words, address = self._inside(node), node.get("href")
        if node.has_class("footnote-back"):
            return ""
        if node.has_class("footnote"):
            return f"({word('note', self.language)} {words})"
        if not address or address.startswith("#") or _same(words, address):
            return words
        return f"{words} {self.links.mark(shown_address(address))}"

    def _picture(self, node: Element) -> str:
        alt = flowed(node.get("alt")).strip()
        return f"[{word('picture', self.language)}: {alt}]" if alt else ""

    def _raised(self, node: Element) -> str:
        inside = self._inside(node)
        is_note = any(child.has_class("footnote") for child in node.elements)
        return f" {inside}" if is_note else f"^{inside}" if inside.strip() else inside


def shown_address(address: str) -> str:
    """Return an address as a reader types it: a mail address without its scheme, no white space inside."""
    plain = address.strip()
    if plain.lower().startswith("mailto:") and "?" not in plain:
        return unquote(plain[7:])
    return "%20".join(plain.split())


def _same(words: str, address: str) -> bool:
    bare = text_of(words).strip().rstrip("/")
    known = address.rstrip("/")
    return bare in (
        known,
        shown_address(address),
        known.removeprefix("https://"),
        known.removeprefix("http://"),
    )
