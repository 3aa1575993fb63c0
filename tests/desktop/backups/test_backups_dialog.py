"""A person looks after backups in the window, by keys, on a real library."""

import dataclasses
import datetime as dt
import threading

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QDialog, QLabel, QPushButton

from newsletter_app import paths, settings
from newsletter_app.content.post import Post
from newsletter_app.desktop.backups.care import BackupCare
from newsletter_app.desktop.backups.dialog import BackupsDialog
from newsletter_app.desktop.backups.presenter import BackupsPresenter
from newsletter_app.desktop.backups.restore_dialog import RestoreDialog
from newsletter_app.desktop.backups.schedule import EVERY_MS, BackupSchedule
from newsletter_app.desktop.backups.taking_back import TakingBack
from newsletter_app.desktop.faults.presenter import BEGIN_ANEW
from newsletter_app.desktop.kept_settings import KeptSettings
from newsletter_app.desktop.main_window import MainWindow
from newsletter_app.desktop.other_libraries import REOPEN, REOPEN_SAME
from newsletter_app.desktop.tasks import ImmediateTasks
from newsletter_app.desktop.theme.theme import Appearance, Theme
from newsletter_app.errors import SecretsUnavailable
from newsletter_app.library.backup_names import BackupReason
from newsletter_app.library.cleaning import clean_picture
from newsletter_app.library.opening import open_library
from newsletter_app.library.restoring import restore


@pytest.fixture
def library(tmp_path):
    now = dt.datetime(2027, 3, 14, 14, 2, tzinfo=dt.UTC)
    with open_library(tmp_path / "library", clean_picture, make=True, now=lambda: now) as library:
        library.items.add(Post(title="One"))
        library.backups.take(BackupReason.IMPORT)
        library.items.add(Post(title="Two"))
        yield library


@pytest.fixture
def window(qtbot, qapp):
    theme = Theme(qapp, paths.resources() / "styles", Appearance.LIGHT)
    window = MainWindow(theme)
    window.fill_menus()
    qtbot.addWidget(window)
    window.show()
    yield window
    theme.deleteLater()


@pytest.fixture
def stage(library, window, qapp, tmp_path):
    """The dialog as the presenter shows it; `reopened` is what was asked for after a restore."""
    theme = qapp.findChild(Theme)
    kept = KeptSettings(tmp_path / "config")
    care = BackupCare(library, lambda: kept.value.backup_folder, lambda: {"suppression.key": b"key"})
    window.closing.connect(library.close)

    class Stage:
        reopened = 0

        def __init__(self):
            self.settings, self.care, self.library = kept, care, library
            taking_back = TakingBack(window, lambda source: restore(library.folder, source), self._reopen)
            self.presenter = BackupsPresenter(window, theme, care, taking_back, kept, ImmediateTasks(window))

        def _reopen(self):
            self.reopened += 1

        def show(self) -> BackupsDialog:
            self.presenter.show()
            return window.findChild(BackupsDialog)

    return Stage()


def press(button: QPushButton, qtbot) -> None:
    button.setFocus()
    qtbot.keyClick(button, Qt.Key.Key_Space)


def said(dialog: QDialog, name: str) -> str:
    label = dialog.findChild(QLabel, name)
    return label.text() if label.isVisible() else ""


def rows(dialog: BackupsDialog) -> list[list[str]]:
    model = dialog.table.model()
    return [
        [str(model.index(row, column).data()) for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def test_each_backup_says_when_why_and_what_it_holds(stage):
    dialog = stage.show()
    ((made, why, posts, newsletters, readers, size),) = rows(dialog)
    assert made.startswith("14 March 2027, ")
    assert (why, posts, newsletters, readers) == ("Before an import", "1", "0", "0")
    assert size.endswith("KB")
    assert dialog.table.hasFocus() or dialog.focusWidget() is dialog.table


def test_backups_of_one_day_are_told_apart_by_their_time(stage, library):
    dialog = stage.show()
    kept = library.backups.take(BackupReason.EMPTYING)
    dialog.show_backups([dataclasses.replace(kept, made=dt.datetime(2026, 11, 30, 8, 14, tzinfo=dt.UTC))])
    header, model = dialog.table.horizontalHeader(), dialog.table.model()
    for column in range(model.columnCount()):
        needed = dialog.table.sizeHintForColumn(column)
        assert header.sectionSize(column) >= needed, model.headerData(column, Qt.Orientation.Horizontal)
    assert header.length() <= dialog.table.viewport().width()


def test_backing_up_by_a_key_adds_a_row_and_says_so(stage, qtbot):
    dialog = stage.show()
    press(dialog.take, qtbot)
    assert [row[1] for row in rows(dialog)] == ["Asked for", "Before an import"]
    assert said(dialog, "backups.said") == "The library is backed up."
    press(dialog.take, qtbot)
    assert said(dialog, "backups.said") == "Nothing has changed since the newest backup."


def test_without_any_backup_there_is_a_sentence(stage):
    for kept in stage.library.backups.kept():
        kept.file.unlink()
    dialog = stage.show()
    assert dialog.state.isVisible()
    assert "No backup yet" in dialog.state.sentence
    assert not dialog.restore.isEnabled()


def test_what_cannot_be_written_is_said_in_its_place(stage, qtbot, tmp_path):
    dialog = stage.show()
    stage.settings.change(backup_folder=str(tmp_path / "gone"))
    press(dialog.take, qtbot)
    assert "is not there" in said(dialog, "backups.said")
    assert len(rows(dialog)) == 2
    assert dialog.take.isEnabled()


def test_a_second_place_gets_the_newest_backup_at_once_and_can_be_given_up(stage, qtbot, tmp_path):
    dialog = stage.show()
    (tmp_path / "stick").mkdir()
    stage.presenter.use_second(str(tmp_path / "stick"))
    assert said(dialog, "backups.second") == str(tmp_path / "stick")
    (file,) = (tmp_path / "stick").glob("*/*.zip")
    assert (file.parent / "suppression.key").read_bytes() == b"key"
    assert settings.load(tmp_path / "config").backup_folder == str(tmp_path / "stick")
    press(dialog.clear, qtbot)
    assert settings.load(tmp_path / "config").backup_folder == ""
    assert "None." in said(dialog, "backups.second")


def test_a_key_that_cannot_be_had_keeps_no_backup_from_the_second_place(library, tmp_path):
    def locked():
        raise SecretsUnavailable("locked")

    (tmp_path / "stick").mkdir()
    BackupCare(library, lambda: str(tmp_path / "stick"), locked).take(BackupReason.ASKED)
    assert list((tmp_path / "stick").glob("*/*.zip"))


@pytest.mark.parametrize(("tabs", "is_taken_back"), [(0, False), (1, True)])
def test_enter_does_what_the_button_that_has_the_keys_says(stage, window, qtbot, qapp, tabs, is_taken_back):
    dialog = stage.show()
    qtbot.keyClick(dialog.table, Qt.Key.Key_Return)
    question = window.findChild(QDialog, "backups.ask")
    for _step in range(tabs):
        qtbot.keyClick(question.focusWidget(), Qt.Key.Key_Tab)
    qtbot.keyClick(question.focusWidget(), Qt.Key.Key_Return)
    assert not question.isVisible()
    assert window.isVisible() is not is_taken_back
    if is_taken_back:
        restoring = dialog_of_restoring(qapp)
        qtbot.waitUntil(lambda: restoring.open_library.isVisible(), timeout=20_000)
        qtbot.keyClick(restoring, Qt.Key.Key_Return)


def answer(window, qtbot, button: str) -> None:
    question = window.findChild(QDialog, "backups.ask")
    press(question.findChild(QPushButton, button), qtbot)


def dialog_of_restoring(qapp) -> RestoreDialog:
    shown = (widget for widget in qapp.topLevelWidgets() if widget.isVisible())
    return next(widget for widget in shown if isinstance(widget, RestoreDialog))


def test_enter_restores_the_chosen_backup_after_a_question_and_the_window_opens_anew(
    stage, window, qtbot, qapp, tmp_path
):
    dialog = stage.show()
    qtbot.keyClick(dialog.table, Qt.Key.Key_Return)
    answer(window, qtbot, "backups.ask.act")
    assert not window.isVisible()
    restoring = dialog_of_restoring(qapp)
    assert [each for each in qapp.topLevelWidgets() if each.isVisible()] == [restoring]
    qtbot.waitUntil(lambda: restoring.open_library.isVisible(), timeout=20_000)
    assert said(restoring, "backups.restoring.heading") == "Restored"
    assert str(tmp_path / "library" / "aside") in said(restoring, "backups.restoring.words")
    qtbot.keyClick(restoring, Qt.Key.Key_Return)
    assert stage.reopened == 1
    with open_library(tmp_path / "library", clean_picture, make=False) as library:
        assert [item.title for item in library.items.all()] == ["One"]


def test_enter_at_the_question_changes_nothing(stage, window, qtbot):
    dialog = stage.show()
    qtbot.keyClick(dialog.table, Qt.Key.Key_Return)
    question = window.findChild(QDialog, "backups.ask")
    qtbot.keyClick(question, Qt.Key.Key_Return)
    assert window.isVisible()
    assert not (stage.library.folder / "aside").exists()


def test_a_backup_that_cannot_be_read_leaves_the_library_and_says_so(stage, window, qtbot, qapp):
    dialog = stage.show()
    kept = dialog.table.current
    kept.file.write_bytes(b"words")
    press(dialog.restore, qtbot)
    answer(window, qtbot, "backups.ask.act")
    restoring = dialog_of_restoring(qapp)
    qtbot.waitUntil(lambda: restoring.open_library.isVisible(), timeout=20_000)
    assert said(restoring, "backups.restoring.heading") == "Not restored"
    assert said(restoring, "backups.restoring.words").count("The library is as it was.") == 1
    qtbot.keyClick(restoring, Qt.Key.Key_Escape)
    assert stage.reopened == 1
    assert not (stage.library.folder / "aside").exists()


def test_while_it_restores_nothing_closes_it(qtbot):
    dialog = RestoreDialog("the backup of today")
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    dialog.close()
    assert dialog.isVisible()
    dialog.show_result("Restored", "Words.")
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_a_window_that_stays_open_keeps_its_library(stage, window, qtbot):
    window.may_close = lambda: False
    dialog = stage.show()
    qtbot.keyClick(dialog.table, Qt.Key.Key_Return)
    answer(window, qtbot, "backups.ask.act")
    assert window.isVisible()
    assert not (stage.library.folder / "aside").exists()
    window.may_close = lambda: True


def test_the_schedule_backs_up_after_opening_and_tells_a_trouble_once(library, window, tmp_path):
    told, place = [], [""]
    care = BackupCare(library, lambda: place[0], dict)
    schedule = BackupSchedule(care, ImmediateTasks(window), told.append, window)
    first, every = schedule.findChildren(QTimer)
    schedule.begin()
    assert (first.isActive(), every.interval()) == (True, EVERY_MS)
    first.timeout.emit()
    assert [kept.reason for kept in care.kept()] == ["opened", "before-import"]
    every.timeout.emit()
    assert len(care.kept()) == 2
    library.items.add(Post(title="Three"))
    place[0] = str(tmp_path / "gone")
    every.timeout.emit()
    every.timeout.emit()
    assert care.kept()[0].reason == "working"
    assert len(told) == 1
    place[0] = ""
    every.timeout.emit()
    place[0] = str(tmp_path / "gone")
    every.timeout.emit()
    assert len(told) == 2


def test_what_is_backed_up_before_other_work_tells_its_failure_from_whatever_thread(library):
    heard = []
    library.backups.tell_failures(lambda error: heard.append((threading.get_ident(), error)))
    for kept in library.backups.kept():
        kept.file.unlink()
    (library.folder / "backups" / ".lock").unlink()
    (library.folder / "backups").rmdir()
    (library.folder / "backups").write_text("in the way")
    thread = threading.Thread(target=library.backups.before, args=(BackupReason.IMPORT,))
    thread.start()
    thread.join()
    ((where, _error),) = heard
    assert where != threading.get_ident()


def test_each_way_to_end_the_loop_has_a_number_of_its_own():
    assert len({0, REOPEN, REOPEN_SAME, BEGIN_ANEW}) == 4
