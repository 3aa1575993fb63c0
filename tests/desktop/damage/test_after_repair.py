"""After a repair a dialog says all that came of it, or what else can be done."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QScrollArea

from newsletter_app.desktop.damage.words import failed_words, repaired_words
from newsletter_app.desktop.while_closed import Result
from newsletter_app.desktop.widgets.away_dialog import AwayDialog
from newsletter_app.errors import LibraryDamaged
from newsletter_app.library import failures
from newsletter_app.library.query import Counts
from newsletter_app.library.repairing.told import Repaired, Told

pytestmark = pytest.mark.window


def many_lost(folder) -> Repaired:
    told = [Told(f"“Post {number}” cannot be read.", is_loss=True) for number in range(40)]
    return Repaired(
        Counts(posts=1), folder / "aside", (Told("Made anew."), *told), folder / "aside" / "repair.txt"
    )


@pytest.fixture
def away(qtbot):
    """The dialog of a repair, as it stands on the screen without a window."""
    dialog = AwayDialog("damage.repairing", "Repair", "Repairing the library", "Wait.")
    qtbot.addWidget(dialog)
    dialog.show()

    def show(result: Result) -> AwayDialog:
        dialog.show_result(result.heading, result.words, result.notes, result.button)
        return dialog

    return show


def test_all_that_a_repair_did_can_be_read_and_copied(away, qtbot, tmp_path):
    shown = away(repaired_words(many_lost(tmp_path)))
    lines = shown.findChild(QLabel, "damage.repairing.notes").text().splitlines()
    assert lines == [*(f"“Post {number}” cannot be read." for number in range(40)), "Made anew."]
    assert "repair.txt" in shown.findChild(QLabel, "damage.repairing.words").text()
    assert shown.height() <= 560  # the list is scrolled
    area = shown.findChild(QScrollArea)
    assert area.focusPolicy() & Qt.FocusPolicy.TabFocus
    qtbot.keyClick(area, Qt.Key.Key_End)
    qtbot.keyClick(area, Qt.Key.Key_PageDown)
    assert area.verticalScrollBar().value() > 0
    qtbot.keyClick(shown.copy, Qt.Key.Key_Space)
    assert QApplication.clipboard().text().splitlines() == lines
    assert shown.isVisible()


def test_a_short_list_takes_the_room_it_needs(away):
    shown = away(Result("Repaired", "One post is there.", "“Post 1” cannot be read."))
    area = shown.findChild(QScrollArea)
    assert area.height() < 60
    assert area.verticalScrollBar().maximum() == 0


def test_a_repair_that_found_nothing_names_the_other_ways_and_no_command(away, tmp_path):
    error = LibraryDamaged("Nothing can be read of the library.", hint="newsletter-app library restore")
    shown = away(failed_words(error))
    words = shown.findChild(QLabel, "damage.repairing.words").text()
    assert "newsletter-app" not in words
    assert words.count("as it") == 1
    assert "Go back to a backup, or open another library." in words
    assert shown.open_library.text() == "Other ways out"
    assert not shown.copy.isVisible()


def test_what_else_kept_a_repair_from_being_done_says_what_to_do(away, tmp_path):
    shown = away(failed_words(failures.busy(tmp_path)))
    assert "Try again in a moment" in shown.findChild(QLabel, "damage.repairing.words").text()
    assert shown.open_library.text() == "Back"
