"""A person decides between two texts, and types on before the library has answered."""

import threading
from dataclasses import replace

import pytest
from PySide6.QtCore import QObject

from newsletter_app.content.post import Post
from newsletter_app.content.record import Record
from newsletter_app.desktop.desk import Desk
from newsletter_app.desktop.library_changes import LibraryChanges
from newsletter_app.desktop.save_state import Saving
from newsletter_app.desktop.tasks import Lane, Tasks
from newsletter_app.errors import JournalUnwritable
from newsletter_app.library.cleaning import clean_picture
from newsletter_app.library.journal import Journal
from newsletter_app.library.opening import open_library
from newsletter_app.library.reasons import Reason

LATE = "mine and late words"


@pytest.fixture
def library(tmp_path):
    with open_library(tmp_path / "library", clean_picture, make=True) as library:
        yield library


@pytest.fixture
def post(library):
    return library.items.add(Post(title="One", body="first")).item


@pytest.fixture
def other(library):
    return library.items.add(Post(title="Other")).item


@pytest.fixture
def parent(qapp):
    return QObject()


@pytest.fixture
def tasks(parent, library):
    tasks = Tasks(parent)
    yield tasks
    assert tasks.close()


class ChoosyJournal(Journal):
    """Keeps no words of an item that it was not told of."""

    known = ()

    def keep(self, item, *, is_sent):
        if self.known and item.record.id not in self.known:
            raise JournalUnwritable("It takes no more.")
        super().keep(item, is_sent=is_sent)


@pytest.fixture
def journal(tmp_path, library):
    journal = ChoosyJournal(tmp_path / "state", library.id, library.folder)
    yield journal
    journal.close()


@pytest.fixture
def told(parent):
    return []


@pytest.fixture
def desk(library, tasks, parent, journal, told):
    changes = LibraryChanges(parent)
    changes.happened.connect(told.append)
    return Desk(library.items, tasks, changes, journal=journal, parent=parent)


@pytest.fixture
def hold_up(tasks):
    """Let the library do nothing more until what is returned is set."""
    gates = []

    def held():
        gate = threading.Event()
        gates.append(gate)
        tasks.run(Lane.LIBRARY, gate.wait, str, str)
        return gate

    yield held
    for gate in gates:
        gate.set()


def bodies(library):
    return {item.title: item.body for item in library.items.all()}


def kept_words(journal):
    return [row.item.body for row in journal.rows()]


def states_of(library, item_id):
    """Return the bodies of the kept revisions with the reason of each, oldest first."""
    kept = library.revisions.of(item_id)
    return [(library.revisions.at(item_id, each.number).body, each.reason) for each in reversed(kept)]


@pytest.fixture
def conflict(desk, library, post, qtbot):
    """Let somebody else save a newer version of the open post while it is written in."""
    desk.open(post.record.id)
    library.items.save(post.with_body("theirs"), keep=True)
    desk.change(desk.item.with_body("mine"))
    desk.flush()
    qtbot.waitUntil(lambda: desk.state.saving is Saving.CONFLICT)
    return post


def type_late_words(desk, journal, qtbot):
    desk.change(desk.item.with_body(LATE))
    desk.flush()
    qtbot.waitUntil(lambda: LATE in kept_words(journal))


@pytest.mark.parametrize("is_left", [True, False])
def test_what_is_typed_while_a_copy_is_made_comes_into_the_copy(
    desk, library, conflict, other, journal, hold_up, qtbot, is_left
):
    gate = hold_up()
    desk.keep_mine(conflict.record.id)
    type_late_words(desk, journal, qtbot)
    if is_left:
        desk.open(other.record.id)
    gate.set()
    wanted = {"One": "theirs", "One (my version)": LATE, "Other": ""}
    qtbot.waitUntil(lambda: bodies(library) == wanted)
    qtbot.waitUntil(lambda: kept_words(journal) == [])
    qtbot.waitUntil(lambda: desk.drafts.are_stored)
    assert desk.item.title == ("Other" if is_left else "One (my version)")


def test_a_title_that_is_typed_while_a_copy_is_made_is_that_of_the_copy(
    desk, library, conflict, hold_up, qtbot
):
    gate = hold_up()
    desk.keep_mine(conflict.record.id)
    desk.change(replace(desk.item, title="Late title"))
    gate.set()
    qtbot.waitUntil(lambda: bodies(library) == {"One": "theirs", "Late title": "mine"})


@pytest.mark.parametrize("is_left", [True, False])
def test_words_typed_meanwhile_are_at_no_moment_in_neither_journal_nor_library(
    desk, library, conflict, other, journal, hold_up, qtbot, is_left
):
    gate = hold_up()
    desk.keep_mine(conflict.record.id)
    type_late_words(desk, journal, qtbot)
    if is_left:
        desk.open(other.record.id)
    hold_up()
    gate.set()

    seen = []

    def has_moved():
        rows = journal.rows()
        seen.append(LATE in [row.item.body for row in rows])
        return rows and conflict.record.id not in {row.item.record.id for row in rows}

    qtbot.waitUntil(has_moved)
    assert LATE not in bodies(library).values()
    assert all(seen)


def test_words_stay_under_their_old_name_while_the_journal_does_not_take_them_under_the_new_one(
    desk, library, conflict, other, journal, hold_up, qtbot
):
    gate = hold_up()
    desk.keep_mine(conflict.record.id)
    type_late_words(desk, journal, qtbot)
    desk.open(other.record.id)
    journal.known = (conflict.record.id, other.record.id)
    gate.set()
    qtbot.waitUntil(lambda: bodies(library).get("One (my version)") == LATE)
    assert LATE in kept_words(journal)


def test_an_item_that_was_left_before_it_went_back_is_told_of(
    desk, library, post, other, told, hold_up, qtbot
):
    library.items.save(post.with_body("new"), keep=True)
    desk.open(post.record.id)
    gate = hold_up()
    desk.go_back_to(post)
    desk.open(other.record.id)
    assert post.record.id not in desk.drafts
    gate.set()
    qtbot.waitUntil(lambda: any(post.record.id in changes.ids for changes in told))
    assert bodies(library)["One"] == "first"
    assert desk.item.record.id == other.record.id


@pytest.fixture
def untitled(library):
    return library.items.begin(Post(body="before", record=Record(id="aaaabbbbcccd"))).item


def test_recovered_words_without_a_title_stay_as_a_revision_when_they_are_taken_back(
    desk, library, untitled, journal, qtbot
):
    desk.restore(untitled.with_body("recovered"), untitled)
    desk.open(untitled.record.id)
    qtbot.waitUntil(lambda: bodies(library)[""] == "recovered")
    desk.go_back_to(untitled)
    qtbot.waitUntil(lambda: bodies(library)[""] == "before")
    assert states_of(library, untitled.record.id) == [
        ("before", Reason.MADE),
        ("recovered", Reason.BEFORE_REVERT),
        ("before", Reason.REVERTED),
    ]


def test_what_is_typed_into_an_untitled_item_while_it_goes_back_stays_as_a_revision(
    desk, library, untitled, journal, hold_up, qtbot
):
    desk.restore(untitled.with_body("recovered"), untitled)
    desk.open(untitled.record.id)
    qtbot.waitUntil(lambda: desk.state.saving is Saving.SAVED)
    gate = hold_up()
    desk.go_back_to(untitled)
    desk.change(desk.item.with_body(LATE))
    gate.set()
    qtbot.waitUntil(lambda: LATE in [body for body, _reason in states_of(library, untitled.record.id)])
    qtbot.waitUntil(lambda: desk.item.body == "before")
    assert bodies(library)[""] == "before"


@pytest.mark.parametrize("title", ["", "One"])
def test_both_texts_of_a_conflict_are_kept_without_a_title_too(desk, library, untitled, qtbot, title):
    desk.open(untitled.record.id)
    library.items.save(untitled.with_body("theirs"), keep=False)
    desk.change(replace(desk.item, title=title, body="mine"))
    desk.flush()
    qtbot.waitUntil(lambda: desk.state.saving is Saving.CONFLICT)
    desk.take_theirs(untitled.record.id)
    qtbot.waitUntil(lambda: desk.item.body == "theirs")
    assert bodies(library) == {"": "theirs"}
    assert [body for body, _reason in states_of(library, untitled.record.id)] == ["before", "mine", "theirs"]
