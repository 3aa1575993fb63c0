"""Says what to do in a list service, and gives the HTML for it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from newsletter_app.content.page import Page
from newsletter_app.desktop.widgets.naming import named, with_role
from newsletter_app.desktop.widgets.words import without_options
from newsletter_app.i18n import _


class HandOverDialog(QDialog):
    """What to know, then the steps in their order; it stays open, for both copying and saving."""

    copy_requested = Signal()
    save_requested = Signal()

    def __init__(self, title: str, page: Page, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("mailing.hand_over")
        self.setWindowTitle(title)
        self.setMinimumWidth(560)
        self._said = with_role(named(QLabel(), "mailing.hand_over.said"), "ok")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 16)
        layout.setSpacing(12)
        if page.notes:
            layout.addWidget(with_role(QLabel(_("Worth knowing")), "muted"))
            for note in page.notes:
                layout.addWidget(_sentence(note))
            layout.addSpacing(4)
        if page.steps:
            layout.addWidget(with_role(QLabel(_("What to do")), "muted"))
            layout.addLayout(_steps(page.steps))
        layout.addWidget(self._said)
        layout.addLayout(self._foot(bool(page.pictures)))
        self._copy.setFocus()
        self.finished.connect(self.deleteLater)

    def _foot(self, has_pictures: bool) -> QHBoxLayout:
        close = named(QPushButton(_("Close")), "mailing.hand_over.close")
        save_words = _("&Save with the pictures…") if has_pictures else _("&Save…")
        save = named(QPushButton(save_words), "mailing.hand_over.save")
        self._copy = copy = named(QPushButton(_("&Copy the HTML")), "mailing.hand_over.copy")
        with_role(copy, "primary").setDefault(True)
        for button in (close, save):
            button.setAutoDefault(False)
        close.clicked.connect(self.reject)
        save.clicked.connect(self.save_requested)
        copy.clicked.connect(self._on_copy_clicked)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addStretch()
        for button in (close, save, copy):
            foot.addWidget(button)
        return foot

    @Slot()
    def _on_copy_clicked(self) -> None:
        self.copy_requested.emit()
        self._said.setText(_("Copied."))


def _steps(steps: Sequence[str]) -> QGridLayout:
    layout = QGridLayout()
    layout.setVerticalSpacing(8)
    layout.setHorizontalSpacing(8)
    layout.setColumnStretch(1, 1)
    for number, step in enumerate(steps, 1):
        layout.addWidget(with_role(QLabel(f"{number}."), "muted"), number, 0, Qt.AlignmentFlag.AlignTop)
        layout.addWidget(_sentence(without_options(step)), number, 1)
    return layout


def _sentence(words: str) -> QLabel:
    label = QLabel(words, textFormat=Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label
