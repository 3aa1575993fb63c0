"""The page as plain text, where Chromium cannot be started."""

from PySide6.QtWidgets import QPlainTextEdit, QWidget

from newsletter_app.desktop.preview.sheet import Sheet
from newsletter_app.desktop.preview.shown_words import blocks_of, words_of
from newsletter_app.i18n import _


class TextSheet(Sheet):
    """The words of the page without its looks, with the reason why."""

    def __init__(self, reason: str, parent: QWidget | None = None) -> None:
        self._text = QPlainTextEdit(readOnly=True)
        super().__init__(self._text, parent)
        self._reason = reason
        self._text.setObjectName("preview.page")
        self._text.setProperty("role", "page")
        self._text.setAccessibleName(_("Preview of the page as plain text"))
        self.setFocusProxy(self._text)
        self._blocks: list[str] = []

    @property
    def reason(self) -> str:
        """Return why this is not the page that readers get."""
        return self._reason

    @property
    def is_ready(self) -> bool:
        """Tell whether a document is there: always."""
        return True

    def show_page(self, html: str, caret: int, *, from_top: bool) -> None:  # noqa: ARG002 - words are not marked
        """Show the words of a complete document, at its top or where the one before was."""
        self._blocks = blocks_of(html)
        self._write(0 if from_top else self._text.verticalScrollBar().value())

    def patch(self, first: int, removed: int, added: list[str], caret: int) -> None:
        """Put blocks in the place of others and show block `caret`."""
        self._blocks[first : first + removed] = [words_of(html) for html in added]
        self._write(self._text.verticalScrollBar().value())
        self.mark(caret)

    def mark(self, block: int) -> None:
        """Show a block."""
        cursor = self._text.textCursor()
        cursor.setPosition(self._text.document().findBlockByNumber(self._line_of(block)).position())
        self._text.setTextCursor(cursor)

    def follow(self, block: int, part: float, *, is_end: bool) -> None:  # noqa: ARG002 - blocks are short here
        """Scroll so that the block is at the top, or to the end."""
        bar = self._text.verticalScrollBar()
        bar.setValue(bar.maximum() if is_end else self._line_of(block))

    def dress(self, mark: str, ground: str) -> None:
        """Take no colours: those of the window serve."""

    def set_zoom(self, factor: float) -> None:
        """Stay at the size of the window's type."""

    def _line_of(self, block: int) -> int:
        return sum(text.count("\n") + 2 for text in self._blocks[: max(0, block)])

    def _write(self, place: int) -> None:
        self._text.setPlainText("\n\n".join(self._blocks))
        self._text.verticalScrollBar().setValue(place)
