"""The header of the open item: title, status, details."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QToolButton, QVBoxLayout, QWidget

from newsletter_app.content.asset import Asset
from newsletter_app.content.items import Item, title_of
from newsletter_app.content.kinds import NEWSLETTER_STATUSES, POST_STATUSES, Kind, Status
from newsletter_app.desktop.details.form import DetailsForm
from newsletter_app.desktop.details.status_button import StatusButton
from newsletter_app.desktop.theme.theme import Theme
from newsletter_app.desktop.widgets.scrolled import Scrolled
from newsletter_app.i18n import _

HEADER_INSET = 10  # the drawing of a button with words stands so far inside it
_PASSING = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason)
_FORM_LEAST = 120  # pixels of the details that a low window shows at once
_TITLE_MARGIN = 2  # what QLineEdit leaves before its text


class TitleField(QLineEdit):
    """The title, edited in place; Enter and Down go on to the text. Left alone it shows its beginning."""

    left_downwards = Signal()

    # Qt

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go on to the text at Enter and Down."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down):
            self.left_downwards.emit()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show the beginning of a title that is longer than the field."""
        super().focusOutEvent(event)
        if event.reason() not in _PASSING:
            self.setCursorPosition(0)


class DetailsView(QWidget):
    """Shows title, status and details; `changed` carries a field's name and its new value."""

    changed = Signal(str, object)
    text_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._shown = ""
        self.title = TitleField()
        self.title.setObjectName("editor.title")
        self.title.setProperty("role", "title")
        self.title.setPlaceholderText(_("Title"))
        self.title.setAccessibleName(_("Title"))
        self.status = StatusButton(theme)
        self.fold = self._make_fold(theme)
        self.form = DetailsForm(theme)
        self.folded = Scrolled(self.form, _FORM_LEAST)
        self.folded.hide()
        self._arrange(theme.tokens.s2)
        self.title.textEdited.connect(self._on_title_edited)
        self.title.left_downwards.connect(self.text_wanted)
        self.status.chosen.connect(self._on_status_chosen)
        self.form.changed.connect(self.changed)

    def show_item(self, item: Item, *, is_read_only: bool) -> None:
        """Show an item's title and details without telling of a change."""
        self.blockSignals(True)
        name = _("Name") if item.kind is Kind.SNIPPET else _("Title")
        self.title.setAccessibleName(name)
        self._show_title(item)
        self._show_status(item)
        self.form.show_details(item.kind, _details(item))
        self.title.setReadOnly(is_read_only)
        self.form.setDisabled(is_read_only)
        self.status.setDisabled(is_read_only)
        self.fold.setVisible(item.kind in (Kind.POST, Kind.NEWSLETTER))
        self.blockSignals(False)

    def unfold(self, *, is_open: bool) -> None:
        """Show or hide the fields."""
        self.fold.setChecked(is_open)

    def know_tags(self, tags: Sequence[str]) -> None:
        """Offer these tags while one is typed."""
        self.form.know_tags(tags)

    def _show_title(self, item: Item) -> None:
        is_other = item.record.id != self._shown
        caret = 0 if is_other else self.title.cursorPosition()
        if is_other or self.title.text() != title_of(item):
            self.title.setText(title_of(item))
            self.title.setCursorPosition(caret)
        self.title.setToolTip(title_of(item))
        self._shown = item.record.id

    def _show_status(self, item: Item) -> None:
        statuses = {Kind.POST: POST_STATUSES, Kind.NEWSLETTER: NEWSLETTER_STATUSES}.get(item.kind, ())
        self.status.setVisible(bool(statuses))
        if statuses and not isinstance(item, Asset):
            self.status.show_status(getattr(item, "status", Status.DRAFT), statuses)

    def _make_fold(self, theme: Theme) -> QToolButton:
        fold = QToolButton()
        fold.setObjectName("details.fold")
        fold.setText(_("Details"))
        fold.setAccessibleName(_("Details"))
        fold.setToolTip(_("Show or hide summary, tags, byline, language, date, cover and content note"))
        fold.setIcon(theme.icon("details"))
        fold.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        fold.setProperty("role", "word")
        fold.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        fold.setCheckable(True)
        fold.toggled.connect(self._on_fold_toggled)
        return fold

    def _arrange(self, space: int) -> None:
        row = QHBoxLayout()
        row.setSpacing(space)
        row.addWidget(self.status)
        row.addWidget(self.fold)
        row.addStretch()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(space // 2)
        layout.addWidget(_inset(self.title, HEADER_INSET - _TITLE_MARGIN))
        layout.addLayout(row)
        layout.addWidget(_inset(self.folded, HEADER_INSET))

    @Slot(str)
    def _on_title_edited(self, text: str) -> None:
        self.changed.emit("title", text)

    @Slot(object)
    def _on_status_chosen(self, status: Status) -> None:
        self.changed.emit("status", status)

    @Slot(bool)
    def _on_fold_toggled(self, is_open: bool) -> None:
        self.folded.setVisible(is_open)


def _inset(widget: QWidget, inset: int) -> QWidget:
    """Return the widget moved in, so that its words stand below those of the buttons' drawings."""
    box = QWidget()
    layout = QHBoxLayout(box)
    layout.setContentsMargins(inset, 0, inset, 0)
    layout.addWidget(widget)
    return box


def _details(item: Item) -> dict[str, object]:
    names = ("summary", "tags", "byline", "language", "date", "cover", "content_note", "published_at")
    return {name: getattr(item, name) for name in names if hasattr(item, name)}
