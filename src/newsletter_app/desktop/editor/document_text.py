"""The text of a document as one Python string."""

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QTextCursor, QTextDocument

from newsletter_app.desktop.editor import offsets
from newsletter_app.desktop.editor.edit import Selection


class DocumentText(QObject):
    """Follows a document; after a change only what changed is read again.

    That goes by offsets, so it is done only as long as no character takes two of Qt's; the length tells.
    The document needs a layout: without one Qt does not tell what changed.
    """

    def __init__(self, document: QTextDocument) -> None:
        super().__init__(document)
        self._document = document
        self._text, self._revision, self._is_early = "", -1, False
        document.contentsChange.connect(self._on_document_contents_change)

    @property
    def text(self) -> str:
        """Return the whole text, with non-breaking blanks as they are."""
        if self._revision != self._document.revision():
            self._read()
            self._is_early = True  # inside a change: what is told at its end is in the text already
        return self._text

    def unit(self, offset: int) -> int:
        """Return Qt's place of a character."""
        text = self.text
        return offsets.to_units(text, min(offset, len(text)), is_simple=self._is_simple)

    def character(self, unit: int) -> int:
        """Return the character at one of Qt's places."""
        return offsets.from_units(self.text, unit, is_simple=self._is_simple)

    def cursor_of(self, selection: Selection) -> QTextCursor:
        """Return a cursor that selects the stretch."""
        return self._cursor(self.unit(selection.start), self.unit(selection.end))

    @property
    def _is_simple(self) -> bool:
        return len(self._text) == self._document.characterCount() - 1

    def _cursor(self, start: int, end: int) -> QTextCursor:
        cursor = QTextCursor(self._document)
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        return cursor

    def _read(self) -> None:
        self._text = _with_lines(self._document.toRawText())
        self._revision = self._document.revision()
        self._was_simple = self._is_simple

    @Slot(int, int, int)
    def _on_document_contents_change(self, at: int, removed: int, added: int) -> None:
        is_followed = self._revision >= 0 and self._was_simple and not self._is_early
        self._is_early = False
        if not is_followed or not self._patched(at, removed, added):
            self._read()

    def _patched(self, at: int, removed: int, added: int) -> bool:
        length = self._document.characterCount() - 1
        if at + added > length:  # Qt counts the end of the text as well when all of it is new
            return False
        piece = _with_lines(self._cursor(at, at + added).selectedText())
        text = self._text[:at] + piece + self._text[at + removed :]
        if len(text) != length:
            return False
        self._text, self._revision = text, self._document.revision()
        return True


def _with_lines(raw: str) -> str:
    return raw.replace("\u2029", "\n").replace("\u2028", "\n")
