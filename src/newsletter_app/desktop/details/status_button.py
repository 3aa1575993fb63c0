"""The switch between draft, ready and published."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QToolButton

from newsletter_app.content.kinds import Status
from newsletter_app.desktop.theme.theme import Theme
from newsletter_app.desktop.widgets.words import status_word
from newsletter_app.i18n import _

_ROLES = {Status.DRAFT: "warning", Status.READY: "accent", Status.PUBLISHED: "ok", Status.SENT: "ok"}
_ICONS = {Status.DRAFT: "draft", Status.READY: "ready", Status.PUBLISHED: "published", Status.SENT: "send"}


class StatusButton(QToolButton):
    """Shows the status with icon and word; `chosen` carries the Status picked from its menu."""

    chosen = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._status: Status | None = None
        self.setObjectName("details.status")
        self.setAccessibleName(_("Status"))
        self.setProperty("role", "word")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setMenu(QMenu(self))
        self._group = QActionGroup(self)
        self._group.triggered.connect(self._on_group_triggered)

    def show_status(self, status: Status, statuses: Sequence[Status]) -> None:
        """Show the status, and offer these."""
        if status is not self._status:  # a new icon would have the header laid out again at each key
            self._status = status
            self.setText(status_word(status))
            self.setIcon(self._theme.icon(_ICONS[status], _ROLES[status]))
            self.setAccessibleName(_("Status: {status}").format(status=status_word(status)))
            self.setToolTip(_("Change the status"))
        if [action.data() for action in self._group.actions()] != [str(each) for each in statuses]:
            self._offer(statuses)
        for action in self._group.actions():
            action.setChecked(action.data() == status)

    def _offer(self, statuses: Sequence[Status]) -> None:
        for action in self._group.actions():
            self._group.removeAction(action)
        self.menu().clear()
        for status in statuses:
            action = QAction(
                self._theme.icon(_ICONS[status], _ROLES[status]), status_word(status), self.menu()
            )
            action.setData(str(status))
            action.setCheckable(True)
            self._group.addAction(action)
            self.menu().addAction(action)

    @Slot(QAction)
    def _on_group_triggered(self, action: QAction) -> None:
        self.chosen.emit(Status(action.data()))
