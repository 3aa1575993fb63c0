"""Keeps a library in step with what it must never forget, whatever state of it was taken back."""

import contextlib
from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, insert, select, update

from newsletter_app.content.run import DeliveryState, PauseReason, RunState
from newsletter_app.errors import LibraryError
from newsletter_app.i18n import _
from newsletter_app.library.database import Database
from newsletter_app.library.erasing_again import erase_again
from newsletter_app.library.hashed_address import HashAddress
from newsletter_app.library.lasting import RUN_COLUMNS, Lasting, LastingFile
from newsletter_app.library.moments import Clock, micros
from newsletter_app.library.run_states import ENDED
from newsletter_app.library.schema import contact, delivery, item, run, suppression
from newsletter_app.library.settings_rows import read_setting, write_setting
from newsletter_app.library.suppressions import keep_out
from newsletter_app.library.sweeping import sweep

KEY_MARK = "suppression_key_mark"
_TO_ERASE = "erasures_to_repeat"
_OPEN = [str(DeliveryState.PENDING), str(DeliveryState.SENDING)]


class Remembering:
    """Who left, and what was sent: in the library, and in a file beside it that no restore replaces."""

    def __init__(self, database: Database, file: LastingFile, now: Clock) -> None:
        self._database, self._file, self._now = database, file, now

    def write_down(self) -> None:
        """Bring into the file what the library knows and it does not; the next time, where it cannot be."""
        with contextlib.suppress(OSError), self._database.reading() as connection:
            more = _known_in(connection).beyond(self._file.read())
            if more:
                self._file.add(more)

    def keep_in_step(self) -> None:
        """Let each know what the other does; the next time, where one of them cannot be written to now."""
        with contextlib.suppress(OSError, LibraryError):
            written = self._file.read()
            with self._database.reading() as connection:
                more = written.beyond(_known_in(connection))
            if more.left or more.runs:
                self.learn(written)
            self.write_down()

    def learn(self, known: Lasting) -> None:
        """Take over who left, and which sendings were begun; messages of which nobody knows become unknown.

        Who left may still stand among the readers until `erase_again` was given the key of the hashes.
        """
        with self._database.writing() as connection:
            more = known.beyond(_known_in(connection))
            _learn_key(connection, more)
            for hashed, (reason, since) in more.left.items():
                keep_out(connection, hashed, reason, since)
            if more.left:
                write_setting(connection, _TO_ERASE, "1")
            for row in more.runs.values():
                _learn_run(connection, row, micros(self._now()))

    def question_open_runs(self) -> int:
        """Make every message of which only an old state is known unknown; return how many.

        For a library of which nobody can tell how far its sendings went on.
        """
        with self._database.writing() as connection:
            still_open = select(run.c.id).where(run.c.state.not_in([str(state) for state in ENDED]))
            ids = connection.execute(still_open).scalars().all()
            return sum(_question(connection, run_id, micros(self._now())) for run_id in ids)

    def erase_again(self, hash_address: HashAddress | None) -> int:
        """Erase, or note as having left, whoever did so before and stands in the library; return how many.

        Without the key nobody can be recognised, and it is done the next time.
        """
        with self._database.reading() as connection:
            is_needed = read_setting(connection, _TO_ERASE) == "1"
        if not is_needed or hash_address is None:
            return 0
        with self._database.writing() as connection:
            again = erase_again(connection, hash_address, micros(self._now()))
            write_setting(connection, _TO_ERASE, "0")
        sweep(self._database.file, again.traces)
        return again.number

    @property
    def waits_for_the_key(self) -> bool:
        """Tell whether somebody who left may still stand among the readers."""
        with self._database.reading() as connection:
            return read_setting(connection, _TO_ERASE) == "1"

    @property
    def knows_people(self) -> bool:
        """Tell whether any address stands in the library that somebody may want taken out."""
        with self._database.reading() as connection:
            return any(
                connection.execute(select(column).limit(1)).first() is not None
                for column in (contact.c.id, delivery.c.run)
            )


def _known_in(connection: Connection) -> Lasting:
    begun = select(*(run.c[name] for name in RUN_COLUMNS)).where(run.c.begins.is_not(None))
    left = connection.execute(select(suppression.c.hash, suppression.c.reason, suppression.c.since))
    return Lasting(
        mark=read_setting(connection, KEY_MARK) or "",
        left={row.hash: (row.reason, row.since) for row in left},
        runs={row["id"]: dict(row) for row in connection.execute(begun).mappings()},
    )


def _learn_key(connection: Connection, more: Lasting) -> None:
    """Go by the key of those who left later, unless somebody left by another one here."""
    has_any = connection.execute(select(suppression.c.hash).limit(1)).first() is not None
    if more.mark and not has_any:
        write_setting(connection, KEY_MARK, more.mark)


def _learn_run(connection: Connection, row: Mapping[str, Any], moment: int) -> None:
    if connection.execute(select(run.c.id).where(run.c.id == row["id"])).first() is not None:
        _question(connection, row["id"], moment)
        return
    title = connection.execute(select(item.c.title).where(item.c.id == row["newsletter"])).scalar() or ""
    values = {
        **row,
        "title": title,
        "subject": "",
        "state": str(RunState.FINISHED),
        "content_sha256": "",
        "recipients_sha256": "",
        "confirmed": 0,
        "rate": 0,
        "parent": "",
        "reason": str(PauseReason.NONE),
        "said": _("It is known only that this sending was begun: the library was taken back from a backup."),
        "prepared": row["created"],
        "begins": row["created"],
        "ended": row["created"],
    }
    connection.execute(insert(run).values(values))


def _question(connection: Connection, run_id: str, moment: int) -> int:
    said = _("The library was taken back from a backup; this message may have gone since that was made.")
    here = update(delivery).where(delivery.c.run == run_id, delivery.c.state.in_(_OPEN))
    values = {"state": str(DeliveryState.UNKNOWN), "said": said, "updated": moment}
    number = connection.execute(here.values(values)).rowcount
    paused = {
        "state": str(RunState.PAUSED),
        "reason": str(PauseReason.INTERRUPTED),
        "begins": run.c.created,
    }
    connection.execute(update(run).where(run.c.id == run_id).values(paused))
    return number
