"""In the place of a damaged library stands a page with the ways out, each taken by keys."""

import contextlib
import shutil
import sqlite3

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QPushButton

from newsletter_app import paths
from newsletter_app.app import build
from newsletter_app.content.post import Post
from newsletter_app.desktop.damage.presenter import DamagePresenter
from newsletter_app.desktop.damage.view import DamageView
from newsletter_app.desktop.damage.watching import DamageWatch
from newsletter_app.desktop.kept_settings import KeptSettings
from newsletter_app.desktop.opening import Opening
from newsletter_app.desktop.widgets.away_dialog import AwayDialog
from newsletter_app.library.backup_names import BackupReason
from newsletter_app.library.cleaning import clean_picture
from newsletter_app.library.opening import open_library
from newsletter_app.library.second_place import SecondPlace

pytestmark = pytest.mark.window
FILE = "library.sqlite"
SLOW = 60_000


@pytest.fixture
def folder(tmp_path):
    """A library of which the page with the posts is blank, with a backup from before."""
    folder = tmp_path / "library"
    with open_library(folder, clean_picture, make=True) as library:
        library.items.add(Post(title="Harbour", body="We met at the harbour."))
        library.backups.take(BackupReason.OPENED)
    damage(folder)
    return folder


def damage(folder):
    with (folder / FILE).open("r+b") as file:
        file.seek(3 * 4096)
        file.write(bytes(4096))


@pytest.fixture
def window(qtbot, folder):
    window = build(["--library", str(folder)])
    qtbot.addWidget(window)
    window.show()
    qtbot.waitUntil(lambda: window.findChild(DamageView) is not None, timeout=SLOW)
    yield window
    if shiboken6.isValid(window):
        window.close()


def button(window, name) -> QPushButton:
    return window.findChild(QPushButton, name)


def dialog() -> AwayDialog | None:
    shown = QApplication.topLevelWidgets()
    return next((widget for widget in shown if isinstance(widget, AwayDialog) and widget.isVisible()), None)


def reopened(window) -> list[str]:
    """Have the window tell that it would be built anew, instead of doing it."""
    told: list[str] = []
    presenter = window.findChild(DamagePresenter)
    presenter._while_closed._reopen = lambda: told.append("again")
    return told


def test_the_page_says_what_happened_and_offers_the_newest_backup(window, qtbot, folder):
    page = window.findChild(DamageView)
    assert page.isVisible()
    assert str(folder) in page.what.text()
    assert "newsletter-app" not in page.what.text()
    qtbot.waitUntil(page.restore.isVisible, timeout=SLOW)
    assert "with 1 post in it" in page.about_backup.text()
    for name in ("repair", "restore", "other", "folder", "again"):
        each = button(window, f"damage.{name}")
        assert each.accessibleName()
        assert each.focusPolicy() & Qt.FocusPolicy.TabFocus


@pytest.mark.parametrize("way", ["emptied", "gone"])
def test_a_library_that_lost_its_file_is_damaged_and_its_backup_offered(qtbot, tmp_path, way):
    folder = tmp_path / "library"
    with open_library(folder, clean_picture, make=True) as library:
        library.items.add(Post(title="Harbour", body="We met at the harbour."))
        library.backups.take(BackupReason.OPENED)
    (folder / FILE).unlink()
    if way == "emptied":
        (folder / FILE).touch()
    window = build(["--library", str(folder)])
    qtbot.addWidget(window)
    window.show()
    qtbot.waitUntil(lambda: window.findChild(DamageView) is not None, timeout=SLOW)
    page = window.findChild(DamageView)
    assert "missing or empty" in page.what.text()
    qtbot.waitUntil(page.restore.isVisible, timeout=SLOW)
    assert "with 1 post in it" in page.about_backup.text()
    assert sorted(file.name for file in folder.glob(f"{FILE}*")) == ([FILE] if way == "emptied" else [])
    window.close()


def test_the_page_has_the_keys_and_the_next_tab_goes_on_in_it(window, qtbot):
    assert window.focusWidget() is button(window, "damage.repair")
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Tab)
    assert window.focusWidget() in (button(window, "damage.restore"), button(window, "damage.other"))


def test_a_repair_by_keys_saves_what_can_be_read_and_opens_the_window_anew(window, qtbot, folder):
    told = reopened(window)
    before = (folder / FILE).read_bytes()
    button(window, "damage.repair").setFocus()
    qtbot.keyClick(button(window, "damage.repair"), Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: dialog() is not None and dialog().open_library.isVisible(), timeout=SLOW)
    assert not window.isVisible()
    assert "1 post is in the repaired library." in dialog().findChild(QLabel, "damage.repairing.words").text()
    assert "“Harbour”" in dialog().findChild(QLabel, "damage.repairing.notes").text()
    qtbot.keyClick(dialog().open_library, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: told == ["again"], timeout=SLOW)
    (aside,) = (folder / "aside").iterdir()
    assert (aside / FILE).read_bytes() == before
    with open_library(folder, clean_picture, make=False) as library:
        assert library.upkeep.check() == ()
        assert library.items.find("harbour").body == "We met at the harbour."


def test_a_library_that_came_back_by_itself_opens_when_tried_again(window, qtbot, folder, tmp_path):
    good = tmp_path / "good"
    open_library(good, clean_picture, make=True).close()
    for ending in ("-wal", "-shm"):
        (folder / f"{FILE}{ending}").unlink(missing_ok=True)
    shutil.copyfile(good / FILE, folder / FILE)
    with qtbot.waitSignal(window.findChild(Opening).over, timeout=SLOW):
        qtbot.keyClick(button(window, "damage.again"), Qt.Key.Key_Space)
    assert not window.findChild(DamageView).isVisible()
    assert window.findChild(Opening).desk is not None


def test_damage_that_comes_while_the_window_is_open_is_told_and_the_ways_out_are_at_hand(qtbot, tmp_path):
    folder = tmp_path / "library"
    with open_library(folder, clean_picture, make=True) as library:
        library.items.add(Post(title="Harbour", body="We met at the harbour."))
    with contextlib.closing(sqlite3.connect(folder / FILE, isolation_level=None)) as file:
        file.executemany("INSERT OR IGNORE INTO day_of_use (day) VALUES (?)", [(day,) for day in range(8)])
    window = build(["--library", str(folder)])
    qtbot.addWidget(window)
    window.show()
    qtbot.waitUntil(lambda: window.findChild(DamageWatch) is not None, timeout=SLOW)
    damage(folder)
    qtbot.waitUntil(lambda: window.findChild(QPushButton, "damage.notice.ways") is not None, timeout=SLOW)
    ways = window.findChild(QPushButton, "damage.notice.ways")
    qtbot.waitUntil(ways.isVisible, timeout=SLOW)
    qtbot.keyClick(ways, Qt.Key.Key_Space)
    assert window.findChild(DamageView).isVisible()
    assert not button(window, "damage.again").isVisible()
    before = (folder / FILE).read_bytes()
    window.close()
    assert (folder / FILE).read_bytes() == before


@pytest.fixture
def in_vain(qtbot, tmp_path, home):
    """A library of which nothing can be read; its backups lie in the second place alone."""
    folder, stick = tmp_path / "library", tmp_path / "stick"
    stick.mkdir()
    with open_library(folder, clean_picture, make=True) as library:
        for title in ("Harbour", "Quay"):
            library.items.add(Post(title=title))
            library.backups.take(BackupReason.OPENED)
            library.backups.bring_to(SecondPlace(stick, library.id), {})
    shutil.rmtree(folder / "backups")
    (folder / FILE).write_bytes(b"Minutes of a meeting. " * 400)
    KeptSettings(paths.config_folder()).change(backup_folder=str(stick))
    return folder


def shown(qtbot, folder):
    window = build(["--library", str(folder)])
    qtbot.addWidget(window)
    window.show()
    qtbot.waitUntil(lambda: window.findChild(DamageView) is not None, timeout=SLOW)
    page = window.findChild(DamageView)
    qtbot.waitUntil(page.restore.isVisible, timeout=SLOW)
    return window, page


def test_backups_of_the_second_place_are_offered_with_the_choice_among_them(qtbot, in_vain):
    window, page = shown(qtbot, in_vain)
    assert "with 2 posts in it" in page.about_backup.text()
    assert page.file.isVisible()
    qtbot.keyClick(page.choose, Qt.Key.Key_Space)
    choosing = window.findChild(QDialog, "damage.choosing")
    assert choosing.table.model().rowCount() == 2
    assert choosing.focusWidget() is choosing.table
    choosing.table.choose(1)
    qtbot.keyClick(choosing.table, Qt.Key.Key_Return)
    question = window.findChild(QDialog, "backups.ask")
    assert question.isVisible()
    told = reopened_after_restore(window)
    qtbot.keyClick(question.findChild(QPushButton, "backups.ask.act"), Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: dialog() is not None and dialog().open_library.isVisible(), timeout=SLOW)
    qtbot.keyClick(dialog().open_library, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: told == ["again"], timeout=SLOW)
    with open_library(in_vain, clean_picture, make=False) as library:
        assert [item.title for item in library.items.all()] == ["Harbour"]


def test_a_backup_in_a_file_is_taken_back_from_the_page(qtbot, in_vain, monkeypatch):
    (newest, _older) = sorted((in_vain.parent / "stick").glob("*/*.zip"), reverse=True)
    window, page = shown(qtbot, in_vain)
    monkeypatch.setattr(
        "newsletter_app.desktop.backups.choosing_file.QFileDialog.getOpenFileName",
        lambda *_given: (str(newest), ""),
    )
    qtbot.keyClick(page.file, Qt.Key.Key_Space)
    question = window.findChild(QDialog, "backups.ask")
    assert newest.name in question.findChild(QLabel, "backups.ask.sentence").text()


def test_after_a_repair_in_vain_the_page_leads_to_a_backup_until_the_file_is_another(qtbot, in_vain):
    window, page = shown(qtbot, in_vain)
    told = reopened(window)
    assert "try it first" in about_repair(page)
    qtbot.keyClick(page.repair, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: dialog() is not None and dialog().open_library.isVisible(), timeout=SLOW)
    assert dialog().open_library.text() == "Other ways out"
    qtbot.keyClick(dialog().open_library, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: told == ["again"], timeout=SLOW)
    again, page = shown(qtbot, in_vain)
    assert "try it first" not in about_repair(page)
    assert page.restore.property("role") == "primary"
    assert page.repair.property("role") != "primary"
    assert not page.repair.hasFocus()
    again.close()
    (in_vain / FILE).write_bytes(b"Other minutes. " * 400)
    _another, page = shown(qtbot, in_vain)
    assert "try it first" in about_repair(page)


def about_repair(page: DamageView) -> str:
    return page.findChild(QLabel, "damage.about-repair").text()


def reopened_after_restore(window) -> list[str]:
    told: list[str] = []
    window.findChild(DamagePresenter)._taking_back._while_closed._reopen = lambda: told.append("again")
    return told
