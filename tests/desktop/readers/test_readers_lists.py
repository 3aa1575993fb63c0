"""A person looks after lists of readers."""

import os
import stat

import pytest
from PySide6 import __version_info__
from PySide6.QtCore import QCoreApplication, QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QPushButton

from newsletter_app.content.changes import Changes
from newsletter_app.content.contact import Contact
from newsletter_app.errors import LibraryBusy

pytestmark = pytest.mark.window


def place_of(spot):
    """Return the place as a drag's event takes it: QPointF since Qt 6.12, QPoint before."""
    return spot if __version_info__ >= (6, 12) else spot.toPoint()


def test_a_library_without_readers_offers_to_import_some(place_on, library):
    place = place_on(library)
    assert place.part("readers.state.sentence").text().startswith("No lists yet.")
    assert place.part("readers.state.act").text() == "Import a list…"


def test_counts_are_shown_and_nobody_is(place):
    assert place.part("readers.list_name").text() == "Friends"
    assert place.part("readers.list_facts").text().startswith("3 people get mail · 0 unsubscribed")
    assert "3 people are here" in place.part("readers.state.sentence").text()
    assert place.names == []
    assert "@" not in place.on_screen


def test_enter_on_the_button_shows_people_and_escape_hides_them(place, keys):
    place.part("readers.state.act").setFocus()
    keys(Qt.Key.Key_Space)
    assert place.names == ["Tom Baker", "Aoife Byrne", "Meera Shah"]
    assert QApplication.focusWidget().objectName() == "readers.search"
    keys(Qt.Key.Key_Escape)
    assert place.names == []
    assert QApplication.focusWidget().objectName() == "readers.lists"


def test_another_list_hides_the_people_of_this_one(place, keys, fill):
    fill("Zebras", [Contact("zoe@example.org", "Zoe", "Zander")])
    place.room.lists.refresh()
    place.press("readers.state.act")
    place.part("readers.lists").setFocus()
    keys(Qt.Key.Key_Down)
    assert place.part("readers.list_name").text() == "Zebras"
    assert place.names == []


def test_leaving_the_place_puts_people_away(place):
    place.press("readers.state.act")
    place.view.hide()
    place.view.show()
    assert place.names == []
    assert place.part("readers.state.act").isVisible()


def test_all_readers_are_found_whatever_list_they_are_on(place, keys, library):
    (person,) = library.readers.people(words="meera")
    library.readers.leave(place.room.lists.chosen_id, person.id)
    place.part("readers.lists").setFocus()
    keys(Qt.Key.Key_Up)
    assert place.part("readers.list_name").text() == "All readers"
    assert not place.part("readers.add").isVisible()
    place.press("readers.state.act")
    assert "Meera Shah" in place.names


def test_a_list_is_made_by_keys_and_gone_to(place, keys):
    place.press("readers.new_list")
    dialog = place.dialog("readers.name_dialog")
    keys("Partners", where=dialog.field)
    keys(Qt.Key.Key_Return, where=dialog)
    assert place.part("readers.list_name").text() == "Partners"
    assert place.part("readers.state.sentence").text().startswith("Nobody is here yet.")


def test_a_name_that_is_taken_is_said_at_the_field(place, keys):
    place.press("readers.new_list")
    dialog = place.dialog("readers.name_dialog")
    keys("friends", where=dialog.field)
    keys(Qt.Key.Key_Return, where=dialog)
    assert "already a list" in place.part("readers.name_trouble").text()
    assert dialog.isVisible()


def test_a_list_is_renamed(place, keys):
    place.view.panel.rename.trigger()
    dialog = place.dialog("readers.name_dialog")
    keys("Good friends", where=dialog.field)
    keys(Qt.Key.Key_Return, where=dialog)
    assert place.part("readers.list_name").text() == "Good friends"


def test_deleting_says_how_many_go_and_enter_deletes_nothing(place, keys):
    place.view.panel.delete.trigger()
    question = place.dialog("readers.delete_list")
    assert "3 people are on it" in place.part("readers.delete_list.sentence").text()
    keys(Qt.Key.Key_Return, where=question)
    assert [of.name for of in place.library.readers.lists()] == ["Friends"]
    place.view.panel.delete.trigger()
    keys(Qt.Key.Key_Space, where=place.part("readers.delete_list.act"))
    assert place.library.readers.lists() == ()
    assert place.library.readers.count() == 0
    assert place.part("readers.state.sentence").text().startswith("No lists yet.")


def test_exporting_warns_first_and_writes_for_the_owner_alone(place, tmp_path):
    place.view.panel.export.trigger()
    assert "addresses of 3 people" in place.part("readers.export_list.sentence").text()
    place.dialog("readers.export_list").reject()
    place.room.export.write(place.room.lists.chosen, tmp_path / "friends")
    file = tmp_path / "friends.csv"
    assert "meera@example.org" in file.read_text(encoding="utf-8-sig")
    if os.name == "posix":
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert place.said.startswith("“friends.csv” holds 3 addresses")
    assert "@" not in place.said


def test_what_was_told_goes_with_the_next_list(place, keys):
    place.view.tell("Something came of it.")
    place.part("readers.lists").setFocus()
    keys(Qt.Key.Key_Up)
    assert not place.view.notice.isVisible()


def test_a_file_that_cannot_be_written_is_said(place, tmp_path):
    place.room.export.write(place.room.lists.chosen, tmp_path / "nowhere" / "friends.csv")
    assert "cannot be written" in place.said


def test_a_lost_key_is_said_and_comes_back_from_a_backup(place, place_on, library, tmp_path):
    place.parts.readership.unsubscribe("meera@example.org")
    backup = tmp_path / "backup.zip"
    library.upkeep.backup(backup, beside=place.parts.key.for_backup())
    elsewhere = place_on(library)
    notice = elsewhere.view.key_notice
    assert notice.isVisible()
    assert notice.sentence.startswith("It cannot be told who has unsubscribed")
    elsewhere.room.key.put_back(tmp_path / "no.zip")
    assert "cannot be read" in notice.sentence
    elsewhere.room.key.put_back(backup)
    assert not notice.isVisible()
    assert elsewhere.said.startswith("The key is back")


def test_a_library_that_cannot_be_read_is_said_with_a_way_on(place_on, library, friends):
    class Busy:
        """Readers of a library that somebody else holds, until `is_free`."""

        is_free = False

        def lists(self):
            if not self.is_free:
                raise LibraryBusy("Another program writes to the library.", hint="Wait for it.")
            return library.readers.lists()

        def __getattr__(self, name):
            return getattr(library.readers, name)

    busy = Busy()

    class Held:
        readers = busy

        def __getattr__(self, name):
            return getattr(library, name)

    place = place_on(Held())
    assert "Another program" in place.part("readers.state.sentence").text()
    busy.is_free = True
    place.press("readers.state.act")
    assert place.part("readers.list_name").text() == "Friends"


def test_a_file_let_go_on_the_place_is_looked_at(place, tmp_path):
    file = tmp_path / "more.csv"
    file.write_text("email\nann@example.org\n", encoding="utf-8")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file))])
    spot = QPointF(20, 20)
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    over = QDragEnterEvent(place_of(spot), Qt.DropAction.CopyAction, data, left, none)
    QApplication.sendEvent(place.view, over)
    assert over.isAccepted()
    drop = QDropEvent(spot, Qt.DropAction.CopyAction, data, left, none)
    QApplication.sendEvent(place.view, drop)
    assert place.dialog("readers.import_dialog").windowTitle() == "Bring in 1 reader"


def test_changes_from_elsewhere_are_shown(place, library, fill):
    fill("Partners", [])
    place.parts.changes.tell(Changes(readers=True))
    rows = place.part("readers.lists").model()
    assert [rows.index(row, 0).data() for row in range(rows.rowCount())] == [
        "All readers",
        "Friends",
        "Partners",
    ]


def test_everything_on_the_place_has_a_name_and_can_be_reached_by_tab(place, keys):
    seen = set()
    place.part("readers.lists").setFocus()
    for _step in range(8):
        seen.add(QApplication.focusWidget().objectName())
        keys(Qt.Key.Key_Tab)
    wanted = {"readers.lists", "readers.new_list", "readers.import", "readers.add", "readers.more"}
    assert wanted | {"readers.state.act"} <= seen
    for button in place.view.findChildren(QPushButton):
        if button.isVisible():
            assert button.accessibleName(), button.objectName()
    QCoreApplication.processEvents()
