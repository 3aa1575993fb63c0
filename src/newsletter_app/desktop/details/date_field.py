"""A line for a date with a calendar beside it."""

import datetime as dt

from PySide6.QtCore import QDate, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QCalendarWidget,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QToolButton,
    QVBoxLayout,
    QWidget,
    QWidgetAction,
)

from newsletter_app.desktop.details.dates import parse_date
from newsletter_app.desktop.theme.theme import Theme
from newsletter_app.desktop.widgets.words import date_words, error_words
from newsletter_app.errors import ContentError
from newsletter_app.i18n import _


class DateField(QWidget):
    """Takes a date as people write it, or none; `date_changed` carries a date or None.

    What is no date stays in the field with a sentence below it, and changes nothing.
    """

    date_changed = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.line = QLineEdit()
        self.line.setPlaceholderText(_("No date"))
        self.line.editingFinished.connect(self._on_line_editing_finished)
        self.problem = QLabel()
        self.problem.setProperty("role", "danger")
        self.problem.setWordWrap(True)
        self.problem.hide()
        self._date: dt.date | None = None
        self._calendar = QCalendarWidget()
        self._calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self._calendar.clicked.connect(self._on_calendar_picked)
        self._calendar.activated.connect(self._on_calendar_picked)
        self._arrange(self._make_button(theme))

    def show_date(self, date: dt.date | None) -> None:
        """Show a date without telling of it."""
        if date == self._date and self.problem.isHidden() and self.line.hasFocus():
            return
        self._date = date
        self.line.setText(date_words(date) if date else "")
        self.problem.hide()

    def _make_button(self, theme: Theme) -> QToolButton:
        button = QToolButton()
        button.setObjectName("details.date.choose")
        button.setIcon(theme.icon("date"))
        button.setAccessibleName(_("Choose a date"))
        button.setToolTip(_("Choose a date"))
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._menu = QMenu(button)
        action = QWidgetAction(self._menu)
        action.setDefaultWidget(self._calendar)
        self._menu.addAction(action)
        self._menu.aboutToShow.connect(self._on_menu_about_to_show)
        button.setMenu(self._menu)
        return button

    def _arrange(self, button: QToolButton) -> None:
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addWidget(self.line, 1)
        row.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addLayout(row)
        layout.addWidget(self.problem)

    def _take(self, date: dt.date | None) -> None:
        is_other = date != self._date
        self._date = date
        self.line.setText(date_words(date) if date else "")
        self.problem.hide()
        if is_other:
            self.date_changed.emit(date)

    @Slot()
    def _on_line_editing_finished(self) -> None:
        try:
            self._take(parse_date(self.line.text()))
        except ContentError as error:
            self.problem.setText(error_words(error))
            self.problem.show()

    @Slot()
    def _on_menu_about_to_show(self) -> None:
        date = self._date or dt.date.today()
        self._calendar.setSelectedDate(QDate(date.year, date.month, date.day))

    @Slot(QDate)
    def _on_calendar_picked(self, date: QDate) -> None:
        self._menu.close()
        self._take(dt.date(date.year(), date.month(), date.day()))
