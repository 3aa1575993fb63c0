"""Colours the Markdown of the editor."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QColor, QFont, QSyntaxHighlighter, QTextCharFormat, QTextDocument, QTextFormat

from newsletter_app.desktop.editor.marks import Look, Span, shows_picture, spans
from newsletter_app.desktop.editor.offsets import to_units
from newsletter_app.desktop.theme.tokens import Tokens

_STATE, _THUMBNAIL = 1, 2


class Highlighter(QSyntaxHighlighter):
    """Dims the marks, and shows what they do to the words between them.

    A line that begins with a picture gets the bit 2 in its state; `pictures_changed` tells that one has come
    or gone.
    """

    pictures_changed = Signal()

    def __init__(self, document: QTextDocument, tokens: Tokens) -> None:
        super().__init__(document)
        self._formats = _formats(tokens)

    def dress(self, tokens: Tokens) -> None:
        """Take other colours."""
        self._formats = _formats(tokens)
        self.rehighlight()

    def _show(self, span: Span) -> None:
        look = self._formats[span.look]
        if span.look in (Look.MARK, Look.HEADING, Look.QUOTE):
            self.setFormat(span.start, span.length, look)
            return
        inside = QTextCharFormat(self.format(span.start))
        inside.merge(look)
        self.setFormat(span.start, span.length, inside)

    # Qt

    def highlightBlock(self, text: str) -> None:
        state = self.previousBlockState()
        before = self.currentBlockState()
        self._show_line(text, max(0, state) & _STATE)
        if (max(0, before) ^ self.currentBlockState()) & _THUMBNAIL:
            self.pictures_changed.emit()

    def _show_line(self, text: str, state: int) -> None:
        if not text:
            self.setCurrentBlockState(state)
            return
        found, after = spans(text, state)
        if found and not text.isascii():
            found = tuple(_in_units(text, span) for span in found)
        for span in found:
            self._show(span)
        self.setCurrentBlockState(after | (_THUMBNAIL if shows_picture(text) and not after else 0))


def _in_units(text: str, span: Span) -> Span:
    start = to_units(text, span.start, is_simple=False)
    end = to_units(text, span.start + span.length, is_simple=False)
    return Span(start, end - start, span.look)


def _formats(tokens: Tokens) -> dict[Look, QTextCharFormat]:
    return {
        Look.MARK: _format(tokens.muted),
        Look.HEADING: _format(tokens.text, weight=QFont.Weight.DemiBold),
        Look.BOLD: _format(weight=QFont.Weight.Bold),
        Look.ITALIC: _format(italic=True),
        Look.CODE: _format(tokens.muted, ground=tokens.sunken),
        Look.LINK: _format(tokens.accent),
        Look.QUOTE: _format(tokens.muted),
        Look.PICTURE: _format(tokens.muted, size=tokens.meta),
        Look.LOST: _format(tokens.warning, underline=True),
    }


def _format(
    colour: str = "",
    *,
    weight: QFont.Weight | None = None,
    italic: bool = False,
    ground: str = "",
    underline: bool = False,
    size: int = 0,
) -> QTextCharFormat:
    made = QTextCharFormat()
    if colour:
        made.setForeground(QColor(colour))
    if ground:
        made.setBackground(QColor(ground))
    if weight is not None:
        made.setFontWeight(weight)
    if size:
        made.setProperty(QTextFormat.Property.FontPixelSize, size)
    if italic:
        made.setFontItalic(True)
    if underline:
        made.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
        made.setUnderlineColor(QColor(colour))
    return made
