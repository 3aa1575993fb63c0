"""The revisions of the open item are listed, compared, gone back to, copied, opened anew: by keys."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QMainWindow

from newsletter_app import paths
from newsletter_app.content.newsletter import Newsletter, PostEntry
from newsletter_app.content.post import Post
from newsletter_app.desktop.desk import Desk
from newsletter_app.desktop.library_changes import LibraryChanges
from newsletter_app.desktop.revisions.post_titles import PostTitles
from newsletter_app.desktop.revisions.presenter import RevisionsPresenter
from newsletter_app.desktop.tasks import Tasks
from newsletter_app.desktop.theme.theme import Theme
from newsletter_app.errors import LibraryBusy
from newsletter_app.library.cleaning import clean_picture
from newsletter_app.library.opening import open_library
from newsletter_app.library.reasons import Reason


class Rig:
    """A desk on a real library, with the presenter of revisions."""

    def __init__(self, window, theme, library):
        self.window, self.library = window, library
        self.tasks = Tasks(window)
        self.changes = LibraryChanges(window)
        self.desk = Desk(library.items, self.tasks, self.changes, parent=window)
        self.told, self.came = [], []
        self.presenter = RevisionsPresenter(
            window,
            theme,
            self.desk,
            library.revisions,
            PostTitles(library.items),
            self.tasks,
            self.changes,
        )
        self.presenter.told.connect(self.told.append)
        self.presenter.came.connect(self.came.append)

    @property
    def dialog(self):
        return self.window.findChild(QDialog, "revisions.dialog")


@pytest.fixture
def rig(qapp, style_sheet_put_back, qtbot, tmp_path):
    theme = Theme(qapp, paths.resources() / "styles")
    window = QMainWindow()
    window.resize(1024, 700)
    qtbot.addWidget(window)
    window.show()
    qtbot.waitExposed(window)
    with open_library(tmp_path / "library", clean_picture, make=True) as library:
        rig = Rig(window, theme, library)
        yield rig
        rig.tasks.close()
    theme.deleteLater()


@pytest.fixture
def post(rig):
    post = rig.library.items.add(Post(title="Meeting", body="We met at the hall.")).item
    changed = replace(post, tags=("events",)).with_body("We met at the quay.")
    post = rig.library.items.save(changed, keep=True).item
    rig.library.items.save(post.with_body("We met at the quay, all of us."), keep=True, reason=Reason.LEFT)
    rig.desk.open(post.record.id)
    return rig.desk.item


def shown(rig, qtbot):
    rig.presenter.show()
    dialog = rig.dialog
    qtbot.waitUntil(lambda: dialog.states.model().rowCount() > 0)
    return dialog


def listed(dialog):
    model = dialog.states.model()
    return [model.index(place, 0).data().split("\n") for place in range(model.rowCount())]


def go_down(dialog, qtbot, times):
    for _time in range(times):
        qtbot.keyClick(dialog.states, Qt.Key.Key_Down)


def test_the_list_tells_number_time_reason_words_and_what_changed(rig, qtbot, post):
    dialog = shown(rig, qtbot)
    facts = [lines[1:] for lines in listed(dialog)]
    assert facts == [
        ["Revision 3, left", "8 words  ·  Text"],
        ["Revision 2, saved", "5 words  ·  Text, Tags"],
        ["Revision 1, made", "5 words"],
    ]
    when = listed(dialog)[0][0]
    assert f"{post.record.modified.astimezone():%H:%M}" in when
    assert dialog.states.hasFocus()


def test_going_through_the_list_compares_each_with_what_it_says_now(rig, qtbot, post):
    dialog = shown(rig, qtbot)
    qtbot.waitUntil(lambda: dialog.compare.findChild(object, "revisions.compare.state").isVisible())
    go_down(dialog, qtbot, 2)
    qtbot.waitUntil(lambda: dialog.compare.told.text() == "2 changes")
    assert dialog.compare.rows.isVisible()


def test_any_two_are_compared_the_older_one_at_the_left(rig, qtbot, post):
    dialog = shown(rig, qtbot)
    dialog.against.setFocus()
    qtbot.keyClick(dialog.against, Qt.Key.Key_End)  # revision 1, while 3 is chosen
    qtbot.waitUntil(lambda: dialog.compare.told.text() == "2 changes")
    assert dialog.compare._old.whole.startswith("Revision 1")
    assert dialog.compare._new.whole.startswith("Revision 3")


def test_restoring_makes_a_new_revision_and_keeps_the_present_one(rig, qtbot, post):
    rig.desk.change(post.with_body("Typed and not yet kept."))
    dialog = shown(rig, qtbot)
    go_down(dialog, qtbot, 2)
    qtbot.keyClick(dialog, Qt.Key.Key_R, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: bool(rig.told))
    assert rig.desk.item.body == "We met at the hall."
    kept = rig.library.revisions.of(post.record.id)
    assert [each.number for each in kept] == [5, 4, 3, 2, 1]
    assert rig.library.revisions.at(post.record.id, 4).body == "Typed and not yet kept."
    assert rig.told == ["Restored as revision 5. What it said before is kept."]


def test_the_text_can_be_copied(rig, qtbot, post):
    dialog = shown(rig, qtbot)
    go_down(dialog, qtbot, 1)
    qtbot.keyClick(dialog, Qt.Key.Key_C, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: QApplication.clipboard().text() == "We met at the quay.")


def test_a_revision_opens_as_a_new_item(rig, qtbot, post):
    dialog = shown(rig, qtbot)
    go_down(dialog, qtbot, 2)
    qtbot.keyClick(dialog, Qt.Key.Key_N, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: bool(rig.came))
    fresh = rig.library.items.get(rig.came[0])
    assert (fresh.title, fresh.body) == ("Meeting (copy)", "We met at the hall.")
    assert rig.library.items.get(post.record.id).body == "We met at the quay, all of us."


def test_enter_in_the_list_restores_nothing_and_escape_closes(rig, qtbot, post):
    dialog = shown(rig, qtbot)
    go_down(dialog, qtbot, 1)
    qtbot.keyClick(dialog.states, Qt.Key.Key_Return)
    qtbot.keyClick(dialog.states, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: rig.dialog is None)
    assert rig.library.items.get(post.record.id).record.revision == 3
    rig.presenter.show()
    assert rig.dialog is not None


def test_what_lies_in_the_bin_can_be_looked_at_but_not_restored(rig, qtbot, post):
    rig.desk.close()
    rig.library.items.delete(post.record.id)
    rig.desk.open(post.record.id)
    dialog = shown(rig, qtbot)
    assert not dialog.restore.isEnabled()
    assert not dialog.open_new.isEnabled()
    assert dialog.copy.isEnabled()


def test_what_stands_in_the_way_is_said_in_the_dialog(rig, qtbot, post, monkeypatch):
    dialog = shown(rig, qtbot)

    def busy(*_given):
        raise LibraryBusy("Another program writes just now.", hint="Try again in a moment.")

    monkeypatch.setattr(rig.presenter._states, "revert", busy)
    go_down(dialog, qtbot, 1)
    qtbot.keyClick(dialog, Qt.Key.Key_R, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(dialog.trouble.isVisible)
    assert dialog.trouble.text() == "Another program writes just now. Try again in a moment."


def test_a_newsletter_names_its_posts(rig, qtbot, post):
    news = rig.library.items.add(Newsletter(title="News", entries=(PostEntry(post.record.id),))).item
    rig.library.items.save(replace(news, entries=(PostEntry("gone-for-good"),)), keep=True)
    rig.desk.open(news.record.id)
    dialog = shown(rig, qtbot)
    go_down(dialog, qtbot, 1)
    qtbot.waitUntil(lambda: dialog.compare.told.text() == "1 change")
    told = dialog.compare.rows.currentIndex().data()
    assert told == (
        "Changed. Before: Post: Meeting (summary) After: Post: a post that is no longer there (summary)"
    )


def test_the_dialog_is_no_larger_than_the_screen_also_over_a_window_that_is(rig, post, qtbot):
    rig.window.resize(1440, 900)
    rig.presenter.show()
    qtbot.waitUntil(lambda: rig.dialog is not None)
    room = rig.window.screen().availableGeometry()
    assert rig.dialog.width() < room.width()
    assert rig.dialog.height() < room.height() - 40


def test_what_says_the_same_as_now_cannot_be_restored(rig, qtbot, post):
    dialog = shown(rig, qtbot)
    assert not dialog.restore.isEnabled()
    go_down(dialog, qtbot, 1)
    assert dialog.restore.isEnabled()
