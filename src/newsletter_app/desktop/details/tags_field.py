"""A line for tags that completes the one being typed."""

from collections.abc import Sequence

from PySide6.QtCore import QStringListModel, Qt, Slot
from PySide6.QtWidgets import QCompleter, QLineEdit

from newsletter_app.desktop.widgets.offer_list import offer_list
from newsletter_app.i18n import _


class TagsField(QLineEdit):
    """Tags with commas between; known ones are offered for the tag at the caret."""

    def __init__(self) -> None:
        super().__init__()
        self._known = QStringListModel(self)
        self._completer = QCompleter(self._known, self)
        self._completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self._completer.setWidget(self)
        self._completer.setPopup(offer_list("details.known_tags", _("Tags in use")))
        self._completer.activated.connect(self._on_completer_activated)
        self.textEdited.connect(self._on_text_edited)

    def know(self, tags: Sequence[str]) -> None:
        """Offer these tags."""
        self._known.setStringList(list(tags))

    def _bounds(self) -> tuple[int, int]:
        """Return from where to where the tag at the caret goes."""
        text, caret = self.text(), self.cursorPosition()
        end = text.find(",", caret)
        return text.rfind(",", 0, caret) + 1, len(text) if end < 0 else end

    @Slot()
    def _on_text_edited(self) -> None:
        start, end = self._bounds()
        typed = self.text()[start:end].strip()
        self._completer.setCompletionPrefix(typed)
        if typed and self._completer.completionCount() and self._completer.currentCompletion() != typed:
            self._completer.complete()
        else:
            popup = self._completer.popup()
            if popup is not None:
                popup.hide()

    @Slot(str)
    def _on_completer_activated(self, tag: str) -> None:
        start, end = self._bounds()
        text = self.text()
        lead = " " if start else ""
        self.setText(f"{text[:start]}{lead}{tag}{text[end:]}")
        self.setCursorPosition(start + len(lead) + len(tag))
        self.textEdited.emit(self.text())
