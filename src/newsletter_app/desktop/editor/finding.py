"""Finds and replaces in the editor what the bar asks for."""

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QColor, QTextCharFormat
from PySide6.QtWidgets import QTextEdit

from newsletter_app.desktop.editor import searching
from newsletter_app.desktop.editor.edit import Edit, Selection
from newsletter_app.desktop.editor.find_bar import FindBar
from newsletter_app.desktop.editor.text_edit import EditorText
from newsletter_app.desktop.theme.theme import Theme

_MOST_SHOWN = 300


class Finding(QObject):
    """Keeps the bar and the text in step while the bar is open."""

    def __init__(self, bar: FindBar, text: EditorText, theme: Theme) -> None:
        super().__init__(bar)
        self._bar, self._text, self._theme = bar, text, theme
        bar.words_changed.connect(self._on_words_changed)
        bar.next_requested.connect(self._on_next_requested)
        bar.previous_requested.connect(self._on_previous_requested)
        bar.replace_requested.connect(self._on_replace_requested)
        bar.replace_all_requested.connect(self._on_replace_all_requested)
        bar.closed.connect(self._on_closed)

    def open(self, *, with_replace: bool) -> None:
        """Show the bar with the selected words."""
        chosen = self._text.selection
        self._bar.open(self._text.text[chosen.start : chosen.end], with_replace=with_replace)

    def _found(self) -> searching.Found:
        return searching.find_all(self._text.text, self._bar.words, match_case=self._bar.match_case)

    def _go(self, found: searching.Found, number: int) -> None:
        self._text.select(found[number])
        self._bar.show_count(len(found), number + 1)

    def _show(self, found: searching.Found) -> None:
        look = QTextCharFormat()
        look.setBackground(QColor(self._theme.tokens.accent_soft))
        shown = []
        for place in found[:_MOST_SHOWN]:
            selection = QTextEdit.ExtraSelection()
            selection.format = look
            selection.cursor = self._text.cursor_of(place)
            shown.append(selection)
        self._text.setExtraSelections(shown)

    @Slot()
    def _on_words_changed(self) -> None:
        found = self._found()
        self._show(found)
        if found:
            self._go(found, searching.next_after(found, self._text.selection.start))
        else:
            self._bar.show_count(0, 0)

    @Slot()
    def _on_next_requested(self) -> None:
        found = self._found()
        if found:
            self._go(found, searching.next_after(found, self._text.selection.end))

    @Slot()
    def _on_previous_requested(self) -> None:
        found = self._found()
        if found:
            self._go(found, searching.last_before(found, self._text.selection.start))

    @Slot()
    def _on_replace_requested(self) -> None:
        chosen = self._text.selection
        if chosen in self._found():
            by = self._bar.replacement
            end = chosen.start + len(by)
            self._text.apply(Edit(chosen.start, chosen.end, by, Selection(end, end)))
        self._show(self._found())
        self._on_next_requested()

    @Slot()
    def _on_replace_all_requested(self) -> None:
        found = self._found()
        caret = self._text.selection.start
        self._text.apply(searching.replace_all(self._text.text, found, self._bar.replacement, caret))
        self._show(())
        self._bar.show_count(0, 0)

    @Slot()
    def _on_closed(self) -> None:
        self._show(())
        self._bar.hide()
        self._text.setFocus()
