"""Lays out the ways that a person can choose between on a page, each on a card of its own."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from newsletter_app.desktop.theme.theme import Theme
from newsletter_app.desktop.widgets.naming import named, with_role


def way(title: str, about: QLabel, beside: QWidget, theme: Theme) -> QFrame:
    """Return a card with what a way does, and beside it the button that takes it."""
    card = with_role(QFrame(), "card")
    row = QHBoxLayout(card)
    row.setContentsMargins(theme.tokens.s4, theme.tokens.s3, theme.tokens.s4, theme.tokens.s3)
    row.setSpacing(theme.tokens.s4)
    words = QVBoxLayout()
    words.setSpacing(theme.tokens.s1)
    words.addWidget(with_role(QLabel(title), "card-title"))
    words.addWidget(about)
    row.addLayout(words, 1)
    row.addWidget(beside, 0, Qt.AlignmentFlag.AlignVCenter)
    return card


def line(name: str, text: str = "") -> QLabel:
    """Return a text that breaks its lines."""
    label = named(QLabel(text, textFormat=Qt.TextFormat.PlainText), name)
    label.setWordWrap(True)
    return label


def way_button(name: str, label: str, role: str = "") -> QPushButton:
    """Return a button that takes a way."""
    button = named(QPushButton(label), name, label)
    return with_role(button, role) if role else button
