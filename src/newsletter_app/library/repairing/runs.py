"""Puts sendings together again, so that nothing goes out twice by itself."""

from collections.abc import Iterable
from dataclasses import dataclass

from newsletter_app.content.ids import is_id
from newsletter_app.content.run import DeliveryState, PauseReason, RunState
from newsletter_app.errors import LibraryDamaged
from newsletter_app.i18n import _
from newsletter_app.library.repairing.possible import possible_moment_or_none
from newsletter_app.library.repairing.shapes import TORN, Row, Rows
from newsletter_app.library.repairing.told import Told
from newsletter_app.library.run_rows import delivery_of
from newsletter_app.library.run_states import ENDED

_TORN = (ValueError, KeyError, TypeError, OverflowError, LibraryDamaged)
_OPEN = (DeliveryState.PENDING, DeliveryState.SENDING)
_STRONGEST = (
    *(DeliveryState.SENT, DeliveryState.UNKNOWN, DeliveryState.SENDING, DeliveryState.FAILED),
    *(DeliveryState.SUPPRESSED, DeliveryState.EXCLUDED, DeliveryState.CANCELLED, DeliveryState.PENDING),
)


@dataclass(frozen=True, slots=True)
class Ledger:
    """The rows of runs, with what they send and the fate of each message."""

    runs: tuple[Row, ...]
    contents: tuple[Row, ...]
    deliveries: tuple[Row, ...]
    told: tuple[Told, ...]


def mend_runs(rows: Rows, *, is_whole: bool) -> Ledger:
    """Return the ledger in which every sending that is not surely as it was has ended.

    Where the file as a whole could not be trusted (`is_whole` False), what waits in a sending may have gone
    out since: it becomes unknown, for a person to decide. Such a sending is finished, so that nothing goes by
    itself.
    """
    deliveries = _deliveries(rows["delivery"])
    contents = {row["run"]: row for row in rows["run_content"] if row["content"] and not row[TORN]}
    runs = {row["id"]: _possible(row) for row in rows["run"] if is_id(row["id"])}
    runs |= {run_id: _lost_run(run_id) for run_id in deliveries.keys() - runs.keys()}
    kept: list[Row] = []
    told: list[Told] = []
    for run_id, row in runs.items():
        own = deliveries.setdefault(run_id, [])
        if is_whole and _is_as_it_was(row, own, contents.get(run_id)):
            kept.append(row)
        else:
            kept.append(_ended(row, has_content=run_id in contents))
            deliveries[run_id] = [_settled(each) for each in _without_gaps(run_id, own)]
            told += _told(row, own, deliveries[run_id])
    return Ledger(
        tuple(kept),
        tuple(contents.get(run_id, _lost_content(run_id)) for run_id in runs),
        tuple(row for own in deliveries.values() for row in own),
        tuple(told),
    )


def _possible(row: Row) -> Row:
    moments = {
        name: possible_moment_or_none(row[name]) for name in ("created", "prepared", "begins", "ended")
    }
    return {**row, **moments}


def _lost_content(run_id: str) -> Row:
    return {"run": run_id, "content": b"lost"}


def _deliveries(rows: Iterable[Row]) -> dict[str, list[Row]]:
    """Return the messages by run, each number, address and Message-ID once, in the state nearest to sent."""
    kept: dict[str, list[Row]] = {}
    seen: set[tuple[str, ...]] = set()
    for row in sorted(map(_readable, rows), key=lambda row: _STRONGEST.index(row["state"])):
        names = {
            (row["run"], "number", str(row["number"])),
            (row["run"], "address", row["address_key"]),
            ("id", row["message_id"]),
        }
        if is_id(row["run"]) and not names & seen:
            seen |= names
            kept.setdefault(row["run"], []).append(row)
    return {run_id: sorted(own, key=lambda row: row["number"]) for run_id, own in kept.items()}


def _readable(row: Row) -> Row:
    """Return the message with what cannot be read of it as nothing; then nobody knows what became of it."""
    try:
        delivery_of(row)
    except _TORN:
        bare = {"merge_values": "[]", "claimed": None, "updated": 0}
        return {**row, **bare, "state": DeliveryState.UNKNOWN, "said": _UNREADABLE, TORN: True}
    if row[TORN]:
        return {**row, "state": DeliveryState.UNKNOWN, "said": _UNREADABLE}
    return {**row, "state": DeliveryState(row["state"])}


_UNREADABLE = "?"


def _is_as_it_was(row: Row, deliveries: list[Row], content: Row | None) -> bool:
    try:
        RunState(row["state"]), PauseReason(row["reason"])
    except ValueError:
        return False
    is_full = len(deliveries) == max((each["number"] for each in deliveries), default=0)
    return not row[TORN] and content is not None and is_full and not any(each[TORN] for each in deliveries)


def _ended(row: Row, *, has_content: bool) -> Row:
    """Return the run as ended; one of which nobody knows what it sent is cancelled, so that it stays so."""
    is_cancelled = row["state"] == RunState.CANCELLED or not has_content
    state = RunState.CANCELLED if is_cancelled else RunState.FINISHED
    return {**row, "state": state, "reason": "", "ended": row["ended"] or row["begins"] or row["created"]}


def _without_gaps(run_id: str, own: list[Row]) -> list[Row]:
    """Return the messages with one of which nothing is known for each that is missing between others."""
    there = {row["number"] for row in own}
    missing = sorted(set(range(1, max(there, default=0) + 1)) - there)
    return sorted(
        [*own, *(_lost_message(run_id, number) for number in missing)], key=lambda row: row["number"]
    )


def _lost_message(run_id: str, number: int) -> Row:
    texts = dict.fromkeys(("contact", "address", "claimed_by", "token"), "")
    return {
        **texts,
        **dict.fromkeys(("attempts", "code", "updated"), 0),
        "run": run_id,
        "number": number,
        "address_key": f"lost-{number}",
        "message_id": f"lost-{run_id}-{number}",
        "state": DeliveryState.UNKNOWN,
        "said": _UNREADABLE,
        "merge_values": "[]",
        "claimed": None,
        TORN: True,
    }


def _settled(row: Row) -> Row:
    """Return a message whose fate is open as one that a person has to decide about."""
    if row["state"] not in _OPEN:
        return row
    said = _("The library was damaged; whether this message went out cannot be told.")
    return {**row, "state": DeliveryState.UNKNOWN, "said": said}


def _lost_run(run_id: str) -> Row:
    texts = (
        "newsletter",
        "subject",
        "list",
        "list_name",
        "account",
        "account_name",
        "parent",
        "reason",
        "said",
    )
    blank = dict.fromkeys((*texts, "content_sha256", "recipients_sha256"), "")
    numbers = dict.fromkeys(("confirmed", "rate", "created"), 0)
    moments = dict.fromkeys(("prepared", "begins", "ended"))
    return {
        **blank,
        **numbers,
        **moments,
        "id": run_id,
        "title": _("A sending whose name was lost"),
        "state": str(RunState.FINISHED),
        TORN: True,
    }


def _told(row: Row, before: list[Row], after: list[Row]) -> list[Told]:
    unknown = sum(each["state"] == DeliveryState.UNKNOWN for each in after)
    is_open = row["state"] not in map(str, ENDED)
    if not is_open and not unknown and not row[TORN] and before == after:
        return []
    message = _(
        "The sending {id} of “{title}” was ended; of {number} messages a person has to say what became."
    )
    return [Told(message.format(id=row["id"], title=row["title"], number=unknown), is_loss=is_open)]
