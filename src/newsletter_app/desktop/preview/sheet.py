"""What a page is shown on, be it with Chromium or without."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget


class Sheet(QWidget):
    """A page that can be shown, patched, scrolled and clicked in.

    `ready`: a document is there and takes patches. `spot_clicked` carries the block's number, the text shown
    before the point, and what follows it. `link_requested` carries the whole address. `lost`: the page went
    away by itself and will be `ready` again. `ground_seen` carries the colour of the page's ground.
    """

    ready = Signal()
    lost = Signal()
    spot_clicked = Signal(int, str, str)
    link_requested = Signal(str)
    ground_seen = Signal(str)

    def __init__(self, inner: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(inner)

    @property
    def reason(self) -> str:
        """Return why this is not the page that readers get, "" where it is."""
        return ""

    @property
    def is_ready(self) -> bool:
        """Tell whether a document is there."""
        raise NotImplementedError

    def show_page(self, html: str, caret: int, *, from_top: bool) -> None:
        """Show a complete document, at its top or where the one before was; mark block `caret`."""
        raise NotImplementedError

    def patch(self, first: int, removed: int, added: list[str], caret: int) -> None:
        """Put blocks in the place of others, keep the place, show block `caret`."""
        raise NotImplementedError

    def mark(self, block: int) -> None:
        """Mark a block softly, and show it; -1 marks none."""
        raise NotImplementedError

    def follow(self, block: int, part: float, *, is_end: bool) -> None:
        """Scroll so that this part of the block is at the top, or to the end of the page."""
        raise NotImplementedError

    def dress(self, mark: str, ground: str) -> None:
        """Take the colours of the mark and of the ground below the page."""
        raise NotImplementedError

    def set_zoom(self, factor: float) -> None:
        """Show the page larger or smaller."""
        raise NotImplementedError
