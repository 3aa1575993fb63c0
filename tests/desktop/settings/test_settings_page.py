"""A person changes settings by the window."""

from pathlib import Path

from PySide6.QtWidgets import QApplication, QComboBox, QSpinBox, QWidget
from pytestqt.qtbot import QtBot

from newsletter_app import paths, settings
from newsletter_app.desktop.editor.view import EditorView
from newsletter_app.desktop.kept_settings import KeptSettings
from newsletter_app.desktop.middle import Middle
from newsletter_app.desktop.settings.dialog import SettingsDialog
from newsletter_app.desktop.settings.editor_type import ChosenType
from newsletter_app.desktop.settings.presenter import SettingsPresenter
from newsletter_app.desktop.theme.theme import Appearance, Theme


def test_each_change_counts_at_once_and_is_kept(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> None:
    theme = Theme(qapp, paths.resources() / "styles", Appearance.LIGHT)
    parent = QWidget()
    qtbot.addWidget(parent)
    kept = KeptSettings(tmp_path)
    SettingsPresenter(parent, kept, theme).show()
    dialog = parent.findChild(SettingsDialog, "settings.dialog")
    size = dialog.findChild(QSpinBox, "settings.editor_size")
    size.setValue(20)
    look = dialog.findChild(QComboBox, "settings.theme")
    look.setCurrentIndex(look.findData("dark"))
    look.activated.emit(look.currentIndex())
    assert theme.tokens.is_dark
    found = settings.load(tmp_path, print)
    assert (found.editor_size, found.theme) == (20, "dark")
    theme.choose(Appearance.LIGHT)
    theme.deleteLater()


def test_font_size_and_width_change_the_editor_at_once(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path
) -> None:
    theme = Theme(qapp, paths.resources() / "styles", Appearance.LIGHT)
    kept = KeptSettings(tmp_path)
    middle, editor = Middle(theme, QWidget()), EditorView(theme)
    for view in (middle, editor):
        qtbot.addWidget(view)
    editor.resize(1300, 600)
    ChosenType(editor, middle, kept)
    editor.show()
    assert editor.text_edit.document().defaultFont().pixelSize() == 16
    narrow = editor.text_edit.column
    kept.change(editor_size=24, editor_width=90, editor_font="DejaVu Serif")
    font = editor.text_edit.document().defaultFont()
    assert (font.pixelSize(), font.family()) == (24, "DejaVu Serif")
    assert editor.text_edit.font().pixelSize() == 24
    assert editor.text_edit.column > narrow
    assert editor.toolbar.maximumWidth() > editor.text_edit.column
    theme.deleteLater()
