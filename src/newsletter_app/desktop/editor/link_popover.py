"""The small window that asks for the address of a link."""

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFormLayout, QFrame, QHBoxLayout, QLineEdit, QPushButton, QWidget

from newsletter_app.desktop.editor.inline_commands import WrittenLink
from newsletter_app.i18n import _


class LinkPopover(QFrame):
    """Text and address of one link. `link_given` carries the WrittenLink it stands for, text, address."""

    link_given = Signal(object, str, str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("editor.link")
        self.setProperty("role", "picker")
        self.setAccessibleName(_("Link"))
        self._written: WrittenLink | None = None
        self._address = self._field("editor.link.address", _("Address"), "https://")
        self._label = self._field("editor.link.text", _("Text"), "")
        self._put = QPushButton(_("Put in the link"))
        self._put.setObjectName("editor.link.put")
        self._put.setProperty("role", "primary")
        self._put.clicked.connect(self._give)
        self._lay_out()

    def ask(self, written: WrittenLink, place: QPoint) -> None:
        """Show the link at a place of the screen, ready for its address."""
        self._written = written
        self._address.setText(written.url)
        self._label.setText(written.label)
        self._put.setText(_("Change the link") if written.url else _("Put in the link"))
        self.adjustSize()
        furthest = self.screen().availableGeometry().bottomRight() - self.rect().bottomRight()
        self.move(min(place.x(), furthest.x()), min(place.y(), furthest.y()))
        self.show()
        self._address.setFocus()
        self._address.selectAll()

    def _lay_out(self) -> None:
        form = QFormLayout(self)
        form.setContentsMargins(16, 16, 16, 16)
        form.setSpacing(8)
        form.addRow(_("Address"), self._address)
        form.addRow(_("Text"), self._label)
        row = QHBoxLayout()
        row.addStretch()
        row.addWidget(self._put)
        form.addRow(row)
        self.setMinimumWidth(400)

    def _field(self, name: str, label: str, hint: str) -> QLineEdit:
        field = QLineEdit()
        field.setObjectName(name)
        field.setAccessibleName(label)
        field.setPlaceholderText(hint)
        return field

    def _give(self) -> None:
        if self._written is None:
            return
        self.hide()
        self.link_given.emit(self._written, self._label.text(), self._address.text())

    # Qt

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._give()
        elif event.key() == Qt.Key.Key_Escape:
            self.hide()
        else:
            super().keyPressEvent(event)
