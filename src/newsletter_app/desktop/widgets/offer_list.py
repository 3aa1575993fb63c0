"""The list of what is offered below a field while a person types."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListView

from newsletter_app.desktop.widgets.naming import named, with_role


def offer_list(name: str, label: str) -> QListView:
    """Return an empty list, dressed to stand over the window, for a completer."""
    offered = with_role(named(QListView(), name, label), "offer")
    offered.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    offered.setTextElideMode(Qt.TextElideMode.ElideRight)
    offered.setUniformItemSizes(True)
    return offered
