"""After a repair nobody who left comes back, and nothing goes out twice by itself."""

import contextlib
import shutil
import sqlite3
from pathlib import Path

import pytest

from newsletter_app.content.run import DeliveryState, RunState
from newsletter_app.errors import NeedsConfirmation
from newsletter_app.library.cleaning import clean_picture
from newsletter_app.library.moments import utc_now
from newsletter_app.library.opening import open_library
from newsletter_app.library.repairing.repair import repair
from newsletter_app.library.versions import SCHEMA_VERSION

FILE = "library.sqlite"
FIXTURE = Path(__file__).parents[1] / "fixtures" / f"schema-{SCHEMA_VERSION}"


@pytest.fixture
def folder(tmp_path) -> Path:
    """A library with readers, one who left, and a sending; its first page is blank later on."""
    return shutil.copytree(FIXTURE, tmp_path / "library")


def opened(folder):
    return open_library(folder, clean_picture, make=False)


def change(folder, *statements):
    with contextlib.closing(sqlite3.connect(folder / FILE, isolation_level=None)) as connection:
        for statement in statements:
            connection.execute(statement)


def blank_first_page(folder):
    with (folder / FILE).open("r+b") as file:
        file.write(bytes(4096))


def left(folder):
    with contextlib.closing(sqlite3.connect(folder / FILE)) as connection:
        return set(connection.execute("SELECT hash, reason FROM suppression"))


def test_who_left_is_taken_from_the_file_beside_the_library(folder):
    opened(folder).close()  # writes down who left
    before = left(folder)
    assert before
    change(folder, "DELETE FROM suppression")
    blank_first_page(folder)
    repair(folder)
    with opened(folder) as library:
        assert not library.readers.are_lists_in_doubt()
    assert left(folder) == before


def test_nothing_is_sent_while_some_who_left_may_be_lost(folder):
    blank_first_page(folder)
    done = repair(folder)
    assert any("who left" in told.message for told in done.told)
    with opened(folder) as library:
        (run,) = library.runs.all()
        assert library.readers.are_lists_in_doubt()
        with pytest.raises(NeedsConfirmation, match="those who left"):
            library.runs.begin(run.id, utc_now())
        assert library.readers.take_lists_as_right()
        assert not library.readers.are_lists_in_doubt()


def test_what_waited_in_a_sending_is_for_a_person_to_settle(folder):
    change(folder, "UPDATE run SET state = 'running', ended = NULL", "UPDATE delivery SET state = 'pending'")
    blank_first_page(folder)
    repair(folder)
    with opened(folder) as library:
        (run,) = library.runs.all()
        assert run.state is RunState.FINISHED
        assert {each.state for each in library.runs.deliveries(run.id)} == {DeliveryState.UNKNOWN}
        assert library.upkeep.check() == ()


def test_a_sound_sending_in_a_sound_file_goes_on(folder):
    """The control: a torn post alone ends no sending."""
    change(folder, "UPDATE run SET state = 'paused', ended = NULL", "UPDATE delivery SET state = 'pending'")
    change(folder, "UPDATE item SET excerpt = 'torn' WHERE kind = 'post'")
    assert repair(folder).aside is not None
    with opened(folder) as library:
        (run,) = library.runs.all()
        assert run.state is RunState.PAUSED
        assert {each.state for each in library.runs.deliveries(run.id)} == {DeliveryState.PENDING}


def test_a_message_that_cannot_be_read_is_never_sent_again_by_itself(folder):
    change(folder, "UPDATE run SET state = 'paused', ended = NULL", "DELETE FROM delivery WHERE number = 1")
    repair(folder)
    with opened(folder) as library:
        (run,) = library.runs.all()
        assert run.state is RunState.FINISHED
        first = library.runs.deliveries(run.id)[0]
        assert (first.number, first.address, first.state) == (1, "", DeliveryState.UNKNOWN)


def test_a_reader_whose_consent_is_torn_is_not_written_to(folder):
    change(folder, "UPDATE membership SET ground = 'whim'")
    done = repair(folder)
    assert not done.is_complete
    with opened(folder) as library:
        assert library.upkeep.check() == ()
        assert all(each.people == 0 for each in library.readers.lists())


def test_moments_that_cannot_be_are_no_reason_to_lose_a_reader(folder):
    change(folder, "UPDATE contact SET created = 9223372036854775807, fields = '{'")
    change(folder, "UPDATE revision SET kept = 9223372036854775807")
    assert repair(folder).aside is not None
    with opened(folder) as library:
        assert library.upkeep.check() == ()
        assert len(library.readers.people()) == 2
        for item in library.items.all():
            library.revisions.of(item.record.id)
