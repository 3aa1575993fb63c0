"""Whatever became of a library, that is noticed, its files are left, and what can be read is saved."""

import contextlib
import errno
import os
import random
import shutil
import sqlite3
from collections import Counter
from pathlib import Path

import pytest

from newsletter_app.library.cleaning import clean_picture
from newsletter_app.library.opening import open_library
from newsletter_app.library.repairing.repair import repair

FULL = 200
# So many bits are turned over that the head of a row may be among them, though no letter of its text.
SCATTERED = "many-bits 512"


def try_seed(seed: int, folder: Path, sample: Path, mutator, trial, truth):
    shutil.copytree(sample, folder)
    done = mutator.damage(folder, seed)
    try:
        outcome = trial.try_one(folder, truth)
    except Exception as fault:
        raise AssertionError(f"seed {seed}, {done}") from fault
    shutil.rmtree(folder)
    return done, outcome


def test_each_way_of_damage_is_noticed_and_what_can_be_read_is_saved(killed, truth, mutator, trial, tmp_path):
    wrong = {}
    noticed = 0
    for seed in range(len(mutator.HARMS)):
        done, outcome = try_seed(seed, tmp_path / "library", killed, mutator, trial, truth)
        noticed += outcome.is_noticed
        if outcome.wrong:
            wrong[f"{seed}: {done}"] = outcome.wrong
    assert wrong == {}
    assert noticed >= 20


@pytest.mark.parametrize("way", ["emptied", "gone"])
def test_a_lost_file_is_noticed_where_no_picture_tells_of_it(wordy, way, mutator, trial, tmp_path):
    known = trial.truth_of(shutil.copytree(wordy, tmp_path / "truth"))
    folder = shutil.copytree(wordy, tmp_path / "library")
    getattr(mutator, way)(folder, None)
    outcome = trial.try_one(folder, known)
    assert outcome.wrong == []
    assert outcome.is_noticed
    assert outcome.is_repaired


def test_a_column_that_nobody_asks_for_is_there_again(closed, mutator, copy_of):
    folder = copy_of(closed)
    mutator.query(folder, "ALTER TABLE revision DROP COLUMN words")
    assert repair(folder).aside is not None
    with open_library(folder, clean_picture, make=False) as library:
        assert library.upkeep.check() == ()


def test_pictures_that_nothing_lists_are_listed_again(closed, mutator, copy_of):
    folder = copy_of(closed)
    mutator.query(folder, "DELETE FROM asset")
    done = repair(folder)
    assert done.aside is not None
    assert done.is_complete
    with open_library(folder, clean_picture, make=False) as library:
        assert library.upkeep.check() == ()


def test_without_looking_most_damage_is_not_noticed(killed, mutator, copy_of):
    """The control: what reads a list of titles and no more, as a program without checks does."""
    unnoticed = 0
    for seed in range(len(mutator.HARMS)):
        folder = copy_of(killed)
        mutator.damage(folder, seed)
        with (
            contextlib.suppress(sqlite3.Error),
            contextlib.closing(sqlite3.connect(folder / "library.sqlite")) as file,
        ):
            unnoticed += file.execute("SELECT count(title) FROM item").fetchone() != (0,)
    assert unnoticed >= 12


@pytest.mark.skipif(not os.environ.get("NEWSLETTER_TORTURE"), reason="200 libraries take minutes")
def test_two_hundred_damaged_libraries(closed, killed, truth, mutator, trial, tmp_path, capsys):
    of_closed = trial.truth_of(shutil.copytree(closed, tmp_path / "truth"))
    figures: Counter[str] = Counter()
    wrong = {}
    for seed in range(FULL):
        sample, known = (killed, truth) if seed % 2 else (closed, of_closed)
        done, outcome = try_seed(seed // 2 + 1000, tmp_path / "library", sample, mutator, trial, known)
        figures += Counter(
            noticed=outcome.is_noticed,
            repaired=outcome.is_repaired,
            intact=outcome.intact,
            older=outcome.older,
            lost=outcome.lost,
        )
        if outcome.wrong and done != SCATTERED:
            wrong[f"{seed}: {done}"] = outcome.wrong
    with capsys.disabled():
        print("\n200 damaged libraries:", dict(figures))
    assert wrong == {}


@pytest.fixture
def riddled(killed, copy_of) -> Path:
    """A library of which bits are turned over all through its file and its log, and a letter of an id."""
    folder = copy_of(killed)
    dice = random.Random(11)
    for name in ("library.sqlite", "library.sqlite-wal"):
        data = bytearray((folder / name).read_bytes())
        for _bit in range(500):
            data[dice.randrange(100, len(data))] ^= 1 << dice.randrange(8)
        (folder / name).write_bytes(data.replace(b"rosa0contact", b"rosa0\xffontact"))
    return folder


def test_what_a_repair_did_is_written_down_beside_what_was_there(riddled):
    done = repair(riddled)
    assert done.report == done.aside / "repair.txt"
    lines = done.report.read_text(encoding="utf-8").splitlines()
    assert sorted(lines[2:]) == sorted(told.message for told in done.told)
    losses = [told.message for told in done.told if told.is_loss]
    assert len(losses) > 12
    assert sorted(lines[2 : 2 + len(losses)]) == sorted(losses)
    if os.name == "posix":
        assert done.report.stat().st_mode & 0o777 == 0o600


def test_what_a_repair_did_is_told_once_and_by_ids_that_can_be_read(riddled):
    told = [each.message for each in repair(riddled).told]
    assert len(told) == len(set(told))
    assert not [message for message in told if "\ufffd" in message]
    assert "A reader cannot be read." in told


def test_a_repair_that_finds_no_room_for_its_list_is_done_all_the_same(riddled, monkeypatch):
    def no_room(_file, _data):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("newsletter_app.library.repairing.report.write_file", no_room)
    done = repair(riddled)
    assert done.aside is not None
    assert done.report is None
