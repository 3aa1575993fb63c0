"""One writer at a time has a library; whoever comes second hears who that is, and can read."""

import datetime as dt
import json
import os
import re
import signal
import stat
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from newsletter_app.content.contact import Consent, Contact
from newsletter_app.content.post import Post
from newsletter_app.errors import LibraryBusy
from newsletter_app.library.cleaning import clean_picture
from newsletter_app.library.library import Library
from newsletter_app.library.lock_file import holder_of
from newsletter_app.library.opening import open_library
from newsletter_app.library.query import Query
from newsletter_app.library.turns import FILE, CommandTurns, WindowTurns
from newsletter_app.worker import Worker

RACER = Path(__file__).with_name("racer.py")
RACES = 50 if os.environ.get("NEWSLETTER_TORTURE") else 10
LEFT = json.dumps(
    {"host": "desk-2", "pid": 1, "user": "meera", "since": "2026-03-01T14:02:00+00:00", "kind": "window"}
).encode()
HOLDS = """
import sys, time
from pathlib import Path
from newsletter_app.library.turns import WindowTurns
turns = WindowTurns(Path(sys.argv[1]))
turns.begin()
print("held" if turns.refusal is None else "refused", flush=True)
time.sleep(60)
"""


def command(folder: Path, patience: float = 5.0) -> Library:
    return open_library(folder, clean_picture, make=False, patience=patience)


def window(folder: Path) -> Library:
    return open_library(folder, clean_picture, make=False, turns=WindowTurns(folder))


@pytest.fixture
def held(library: Library, folder: Path) -> Iterator[Library]:
    """The library, while a window has it open."""
    with window(folder) as opened:
        yield opened


def by_hash(address: str) -> str:
    return f"hash of {address}"


# Two windows


def test_the_second_window_hears_who_has_the_library_and_reads_it(held, folder):
    held.items.add(Post(title="Kept"))
    with window(folder) as second:
        assert second.is_read_only
        assert not held.is_read_only
        assert [card.title for card in second.items.cards(Query())] == ["Kept"]
        with pytest.raises(LibraryBusy) as caught:
            second.items.add(Post(title="Too much"))
    named = json.loads((folder / FILE).read_text())
    since = f"{dt.datetime.fromisoformat(named['since']).astimezone():%H:%M}"
    assert named["pid"] == os.getpid()
    assert caught.value.message == (
        f"{named['user']} on {os.uname().nodename} has had this library open since {since}."
    )


def test_the_second_window_writes_once_the_first_is_closed(library, folder):
    first, second = window(folder), window(folder)
    first.close()
    second.turns.begin()
    with second:
        assert not second.is_read_only
        second.items.add(Post(title="Now"))


def test_a_window_that_was_killed_holds_nothing(library, folder):
    with subprocess.Popen([sys.executable, "-c", HOLDS, folder], stdout=subprocess.PIPE, text=True) as first:
        assert first.stdout
        assert first.stdout.readline() == "held\n"
        second = window(folder)
        assert second.is_read_only
        first.send_signal(signal.SIGKILL)
        first.wait(10)
        assert json.loads((folder / FILE).read_text())["pid"] == first.pid
        second.items.add(Post(title="Now"))
        assert not second.is_read_only
        second.close()


@pytest.mark.parametrize("left", [b"", b"{", b"[1]", b"\xff\x00", LEFT])
def test_a_file_that_was_left_is_no_lock(library, folder, left):
    (folder / FILE).write_bytes(left)
    library.items.add(Post(title="Written"))
    with window(folder) as opened:
        assert not opened.is_read_only


def test_nobody_else_may_read_who_holds_it(held, folder):
    assert stat.S_IMODE((folder / FILE).stat().st_mode) == 0o600


def test_one_day_later_the_date_is_told_too(held, folder):
    named = json.loads((folder / FILE).read_text())
    (folder / FILE).write_text(json.dumps(named | {"since": "2026-03-01T12:00:00+00:00"}))
    with pytest.raises(LibraryBusy, match=r"since 1 March 2026, \d\d:\d\d\."), command(folder) as second:
        second.items.add(Post(title="Too much"))


def test_a_window_whose_file_was_taken_away_takes_it_again_before_it_writes(held, folder):
    (folder / FILE).unlink()
    other = WindowTurns(folder)
    other.begin()
    assert other.refusal is None
    with pytest.raises(LibraryBusy):
        held.items.add(Post(title="Two writers"))
    other.close()
    held.items.add(Post(title="One writer"))


def test_looking_who_holds_it_keeps_nobody_out(library, folder):
    is_over = threading.Event()

    def look() -> None:
        while not is_over.is_set():
            holder_of(folder / FILE)

    looking = threading.Thread(target=look)
    looking.start()
    try:
        for number in range(100):
            (folder / FILE).write_bytes(LEFT)
            library.items.add(Post(title=str(number)))
    finally:
        is_over.set()
        looking.join()


def test_who_holds_it_is_told_to_whoever_looks(library, folder):
    (folder / FILE).write_bytes(LEFT)
    assert holder_of(folder / FILE) is None
    with window(folder):
        found = holder_of(folder / FILE)
        assert found is not None
        assert (found.pid, found.kind, found.host) == (os.getpid(), "window", os.uname().nodename)
    assert holder_of(folder / FILE) is None


# Windows and commands


def test_a_command_fails_at_once_where_a_window_has_the_library(held, folder):
    with command(folder, patience=60) as second:
        begun = time.monotonic()
        with pytest.raises(LibraryBusy, match=re.escape(os.uname().nodename)):
            second.items.add(Post(title="Too much"))
        assert time.monotonic() - begun < 30
        assert second.items.cards(Query()) == ()


def test_a_window_opens_in_the_middle_of_a_command(library, folder):
    library.items.add(Post(title="Before"))
    with window(folder), pytest.raises(LibraryBusy):
        library.items.add(Post(title="Meanwhile"))
    library.items.add(Post(title="After"))
    assert [card.title for card in library.items.cards(Query())] == ["After", "Before"]


def test_two_commands_wait_for_each_other(library, folder):
    inside = threading.Event()
    may_end = threading.Event()

    def write_slowly() -> None:
        with library.together():
            library.items.add(Post(title="First"))
            inside.set()
            may_end.wait(30)

    first = threading.Thread(target=write_slowly)
    first.start()
    inside.wait(30)
    with command(folder, patience=0.05) as impatient, pytest.raises(LibraryBusy, match="has been writing"):
        impatient.items.add(Post(title="Never"))
    with command(folder, patience=30) as second:
        threading.Timer(0.2, may_end.set).start()
        second.items.add(Post(title="Second"))
    first.join()
    assert {card.title for card in library.items.cards(Query())} == {"First", "Second"}


def test_writes_inside_a_write_have_its_turn(library, folder):
    with library.together(), library.together():
        library.items.add(Post(title="Inner"))
        with library.together_regardless():
            library.items.add(Post(title="Innermost"))
    with library.together_regardless(), library.together():
        library.items.add(Post(title="Other way round"))
    with window(folder) as opened:
        assert not opened.is_read_only


def test_a_write_that_fails_lets_go(library, folder):
    with pytest.raises(ZeroDivisionError), library.together():
        raise ZeroDivisionError
    with window(folder) as opened:
        assert not opened.is_read_only


# Who is never refused


def test_whoever_wants_to_get_less_is_never_refused(library, folder):
    here = library.readers.make_list("Friends")
    consent = Consent(wording="Yes.", given=dt.datetime(2026, 3, 1, tzinfo=dt.UTC), how="by hand")
    ruth, meera = (
        library.readers.add(Contact(f"{name}@example.org"), here.id, consent, by_hash)
        for name in ("ruth", "meera")
    )
    with window(folder):
        library.readers.unsubscribe(ruth.id, by_hash)
        library.readers.suppress("tom@example.org", "unsubscribed", by_hash)
        library.readers.erase(meera.id, by_hash)
        with pytest.raises(LibraryBusy):
            library.readers.add(Contact("new@example.org"), here.id, consent, by_hash)
    assert library.readers.is_suppressed("meera@example.org", by_hash)


# The lock and its process


def test_a_process_that_was_forked_from_the_holder_neither_holds_nor_lets_go(held, folder):
    turns = held.turns
    child = os.fork()
    if child == 0:
        turns.close()
        os._exit(0)
    assert os.waitpid(child, 0)[1] == 0
    with window(folder) as second:
        assert second.is_read_only
        assert f"on {os.uname().nodename}" in second.turns.refusal.message


def test_a_worker_that_outlives_the_holder_holds_nothing(library, folder):
    turns = WindowTurns(folder)
    with Worker() as worker:
        with CommandTurns(folder, 1.0).turn():
            worker.start("picture")
        turns.begin()
        worker.start("template")
        turns.close()
        turns.begin()
        assert turns.refusal is None
    turns.close()


# Races


@contextmanager
def racers(folder: Path, *how: str) -> Iterator[list[subprocess.Popen[str]]]:
    command = [sys.executable, RACER, folder, *how]
    both = [
        subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1)
        for _number in range(2)
    ]
    try:
        yield both
    finally:
        for racer in both:
            racer.communicate(timeout=30)


def answers(both: list[subprocess.Popen[str]], wish: str) -> list[str]:
    for racer in both:
        assert racer.stdin
        racer.stdin.write(f"{wish}\n")
    return [racer.stdout.readline().strip() for racer in both if racer.stdout]


def race(folder: Path, *how: str) -> list[list[str]]:
    folder.mkdir()
    found = []
    with racers(folder, *how) as both:
        for _race in range(RACES):
            found.append(answers(both, "go"))
            answers(both, "let go")
    return found


def test_of_two_windows_that_open_at_once_one_writes_and_the_other_names_it(tmp_path):
    found = race(tmp_path / "library")
    told = re.compile(rf"\S+ on {re.escape(os.uname().nodename)} has had this library open since \d\d:\d\d\.")
    assert len(found) == RACES
    for each in found:
        assert each.count("held") == 1, each
        assert any(told.fullmatch(said) for said in each), each


def test_without_the_lock_both_would_write(tmp_path):
    assert race(tmp_path / "library", "unlocked") == [["held", "held"]] * RACES
