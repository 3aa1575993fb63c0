"""Links and pictures in running text."""

from dataclasses import dataclass
from xml.etree import ElementTree

from newsletter_app.content.article import Link
from newsletter_app.rendering.dialect.destinations import Attributes, Destination, attributes, destination
from newsletter_app.rendering.dialect.emphasis import Delimiter
from newsletter_app.rendering.dialect.links import Address, address
from newsletter_app.rendering.dialect.pictures import escaped, picture
from newsletter_app.rendering.dialect.scope import Scope
from newsletter_app.rendering.dialect.tokens import Close, Open, Text, plain_text

_LONGEST_LABEL = 200


@dataclass(slots=True)
class Bracket:
    """An opening bracket: its place in the text and among the tokens, and the emphasis run before it."""

    at: int
    token: int
    is_picture: bool
    before: Delimiter | None
    links: int


class Brackets:
    """The brackets of one text that are open."""

    def __init__(self, scope: Scope) -> None:
        self._scope = scope
        self._open: list[Bracket] = []
        self._inactive = 0

    def begin(self, at: int, *, is_picture: bool) -> None:
        """Take note of an opening bracket at `at`."""
        scope = self._scope
        self._open.append(
            Bracket(at, len(scope.tokens), is_picture, scope.delimiters.last, len(scope.notes.links))
        )
        scope.tokens.append(Text("![" if is_picture else "["))

    def end(self, at: int) -> int:
        """Make a link or picture of what the closing bracket at `at` ends; return the place to go on."""
        if not self._open:
            self._scope.tokens.append(Text("]"))
            return at + 1
        bracket = self._open.pop()
        is_active = bracket.is_picture or len(self._open) >= self._inactive
        self._inactive = min(self._inactive, len(self._open))
        found = self._destination(bracket, at) if is_active else None
        if found is None:
            self._scope.tokens.append(Text("]"))
            return at + 1
        return self._picture(bracket, found) if bracket.is_picture else self._link(bracket, found)

    def _destination(self, bracket: Bracket, at: int) -> Destination | None:
        text = self._scope.text
        if text[at + 1 : at + 2] == "(":
            found = destination(text, at + 1)
            if found is not None:
                return found
        begin = bracket.at + (2 if bracket.is_picture else 1)
        return self._reference(text[begin:at] if at - begin <= _LONGEST_LABEL else "", at + 1)

    def _reference(self, own: str, after: int) -> Destination | None:
        """Return what [label], [text][] or [text][label] stands for."""
        text = self._scope.text
        label, end = own, after
        if text[after : after + 1] == "[":
            close = text.find("]", after, after + _LONGEST_LABEL)
            if close > 0 and "[" not in text[after + 1 : close]:
                label, end = text[after + 1 : close] or own, close + 1
        if not label.strip():
            return None
        defined = self._scope.notes.definition(label)
        return None if defined is None else Destination(defined.url, defined.title or None, end)

    def _picture(self, bracket: Bracket, found: Destination) -> int:
        scope = self._scope
        more = attributes(scope.text, found.end)
        scope.delimiters.last = bracket.before
        if bracket.before is not None:
            bracket.before.next = None
        alt = plain_text(scope.tokens[bracket.token + 1 :])
        del scope.tokens[bracket.token :]
        del scope.notes.links[bracket.links :]
        place = scope.place(bracket.at, more.end)
        credit = more.named.get("credit", "")
        scope.tokens.append(
            picture(scope.notes, " ".join(alt.split()), found.url, found.title, credit, place)
        )
        return more.end

    def _link(self, bracket: Bracket, found: Destination) -> int:
        scope = self._scope
        more = attributes(scope.text, found.end)
        scope.delimiters.resolve(bracket.before)
        self._without_inner_links(bracket)
        target = address(found.url)
        text = " ".join(plain_text(scope.tokens[bracket.token + 1 :]).split())
        scope.notes.links.append(Link(target.url, text, scope.place(bracket.at, more.end), target.is_lost))
        scope.tokens[bracket.token] = _begun(target, found, more)
        scope.tokens.append(Close())
        self._inactive = len(self._open)
        return more.end

    def _without_inner_links(self, bracket: Bracket) -> None:
        """Bare addresses inside a link are its text."""
        scope = self._scope
        for number in range(bracket.token + 1, len(scope.tokens)):
            token = scope.tokens[number]
            if isinstance(token, ElementTree.Element) and token.tag == "a":
                scope.tokens[number] = Text(token.text or "")
        del scope.notes.links[bracket.links :]


def _begun(target: Address, found: Destination, more: Attributes) -> Open:
    if target.is_lost:
        begun = {"class": "lost-link"}
    else:
        begun = {"href": escaped(target.url)}
        if found.title:
            begun["title"] = escaped(found.title)
    if "button" in more.classes:
        begun["x-button"] = "yes"
    return Open("span" if target.is_lost else "a", begun)
