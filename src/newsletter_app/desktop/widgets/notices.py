"""Keeps the notices above the work from covering each other."""

from enum import IntEnum

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from newsletter_app.desktop.widgets.notice_bar import NoticeBar
from newsletter_app.i18n import ngettext

_SPACE = 4


class Weight(IntEnum):
    """How much a notice matters.

    It says what was done, or is good to know, or waits for a decision, or says what is amiss.
    """

    NEWS = 0
    ADVICE = 1
    DECISION = 2
    TROUBLE = 3


class Notices(QWidget):
    """Shows two notices at most: the weightiest, and of the others the one that was asked last.

    Each room has a bar of its own, so that no notice takes the place of another. One that was answered goes,
    and one of those that wait comes up. `keys_left` comes when the button that had the keys has gone: Qt
    gives them to whatever is next in the window.
    """

    keys_left = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self._weights: dict[NoticeBar, Weight] = {}
        self._asking: list[NoticeBar] = []
        self._waiting = QLabel()
        self._waiting.setObjectName(f"{name}.waiting")
        self._waiting.setProperty("role", "muted")
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(_SPACE)
        self._layout.addWidget(self._waiting)
        self._arrange()

    def make(self, name: str, weight: Weight) -> NoticeBar:
        """Return a new bar for the notices of one room."""
        bar = NoticeBar(name)
        self.add(bar, weight)
        return bar

    def add(self, bar: NoticeBar, weight: Weight) -> None:
        """Show what this bar asks, as far as it matters."""
        self._weights[bar] = weight
        self._layout.insertWidget(0, bar)
        bar.told.connect(self._on_bar_told)
        bar.keys_left.connect(self.keys_left)
        bar.answered.connect(bar.withdraw)
        self._on_told(bar)

    def says(self, sentence: str) -> bool:
        """Tell whether this can be read above the work now."""
        return any(bar.sentence == sentence for bar in self._shown())

    def withdraw(self) -> None:
        """Let go of the notices about what was open or done; those about the library stay."""
        for bar in [bar for bar in self._asking if self._weights[bar] is Weight.NEWS]:
            bar.withdraw()

    @Slot()
    def _on_bar_told(self) -> None:
        bar = self.sender()
        if isinstance(bar, NoticeBar):
            self._on_told(bar)

    def _on_told(self, bar: NoticeBar) -> None:
        if bar in self._asking:
            self._asking.remove(bar)
        if bar.is_asking:
            self._asking.append(bar)
        self._arrange()

    def _arrange(self) -> None:
        shown = self._shown()
        for place, bar in enumerate(shown):
            self._layout.insertWidget(place, bar)
        for bar in self._weights:
            bar.setVisible(bar in shown)
        waiting = len(self._asking) - len(shown)
        self._waiting.setText(
            ngettext("{number} more notice", "{number} more notices", waiting).format(number=waiting)
        )
        self._waiting.setVisible(waiting > 0)
        self.setVisible(bool(shown))

    def _shown(self) -> list[NoticeBar]:
        if not self._asking:
            return []
        newest_first = self._asking[::-1]
        weightiest = max(newest_first, key=lambda bar: self._weights[bar])
        return [weightiest, *[bar for bar in newest_first if bar is not weightiest][:1]]
