"""No sound words are lost with the damaged ones beside them, whenever the program ends."""

import contextlib
import errno
import os
import sqlite3
import sys
from dataclasses import replace

import pytest
from journal_damage import (
    blank_page_of,
    copied,
    found,
    in_a_child,
    journal_of,
    post,
    turn_over,
    write,
)

from newsletter_app.errors import JournalUnwritable
from newsletter_app.library.journal_file import FILE, VERSION

STEPS = {"open", "os.rename", "os.remove", "os.mkdir", "os.rmdir", "sqlite3.connect"}
REST = ["T2", "T3", "T4", "T5", "T6", "T7"]
forks = pytest.mark.skipif(not hasattr(os, "fork"), reason="Windows has no fork")


@pytest.fixture
def state(tmp_path):
    return tmp_path / "state"


@pytest.fixture
def damaged(state):
    """Leave seven posts, the newest two in the log, with damage in the first."""
    write(state, [post(n, f"words {n} " + "x" * 3000) for n in range(1, 6)], [post(6, "6"), post(7, "7")])
    turn_over(state / FILE, b"words 1")
    return state


def test_one_row_that_cannot_be_read_takes_no_other_with_it(state):
    write(state, [post(1, "A" * 20_000), *(post(n, f"words {n}") for n in range(2, 8))])
    blank_page_of(state / FILE, b"A")
    rows, notes = found(state)
    assert rows == REST
    assert notes


def test_rows_outlast_the_pages_that_lead_to_them(state):
    write(state, [post(n, f"words {n} " + "x" * 3000) for n in range(1, 400)])
    data = bytearray((state / FILE).read_bytes())
    inner = [place for place in range(4096, len(data), 4096) if data[place] == 0x05]
    assert inner  # pages of the table that only lead to others
    for place in inner:
        data[place : place + 4096] = bytes(4096)
    (state / FILE).write_bytes(data)
    assert found(state)[0] == [f"T{n}" for n in range(1, 400)]


def killed_at(number, work):
    """Do some work, and end the process before step `number` that touches the disk; never comes back then."""
    steps = 0

    def hook(event, _arguments):
        nonlocal steps
        steps += event in STEPS
        if event in STEPS and steps == number:
            os._exit(9)

    sys.addaudithook(hook)
    work()


@forks
def test_a_kill_at_any_moment_of_the_rescue_loses_no_sound_words(damaged, tmp_path):
    before = {end: (damaged / f"{FILE}{end}").read_bytes() for end in ("", "-wal")}
    number, status = 0, 9
    while status == 9:
        number += 1
        state = copied(damaged, tmp_path / f"killed-{number}")
        status = in_a_child(lambda state=state, number=number: killed_at(number, lambda: found(state)))
        rows, _notes = found(state)
        assert rows == REST, number
        kept = {end: (state / f"{FILE}.damaged-1{end}").read_bytes() for end in before}
        assert kept == before, number
        assert found(state) == (REST, ())
        assert not [file for file in state.iterdir() if ".part" in file.name or ".rescued" in file.name]
    assert status == 0
    assert number > 20


def full_from(number, state):
    """Let the disk be full from step `number` on, then have room again."""
    steps, is_over = 0, False

    def hook(event, _arguments):
        nonlocal steps
        steps += event in STEPS
        if event in {"open", "os.mkdir"} and steps >= number and not is_over:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    sys.addaudithook(hook)
    with contextlib.closing(journal_of(state)) as journal:
        try:
            journal.rows()
            said, status = "", 0
        except JournalUnwritable as error:
            said, status = error.message, 9
        is_over = True
        assert not said or "is full" in said
        assert [row.item.title for row in journal.rows()] == REST
        assert journal.notes
    os._exit(status)


@forks
def test_a_full_drive_during_the_rescue_loses_no_sound_words(damaged, tmp_path):
    number, status = 0, 9
    while status == 9:
        number += 1
        state = copied(damaged, tmp_path / f"full-{number}")
        status = in_a_child(lambda state=state, number=number: full_from(number, state))
        assert found(state) == (REST, ())
    assert status == 0
    assert number > 10


class Meanwhile(tuple):
    """Tags that let something else happen at the moment they are written down."""

    def __new__(cls, happen):
        made = super().__new__(cls, ("tag",))
        made.happen = happen
        return made

    def __iter__(self):
        self.happen()
        return super().__iter__()


def test_words_being_kept_while_another_window_replaces_the_journal_are_in_the_new_one(state):
    """The file is such that nobody can be kept from writing to it: SQLite opens it no more."""
    write(state, [post(n, f"words {n}") for n in range(1, 4)])
    rows = []

    def other_window():
        if not rows:
            turn_over(state / FILE, b"SQLite format 3")
            rows.append(found(state)[0])

    with contextlib.closing(journal_of(state)) as slow:
        slow.rows()
        slow.keep(replace(post(4, "kept"), tags=Meanwhile(other_window)), is_sent=False)
    assert rows == [["T1", "T2", "T3"]]
    assert found(state) == (["T1", "T2", "T3", "T4"], ())


def test_nobody_replaces_the_journal_while_another_window_writes_to_it(damaged):
    refusals = []

    def other_window():
        with pytest.raises(JournalUnwritable) as raised:
            found(damaged)
        refusals.append(raised.value.message)

    with contextlib.closing(journal_of(damaged)) as slow:
        slow.keep(replace(post(8, "kept"), tags=Meanwhile(other_window)), is_sent=False)
    assert "Another program" in refusals[0]
    assert found(damaged)[0] == [*REST, "T8"]


def test_damage_in_our_own_file_leaves_that_of_a_newer_program_in_its_place(state):
    state.mkdir(0o700)
    with contextlib.closing(sqlite3.connect(state / FILE)) as newer, newer:
        newer.execute("CREATE TABLE other AS SELECT 'NEWER WORDS' AS words")
        newer.execute(f"PRAGMA user_version = {VERSION + 1}")
    before = (state / FILE).read_bytes()
    ours = f"journal-{VERSION}.sqlite"
    with contextlib.closing(journal_of(state)) as journal:
        journal.keep(post(1, "torn words"), is_sent=False)
        journal.keep(post(2, "sound words"), is_sent=False)
    turn_over(state / ours, b"torn words")
    rows, (note,) = found(state)
    assert rows == ["T2"]
    assert f"{ours}.damaged-1" in note
    assert b"NEWER WORDS" in (state / FILE).read_bytes()
    assert not list(state.glob(f"{FILE}.damaged*"))
    assert before[:18] == (state / FILE).read_bytes()[:18]
