"""Turns items into plain JSON values without loss."""

import dataclasses
import datetime as dt
import json
from collections.abc import Callable, Mapping
from typing import Any

from newsletter_app.content.asset import Asset
from newsletter_app.content.discreet import Discreet
from newsletter_app.content.items import Item
from newsletter_app.content.kinds import Kind, Status
from newsletter_app.content.newsletter import (
    ButtonEntry,
    DividerEntry,
    Entry,
    HeadingEntry,
    Newsletter,
    PostEntry,
    Shown,
    TextEntry,
)
from newsletter_app.content.post import Post
from newsletter_app.content.snippet import Snippet

_TYPES: Mapping[Kind, type[Item]] = {
    Kind.POST: Post,
    Kind.NEWSLETTER: Newsletter,
    Kind.SNIPPET: Snippet,
    Kind.ASSET: Asset,
}
_ENTRIES: Mapping[str, type[Entry]] = {
    "post": PostEntry,
    "heading": HeadingEntry,
    "text": TextEntry,
    "button": ButtonEntry,
    "divider": DividerEntry,
}
_ENTRY_NAMES = {kind: name for name, kind in _ENTRIES.items()}


def encoded(item: Item) -> dict[str, Any]:
    """Return everything the item says, but not its record, as values JSON has."""
    return {
        field.name: _plain(getattr(item, field.name))
        for field in dataclasses.fields(item)
        if field.name != "record" and not _is_left_out(item, field.name)
    }


def decoded(kind: Kind, values: Mapping[str, Any]) -> Item:
    """Return the item of which `encoded` gave the values; names of a newer program are passed over."""
    item_type = _TYPES[kind]
    known = {field.name for field in dataclasses.fields(item_type)} - {"record"}
    fields = {name: _READ.get(name, _as_is)(value) for name, value in values.items() if name in known}
    return item_type(**fields)


def to_json(values: object) -> str:
    """Return compact JSON that is the same for the same values."""
    return json.dumps(values, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _is_left_out(item: Item, name: str) -> bool:
    """Tell whether nothing is written of a field, so that rows from before there was one stay as they are."""
    return name == "discreet" and getattr(item, name) is None


def _plain(value: Any) -> Any:
    if isinstance(value, Discreet):
        return dataclasses.asdict(value)
    if isinstance(value, tuple):
        return [_plain(part) for part in value]
    if isinstance(value, dt.date):
        return value.isoformat()
    if type(value) in _ENTRY_NAMES:
        return {"entry": _ENTRY_NAMES[type(value)], **dataclasses.asdict(value)}
    return str(value) if isinstance(value, str) else value


def _entry(values: Mapping[str, Any]) -> Entry:
    fields = {name: value for name, value in values.items() if name != "entry"}
    if "shown" in fields:
        fields["shown"] = Shown(fields["shown"])
    return _ENTRIES[values["entry"]](**fields)


def _as_is(value: Any) -> Any:
    return value


_READ: Mapping[str, Callable[[Any], Any]] = {
    "tags": tuple,
    "status": Status,
    "date": lambda value: None if value is None else dt.date.fromisoformat(value),
    "entries": lambda value: tuple(_entry(entry) for entry in value),
    "discreet": lambda value: None if value is None else Discreet(**value),
    "options": lambda value: tuple((name, text) for name, text in value),
}
