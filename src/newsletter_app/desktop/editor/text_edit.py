"""The text itself."""

from PySide6.QtCore import QMimeData, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent, QTextCursor
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QWidget

from newsletter_app.desktop.editor import inline_commands, line_commands, pasting
from newsletter_app.desktop.editor.document_text import DocumentText
from newsletter_app.desktop.editor.edit import Command, Edit, Selection, difference
from newsletter_app.desktop.editor.editor_type import EditorType
from newsletter_app.desktop.editor.highlighter import Highlighter
from newsletter_app.desktop.editor.incoming import pictures_in
from newsletter_app.desktop.editor.sliced_insert import SlicedInsert
from newsletter_app.desktop.editor.spaced_layout import THUMBNAIL, SpacedLayout
from newsletter_app.desktop.editor.thumbnails_below import GAP, HEIGHT, GiveThumbnail, ThumbnailsBelow
from newsletter_app.desktop.theme.theme import Theme
from newsletter_app.i18n import _

COLUMN = 720
_LINE_HEIGHT = 1.6
_MANY_LINES, _MANY_LETTERS, _PAUSE_MS = 20_000, 1_500_000, 150
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class EditorText(QPlainTextEdit):
    """Plain text in a column, usually of at most 72 characters.

    All offsets are in characters of the text, as Python counts them. `edited` tells that a person has
    changed the text, `caret_moved` where the caret is, `scrolled` (offset of the first line shown, whether
    the end is) that somebody scrolled without moving the caret.
    """

    edited = Signal()
    caret_moved = Signal(int)
    scrolled = Signal(int, bool)
    pictures_offered = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._is_loading = self._is_moving = False
        self._text = DocumentText(self.document())
        self._slices = SlicedInsert(self)
        self._type = EditorType(size=theme.tokens.editor)
        self.setObjectName("editor.text")
        self.setAccessibleName(_("Text of the post"))
        self.setProperty("role", "page")
        self.setTabChangesFocus(False)
        self.setCenterOnScroll(False)
        self.setCursorWidth(2)
        self._name_type()
        self._layout = SpacedLayout(self.document(), _LINE_HEIGHT)
        self.document().setDocumentLayout(self._layout)
        self._highlighter = Highlighter(self.document(), theme.tokens)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self._on_pause_timeout)
        self._slices.finished.connect(self._pause.start)
        self._resting = QTimer(self, singleShot=True, interval=0)
        self._resting.timeout.connect(self._rest)
        self.textChanged.connect(self._on_text_changed)
        self.cursorPositionChanged.connect(self._on_cursor_position_changed)
        self.verticalScrollBar().valueChanged.connect(self._on_scroll_bar_value_changed)
        theme.theme_changed.connect(self._on_theme_changed)
        self._thumbnails: ThumbnailsBelow | None = None
        self._highlighter.pictures_changed.connect(self._on_highlighter_pictures_changed)

    @property
    def text(self) -> str:
        """Return the whole text, with non-breaking blanks as they are."""
        return self._text.text

    @property
    def selection(self) -> Selection:
        """Return what is selected."""
        cursor = self.textCursor()
        return Selection(*map(self._text.character, (cursor.selectionStart(), cursor.selectionEnd())))

    @property
    def column(self) -> int:
        """Return how many pixels the column takes, which is never less than the header above it."""
        return max(COLUMN, self._letters)

    def use_type(self, chosen: EditorType) -> None:
        """Write in another font or size, or in a wider column."""
        if chosen != self._type:
            self._type = chosen
            self._is_loading = True
            self._name_type()
            self._layout.measure()
            self._highlighter.rehighlight()
            self._is_loading = False
            self._centre_column()

    def show_thumbnails(self, give: GiveThumbnail) -> None:
        """Show the pictures of the library below their lines, as far as `give` has them."""
        self._thumbnails = ThumbnailsBelow(give)
        self._on_highlighter_pictures_changed()

    def open(self, text: str) -> None:
        """Show another text, with nothing to undo and the caret at its beginning."""
        self._slices.stop()
        self._layout.thumbnail = 0
        self._is_loading = True
        self.setPlainText(text)
        self._is_loading = False

    def take(self, text: str) -> None:
        """Show a newer state of the same text that came from elsewhere; it can be undone."""
        old = self.text
        if old == text:
            return
        self._is_loading = True
        self.apply(difference(old, text, self.selection.start))
        self._is_loading = False

    def run(self, command: Command) -> None:
        """Do a command with the selection, as one step to undo."""
        self.apply(command(self.text, self.selection))

    def apply(self, edit: Edit) -> None:
        """Change the text as one step to undo."""
        if self.text[edit.start : edit.end] != edit.text:
            cursor = self.cursor_of(Selection(edit.start, edit.end))
            cursor.beginEditBlock()
            cursor.insertText(edit.text)
            cursor.endEditBlock()
        self.select(edit.selection)

    def select(self, selection: Selection) -> None:
        """Select a stretch, and show it."""
        self.setTextCursor(self.cursor_of(selection))
        self.ensureCursorVisible()

    def cursor_of(self, selection: Selection) -> QTextCursor:
        """Return a cursor that selects the stretch."""
        return self._text.cursor_of(selection)

    def go_to(self, offset: int) -> None:
        """Put the caret there, in the middle where it was out of sight, and take the keys."""
        self.setTextCursor(self.cursor_of(Selection(offset, offset)))
        if not self.viewport().rect().contains(self.cursorRect()):
            self.centerCursor()
        self.setFocus()

    def insert(self, text: str) -> None:
        """Put cleaned text in the place of the selection; a large one in slices, so that keys go on."""
        cursor = self.textCursor()
        if len(text) <= pasting.SLICE:
            cursor.insertText(pasting.cleaned(text))
            self.ensureCursorVisible()
            return
        self._slices.start(cursor, text)
        self.ensureCursorVisible()

    @Slot()
    def paste_plain(self) -> None:
        """Paste the words of the clipboard as they are."""
        self.insert(QApplication.clipboard().text())

    def _name_type(self) -> None:
        self.setStyleSheet(self._type.style_sheet())
        self.document().setDefaultFont(self._type.font(self.font()))

    @property
    def _letters(self) -> int:
        return self._type.width_in(self.document().defaultFont())

    def _centre_column(self) -> None:
        margin = round(self.document().documentMargin())
        side = max(self._theme.tokens.s5, (self.width() - self.column) // 2)
        room = self.width() - 2 * side
        beyond = max(0, room - self._letters)
        bar = self.verticalScrollBar().sizeHint().width()
        self.setViewportMargins(side - margin, 0, max(0, side + beyond - margin - bar), 0)

    def _current_line(self) -> str:
        return self.textCursor().block().text()

    @Slot()
    def _on_highlighter_pictures_changed(self) -> None:
        self._layout.thumbnail = HEIGHT + GAP if self._thumbnails is not None else 0
        self.viewport().update()

    @Slot()
    def _on_text_changed(self) -> None:
        if self._is_loading:
            return
        if self._is_slow_to_read:
            self._pause.start()
        else:
            self.edited.emit()

    @Slot()
    def _on_cursor_position_changed(self) -> None:
        self._is_moving = True
        self._resting.start()
        if not self._is_loading and not self._is_slow_to_read:
            self.caret_moved.emit(self._text.character(self.textCursor().position()))

    @property
    def _is_slow_to_read(self) -> bool:
        document = self.document()
        is_large = document.blockCount() > _MANY_LINES or document.characterCount() > _MANY_LETTERS
        return is_large or self._slices.is_running

    @Slot()
    def _on_pause_timeout(self) -> None:
        if not self._slices.is_running:
            self.edited.emit()
            self.caret_moved.emit(self._text.character(self.textCursor().position()))

    @Slot()
    def _rest(self) -> None:
        self._is_moving = False

    @Slot()
    def _on_scroll_bar_value_changed(self) -> None:
        if self._is_moving or self._is_loading:
            return
        bar = self.verticalScrollBar()
        first = self.cursorForPosition(self.viewport().rect().topLeft()).position()
        self.scrolled.emit(self._text.character(first), bar.value() >= bar.maximum() > 0)

    def _keep_caret_in_sight(self) -> None:
        """Scroll where what came above the text would hide the line that is written; nobody scrolled then."""
        self._is_moving = True
        self._resting.start()
        self.ensureCursorVisible()

    @Slot()
    def _on_theme_changed(self) -> None:
        self._is_loading = True
        self._highlighter.dress(self._theme.tokens)
        self._is_loading = False

    # Qt

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Y and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            self.redo()
        elif (
            event.key() in _ENTER and not event.modifiers() and line_commands.continues(self._current_line())
        ):
            self.run(line_commands.new_line)
        elif event.key() == Qt.Key.Key_Tab and not event.modifiers():
            self._tab(line_commands.indent, is_forward=True)
        elif event.key() == Qt.Key.Key_Backtab:
            self._tab(line_commands.outdent, is_forward=False)
        else:
            super().keyPressEvent(event)

    def _tab(self, command: Command, *, is_forward: bool) -> None:
        if line_commands.is_item(self._current_line()):
            self.run(command)
        else:
            QWidget.focusNextPrevChild(self, is_forward)

    def resizeEvent(self, event: QResizeEvent) -> None:
        caret = self.cursorRect()
        was_seen = caret.top() < event.oldSize().height() and caret.bottom() >= 0  # half a line is enough
        self._centre_column()
        super().resizeEvent(event)
        if was_seen:
            self._keep_caret_in_sight()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._thumbnails is None or not self._layout.thumbnail:
            return
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        block, height = self.firstVisibleBlock(), self.viewport().height()
        box = self.blockBoundingGeometry(block).translated(self.contentOffset())
        while block.isValid() and box.top() < height:
            if block.userState() > 0 and block.userState() & THUMBNAIL:
                self._thumbnails.paint(painter, block, box)
            block = block.next()
            box = self.blockBoundingRect(block).translated(box.left(), box.bottom())
        painter.end()

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        is_files = any(url.isLocalFile() for url in source.urls())
        return bool(pictures_in(source)) or (source.hasText() and not is_files)

    def insertFromMimeData(self, source: QMimeData) -> None:
        pictures = pictures_in(source)
        if pictures:
            self.pictures_offered.emit(pictures)
        elif source.hasText():
            self._insert_words(source.text())

    def _insert_words(self, words: str) -> None:
        chosen = self.selection
        label = self.text[chosen.start : chosen.end]
        is_link = inline_commands.is_address(words) and label.strip() and "\n" not in label
        if is_link and not inline_commands.is_address(label):
            self.apply(inline_commands.link(inline_commands.link_at(self.text, chosen), label, words.strip()))
        else:
            self.insert(words)
