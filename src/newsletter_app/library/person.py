"""Recognises the rows that name one person."""

import json
import re
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from sqlalchemy import ColumnElement, Connection, LargeBinary, RowMapping, Table, Text, func, or_, select

from newsletter_app.content.address import NotAnAddress, parse_address
from newsletter_app.content.plain import without_control_characters
from newsletter_app.library.contact_rows import contact_row, missing_reader
from newsletter_app.library.schema import contact, delivery

_BEFORE = r"(?<![^\W_]_)(?<![^\W_])(?<![.+-])"
_AFTER = r"(?![^\W_]|-|\.[^\W_])"
_IN_JSON = {"fields", "merge_values", "details", "tags", "value", "content"}


@dataclass(frozen=True)
class Person:
    """All that one person goes by here; `keys` are those of every address they have or had.

    `values` are what else is written down of them: names, and what their own fields hold.
    """

    keys: frozenset[str]
    spellings: frozenset[str]
    contact: str = ""
    token: str = ""
    values: frozenset[str] = frozenset()

    @cached_property
    def needles(self) -> tuple[str, ...]:
        """Return the texts, in lower case, one of which stands in whatever names them."""
        own = {self.contact, self.token.lower()} - {""}
        return tuple(sorted(self._addresses | own))

    def is_named_in(self, text: str) -> bool:
        """Tell whether the text holds their id, their token or an address of theirs.

        An address that ends like one of theirs is another's: "ann@example.org" does not stand in
        "joann@example.org".
        """
        return self._pattern.search(text.lower()) is not None

    def may_be_named_in(self, text: str) -> bool:
        """Tell quickly whether it is worth looking closer."""
        lower = text.lower()
        return any(needle in lower for needle in self.needles)

    @cached_property
    def _addresses(self) -> frozenset[str]:
        known = {text.lower() for text in self.keys | self.spellings}
        return frozenset(known | {_in_letters(text) for text in known})

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        addresses = "|".join(map(re.escape, sorted(self._addresses)))
        ways = [f"{_BEFORE}(?:{addresses}){_AFTER}"] if addresses else []
        own = [re.escape(text) for text in self.needles if text not in self._addresses]
        return re.compile("|".join(own + ways))


def person_of(connection: Connection, contact_id: str) -> Person:
    """Return the reader of that id with the addresses their messages went to. Raises Missing."""
    row = contact_row(connection, contact_id)
    former = select(delivery.c.address_key, delivery.c.address).where(delivery.c.contact == contact_id)
    went_to = [pair for pair in connection.execute(former) if "@" in pair[0]]
    values = (row["first_name"], row["last_name"], *(value for _name, value in json.loads(row["fields"])))
    return Person(
        keys=frozenset((row["address_key"], *(pair[0] for pair in went_to))),
        spellings=frozenset((row["address"], *(pair[1] for pair in went_to))) - {""},
        contact=contact_id,
        token=row["token"],
        values=frozenset(value for value in values if value),
    )


def person_at(connection: Connection, key: str) -> Person:
    """Return who has that address key, be they a reader or not. Raises Missing where it is of no address."""
    if "@" not in key:
        raise missing_reader()
    plain = without_control_characters(key)
    found = connection.execute(select(contact.c.id).where(contact.c.address_key == plain)).scalar()
    return Person(frozenset((plain,)), frozenset()) if found is None else person_of(connection, found)


def rows_naming(connection: Connection, table: Table, person: Person) -> Iterator[RowMapping]:
    """Give the rows of a table that name the person in any of their texts, packed ones too."""
    packed = [column for column in table.c if isinstance(column.type, LargeBinary)]
    texts = [column for column in table.c if isinstance(column.type, Text)]
    if not packed and not texts:
        return  # numbers name nobody
    wanted = select(table) if packed else select(table).where(_may_name(texts, person))
    for row in connection.execute(wanted).mappings():
        if any(True for _passage in _passages(person, row)):
            yield row


def text_of(value: object) -> str:
    """Return the text in a column, be it packed or not; "" for numbers and for what cannot be read."""
    if isinstance(value, str):
        return value
    if not isinstance(value, bytes):
        return ""
    try:
        return zlib.decompress(value).decode("utf-8", "replace")
    except zlib.error:
        return value.decode("utf-8", "replace")


def passages(person: Person, row: Mapping[Any, Any]) -> list[str]:
    """Return the lines, or the texts within JSON, of a row that name the person: nothing else of the row."""
    return list(dict.fromkeys(_passages(person, row)))


def _may_name(texts: Iterable[ColumnElement[Any]], person: Person) -> ColumnElement[bool]:
    lower: Callable[[ColumnElement[Any]], ColumnElement[Any]] = func.lower
    return or_(*(func.instr(lower(text), needle) > 0 for text in texts for needle in person.needles))


def _passages(person: Person, row: Mapping[Any, Any]) -> Iterator[str]:
    for name, value in row.items():
        text = text_of(value)
        if person.may_be_named_in(text):
            yield from (part.strip() for part in _parts(name, text) if person.is_named_in(part))


def _parts(column: str, text: str) -> Iterator[str]:
    """Give the lines of a text; within JSON, where a line end is two letters, those of each text in it."""
    if column not in _IN_JSON:
        yield from text.splitlines()
        return
    try:
        yield from _texts_in(json.loads(text))
    except ValueError:
        yield from text.splitlines()


def _texts_in(values: object) -> Iterator[str]:
    if isinstance(values, str):
        yield from values.splitlines()
    elif isinstance(values, Mapping):
        for name, value in values.items():
            yield str(name)
            yield from _texts_in(value)
    elif isinstance(values, list):
        for value in values:
            yield from _texts_in(value)


def _in_letters(address: str) -> str:
    """Return the address with its domain in the letters a person writes (IDNA undone)."""
    try:
        plain = parse_address(address)
        return f"{plain.local}@{plain.domain.encode().decode('idna')}".lower()
    except (NotAnAddress, UnicodeError):
        return address
