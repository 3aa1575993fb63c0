"""Journals with words in the file and in its log, and what becomes of them."""

import contextlib
import datetime as dt
import os
import shutil
import traceback
from pathlib import Path

from newsletter_app.content.post import Post
from newsletter_app.content.record import Record
from newsletter_app.library.journal import Journal
from newsletter_app.library.journal_file import FILE

PAGE = 4096
ENDS = ("", "-wal", "-shm")
LIBRARY, PLACE = "library-one", Path("/nowhere/library")
NOON = dt.datetime(2027, 3, 14, 12, 0, tzinfo=dt.UTC)


def post(number, body):
    return Post(title=f"T{number}", body=body, record=Record(id=f"post{number:08}", version=1, revision=1))


def journal_of(state, library=LIBRARY):
    """Open the journal; that it has the same bytes each time makes the same damage of a seed."""
    return Journal(state, library, PLACE, lambda: NOON, lambda: 7.5, patience=0.5)


def write(state, in_file, in_log=(), name=FILE):
    """Keep words of posts; those in the log are the newest, and the program was killed."""
    journal = journal_of(state)
    for each in in_file:
        journal.keep(each, is_sent=False)
    journal.close()
    with contextlib.closing(journal_of(state)) as journal:
        for each in in_log:
            journal.keep(each, is_sent=False)
        copies = {end: (state / f"{name}{end}").read_bytes() for end in ENDS if in_log or not end}
    for file in state.glob(f"{name}*"):
        file.unlink()
    for end, data in copies.items():
        (state / f"{name}{end}").write_bytes(data)


def turn_over(file, word):
    """Turn over one letter of a word in a file."""
    data = file.read_bytes()
    place = data.find(word)
    assert place >= 0
    file.write_bytes(data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :])


def blank_page_of(file, letter):
    """Blank the first page that a long word of one letter alone fills."""
    data = file.read_bytes()
    for place in range(PAGE, len(data), PAGE):
        if data[place : place + PAGE].count(letter) > PAGE - 10:
            file.write_bytes(data[:place] + bytes(PAGE) + data[place + PAGE :])
            return
    raise AssertionError(letter)


def found(state, library=LIBRARY):
    """Return the titles that the next program finds, and what it says."""
    with contextlib.closing(journal_of(state, library)) as journal:
        return [row.item.title for row in journal.rows()], journal.notes


def copied(state, folder):
    shutil.copytree(state, folder)
    return folder


def in_a_child(work):
    """Do something in a process of its own; return its status, 99 where it failed."""
    child = os.fork()
    if not child:
        try:
            work()
        except BaseException:  # noqa: BLE001 - the parent says so
            traceback.print_exc()
            os._exit(99)
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
