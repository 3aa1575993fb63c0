"""A library taken back from a backup still knows what was sent since, or says that nobody does."""

import datetime as dt
from pathlib import Path

import pytest

from newsletter_app.content.kinds import Status
from newsletter_app.content.newsletter import Newsletter
from newsletter_app.content.run import PauseReason, RunState
from newsletter_app.errors import LibraryBusy, NeedsConfirmation
from newsletter_app.library.backup_names import BackupReason
from newsletter_app.library.cleaning import clean_picture
from newsletter_app.library.opening import open_library
from newsletter_app.library.restoring import restore
from newsletter_app.library.run_lock import RunLock


def damage(library) -> None:
    library.close()
    (library.folder / "library.sqlite").write_bytes(b"SQLite format 3\0" + bytes(9000))


@pytest.fixture
def again(stage_of):
    """Take a backup back into a closed library, and open that."""
    opened = []

    def take_back(library, backup: Path):
        library.close()
        restored = restore(library.folder, backup)
        opened.append(open_library(library.folder, clean_picture, make=False))
        return stage_of(opened[-1]), restored.notes

    yield take_back
    for library in opened:
        library.close()


def backup_of(stage) -> Path:
    return stage.library.backups.take(BackupReason.REPAIR).file


def test_a_sending_begun_after_the_backup_is_not_repeated_in_silence(stage, again):
    newsletter = stage.library.items.add(Newsletter(title="Spring", status=Status.READY)).item.record.id
    people = stage.people(3)
    backup = backup_of(stage)
    run = stage.prepare(people, newsletter=newsletter)
    stage.runs.begin(run.id, dt.datetime(2026, 3, 1, tzinfo=dt.UTC))
    stage.send(run, 3)
    stage.runs.finish(run.id)

    back, notes = again(stage.library, backup)
    assert notes == ()
    assert back.runs.get(run.id).counts.sent == 3
    assert back.library.items.get(newsletter).status is Status.SENT
    with pytest.raises(NeedsConfirmation, match="already gone to 3 people"):
        back.prepare(people, newsletter=newsletter)
    assert back.library.upkeep.check() == ()


def test_without_what_is_carried_over_it_would_be_sent_twice(stage, again, monkeypatch):
    """The control: the same, with the library of after unreadable and the file beside it taken away."""
    people = stage.people(3)
    backup = backup_of(stage)
    run = stage.prepare(people)
    stage.runs.begin(run.id, dt.datetime(2026, 3, 1, tzinfo=dt.UTC))
    stage.send(run, 3)
    damage(stage.library)
    for file in stage.library.folder.glob("lasting-*"):
        file.unlink()
    back, _notes = again(stage.library, backup)
    assert back.prepare(people).state is RunState.READY


def test_where_the_library_is_lost_it_is_still_known_that_it_was_sent(stage, again):
    people = stage.people(3)
    backup = backup_of(stage)
    run = stage.prepare(people)
    stage.runs.begin(run.id, dt.datetime(2026, 3, 1, tzinfo=dt.UTC))
    stage.send(run, 3)
    damage(stage.library)
    back, _notes = again(stage.library, backup)
    assert back.runs.get(run.id).state is RunState.FINISHED
    with pytest.raises(NeedsConfirmation, match="already gone to “L”, but the library was taken back"):
        back.prepare(people)
    assert back.prepare(people, again=True).parent == run.id
    assert back.library.upkeep.check() == ()


def test_messages_that_went_after_the_backup_are_not_sent_again_by_resuming(stage, again):
    run = stage.running(5)
    stage.send(run, 1)
    backup = backup_of(stage)
    stage.send(run, 2)
    stage.claim(run)
    back, notes = again(stage.library, backup)
    assert notes == ()
    assert back.states(run) == ["sent", "sent", "sent", "sending", "pending"]


def test_what_the_backup_knows_better_stays(stage, again):
    """A second restore, from a newer backup, over a library that forgot: what went stays gone."""
    run = stage.running(3)
    early = backup_of(stage)
    stage.send(run, 2)
    late = backup_of(stage)
    damage(stage.library)
    back, _notes = again(stage.library, early)
    assert back.states(run) == ["unknown"] * 3
    back, _notes = again(back.library, late)
    assert back.states(run) == ["sent", "sent", "unknown"]


def test_where_nobody_knows_how_far_it_went_each_open_message_is_for_a_person_to_settle(stage, again):
    run = stage.running(4)
    stage.send(run, 1)
    backup = backup_of(stage)
    damage(stage.library)
    back, (note,) = again(stage.library, backup)
    assert "Of 3 messages nobody can tell" in note
    assert back.states(run) == ["sent", "unknown", "unknown", "unknown"]
    found = back.runs.get(run.id)
    assert (found.state, found.reason, found.counts.is_balanced) == (
        RunState.PAUSED,
        PauseReason.INTERRUPTED,
        True,
    )


def test_a_sending_that_was_ready_in_the_backup_and_begun_since_is_questioned(stage, again):
    run = stage.ready(2)
    backup = backup_of(stage)
    stage.runs.begin(run.id, dt.datetime(2026, 3, 1, tzinfo=dt.UTC))
    damage(stage.library)
    back, _notes = again(stage.library, backup)
    assert back.states(run) == ["unknown", "unknown"]


def test_a_database_put_back_by_hand_is_told_as_well(stage, stage_of):
    people = stage.people(2)
    stage.library.close()
    before = (stage.library.folder / "library.sqlite").read_bytes()
    with open_library(stage.library.folder, clean_picture, make=False) as library:
        sender = stage_of(library)
        run = sender.prepare(people)
        sender.runs.begin(run.id, dt.datetime(2026, 3, 1, tzinfo=dt.UTC))
    (stage.library.folder / "library.sqlite").write_bytes(before)
    with open_library(stage.library.folder, clean_picture, make=False) as library:
        with pytest.raises(NeedsConfirmation, match="taken back"):
            stage_of(library).prepare(people)
        written = library.folder.joinpath(f"lasting-{library.id}.jsonl").read_text()
    assert "@" not in written
    assert written.count('"run"') == 1


def test_nothing_is_taken_back_while_something_is_being_sent(stage):
    run = stage.running(2)
    backup = backup_of(stage)
    with RunLock(stage.library.folder, run.id), pytest.raises(LibraryBusy, match="being sent"):
        restore(stage.library.folder, backup)
    assert stage.states(run) == ["pending", "pending"]
