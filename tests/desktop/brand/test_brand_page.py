"""A person sets the brand by the window."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from newsletter_app.desktop.brand.presenter import BrandPresenter
from newsletter_app.desktop.library_changes import LibraryChanges
from newsletter_app.desktop.tasks import ImmediateTasks
from newsletter_app.library.cleaning import clean_picture
from newsletter_app.library.opening import open_library


def test_a_brand_is_checked_field_by_field_and_saved(qtbot: QtBot, tmp_path: Path) -> None:
    with open_library(tmp_path / "library", clean_picture, make=True) as library:
        parent = QWidget()
        qtbot.addWidget(parent)
        presenter = BrandPresenter(parent, library, ImmediateTasks(), LibraryChanges())
        presenter.show()
        dialog = presenter._dialog
        assert dialog is not None
        dialog.findChild(QLineEdit, "brand.name").setText("Bridges")
        dialog.findChild(QPlainTextEdit, "brand.links").setPlainText(
            "Blog=https://example.org\nHelp=https://example.org/help"
        )
        dialog.findChild(QLineEdit, "brand.accent").setText("#FFEE00")
        qtbot.keyClick(dialog, Qt.Key.Key_Return)
        assert "#" in dialog._trouble.text()
        assert library.brand.load().name == ""
        dialog.findChild(QLineEdit, "brand.accent").setText("#205080")
        qtbot.keyClick(dialog, Qt.Key.Key_Return)
        brand = library.brand.load()
        assert (brand.name, brand.accent) == ("Bridges", "#205080")
        assert [link.label for link in brand.links] == ["Blog", "Help"]
