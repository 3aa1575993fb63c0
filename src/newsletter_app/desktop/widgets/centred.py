"""Keeps a widget in the middle of its column, no wider than is good for reading."""

from PySide6.QtWidgets import QHBoxLayout, QWidget

from newsletter_app.desktop.widgets.handing_keys import HandsKeysOn


class Centred(HandsKeysOn, QWidget):
    """A widget of at most `width` pixels, with a margin at both sides."""

    def __init__(self, widget: QWidget, width: int, margin: int) -> None:
        super().__init__()
        self._widget = widget
        widget.setMaximumWidth(width)
        self.keys_for = widget
        layout = QHBoxLayout(self)
        layout.setContentsMargins(margin, 0, margin, 0)
        layout.setSpacing(0)
        layout.addStretch(1)
        layout.addWidget(widget, 1000)
        layout.addStretch(1)

    def set_width(self, width: int) -> None:
        """Let the widget take up to `width` pixels."""
        self._widget.setMaximumWidth(width)
