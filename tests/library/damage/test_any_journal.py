"""Whatever happened to a journal's files, each sound row comes back, and the files are kept as they were."""

import contextlib
import os
import random
import shutil
import sqlite3

import pytest
from journal_damage import PAGE, journal_of, post, write

from newsletter_app.library.journal_file import FILE, VERSION

LOG = f"{FILE}-wal"
LENGTHS = (5, 80, 900, 5_000, 14_000)
SEEDS = range(int(os.environ.get("NEWSLETTER_JOURNALS", "72")))


@pytest.fixture(scope="module")
def killed(tmp_path_factory):
    """A journal with sixty posts, some of them only in its log, as a killed program leaves it."""
    state = tmp_path_factory.mktemp("journals") / "state"
    dice = random.Random(7)
    posts = [post(n, f"words {n} " + chr(97 + n % 26) * dice.choice(LENGTHS)) for n in range(60)]
    write(state, posts[:45], posts[45:])
    return state


def zeroed(file, dice):
    size = dice.choice((512, PAGE))
    data = bytearray(file.read_bytes())
    for _time in range(dice.choice((1, 1, 3, 8))):
        place = dice.randrange(0, len(data), size)
        data[place : place + size] = bytes(len(data[place : place + size]))
    file.write_bytes(data)


def flipped(file, dice):
    data = bytearray(file.read_bytes())
    end = dice.choice((len(data), len(data), 120))
    for _time in range(dice.choice((1, 1, 8, 64))):
        data[dice.randrange(end)] ^= 1 << dice.randrange(8)
    file.write_bytes(data)


def cut(file, dice):
    size = file.stat().st_size
    os.truncate(file, dice.choice((0, dice.randrange(size), dice.randrange(0, size, PAGE))))


def swapped(file, dice):
    data = file.read_bytes()
    one, other = sorted(dice.sample(range(0, len(data) - PAGE, PAGE), 2))
    pages = data[one : one + PAGE], data[other : other + PAGE]
    file.write_bytes(data[:one] + pages[1] + data[one + PAGE : other] + pages[0] + data[other + PAGE :])


def gone(file, _dice):
    file.unlink()


def garbage(file, dice):
    data = bytearray(file.read_bytes())
    place = dice.randrange(0, len(data), PAGE)
    data[place : place + PAGE] = dice.randbytes(len(data[place : place + PAGE]))
    file.write_bytes(data)


WAYS = (zeroed, flipped, cut, swapped, gone, garbage)


def harmed(killed, folder, seed):
    """Damage a copy of the journal; return where it lies, and what was done."""
    dice = random.Random(seed)
    state = folder / "state"
    shutil.copytree(killed, state)
    way, name = WAYS[seed % len(WAYS)], FILE if seed // len(WAYS) % 3 else LOG
    way(state / name, dice)
    return state, f"{way.__name__} {name}"


def readable(state, folder):
    """Return the rows that SQLite itself can still read, each asked for alone, from a copy of the files."""
    shutil.copytree(state, folder)
    read = set()
    with contextlib.suppress(sqlite3.Error), contextlib.closing(sqlite3.connect(folder / FILE)) as copy:
        for seq in range(1, 61):
            with contextlib.suppress(sqlite3.Error, UnicodeDecodeError):
                read |= set(copy.execute("SELECT * FROM draft WHERE seq = ?", (seq,)))
    return read


@pytest.fixture(scope="module")
def whole(killed, tmp_path_factory):
    """Return the rows of the journal before any damage, by number."""
    return {row[0]: row for row in readable(killed, tmp_path_factory.mktemp("whole") / "read")}


def came_back(state):
    """Return the numbers of the posts that the program finds, and what it says."""
    with contextlib.closing(journal_of(state)) as journal:
        return {int(row.item.title[1:]) for row in journal.rows()}, journal.notes


def missing(state, before):
    """Return which of the damaged files is not there any more byte for byte, by whatever name."""
    after = [file.read_bytes() for file in state.iterdir() if file.is_file()]
    return [name for name, data in before.items() if data and data not in after]


def left_to_a_newer_program(state):
    with contextlib.suppress(sqlite3.Error), contextlib.closing(sqlite3.connect(state / FILE)) as found:
        return found.execute("PRAGMA user_version").fetchone()[0] > VERSION
    return False


@pytest.mark.parametrize("seed", SEEDS)
def test_no_damage_takes_a_row_that_can_be_read(killed, whole, tmp_path, seed):
    assert len(whole) == 60
    state, what = harmed(killed, tmp_path / "harmed", seed)
    before = {file.name: file.read_bytes() for file in state.iterdir() if not file.name.endswith("-shm")}
    sound = {row[0] - 1 for row in readable(state, tmp_path / "read") if row == whole.get(row[0])}
    rows, notes = came_back(state)
    if left_to_a_newer_program(state):
        assert not missing(state, before), what
        return
    assert not sound - rows, what
    assert not (notes and missing(state, before)), what
    assert notes or len(rows) == 60 or not before.get(FILE), what
    with contextlib.closing(journal_of(state)) as journal:
        journal.keep(post(99, "typed then"), is_sent=False)
    assert came_back(state) == (rows | {99}, ()), what
