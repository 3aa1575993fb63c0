"""One list: what is known of it, what can be done with it, its people where they were asked for."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from newsletter_app.desktop.readers.people_view import PeopleView
from newsletter_app.desktop.theme.theme import Theme
from newsletter_app.desktop.widgets.elided import Elided
from newsletter_app.desktop.widgets.naming import named, with_role
from newsletter_app.desktop.widgets.state_panel import StatePanel
from newsletter_app.i18n import _


class ListPanel(QWidget):
    """Shows counts, or people above them; `act_requested` is what the sentence offers."""

    act_requested = Signal()
    add_requested = Signal()
    away_requested = Signal()
    export_requested = Signal()
    rename_requested = Signal()
    delete_requested = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.people = PeopleView(theme)
        self.state = StatePanel("readers.state")
        self.title = with_role(named(Elided(), "readers.list_name"), "page-title")
        self._facts = with_role(named(QLabel(), "readers.list_facts"), "muted")
        self.away = named(QPushButton(_("Hide &people")), "readers.hide_people", _("Hide the people"))
        self.add = named(QPushButton(_("&Add a person…")), "readers.add", _("Add a person to this list"))
        self.more = self._more(theme)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.state)
        self._stack.addWidget(self.people)
        self._lay_out()
        self._connect()

    def show_list(self, name: str, facts: str, *, is_list: bool) -> None:
        """Name what is shown; all readers together cannot be added to, renamed or deleted."""
        self.title.show_whole(name)
        self._facts.setText(facts)
        self.add.setVisible(is_list)
        self.more.setVisible(is_list)

    def say(self, sentence: str, act: str = "") -> None:
        """Show a sentence instead of people."""
        self.state.say(sentence, act)
        self._stack.setCurrentWidget(self.state)
        self.away.hide()

    def show_people(self) -> None:
        """Show the people."""
        self._stack.setCurrentWidget(self.people)
        self.away.show()

    @property
    def shows_people(self) -> bool:
        """Tell whether people are shown."""
        return self._stack.currentWidget() is self.people

    def _more(self, theme: Theme) -> QToolButton:
        button = named(QToolButton(), "readers.more", _("More to do with this list"))
        button.setIcon(theme.icon("more"))
        button.setToolTip(_("Export, rename or delete this list"))
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = named(QMenu(button), "readers.list_menu")
        self.export = self._action(menu, _("&Export the list…"), "readers.export")
        self.rename = self._action(menu, _("&Rename…"), "readers.rename")
        menu.addSeparator()
        self.delete = self._action(menu, _("&Delete the list…"), "readers.delete")
        button.setMenu(menu)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        return button

    def _action(self, menu: QMenu, label: str, name: str) -> QAction:
        action = menu.addAction(label)
        action.setObjectName(name)
        return action

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.title, 1)
        for button in (self.away, self.add, self.more):
            row.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addLayout(row)
        layout.addWidget(self._facts)
        layout.addSpacing(8)
        layout.addWidget(self._stack, 1)
        self.away.hide()

    def _connect(self) -> None:
        self.state.act_requested.connect(self.act_requested)
        self.away.clicked.connect(self.away_requested)
        self.people.away_requested.connect(self.away_requested)
        self.add.clicked.connect(self.add_requested)
        self.export.triggered.connect(self.export_requested)
        self.rename.triggered.connect(self.rename_requested)
        self.delete.triggered.connect(self.delete_requested)
