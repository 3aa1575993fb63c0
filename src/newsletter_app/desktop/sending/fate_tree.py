"""The table in which the fates of single messages stand."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHeaderView, QTreeWidget

from newsletter_app.desktop.widgets.naming import named, with_role

_ROW, _HEAD, _SHOWN = 28, 32, 5


def fate_tree(name: str, label: str, columns: Sequence[str]) -> QTreeWidget:
    """Return an empty table with these columns, the last of them as wide as there is room."""
    tree = with_role(named(QTreeWidget(), name, label), "fates")
    tree.setHeaderLabels(list(columns))
    tree.setRootIsDecorated(False)
    tree.setUniformRowHeights(True)
    tree.setAllColumnsShowFocus(True)
    tree.setTabKeyNavigation(False)
    tree.setTextElideMode(Qt.TextElideMode.ElideRight)
    tree.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    for column in range(len(columns) - 1):
        tree.header().setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
    tree.header().setStretchLastSection(True)
    tree.header().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    return tree


def fit(tree: QTreeWidget) -> None:
    """Make the table as high as its rows, five of them at most."""
    rows = min(max(1, tree.topLevelItemCount()), _SHOWN)
    tree.setFixedHeight(_HEAD + rows * _ROW + 2 * tree.frameWidth() + 2)
