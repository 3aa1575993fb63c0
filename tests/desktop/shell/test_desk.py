"""The open item on its way into the library."""

import datetime as dt
import threading
from dataclasses import dataclass, replace

import pytest

from newsletter_app import paths
from newsletter_app.content.asset import Asset
from newsletter_app.content.changes import Changes
from newsletter_app.content.ids import new_id
from newsletter_app.content.kinds import Kind
from newsletter_app.content.post import Post
from newsletter_app.content.record import Record
from newsletter_app.desktop.closing import Closing
from newsletter_app.desktop.desk import Desk
from newsletter_app.desktop.library_changes import LibraryChanges
from newsletter_app.desktop.main_window import MainWindow
from newsletter_app.desktop.safekeeping import NoJournal
from newsletter_app.desktop.save_state import Saving
from newsletter_app.desktop.tasks import ImmediateTasks, Tasks
from newsletter_app.desktop.theme.theme import Appearance, Theme
from newsletter_app.errors import Conflict, LibraryBusy, Missing
from newsletter_app.library.journal import Journal
from newsletter_app.library.reasons import Reason


@dataclass
class Written:
    item: Post
    changes: Changes


class OneShelf:
    """A shelf in memory that can be busy."""

    def __init__(self):
        self.items = {}
        self.kept = []
        self.reasons = []
        self.is_busy = False

    def get(self, id):  # noqa: A002
        if id not in self.items:
            raise Missing("There is none.")
        return self.items[id]

    def save(self, item, *, keep, reason=Reason.SAVED):
        if self.is_busy:
            raise LibraryBusy("Another program holds the library.")
        if self.items[item.record.id].record.version != item.record.version:
            raise Conflict("Somebody saved a newer version.")
        if keep:
            self.kept.append(item)
            self.reasons.append(reason)
        return self._put(item, item.record.id)

    def begin(self, item):
        if self.is_busy:
            raise LibraryBusy("Another program holds the library.")
        return self._put(item, item.record.id)

    def add(self, item):
        return self._put(item, new_id())

    def _put(self, item, id):  # noqa: A002
        item = item.with_record(Record(id=id, version=item.record.version + 1))
        self.items[id] = item
        return Written(item, Changes.of(Kind.POST, id))


@pytest.fixture
def shelf():
    return OneShelf()


@pytest.fixture
def post(shelf):
    return shelf.add(Post(title="One", body="first")).item


@pytest.fixture
def other(shelf):
    return shelf.add(Post(title="Other")).item


@pytest.fixture
def changes(qapp):
    return LibraryChanges()


@pytest.fixture
def desk(shelf, changes):
    def now():
        return dt.datetime(2027, 3, 14, 14, 2)

    return Desk(shelf, ImmediateTasks(), changes, now=now)


def stored(shelf, post):
    return shelf.items[post.record.id]


def test_typing_is_saved_by_itself_and_said_with_the_time(desk, shelf, post, qtbot):
    desk.open(post.record.id)
    desk.change(desk.item.with_body("second"))
    assert desk.state.saving is Saving.PENDING
    assert stored(shelf, post).body == "first"
    qtbot.waitUntil(lambda: desk.state.saving is Saving.SAVED, timeout=3000)
    assert stored(shelf, post).body == "second"
    assert desk.state.words == "Saved 14:02"


def test_steady_typing_is_saved_within_about_a_second(desk, shelf, post, qtbot):
    desk.open(post.record.id)
    typed = []

    def type_on():
        typed.append("x")
        desk.change(desk.item.with_body("".join(typed)))
        return stored(shelf, post).body.startswith("x")

    qtbot.waitUntil(type_on, timeout=3000)


def test_each_save_names_the_version_before_it(desk, shelf, post):
    desk.open(post.record.id)
    for body in ("a", "b", "c"):
        desk.change(post.with_body(body))
        desk.flush()
    assert stored(shelf, post).record.version == 4
    assert desk.item.record.version == 4


def test_what_is_typed_during_a_save_goes_with_the_next_one(shelf, post, changes, qtbot):
    tasks = Tasks()
    desk = Desk(shelf, tasks, changes)
    desk.open(post.record.id)
    desk.change(post.with_body("one"))
    desk.flush()
    desk.change(post.with_body("one two"))
    qtbot.waitUntil(lambda: desk.state.saving is Saving.SAVED, timeout=3000)
    assert stored(shelf, post).body == "one two"
    assert tasks.close()


def test_leaving_an_item_saves_it_and_keeps_a_revision(desk, shelf, post, other):
    desk.open(post.record.id)
    desk.change(post.with_body("left"))
    desk.open(other.record.id)
    assert stored(shelf, post).body == "left"
    assert [item.body for item in shelf.kept] == ["left"]
    assert shelf.reasons == [Reason.LEFT]
    assert desk.drafts.unsaved == ()


def test_leaving_an_unchanged_item_keeps_nothing(desk, shelf, post, other):
    desk.open(post.record.id)
    desk.open(other.record.id)
    assert shelf.kept == []


def test_a_busy_library_is_said_and_tried_again(desk, shelf, post, qtbot):
    desk.open(post.record.id)
    shelf.is_busy = True
    desk.change(post.with_body("wait"))
    desk.flush()
    assert desk.state.words == "Not saved: Another program holds the library."
    shelf.is_busy = False
    qtbot.waitUntil(lambda: desk.state.saving is Saving.SAVED, timeout=4000)
    assert stored(shelf, post).body == "wait"


def test_an_item_left_unsaved_comes_back_as_it_was(desk, shelf, post, other):
    desk.open(post.record.id)
    shelf.is_busy = True
    desk.change(post.with_body("precious"))
    desk.open(other.record.id)
    assert [item.body for item, _ in desk.drafts.unsaved] == ["precious"]
    desk.open(post.record.id)
    assert desk.item.body == "precious"


def theirs_of(shelf, post):
    shelf.save(stored(shelf, post).with_body("theirs"), keep=False)


def test_my_words_become_a_copy_when_somebody_else_saved(desk, shelf, post, qtbot):
    desk.open(post.record.id)
    theirs_of(shelf, post)
    with qtbot.waitSignal(desk.conflicted):
        desk.change(post.with_body("mine"))
        desk.flush()
    desk.keep_mine(post.record.id)
    assert stored(shelf, post).body == "theirs"
    assert (desk.item.body, desk.item.title) == ("mine", "One (my version)")
    desk.change(replace(desk.item, body="mine still"))
    desk.flush()
    assert desk.state.saving is Saving.SAVED


def test_my_words_on_a_picture_go_over_theirs_which_stay_as_a_revision(desk, shelf):
    picture = shelf.add(Asset("ab" * 32, "one.png", "png", 10, 10, 99, alt="First")).item
    desk.open(picture.record.id)
    shelf.save(replace(picture, alt="Theirs"), keep=False)
    desk.change(replace(picture, alt="Mine"))
    desk.flush()
    desk.keep_mine(picture.record.id)
    assert (desk.item.alt, desk.item.record.id) == ("Mine", picture.record.id)
    assert [item.alt for item in shelf.kept] == ["Theirs", "Mine"]
    assert desk.state.saving is Saving.OPENED


def test_taking_theirs_leaves_mine_as_a_revision(desk, shelf, post):
    desk.open(post.record.id)
    theirs_of(shelf, post)
    desk.change(post.with_body("mine"))
    desk.flush()
    desk.take_theirs(post.record.id)
    assert desk.item.body == "theirs"
    assert [item.body for item in shelf.kept] == ["mine", "theirs"]


def test_a_change_for_an_item_that_was_left_is_refused(desk, post, other):
    desk.open(other.record.id)
    with pytest.raises(ValueError, match=post.record.id):
        desk.change(post)


def test_an_item_changed_elsewhere_is_read_again(desk, shelf, post, changes, qtbot):
    desk.open(post.record.id)
    theirs_of(shelf, post)
    with qtbot.waitSignal(desk.opened):
        changes.tell(Changes.of(Kind.POST, post.record.id))
    assert desk.item.body == "theirs"


def test_an_unknown_item_is_told_and_leaves_the_desk_as_it_was(desk, post, qtbot):
    desk.open(post.record.id)
    with qtbot.waitSignal(desk.failed):
        desk.open("nowhere")
    assert desk.item == post


def journal_in(tmp_path, shelf):
    return Journal(tmp_path / "state", "library", tmp_path / "library")


def test_words_the_library_does_not_take_are_kept_on_this_computer(shelf, post, changes, tmp_path, qtbot):
    journal = journal_in(tmp_path, shelf)
    desk = Desk(
        shelf, ImmediateTasks(), changes, journal=journal, now=lambda: dt.datetime(2027, 3, 14, 14, 2)
    )
    desk.open(post.record.id)
    shelf.is_busy = True
    desk.change(post.with_body("precious"))
    assert desk.state.words == "Saving…"
    desk.flush()
    assert desk.state.words == "Kept on this computer 14:02: Another program holds the library."
    assert [row.item.body for row in journal.rows()] == ["precious"]
    desk.change(post.with_body("precious and new"))
    assert desk.state.words == "Saving…"
    shelf.is_busy = False
    desk.flush()
    assert desk.state.words == "Saved 14:02"
    assert journal.rows() == []
    journal.close()


def test_words_of_a_conflict_are_kept_until_a_person_decided(shelf, post, changes, tmp_path, qapp):
    journal = journal_in(tmp_path, shelf)
    desk = Desk(shelf, ImmediateTasks(), changes, journal=journal)
    desk.open(post.record.id)
    theirs_of(shelf, post)
    desk.change(post.with_body("mine"))
    desk.flush()
    assert desk.state.saving is Saving.CONFLICT
    desk.change(post.with_body("mine and more"))
    desk.flush()
    assert journal.rows()[-1].item.body == "mine and more"
    assert desk.state.words.startswith("Kept on this computer")
    desk.keep_mine(post.record.id)
    assert journal.rows() == []
    journal.close()


def test_what_is_typed_and_taken_back_leaves_nothing_to_save(desk, shelf, post):
    desk.open(post.record.id)
    desk.change(post.with_body("x"))
    desk.change(post)
    assert desk.state.saving is Saving.OPENED
    desk.flush()
    assert stored(shelf, post).record.version == 1


class SlowJournal(NoJournal):
    """Keeps what it is given only when it is let."""

    def __init__(self):
        self.may_go_on = threading.Event()
        self.kept = []

    def keep(self, item, *, is_sent):
        self.may_go_on.wait(10)
        self.kept.append((item.body, is_sent))


def test_the_library_gets_nothing_that_the_journal_did_not_have_first(shelf, post, changes, qtbot):
    tasks, journal = Tasks(), SlowJournal()
    desk = Desk(shelf, tasks, changes, journal=journal)
    desk.open(post.record.id)
    desk.change(post.with_body("second"))
    desk.flush()
    qtbot.wait(50)
    assert stored(shelf, post).body == "first"
    journal.may_go_on.set()
    qtbot.waitUntil(lambda: desk.state.saving is Saving.SAVED, timeout=3000)
    assert journal.kept == [("second", True)]
    assert tasks.close()


class SlowShelf(OneShelf):
    """A shelf that answers only when it is let."""

    def __init__(self):
        super().__init__()
        self.may_go_on = threading.Event()

    def save(self, item, *, keep, reason=Reason.SAVED):
        self.may_go_on.wait(20)
        return super().save(item, keep=keep, reason=reason)


def test_a_library_that_does_not_answer_holds_up_no_journal(changes, tmp_path, qtbot):
    shelf, tasks = SlowShelf(), Tasks()
    post = shelf.add(Post(title="One", body="first")).item
    journal = journal_in(tmp_path, shelf)
    desk = Desk(shelf, tasks, changes, journal=journal)
    desk.open(post.record.id)
    desk.change(post.with_body("second"))
    desk.flush()
    desk.change(post.with_body("second and third"))
    qtbot.waitUntil(lambda: [row.item.body for row in journal.rows()] == ["second", "second and third"])
    qtbot.waitUntil(lambda: desk.state.saving is Saving.KEPT, timeout=15_000)
    assert desk.state.words.endswith("The library has not answered yet.")
    shelf.may_go_on.set()
    qtbot.waitUntil(lambda: desk.state.saving is Saving.SAVED, timeout=6000)
    assert stored(shelf, post).body == "second and third"
    assert tasks.close()
    journal.close()


def test_a_new_item_is_on_the_desk_at_once_and_in_the_library_when_it_can_be(desk, shelf, qtbot):
    shelf.is_busy = True
    begun = desk.begin(Post(title="Untitled post"))
    desk.change(desk.item.with_body("words"))
    desk.flush()
    assert begun.record.id not in shelf.items
    shelf.is_busy = False
    desk.flush()
    assert shelf.items[begun.record.id].body == "words"
    assert desk.item.record.version == 1


class Answers:
    """Says what a person would, and remembers what it was asked about."""

    def __init__(self, answer):
        self.answer, self.asked = answer, []

    def __call__(self, item):
        self.asked.append(item.body)
        return self.answer


@pytest.fixture
def window(qapp):
    theme = Theme(qapp, paths.resources() / "styles", Appearance.LIGHT)
    window = MainWindow(theme)
    yield window
    window.deleteLater()
    theme.deleteLater()


def test_closing_asks_nothing_where_the_journal_has_the_words(window, shelf, post, changes, tmp_path):
    tasks, ask, journal = Tasks(), Answers(False), journal_in(tmp_path, shelf)
    desk = Desk(shelf, tasks, changes, journal=journal)
    closing = Closing(window, desk, ask)
    desk.open(post.record.id)
    shelf.is_busy = True
    desk.change(post.with_body("precious"))
    assert closing.may_close()
    assert ask.asked == []
    assert [row.item.body for row in journal.rows()] == ["precious"]
    assert tasks.close()
    journal.close()


def test_closing_asks_before_words_that_nothing_takes_are_lost(window, shelf, post, changes):
    tasks, ask = Tasks(), Answers(False)
    desk = Desk(shelf, tasks, changes)
    closing = Closing(window, desk, ask)
    desk.open(post.record.id)
    shelf.is_busy = True
    desk.change(post.with_body("precious"))
    assert not closing.may_close()
    assert ask.asked == ["precious"]
    shelf.is_busy = False
    assert closing.may_close()
    assert stored(shelf, post).body == "precious"
    assert tasks.close()


def test_what_was_stored_before_it_was_opened_may_still_become_a_revision(desk, shelf, post):
    desk.open(post.record.id)
    desk.keep()
    assert [item.body for item in shelf.kept] == [post.body]  # the library tells whether it is a new one
