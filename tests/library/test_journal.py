"""What is typed is kept on this computer until the library has it."""

import contextlib
import os
import shutil
import sqlite3
import stat
import subprocess
import sys
from dataclasses import replace

import pytest

from newsletter_app.content.newsletter import ButtonEntry, HeadingEntry, Newsletter, TextEntry
from newsletter_app.content.post import Post
from newsletter_app.content.record import Record
from newsletter_app.content.snippet import Snippet
from newsletter_app.errors import JournalUnwritable
from newsletter_app.library.cleaning import clean_picture
from newsletter_app.library.journal import Journal
from newsletter_app.library.journal_file import FILE, VERSION
from newsletter_app.library.opening import open_library

POST = Post(title="One", body="first", record=Record(id="aaaabbbbcccc", version=5, revision=2))


@pytest.fixture
def state(tmp_path):
    return tmp_path / "state"


@pytest.fixture
def place(tmp_path):
    return tmp_path / "library"


@pytest.fixture
def journal(state, place):
    made = Journal(state, "library-one", place)
    yield made
    made.close()


def again(state, place, library="library-one"):
    """Read the journal as the next program does."""
    journal = Journal(state, library, place)
    rows = journal.rows()
    journal.close()
    return rows


def bodies(rows):
    return [row.item.body for row in rows]


@pytest.mark.parametrize(
    "item",
    [
        replace(
            POST, tags=("one", "two"), summary="A\nB", body="Emoji 🙂, half a character \ud83d, NUL \x00"
        ),
        Newsletter(
            "N", "S", "P", "I", (HeadingEntry("H"), TextEntry("T"), ButtonEntry("L", "https://x.test"))
        ),
        Snippet("contact", "Ring us."),
    ],
)
def test_every_item_comes_back_as_it_was_typed(journal, state, place, item):
    item = item.with_record(POST.record)
    journal.keep(item, is_sent=False)
    (row,) = again(state, place)
    assert row.item == item
    assert not row.is_sent


def test_only_the_newest_words_are_kept(journal, state, place):
    for body in ("a", "ab", "abc"):
        journal.keep(POST.with_body(body), is_sent=False)
    assert bodies(again(state, place)) == ["abc"]


def test_what_was_sent_stays_beside_newer_words_until_the_library_has_it(journal, state, place):
    journal.keep(POST.with_body("sent"), is_sent=True)
    journal.keep(POST.with_body("newer"), is_sent=False)
    journal.keep(POST.with_body("newest"), is_sent=False)
    assert bodies(again(state, place)) == ["sent", "newest"]
    journal.release(POST.with_record(replace(POST.record, version=6, revision=3)))
    (row,) = again(state, place)
    assert (row.item.body, row.item.record.version, row.item.record.revision) == ("newest", 6, 3)


def test_the_order_goes_by_number_whatever_the_clock_says(state, place, journal):
    journal.keep(POST.with_body("before the clock jumped"), is_sent=True)
    journal.keep(POST.with_body("after it"), is_sent=False)
    with sqlite3.connect(state / FILE) as connection:
        connection.execute("UPDATE draft SET written = -written WHERE seq = (SELECT max(seq) FROM draft)")
    assert bodies(again(state, place)) == ["before the clock jumped", "after it"]


def test_numbers_are_never_given_twice(journal, state, place):
    journal.keep(POST, is_sent=False)
    (first,) = again(state, place)
    journal.forget(POST.record.id)
    journal.keep(POST, is_sent=False)
    (second,) = again(state, place)
    assert second.seq > first.seq


def test_two_libraries_share_the_file_and_see_nothing_of_each_other(journal, state, place, tmp_path):
    journal.keep(POST, is_sent=False)
    other = Journal(state, "library-two", tmp_path / "other")
    other.keep(POST.with_body("other"), is_sent=False)
    other.forget(POST.record.id)
    assert bodies(again(state, place)) == ["first"]
    assert other.rows() == []
    other.close()


@pytest.fixture
def library_id(place):
    with open_library(place, clean_picture, make=True) as library:
        return library.id


def test_a_copy_of_a_library_takes_no_words_of_the_one_that_is_still_there(
    state, place, library_id, tmp_path
):
    shutil.copytree(place, tmp_path / "copy")
    journal = Journal(state, library_id, place)
    journal.keep(POST, is_sent=False)
    journal.close()
    assert again(state, tmp_path / "copy", library_id) == []
    assert bodies(again(state, place, library_id)) == ["first"]


def test_a_library_that_was_moved_gets_its_words(state, place, library_id, tmp_path):
    journal = Journal(state, library_id, place)
    journal.keep(POST, is_sent=False)
    journal.close()
    place.rename(tmp_path / "moved")
    open_library(place, clean_picture, make=True).close()  # another one lies in its old place by now
    assert bodies(again(state, tmp_path / "moved", library_id)) == ["first"]


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights on Windows")
def test_a_library_that_is_opened_by_another_name_gets_its_words(state, place, library_id, tmp_path):
    (tmp_path / "link").symlink_to(place)
    journal = Journal(state, library_id, tmp_path / "link")
    journal.keep(POST, is_sent=False)
    journal.close()
    assert bodies(again(state, place, library_id)) == ["first"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such rights")
def test_nobody_else_may_read_it_from_the_first_moment(journal, state):
    old = os.umask(0)
    try:
        journal.keep(POST, is_sent=False)
    finally:
        os.umask(old)
    assert stat.S_IMODE(state.stat().st_mode) == 0o700
    assert {stat.S_IMODE(file.stat().st_mode) for file in state.iterdir()} == {0o600}


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such rights")
def test_a_folder_that_was_open_to_others_is_closed(journal, state):
    state.mkdir(mode=0o755)
    journal.keep(POST, is_sent=False)
    assert stat.S_IMODE(state.stat().st_mode) == 0o700


def everything_in(folder):
    return b"".join(file.read_bytes() for file in sorted(folder.iterdir()))


def test_nothing_is_left_of_words_that_the_library_has(journal, state):
    journal.keep(POST.with_body("canary-" * 2000), is_sent=False)
    journal.keep(POST.with_body("short"), is_sent=True)
    assert b"canary-" in everything_in(state)
    journal.forget(POST.record.id)
    assert b"canary-" not in everything_in(state)
    assert b"short" not in everything_in(state)


def test_steady_typing_keeps_the_file_small(journal, state):
    for number in range(300):
        journal.keep(POST.with_body(f"{number} " * 20_000), is_sent=number % 2 == 0)
    assert sum(file.stat().st_size for file in state.iterdir()) < 10_000_000
    journal.forget(POST.record.id)
    assert (state / f"{FILE}-wal").stat().st_size == 0


@pytest.mark.parametrize("junk", [b"no database at all", b"SQLite format 3\0" + b"\xff" * 5000])
def test_a_damaged_journal_is_set_aside_and_another_one_begun(journal, state, place, junk):
    state.mkdir()
    (state / FILE).write_bytes(junk)
    journal.keep(POST, is_sent=False)
    assert bodies(again(state, place)) == ["first"]
    assert (state / f"{FILE}.damaged-1").read_bytes() == junk
    (note,) = journal.notes
    assert f"{FILE}.damaged-1" in note


def test_what_can_be_read_of_a_damaged_journal_is_saved(journal, state, place, tmp_path):
    journal.keep(POST.with_body("sound"), is_sent=False)
    torn = POST.with_record(replace(POST.record, id="torntorntorn")).with_body("torn")
    journal.keep(torn, is_sent=False)
    other = Journal(state, "library-two", tmp_path / "other")
    other.keep(POST.with_body("of another library"), is_sent=False)
    other.close()
    journal.close()
    with sqlite3.connect(state / FILE) as connection:
        turned = "replace(CAST(content AS TEXT), 'torn', 'turn')"
        connection.execute(f"UPDATE draft SET content = {turned} WHERE item = 'torntorntorn'")
    journal = Journal(state, "library-one", place)
    assert bodies(journal.rows()) == ["sound"]
    assert journal.notes
    journal.close()
    assert bodies(again(state, tmp_path / "other", "library-two")) == ["of another library"]


def test_a_folder_that_takes_nothing_is_said_and_tried_again(journal, state, place):
    state.write_text("a file where the folder should be")
    with pytest.raises(JournalUnwritable, match=str(state)):
        journal.keep(POST, is_sent=False)
    state.unlink()
    journal.keep(POST, is_sent=False)
    assert bodies(again(state, place)) == ["first"]


def test_a_journal_that_another_program_holds_is_said_to_be_busy(state, place):
    journal = Journal(state, "library-one", place, patience=0.01)
    journal.keep(POST, is_sent=False)
    with contextlib.closing(sqlite3.connect(state / FILE, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(JournalUnwritable, match="Another program"):
            journal.keep(POST, is_sent=False)
        other.execute("ROLLBACK")
    journal.keep(POST, is_sent=False)
    journal.close()


def test_a_journal_that_was_taken_away_is_made_again(journal, state, place):
    journal.keep(POST, is_sent=False)
    for file in state.iterdir():
        file.unlink()
    journal.keep(POST.with_body("second"), is_sent=False)
    assert bodies(again(state, place)) == ["second"]


def test_a_journal_of_a_newer_program_is_left_to_it(journal, state, place):
    journal.keep(POST, is_sent=False)
    journal.close()
    with sqlite3.connect(state / FILE) as connection:
        connection.execute(f"PRAGMA user_version = {VERSION + 1}")
        connection.execute("ALTER TABLE draft RENAME TO something_newer")
    before = (state / FILE).read_bytes()
    journal = Journal(state, "library-one", place)
    journal.keep(POST.with_body("by the older program"), is_sent=False)
    journal.close()
    assert (state / FILE).read_bytes() == before
    assert bodies(again(state, place)) == ["by the older program"]


_KEEP = """
import sys
from pathlib import Path
from newsletter_app.content.post import Post
from newsletter_app.content.record import Record
from newsletter_app.library.journal import Journal
journal = Journal(Path(sys.argv[1]), sys.argv[2], Path(sys.argv[3]))
for number in range(25):
    journal.keep(Post(body=f"{number}", record=Record(id="aaaabbbbcccc", version=1)), is_sent=False)
print("sqlalchemy" in sys.modules)
"""


def test_many_windows_write_at_once_and_none_needs_sqlalchemy(state, place):
    def begun(number):
        command = [sys.executable, "-c", _KEEP, str(state), f"library-{number}", str(place)]
        return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)

    windows = [begun(number) for number in range(4)]
    assert [window.communicate(timeout=60)[0] for window in windows] == ["False\n"] * 4
    for number in range(4):
        assert bodies(again(state, place, f"library-{number}")) == ["24"]
