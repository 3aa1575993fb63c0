"""The window as it is built has the readers, the accounts, the sending; its backup has the key with it."""

import zipfile

import mail_run_rig as rig
import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QPushButton

from newsletter_app.app import build
from newsletter_app.desktop.desk import Desk
from newsletter_app.desktop.library_care import LibraryCare
from newsletter_app.desktop.preview.web_sheet import WebSheet
from newsletter_app.library.cleaning import clean_picture
from newsletter_app.library.opening import open_library
from newsletter_app.mailing.suppression_key import IN_BACKUP

pytestmark = pytest.mark.window


@pytest.fixture
def built(qtbot, serve, stage, tmp_path):
    """The whole window on a library with three readers, one of whom has left."""
    made = stage(serve().port, 3)
    reader = made.library.readers.people(made.list.id)[0]
    made.library.readers.unsubscribe(reader.id, rig.hash_address_of(made.library))
    made.library.close()
    window = build(["--library", str(tmp_path / "library")])
    window.show()
    qtbot.waitUntil(lambda: window.menus.action("send").isVisible(), timeout=30_000)
    qtbot.waitUntil(lambda: window.menus.action("library.backup").isVisible())
    yield window
    if shiboken6.isValid(window):
        window.close()
        with qtbot.waitSignal(window.destroyed):
            window.deleteLater()


def test_the_command_shows_the_very_mail_in_the_hardened_sheet(built, qtbot, tmp_path):
    with open_library(tmp_path / "library", clean_picture, make=False) as library:
        newsletter = library.items.find("spring").record.id
    built.findChild(Desk).open(newsletter)
    built.activateWindow()
    qtbot.waitUntil(lambda: built.findChild(QPushButton, "newsletter.send").isVisible(), timeout=10_000)
    qtbot.keyClick(
        built, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    )
    qtbot.waitUntil(lambda: built.findChild(QDialog, "mailing.dialog") is not None)
    dialog = built.findChild(QDialog, "mailing.dialog")
    qtbot.waitUntil(lambda: dialog.findChild(QPushButton, "mailing.next").isEnabled(), timeout=20_000)
    sheet = dialog.findChild(WebSheet)
    qtbot.waitUntil(lambda: sheet.is_ready, timeout=20_000)
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)


def test_a_backup_by_the_window_holds_the_key_of_those_who_left(built, qtbot, tmp_path):
    file = tmp_path / "backup.zip"
    file.write_bytes(b"one that is there")
    built.findChild(LibraryCare).write_backup(file)
    qtbot.waitUntil(lambda: zipfile.is_zipfile(file), timeout=20_000)
    assert IN_BACKUP in zipfile.ZipFile(file).namelist()
