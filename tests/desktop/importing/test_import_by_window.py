"""A person imports files by the window."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from newsletter_app import paths
from newsletter_app.content.kinds import Kind
from newsletter_app.desktop.importing.dialog import ImportDialog
from newsletter_app.desktop.importing.presenter import ImportPresenter
from newsletter_app.desktop.library_changes import LibraryChanges
from newsletter_app.desktop.tasks import ImmediateTasks
from newsletter_app.desktop.theme.theme import Appearance, Theme
from newsletter_app.importing.importing import Importing
from newsletter_app.importing.reading import read_here
from newsletter_app.library.cleaning import clean_picture
from newsletter_app.library.library import Library
from newsletter_app.library.opening import open_library

GAP = "\n\n\u00a0\n\n\u00a0\n\n\u00a0\n\n"
TWO = f"The first post\n\nSome words about it.{GAP}The second post\n\nOther words about that.\n"


@dataclass
class Window:
    """What a test of importing holds."""

    presenter: ImportPresenter
    library: Library
    changes: list[object] = field(default_factory=list)
    told: list[str] = field(default_factory=list)
    failed: list[object] = field(default_factory=list)

    @property
    def dialog(self) -> ImportDialog:
        assert self.presenter._dialog is not None
        return self.presenter._dialog

    @property
    def titles(self) -> list[str]:
        return [item.title for item in self.library.items.all(Kind.POST)]


@pytest.fixture
def window(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[Window]:
    """A window over an empty library."""
    theme = Theme(qapp, paths.resources() / "styles", Appearance.LIGHT)
    with open_library(tmp_path / "library", clean_picture, make=True) as library:
        parent = QWidget()
        qtbot.addWidget(parent)
        changes = LibraryChanges()
        presenter = ImportPresenter(parent, Importing(library, read_here), ImmediateTasks(), changes, theme)
        held = Window(presenter, library)
        changes.happened.connect(held.changes.append)
        presenter.told.connect(held.told.append)
        presenter.failed.connect(held.failed.append)
        yield held
    theme.deleteLater()


def test_nothing_is_changed_before_the_person_says_so(window: Window, tmp_path: Path) -> None:
    file = tmp_path / "blog.txt"
    file.write_text(TWO, encoding="utf-8")
    window.presenter.read([file])
    assert window.dialog.windowTitle() == "Import 2 posts"
    assert window.titles == []


def test_enter_imports_what_is_shown_and_tells_the_list(window: Window, tmp_path: Path, qtbot: QtBot) -> None:
    file = tmp_path / "blog.txt"
    file.write_text(TWO, encoding="utf-8")
    window.presenter.read([file])
    qtbot.keyClick(window.dialog, Qt.Key.Key_Return)
    assert window.titles == ["The first post", "The second post"]
    assert window.told == ["2 posts have come."]
    assert len(window.changes) == 1


def test_what_the_library_has_is_skipped_unless_it_is_asked_for(
    window: Window, tmp_path: Path, qtbot: QtBot
) -> None:
    file = tmp_path / "blog.txt"
    file.write_text(TWO, encoding="utf-8")
    window.presenter.read([file])
    qtbot.keyClick(window.dialog, Qt.Key.Key_Return)
    window.presenter.read([file])
    assert window.dialog.windowTitle() == "Import 0 posts"
    window.dialog.duplicates.setChecked(True)
    assert window.dialog.windowTitle() == "Import 2 posts"
    qtbot.keyClick(window.dialog, Qt.Key.Key_Return)
    assert len(window.titles) == 4


def test_a_file_that_is_no_text_is_said(window: Window, tmp_path: Path) -> None:
    file = tmp_path / "blog.txt"
    file.write_bytes(b"\x00\xff\xfe\x01" * 50)
    window.presenter.read([file])
    assert "blog.txt" in str(window.failed[0])
    assert window.titles == []
