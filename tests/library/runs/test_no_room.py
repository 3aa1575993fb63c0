"""A message whose ledger cannot be written is not given out, and nothing is half done."""

import os
import shutil
import subprocess

import pytest

from newsletter_app.content.run import DeliveryState
from newsletter_app.errors import LibraryUnwritable
from newsletter_app.library.claims import Outcome
from newsletter_app.library.cleaning import clean_picture
from newsletter_app.library.opening import open_library

PAGES_LEFT = 2


def limit_pages(library, more):
    """Let the file grow by so many pages only; the writer keeps its one connection."""
    with library._database.writing() as connection:
        driver = connection.connection.cursor()
        pages = driver.execute("PRAGMA page_count").fetchone()[0]
        driver.execute(f"PRAGMA max_page_count={pages + more}")


def test_a_full_library_gives_out_no_message(stage, library):
    run = stage.running(200)
    claimed = stage.claim(run).delivery
    limit_pages(library, PAGES_LEFT)
    said = "x" * 300
    for _number in range(200):
        before = stage.states(run)
        try:
            claimed = stage.claim(run, Outcome(claimed.number, DeliveryState.SENT, 250, said)).delivery
        except LibraryUnwritable:
            break
    else:
        pytest.fail("the library was never full")
    assert stage.states(run) == before
    assert stage.runs.counts(run.id).is_balanced
    limit_pages(library, 10_000)
    following = stage.claim(run, Outcome(claimed.number, DeliveryState.SENT, 250, said)).delivery
    assert following.number == claimed.number + 1


def test_a_drive_without_room_gives_out_no_message(stage_of, blank, tmp_path):
    """On a small file system of its own, filled to the last byte while a run goes."""
    drive = tmp_path / "drive"
    drive.mkdir()
    if os.geteuid() or subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1m", "none", drive]).returncode:
        pytest.skip("no small file system can be mounted here")
    try:
        shutil.copytree(blank, drive / "library", ignore=shutil.ignore_patterns("reserve.bin"))
        with open_library(drive / "library", clean_picture, make=False) as library:
            stage = stage_of(library)
            run = stage.running(100)
            claimed = stage.claim(run).delivery
            _fill(drive)
            states = _claim_until_it_fails(stage, run, claimed)
            assert stage.states(run) == states
            assert stage.states(run).count("sending") == 1
            (drive / "ballast").unlink()
            held = stage.runs.deliveries(run.id, DeliveryState.SENDING)[0]
            after = stage.claim(run, Outcome(held.number, DeliveryState.SENT)).delivery
            assert after.number == held.number + 1
    finally:
        subprocess.run(["umount", "-l", drive], check=True)


def _fill(drive):
    with (drive / "ballast").open("wb", buffering=0) as ballast:
        try:
            while True:
                ballast.write(b"x" * 4096)
        except OSError:
            return


def _claim_until_it_fails(stage, run, claimed):
    for _number in range(99):
        states = stage.states(run)
        try:
            claimed = stage.claim(run, Outcome(claimed.number, DeliveryState.SENT, 250, "y" * 300)).delivery
        except LibraryUnwritable:
            return states
    return pytest.fail("the drive was never full")


def test_a_library_taken_away_gives_out_no_message(stage, folder):
    run = stage.running(3)
    claimed = stage.claim(run).delivery
    folder.rename(folder.with_name("elsewhere"))
    with pytest.raises(LibraryUnwritable, match="no longer there"):
        stage.claim(run, Outcome(claimed.number, DeliveryState.SENT))
    with pytest.raises(LibraryUnwritable):
        stage.runs.record(run.id, Outcome(claimed.number, DeliveryState.SENT))
    folder.with_name("elsewhere").rename(folder)
    assert stage.states(run) == ["sending", "pending", "pending"]
    assert stage.claim(run, Outcome(claimed.number, DeliveryState.SENT)).delivery.number == 2


def test_a_library_that_may_only_be_read_gives_out_no_message(stage, library, folder):
    run = stage.running(3)
    claimed = stage.claim(run).delivery
    driver_refuses(library, "ON")
    with pytest.raises(LibraryUnwritable):
        stage.claim(run, Outcome(claimed.number, DeliveryState.SENT))
    driver_refuses(library, "OFF")
    assert stage.states(run) == ["sending", "pending", "pending"]


def driver_refuses(library, answer):
    library._database._let_go()
    connection = library._database._writer.raw_connection()
    connection.cursor().execute(f"PRAGMA query_only={answer}")
    connection.close()
