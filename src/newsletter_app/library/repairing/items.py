"""Puts items together again, from their rows or from their kept states."""

import datetime as dt
import json
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, TypeAlias

from newsletter_app.content.fingerprint import fingerprint
from newsletter_app.content.ids import is_id, new_id
from newsletter_app.content.items import Item, body_of, title_of
from newsletter_app.content.kinds import Kind, Status
from newsletter_app.content.record import Record
from newsletter_app.i18n import _
from newsletter_app.library.encoding import decoded, encoded
from newsletter_app.library.moments import moment_of
from newsletter_app.library.repairing.possible import possible_moment
from newsletter_app.library.repairing.shapes import TORN, Entries, Row, Rows
from newsletter_app.library.repairing.told import Told
from newsletter_app.library.row_reading import COLUMN_OF, record_of
from newsletter_app.library.rows import content_values, mark

Values: TypeAlias = Mapping[str, Any]
_TORN = (ValueError, KeyError, TypeError, OverflowError, AttributeError, zlib.error)


@dataclass(frozen=True, slots=True)
class State:
    """A kept state that could be unpacked, with its row."""

    row: Row
    values: Values


States: TypeAlias = Mapping[int, State]


@dataclass(frozen=True, slots=True)
class Mended:
    """An item that can be written again, with the columns that are no part of it."""

    item: Item
    origin: str = ""
    is_frozen: bool = False
    told: tuple[Told, ...] = ()


@dataclass(frozen=True, slots=True)
class Words:
    """All items, with the rows of those kept states that can be read."""

    items: tuple[Mended, ...]
    revisions: tuple[Row, ...]
    told: tuple[Told, ...]


def mend_words(rows: Rows, entries: Entries) -> Words:
    """Return every item of which a row or a kept state can be read."""
    kept, unreadable = _kept_states(rows["revision"])
    known = _best_rows(_with_id(row, entries) for row in rows["item"])
    mended = [_mended(row, kept.get(item_id, {})) for item_id, row in known.items()]
    mended += [_from_states(item_id, kept[item_id], entries) for item_id in kept if item_id not in known]
    titles = {each.item.record.id: title_of(each.item) for each in mended}
    told = [told for each in mended for told in each.told]
    told += _lost_revisions(unreadable, titles)
    told += _lost_items(entries, titles)
    states = (state for of_item in kept.values() for state in of_item.values())
    return Words(tuple(mended), tuple(state.row for state in states), tuple(told))


def _kept_states(rows: Iterable[Row]) -> tuple[dict[str, dict[int, State]], list[Row]]:
    """Return the states that can be unpacked, by item and number, and the rows of those that cannot."""
    kept: dict[str, dict[int, State]] = {}
    unreadable = []
    for row in rows:
        values = _unpacked(row)
        if values is None or not is_id(row["item"]) or row["number"] < 1:
            unreadable.append(row)
        else:
            row = {**row, "kept": possible_moment(row["kept"])}
            kept.setdefault(row["item"], {}).setdefault(row["number"], State(row, values))
    return kept, [row for row in unreadable if row["number"] not in kept.get(row["item"], {})]


def _with_id(row: Row, entries: Entries) -> Row:
    """Return the row with an id: its own, else the one an index knows for its seat, else a new one."""
    if is_id(row["id"]):
        return row
    known = (item_id for item_id, seat in entries.seats.items() if seat == row["seat"])
    return {**row, "id": next(known, new_id()), TORN: True}


def _unpacked(row: Row) -> Values | None:
    """Return what a state says; a sum that zlib keeps tells whether it is all as it was."""
    try:
        values = json.loads(zlib.decompress(row["content"]))
        decoded(_kind_of(values), values)
    except _TORN:
        return None
    return values if isinstance(values, dict) else None


def _kind_of(values: Values) -> Kind:
    """Tell from the names of its fields what an item is."""
    if "entries" in values:
        return Kind.NEWSLETTER
    if "sha256" in values:
        return Kind.ASSET
    return Kind.POST if "title" in values else Kind.SNIPPET


def _best_rows(rows: Iterable[Row]) -> dict[str, Row]:
    """Return one row of each item: of several the newest that is whole."""
    best: dict[str, Row] = {}
    for row in rows:
        before = best.get(row["id"])
        if before is None or _worth(row) > _worth(before):
            best[row["id"]] = row
    return best


def _worth(row: Row) -> tuple[bool, int]:
    return (_as_it_was(row) is not None, row["version"])


def _as_it_was(row: Row) -> Item | None:
    """Return the item of a row in which everything fits together, else None."""
    try:
        found = _item_of(row, {}, _kind(row))
        return found if not row[TORN] and content_values(found).items() <= row.items() else None
    except _TORN:
        return None


def _mended(row: Row, states: States) -> Mended:
    record = _record(row)
    newest = max(states, default=0)
    if newest > record.revision:  # the row is older than what was kept last
        return _taken(row, replace(record, revision=newest), states[newest].values, newest)
    item = _as_it_was(row)
    same = states.get(record.revision)
    if item is not None and (same is None or not _contradicts(row, item, same)):
        return Mended(item.with_record(record), row["origin"], bool(row["slug_frozen"]))
    if same is not None and _is_what_the_row_said(row, same):
        return _taken(row, record, same.values, record.revision)
    return _pieced(row, record, states[newest].values if newest else {}, newest)


def _contradicts(row: Row, item: Item, state: State) -> bool:
    """Tell whether a row that was last written when a state was kept says anything else than that state."""
    return bool(row["modified"] == state.row["kept"] and encoded(item) != state.values)


def _is_what_the_row_said(row: Row, state: State) -> bool:
    kept = decoded(_kind_of(state.values), state.values)
    return bool(row["modified"] == state.row["kept"] or row["fingerprint"] == _print(kept))


def _print(item: Item) -> str:
    return fingerprint(title_of(item), body_of(item))


def _taken(row: Row, record: Record, state: Values, number: int) -> Mended:
    item = decoded(_kind_of(state), state).with_record(record)
    message = _("“{title}” ({id}): its text is that of revision {number}.")
    told = _told(item, message.format(title=title_of(item), id=record.id, number=number))
    return Mended(item, row["origin"], bool(row["slug_frozen"]), (told,))


def _pieced(row: Row, record: Record, state: Values, newest: int) -> Mended:
    """Put together what can be read of a row, and take the rest from the newest kept state."""
    kind = _kind(row, state)
    item = _best_effort(row, state, kind).with_record(record)
    whole = _as_it_was(row | content_values(item) | {TORN: False})
    is_loss = bool(row[TORN]) or _print(item) != row["fingerprint"] or whole is None
    if not is_loss:
        message = _("“{title}” ({id}): what is made from its text was made anew.")
    elif newest:
        message = _("“{title}” ({id}): letters of it may be wrong; compare it with revision {number}.")
    else:
        message = _("“{title}” ({id}): letters of it may be missing or wrong.")
    told = _told(item, message.format(title=title_of(item), id=record.id, number=newest), is_loss=is_loss)
    return Mended(item, row["origin"], bool(row["slug_frozen"]), (told,))


def _best_effort(row: Row, state: Values, kind: Kind) -> Item:
    """Try the row with all it has, then with less and less of it."""
    for columns in (tuple(COLUMN_OF[kind].values()), ("title", "body")):
        try:
            return _item_of(row, state, kind, columns)
        except _TORN:
            continue
    return decoded(kind, {**_bare(row, kind), **state})


def _item_of(row: Row, state: Values, kind: Kind, wanted: tuple[str, ...] | None = None) -> Item:
    columns = {**row, "tags": _json(row["tags"], [])}
    fields = {f: columns[c] for f, c in COLUMN_OF[kind].items() if wanted is None or c in wanted}
    details = _json(row["details"], {})
    item = decoded(kind, {**_bare(row, kind), **state, **details, **fields})
    encoded(item)
    content_values(item)
    return item


def _json(text: str, otherwise: Any) -> Any:
    try:
        value = json.loads(text)
    except ValueError:
        return otherwise
    return value if isinstance(value, type(otherwise)) else otherwise


def _bare(row: Row, kind: Kind) -> Values:
    """Return what an item of that kind cannot do without."""
    if kind is Kind.SNIPPET:
        return {"name": row["title"]}
    if kind is Kind.ASSET:
        nothing = {"suffix": "", "width": 0, "height": 0, "size": 0}
        return {"sha256": row["cover"], "name": row["title"], "alt": row["title"], **nothing}
    return {"title": row["title"]}


def _kind(row: Row, state: Values | None = None) -> Kind:
    """Return the kind a row names; where that is torn the one its marks, or a kept state, speak of."""
    try:
        return Kind(row["kind"])
    except ValueError:
        marked = next((kind for kind in Kind if mark(kind) in row["marks"].split()), None)
        return marked or (_kind_of(state) if state else Kind.POST)


def _record(row: Row) -> Record:
    try:
        record = record_of(row)
    except _TORN:
        record = Record(id=row["id"], slug=row["slug"])
    return replace(record, version=max(record.version, 1), revision=max(record.revision, 1))


def _from_states(item_id: str, states: States, entries: Entries) -> Mended:
    """Return an item whose row is lost as the newest state that was kept of it."""
    number = max(states)
    first, newest = states[min(states)].row, states[number]
    seat = entries.seats.get(item_id, 0)
    slug, _kind_named = entries.names.get(seat, ("", ""))
    record = Record(
        id=item_id,
        slug=slug,
        version=number,
        revision=number,
        created=_moment(first["kept"]),
        modified=_moment(newest.row["kept"]),
        seat=seat,
    )
    item = decoded(_kind_of(newest.values), newest.values).with_record(record)
    message = _("“{title}” ({id}): its newest text was unreadable; it is as it was in revision {number}.")
    told = _told(item, message.format(title=title_of(item), id=item_id, number=number), is_loss=True)
    is_out = getattr(item, "status", None) in (Status.PUBLISHED, Status.SENT)
    return Mended(item, "", is_out, (told,))


def _moment(count: int) -> dt.datetime:
    try:
        return moment_of(count)
    except OverflowError:
        return moment_of(0)


def _lost_revisions(rows: Iterable[Row], titles: Mapping[str, str]) -> Iterator[Told]:
    for row in rows:
        item_id, title = row["item"], titles.get(row["item"], row["title"])
        if item_id in titles:
            message = _("Revision {number} of “{title}” ({id}) cannot be read.")
        elif is_id(item_id):
            message = _("“{title}” ({id}) cannot be read.")
        else:  # what stands there is no id: nobody could find anything by it
            message, item_id = _("A revision of “{title}” cannot be read, nor of which post it was."), ""
        yield Told(
            message.format(number=row["number"], title=title, id=item_id), item_id, title, is_loss=True
        )


def _lost_items(entries: Entries, saved: Mapping[str, str]) -> Iterator[Told]:
    for item_id, seat in entries.seats.items():
        if item_id not in saved:
            slug, kind = entries.names[seat]
            message = _("The {kind} “{slug}” ({id}) cannot be read.")
            yield Told(message.format(kind=kind, slug=slug, id=item_id), item_id, slug, is_loss=True)


def _told(item: Item, message: str, *, is_loss: bool = False) -> Told:
    return Told(message, item.record.id, title_of(item), is_loss)
