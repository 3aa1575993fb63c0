"""The window as it is built: every part has its name, every key one meaning, help and recent libraries."""

from collections import defaultdict

import pytest
import shiboken6
from PySide6 import __version_info__
from PySide6.QtCore import QCoreApplication, QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QAction, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QCalendarWidget,
    QCheckBox,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QPushButton,
    QTextBrowser,
    QToolButton,
    QWidget,
)

from newsletter_app import __version__, settings
from newsletter_app.app import build
from newsletter_app.content.newsletter import HeadingEntry, Newsletter, PostEntry
from newsletter_app.content.post import Post
from newsletter_app.desktop.theme.theme import Theme
from newsletter_app.library.cleaning import clean_picture
from newsletter_app.library.files import write_file
from newsletter_app.library.opening import open_library

pytestmark = pytest.mark.window
_USED = (
    QLineEdit,
    QPlainTextEdit,
    QComboBox,
    QAbstractSpinBox,
    QAbstractItemView,
    QPushButton,
    QToolButton,
    QCheckBox,
)


def place_of(spot):
    """Return the place as a drag's event takes it: QPointF since Qt 6.12, QPoint before."""
    return spot if __version_info__ >= (6, 12) else spot.toPoint()


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "library"
    with open_library(folder, clean_picture, make=True) as library:
        post = library.items.add(Post(title="A post", body="Some words.")).item
        entries = (HeadingEntry("Now"), PostEntry(post.record.id))
        library.items.add(Newsletter(title="Spring", subject="Spring news", entries=entries))
    return folder


@pytest.fixture
def build_window(qapp, qtbot, folder):
    for theme in qapp.findChildren(Theme):
        theme.setParent(None)  # one of another test, whose style sheet may have gone with that test
    windows = []

    def made(where=folder):
        window = build(["--library", str(where)])
        windows.append(window)
        return window

    yield made
    for window in windows:
        if shiboken6.isValid(window):
            window.close()
            with qtbot.waitSignal(window.destroyed):
                window.deleteLater()


@pytest.fixture
def window(build_window, qtbot):
    window = build_window()
    window.show()
    page = part(window, QWidget, "preview")
    qtbot.waitUntil(lambda: page.sheet is not None, timeout=20_000)
    return window


def part(window, kind, name):
    found = window.findChild(kind, name)
    assert found is not None, name
    return found


def is_inside_another(widget):
    """Tell whether Qt made the widget as a piece of one that has its names."""
    if widget.objectName().startswith("qt_"):
        return True
    around = widget.parentWidget()
    while around is not None:
        if isinstance(around, QLineEdit | QComboBox | QCalendarWidget | QAbstractItemView):
            return True
        around = around.parentWidget()
    return False


def is_not_offered(widget):
    """Tell whether the widget is a button that gets its words with what it is for."""
    return isinstance(widget, QPushButton) and widget.isHidden() and not widget.text()


def open_item(window, qtbot, section, title):
    sections = part(window, QAbstractItemView, "library.sections")
    model = sections.model()
    row = next(n for n in range(model.rowCount()) if model.index(n, 0).data() == section)
    qtbot.mouseClick(
        sections.viewport(), Qt.MouseButton.LeftButton, pos=sections.visualRect(model.index(row, 0)).center()
    )
    cards = part(window, QAbstractItemView, "library.list")
    qtbot.waitUntil(lambda: cards.model().rowCount() == 1)
    qtbot.mouseClick(
        cards.viewport(),
        Qt.MouseButton.LeftButton,
        pos=cards.visualRect(cards.model().index(0, 0)).center(),
    )
    qtbot.waitUntil(lambda: part(window, QLineEdit, "editor.title").text() == title, timeout=10_000)


def test_every_widget_a_person_uses_has_its_names_before_a_library_is_open(build_window):
    window = build_window()
    for name in ("editor.text", "library.list", "library.search", "newsletter.entries", "preview.paper"):
        part(window, QWidget, name)
    nameless = []
    for widget in window.findChildren(QWidget):
        if not isinstance(widget, _USED) or is_inside_another(widget) or is_not_offered(widget):
            continue
        if not widget.objectName() or not (widget.accessibleName() or getattr(widget, "text", str)()):
            nameless.append(
                f"{type(widget).__name__} {widget.objectName()} in {widget.parent().objectName()}"
            )
    assert not nameless, "\n".join(nameless)


def test_no_two_commands_that_can_be_given_share_a_key(window):
    seen = defaultdict(set)
    for action in window.findChildren(QAction):
        for key in action.shortcuts():
            seen[key.toString()].add(action.objectName())
    assert {key: names for key, names in seen.items() if len(names) > 1} == {}
    assert {"Ctrl+Shift+I", "F1", "Ctrl+N"} <= set(seen)


def test_f1_opens_the_help_with_the_true_keys_of_the_menus(window, qtbot):
    part(window, QPlainTextEdit, "editor.text").setFocus()
    qtbot.keyClick(part(window, QPlainTextEdit, "editor.text"), Qt.Key.Key_F1)
    page = part(window, QTextBrowser, "help.page").toPlainText()
    for words in ("Copy for blog", "Ctrl+Shift+C", "Export again", "{{snippet:name}}", "> [!SAFETY]"):
        assert words in page
    part(window, QDialog, "help.dialog").close()
    QCoreApplication.processEvents()


def test_ctrl_f_finds_in_the_text_wherever_the_keys_are(window, qtbot):
    cards = part(window, QAbstractItemView, "library.list")
    cards.setFocus()
    qtbot.keyClick(cards, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert part(window, QWidget, "editor.find").isVisible()
    assert QApplication.focusWidget().objectName().startswith("editor.find")


def test_tab_goes_from_what_is_sought_to_what_replaces_it(window, qtbot):
    text = part(window, QPlainTextEdit, "editor.text")
    text.setFocus()
    qtbot.keyClick(text, Qt.Key.Key_H, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    assert QApplication.focusWidget().objectName() == "editor.find.by"


def test_the_keys_begin_at_the_list(window):
    assert window.focusWidget().objectName() == "library.list"


def test_tab_reaches_all_that_stands_before_what_is_edited(window, qtbot):
    cards, seen = part(window, QAbstractItemView, "library.list"), []
    cards.setFocus()
    focus = cards
    while focus.objectName() not in seen:
        seen.append(focus.objectName())
        target = QApplication.focusWidget()
        # an editor takes Tab for itself: there F6 goes on
        key = Qt.Key.Key_F6 if isinstance(target, QPlainTextEdit) else Qt.Key.Key_Tab
        qtbot.keyClick(target, key)
        focus = QApplication.focusWidget()
    wanted = {"library.search", "library.sections", "editor.title", "details.status", "preview.view.blog"}
    assert wanted <= set(seen), seen


def test_about_names_version_and_licence(window):
    window.menus.action("about").trigger()
    about = part(window, QDialog, "about.dialog")
    said = " ".join(label.text() for label in about.findChildren(QLabel))
    assert __version__ in said
    assert "MIT" in said
    about.close()


def test_libraries_that_were_open_are_offered_again_while_they_are_there(
    build_window, qtbot, tmp_path, folder, home
):
    other, gone = tmp_path / "Second & best", tmp_path / "gone"
    open_library(other, clean_picture, make=True).close()
    settings.save(settings.Settings(recent_libraries=(str(gone), str(other))), home / "config", write_file)
    window = build_window()
    window.show()
    menu = part(window, QMenu, "menu.recent")
    assert [action.toolTip() for action in menu.actions()] == [str(other)]
    assert menu.menuAction().isVisible()
    qtbot.waitUntil(lambda: part(window, QWidget, "preview").sheet is not None, timeout=20_000)
    kept = settings.load(home / "config")
    assert kept.recent_libraries[0] == str(folder)
    assert kept.library == ""


def test_a_newsletter_is_counted_in_entries_and_seen_as_an_e_mail(window, qtbot):
    facts = part(window, QLabel, "status.facts")
    assert facts.text().startswith("2 words")
    assert part(window, QToolButton, "preview.view.blog").isChecked()
    open_item(window, qtbot, "Newsletters", "Spring")
    assert facts.text().startswith("2 entries · 1 post")
    assert part(window, QToolButton, "preview.view.email").isChecked()
    assert part(window, QLabel, "preview.inbox.subject").text() == "Spring news"
    qtbot.mouseClick(part(window, QToolButton, "preview.view.text"), Qt.MouseButton.LeftButton)
    open_item(window, qtbot, "Drafts", "A post")
    assert part(window, QToolButton, "preview.view.blog").isChecked()
    open_item(window, qtbot, "Newsletters", "Spring")
    assert part(window, QToolButton, "preview.view.text").isChecked()


def test_a_text_that_is_dropped_on_the_window_is_imported(window, qtbot, tmp_path):
    qtbot.waitUntil(lambda: window.menus.action("import").isVisible(), timeout=20_000)
    file = tmp_path / "dropped.md"
    file.write_text("# Dropped\n\nWords.")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file))])
    assert not part(window, QPlainTextEdit, "editor.text").canInsertFromMimeData(data)
    spot = QPointF(20, 20)
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    over = QDragEnterEvent(place_of(spot), Qt.DropAction.CopyAction, data, left, none)
    QApplication.sendEvent(part(window, QPlainTextEdit, "editor.text").viewport(), over)
    assert over.isAccepted()
    drop = QDropEvent(spot, Qt.DropAction.CopyAction, data, left, none)
    QApplication.sendEvent(window, drop)
    assert drop.isAccepted()
    qtbot.waitUntil(lambda: window.findChild(QDialog, "import.dialog") is not None, timeout=20_000)
    window.findChild(QDialog, "import.dialog").close()
    QCoreApplication.processEvents()


def test_title_text_and_tools_share_one_left_edge(window, qtbot):
    window.resize(1440, 900)
    text = part(window, QPlainTextEdit, "editor.text")
    title = part(window, QLineEdit, "editor.title")

    def left(widget, inside):
        return widget.mapTo(window, widget.rect().topLeft()).x() + inside

    edge = left(text.viewport(), round(text.document().documentMargin()))
    bold = part(window, QWidget, "editor.toolbar").findChildren(QToolButton)[0]
    assert abs(left(title, 2) - edge) <= 1
    assert abs(left(bold, (bold.width() - 18) // 2) - edge) <= 2
