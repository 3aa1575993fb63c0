"""Undo, redo, cut, copy and paste for whatever has the keys."""

from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from newsletter_app.desktop.menus import Menus

_VERBS = ("undo", "redo", "cut", "copy", "paste")


class EditCommands(QObject):
    """Hands the commands of the Edit menu to the field that has the keys, where it knows them."""

    def __init__(self, menus: Menus) -> None:
        super().__init__(menus)
        for verb in _VERBS:
            menus.answer(f"edit.{verb}", partial(_do, verb))


def _do(verb: str, _is_checked: bool = False) -> None:
    act = getattr(QApplication.focusWidget(), verb, None)
    if callable(act):
        act()
