"""Lists messages of which nobody can tell whether they arrived, each to be settled by a person."""

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from newsletter_app.content.run import Delivery
from newsletter_app.desktop.sending.fate_tree import fate_tree, fit
from newsletter_app.desktop.sending.words import moment_words
from newsletter_app.desktop.widgets.naming import named, with_role
from newsletter_app.i18n import _
from newsletter_app.library.settling import Settlement


class UnknownList(QWidget):
    """Address, time and Message-ID, with two choices for what is marked: taken as sent is the usual one."""

    settle_requested = Signal(tuple, object)

    def __init__(self) -> None:
        super().__init__()
        self.tree: QTreeWidget = fate_tree(
            "mailing.unknown", _("Unknown messages"), (_("Address"), _("Time"), _("Message-ID"))
        )
        self.tree.setSelectionMode(QTreeWidget.SelectionMode.ExtendedSelection)
        self._sent = named(QPushButton(_("Treat as sent")), "mailing.settle_sent")
        self._again = named(QPushButton(_("Send again")), "mailing.settle_again")
        self._sent.clicked.connect(self._on_sent_clicked)
        self._again.clicked.connect(self._on_again_clicked)
        about = QLabel(
            _("Nobody can tell whether these arrived: the connection broke before the server answered.")
            + " "
            + _("They are never sent again by themselves. Ask the reader, or decide here.")
        )
        about.setWordWrap(True)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._sent)
        row.addWidget(self._again)
        row.addStretch()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(with_role(QLabel(_("To settle")), "card-title"))
        layout.addWidget(about)
        layout.addWidget(self.tree)
        layout.addLayout(row)
        self.hide()

    def show_unknown(self, unknown: Sequence[Delivery]) -> None:
        """Show the messages to settle; nothing where there are none."""
        self.tree.clear()
        for each in unknown:
            when = moment_words(each.claimed) if each.claimed is not None else ""
            item = QTreeWidgetItem([each.address or _("No longer kept"), when, each.message_id])
            item.setData(0, _NUMBER, each.number)
            item.setToolTip(2, each.message_id)
            self.tree.addTopLevelItem(item)
        fit(self.tree)
        first = self.tree.topLevelItem(0)
        if first is not None:
            self.tree.setCurrentItem(first)
        self.setVisible(bool(unknown))

    def _settle(self, settlement: Settlement) -> None:
        numbers = tuple(int(item.data(0, _NUMBER)) for item in self.tree.selectedItems())
        if numbers:
            self.settle_requested.emit(numbers, settlement)

    @Slot()
    def _on_sent_clicked(self) -> None:
        self._settle(Settlement.SENT)

    @Slot()
    def _on_again_clicked(self) -> None:
        self._settle(Settlement.AGAIN)


_NUMBER = 0x0100
