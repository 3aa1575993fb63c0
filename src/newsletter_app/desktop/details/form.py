"""The fold-out fields of an item."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QComboBox, QGridLayout, QLabel, QLineEdit, QPlainTextEdit, QWidget

from newsletter_app.content.kinds import Kind
from newsletter_app.content.languages import is_language
from newsletter_app.desktop.details.cover_field import CoverField
from newsletter_app.desktop.details.date_field import DateField
from newsletter_app.desktop.details.tags import parse_tags, tags_text
from newsletter_app.desktop.details.tags_field import TagsField
from newsletter_app.desktop.theme.theme import Theme
from newsletter_app.i18n import _

LANGUAGES = ("en-GB", "cy", "de", "en-US", "es", "fr", "ga", "gd", "it", "nl", "pl", "pt", "ro", "uk")
_FIELDS = {
    Kind.POST: ("summary", "tags", "byline", "language", "date", "cover", "content_note", "published_at"),
    Kind.NEWSLETTER: ("tags", "language", "date"),
}

_ROW = 32
_NARROW = 460
"""Pixels below which each field has a row of its own."""
_WIDE_PLACES = {
    "summary": (0, 0, 3),
    "tags": (1, 0, 1),
    "language": (1, 2, 1),
    "byline": (2, 0, 1),
    "date": (2, 2, 1),
    "content_note": (3, 0, 3),
    "published_at": (4, 0, 3),
    "cover": (5, 0, 3),
}


class DetailsForm(QWidget):
    """A labelled field for each detail; `changed` carries the detail's name and its new value."""

    changed = Signal(str, object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.summary, self.byline, self.content_note = QPlainTextEdit(), QLineEdit(), QLineEdit()
        self.published_at = QLineEdit()
        self.tags, self.language = TagsField(), QComboBox()
        self.date, self.cover = DateField(theme), CoverField(theme)
        self._captions: dict[str, QLabel] = {}
        self._is_narrow = False
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, theme.tokens.s2, 0, theme.tokens.s2)
        self._grid.setHorizontalSpacing(theme.tokens.s3)
        self._grid.setVerticalSpacing(theme.tokens.s2)
        self._grid.setColumnStretch(1, 3)
        self._grid.setColumnStretch(3, 2)
        self._shape()
        self._lay_out()
        self._connect()

    def show_details(self, kind: Kind, details: dict[str, Any]) -> None:
        """Show the details of an item of that kind; a field that shows its value already keeps its caret."""
        for name in _FIELDS[Kind.POST]:
            for part in (self._captions[name], getattr(self, name)):
                part.setVisible(name in _FIELDS.get(kind, ()))
        _show_text(self.byline, details.get("byline", ""))
        _show_text(self.content_note, details.get("content_note", ""))
        _show_text(self.published_at, details.get("published_at", ""))
        if self.summary.toPlainText() != details.get("summary", ""):
            self.summary.setPlainText(details.get("summary", ""))
        if parse_tags(self.tags.text()) != details.get("tags", ()):
            self.tags.setText(tags_text(details.get("tags", ())))
        if self.language.currentText() != details.get("language", ""):
            self.language.setCurrentText(details.get("language", ""))
        self.date.show_date(details.get("date"))

    def know_tags(self, tags: Sequence[str]) -> None:
        """Offer these tags while one is typed."""
        self.tags.know(tags)

    def _shape(self) -> None:
        self.summary.setFixedHeight(62)
        self.summary.setTabChangesFocus(True)
        self.summary.setPlaceholderText(_("One or two sentences for cards, mails and search engines"))
        self.tags.setPlaceholderText(_("Separated by commas"))
        self.byline.setPlaceholderText(_("Who wrote it"))
        self.content_note.setPlaceholderText(_("What readers should know before they read on"))
        self.published_at.setPlaceholderText(_("https://… where the newsletter's “Read on” leads"))
        self.language.setEditable(True)
        self.language.addItems(LANGUAGES)

    def _lay_out(self) -> None:
        self._put("summary", _("Summary"))
        self._put("tags", _("Tags"))
        self._put("language", _("Language"))
        self._put("byline", _("Byline"))
        self._put("date", _("Date"))
        self._put("content_note", _("Content note"))
        self._put("published_at", _("Published at"))
        self._put("cover", _("Cover"))

    def _put(self, name: str, label: str) -> None:
        field = getattr(self, name)
        target = {"date": self.date.line, "cover": self.cover.choose}.get(name, field)
        if name != "cover":
            target.setAccessibleName(label)
            target.setObjectName(f"details.{name.replace('_', '-')}")
        caption = QLabel(label)
        caption.setProperty("role", "muted")
        caption.setFixedHeight(_ROW)
        caption.setBuddy(target)
        self._captions[name] = caption
        self._place(name, *_WIDE_PLACES[name])

    def _place(self, name: str, row: int, column: int, columns: int) -> None:
        self._grid.addWidget(self._captions[name], row, column, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(getattr(self, name), row, column + 1, 1, columns)

    @Slot()
    def _fit(self) -> None:
        """Put the fields below each other where there is no room for two beside."""
        is_narrow = self.width() < _NARROW
        if is_narrow is self._is_narrow:
            return
        self._is_narrow = is_narrow
        for row, (name, place) in enumerate(_WIDE_PLACES.items()):
            self._place(name, *((row, 0, 3) if is_narrow else place))

    def _connect(self) -> None:
        self.summary.textChanged.connect(self._on_summary_changed)
        self.tags.textEdited.connect(self._on_tags_edited)
        self.byline.textEdited.connect(partial(self.changed.emit, "byline"))
        self.content_note.textEdited.connect(partial(self.changed.emit, "content_note"))
        self.published_at.textEdited.connect(partial(self.changed.emit, "published_at"))
        self.language.currentTextChanged.connect(self._on_language_changed)
        self.date.date_changed.connect(partial(self.changed.emit, "date"))

    def _on_summary_changed(self) -> None:
        self.changed.emit("summary", self.summary.toPlainText())

    def _on_tags_edited(self, text: str) -> None:
        self.changed.emit("tags", parse_tags(text))

    def _on_language_changed(self, text: str) -> None:
        if is_language(text):
            self.changed.emit("language", text)

    # Qt

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give each field enough room to be read."""
        super().resizeEvent(event)
        QTimer.singleShot(0, self, self._fit)  # what holds it is being laid out, and would not ask again


def _show_text(line: QLineEdit, text: str) -> None:
    if line.text() != text:
        line.setText(text)
        line.setCursorPosition(0)
