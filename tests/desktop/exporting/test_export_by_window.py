"""A person exports and copies by the window."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from newsletter_app import paths
from newsletter_app.content.post import Post
from newsletter_app.content.snippet import Snippet
from newsletter_app.desktop.desk import Desk
from newsletter_app.desktop.exporting.about_targets import about
from newsletter_app.desktop.exporting.dialog import ExportDialog
from newsletter_app.desktop.exporting.presenter import ExportPresenter
from newsletter_app.desktop.exporting.wish import Wish
from newsletter_app.desktop.kept_settings import KeptSettings
from newsletter_app.desktop.library_changes import LibraryChanges
from newsletter_app.desktop.tasks import ImmediateTasks
from newsletter_app.exporting.choices import Choices
from newsletter_app.exporting.exporting import Exporting
from newsletter_app.exporting.registry import TARGETS
from newsletter_app.library.cleaning import clean_picture
from newsletter_app.library.opening import open_library
from newsletter_app.rendering.articles import ArticlesHere
from newsletter_app.rendering.template_filling_here import fill_here
from newsletter_app.rendering.templates import Templates


@dataclass
class Window:
    """What a test of exporting holds."""

    presenter: ExportPresenter
    desk: Desk
    folder: Path
    told: list[str] = field(default_factory=list)

    @property
    def dialog(self) -> ExportDialog:
        assert self.presenter._dialog is not None
        return self.presenter._dialog


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[Window]:
    """A window with a post on the desk."""
    with open_library(tmp_path / "library", clean_picture, make=True) as library:
        post = library.items.add(Post(title="A report: findings", body="## Outcomes\n\nGood ones.")).item
        library.items.add(Snippet("contact", "Write to us."))
        desk = Desk(library.items, ImmediateTasks(), LibraryChanges())
        desk.open(post.record.id)
        templates = Templates((paths.shipped_templates(),), fill_here)
        exporting = Exporting(library, ArticlesHere(), templates)
        parent = QWidget()
        qtbot.addWidget(parent)
        kept = KeptSettings(tmp_path / "config")
        presenter = ExportPresenter(parent, desk, exporting, templates, ImmediateTasks(), kept)
        (tmp_path / "out").mkdir()
        held = Window(presenter, desk, tmp_path / "out")
        presenter.told.connect(held.told.append)
        yield held


def answer_box(label: str) -> None:
    """Press a button of the question that opens next."""

    def press() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        next(button for button in box.buttons() if button.text().replace("&", "") == label).click()

    QTimer.singleShot(0, press)


def test_every_target_says_what_it_is_good_for() -> None:
    assert [target.name for target in TARGETS if not about(target.name)] == []


def test_the_post_is_exported_where_the_person_says(window: Window, qtbot: QtBot) -> None:
    window.presenter.export()
    window.dialog.choose_target("blog")
    window.dialog.place.setText(str(window.folder / "report.html"))
    qtbot.keyClick(window.dialog, Qt.Key.Key_Return)
    assert "Good ones." in (window.folder / "report.html").read_text(encoding="utf-8")
    assert window.told[0].startswith("Exported to")


def test_the_file_is_named_after_the_title(window: Window) -> None:
    window.presenter.export()
    window.dialog.choose_target("text")
    assert window.dialog.wish.out.name == "A report findings.txt"


def test_the_templates_offered_fit_the_target(window: Window) -> None:
    window.presenter.export()
    window.dialog.choose_target("email")
    names = [window.dialog.template.itemData(row) for row in range(window.dialog.template.count())]
    assert "letter" in names
    assert "digest" not in names
    window.dialog.choose_target("markdown")
    assert window.dialog.wish.choices.template == ""


def test_a_file_that_is_there_is_replaced_only_when_asked(window: Window) -> None:
    file = window.folder / "report.html"
    file.write_text("mine", encoding="utf-8")
    window.presenter.export()
    window.dialog.choose_target("blog")
    window.dialog.place.setText(str(file))
    answer_box("Cancel")
    window.dialog.export_requested.emit(window.dialog.wish)
    assert file.read_text(encoding="utf-8") == "mine"
    answer_box("Replace it")
    window.dialog.export_requested.emit(window.dialog.wish)
    assert "Good ones." in file.read_text(encoding="utf-8")


def test_a_folder_that_is_not_there_is_said_in_the_dialog(window: Window) -> None:
    window.presenter.export()
    window.dialog.choose_target("blog")
    window.dialog.place.setText(str(window.folder / "nowhere" / "report.html"))
    window.dialog.export_requested.emit(window.dialog.wish)
    assert "nowhere" in window.dialog._trouble.text()
    assert window.told == []


def test_export_again_repeats_the_last_export_without_asking(window: Window) -> None:
    window.presenter.export()
    window.dialog.choose_target("blog")
    window.dialog.place.setText(str(window.folder / "report.html"))
    window.dialog.export_requested.emit(window.dialog.wish)
    item = window.desk.item
    assert isinstance(item, Post)
    window.desk.change(item.with_body("Changed words."))
    window.presenter.export_again()
    assert "Changed words." in (window.folder / "report.html").read_text(encoding="utf-8")


def test_export_again_asks_where_nothing_was_exported_yet(window: Window) -> None:
    window.presenter.export_again()
    assert window.dialog.isVisible()


def test_copying_puts_html_and_block_markup_on_the_clipboard(window: Window) -> None:
    window.presenter.copy_for_blog()
    data = QApplication.clipboard().mimeData()
    assert "<!-- wp:heading -->" in data.text()
    assert "Good ones." in data.html()
    assert window.told[0].startswith("Copied.")


def test_a_snippet_is_not_exported_but_said(window: Window) -> None:
    window.desk.close()
    window.presenter.export()
    window.presenter.copy_for_blog()
    assert [sentence.split(" ")[0] for sentence in window.told] == ["Open", "Open"]


def test_a_wish_survives_the_settings() -> None:
    wish = Wish("a", "page", Path("/x/y.html"), Choices("page", {"safety": "yes"}, "inline"))
    assert Wish.from_texts(wish.as_texts()) == wish
