"""Decides what of a damaged library goes into the new one."""

import datetime as dt
import json
from collections.abc import Iterable

from newsletter_app.content.ids import is_id, new_id
from newsletter_app.i18n import _, ngettext
from newsletter_app.library.brand_reading import KEY as BRAND
from newsletter_app.library.brand_reading import brand_of
from newsletter_app.library.moments import micros
from newsletter_app.library.repairing.earlier import Earlier
from newsletter_app.library.repairing.items import mend_words
from newsletter_app.library.repairing.readers import mend_readers
from newsletter_app.library.repairing.rebuilding import Salvage
from newsletter_app.library.repairing.runs import mend_runs
from newsletter_app.library.repairing.shapes import TORN, Row
from newsletter_app.library.repairing.source import Source
from newsletter_app.library.repairing.told import Told
from newsletter_app.library.who_left import DOUBTFUL

_PAGES_OF_AN_ITEM = 4
"""A trace of each item stands on as many pages at least: its row, two indexes, its kept states."""
_TORN = (ValueError, KeyError, TypeError, AttributeError)


def salvage(source: Source, earlier: Earlier, now: dt.datetime) -> Salvage:
    """Return all that can be made of the rows, and what has to be told of it.

    Where nobody can tell whether all who left are still known, that is kept in the library: nothing is sent
    until a person has looked.
    """
    words = mend_words(source.rows, source.entries)
    readers = mend_readers(source.rows, earlier.left)
    ledger = mend_runs(source.rows, is_whole=source.is_whole)
    settings, told = _settings(source.rows["setting"], earlier.library, now)
    if not (source.knows_who_left or earlier.knows_who_left) and (readers.contacts or readers.suppressions):
        settings[DOUBTFUL] = "1"
        told.append(Told(_("Some of those who left may no longer be known as such."), is_loss=True))
    if source.misses_changes:
        told.append(Told(_("What was saved last may be missing."), is_loss=True))
    if source.lost_pages:
        told.append(_told_of_pages(source.lost_pages))
    return Salvage(
        words,
        readers,
        ledger,
        settings,
        tuple(row for row in source.rows["mail_test"] if not row[TORN]),
        tuple(source.rows["revision_use"]),
        tuple(source.rows["day_of_use"]),
        tuple(source.rows["binned"]),
        (*words.told, *readers.told, *ledger.told, *told),
    )


def _told_of_pages(number: int) -> Told:
    message = ngettext(
        "{number} page of the file is blank or missing; what stood there alone is lost.",
        "{number} pages of the file are blank or missing; what stood there alone is lost.",
        number,
    )
    return Told(message.format(number=number), is_loss=number >= _PAGES_OF_AN_ITEM)


def _settings(rows: Iterable[Row], library: str, now: dt.datetime) -> tuple[dict[str, str], list[Told]]:
    """Return the settings by key; an id that cannot be read is the one given, else a new one."""
    kept = {row["key"]: row["value"] for row in rows if row["key"]}
    told: list[Told] = []
    if BRAND in kept and not _is_brand(kept[BRAND]):
        del kept[BRAND]
        told.append(Told(_("The brand cannot be read; set it up again."), is_loss=True))
    if not is_id(kept.get("id", "")):
        kept["id"] = library or new_id()
    kept.setdefault("made", str(micros(now)))
    return kept, told


def _is_brand(text: str) -> bool:
    try:
        brand_of(text)
        return isinstance(json.loads(text), dict)
    except _TORN:
        return False
