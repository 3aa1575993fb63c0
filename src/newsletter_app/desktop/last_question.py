"""Asks what shall become of words that neither the library nor the journal takes."""

from PySide6.QtWidgets import QMessageBox, QPushButton, QWidget

from newsletter_app.content.items import Item, title_of
from newsletter_app.desktop.way_out import WayOut, write_copy
from newsletter_app.desktop.widgets.naming import named
from newsletter_app.desktop.widgets.words import error_words
from newsletter_app.errors import CannotExport
from newsletter_app.i18n import _


class LastQuestion:
    """The one question at closing: it is asked only where the words would be lost."""

    def __init__(self, window: QWidget, way_out: WayOut) -> None:
        self._window, self._way_out = window, way_out

    def ask(self, item: Item) -> bool:
        """Tell whether the window may close: a copy lies elsewhere, or the person gives the words up."""
        box = QMessageBox(
            QMessageBox.Icon.Warning,
            _("These words are saved nowhere"),
            _("Neither the library nor this computer could take the newest words of “{title}”.").format(
                title=title_of(item) or _("Without a title")
            ),
            parent=self._window,
        )
        box.setObjectName("closing.question")
        stay = _button(box, "closing.stay", _("Keep the window open"), QMessageBox.ButtonRole.RejectRole)
        save = _button(box, "closing.save", _("Save a copy elsewhere…"), QMessageBox.ButtonRole.AcceptRole)
        copy = _button(box, "closing.copy", _("Copy text"), QMessageBox.ButtonRole.ActionRole)
        lose = _button(box, "closing.lose", _("Close without them"), QMessageBox.ButtonRole.DestructiveRole)
        box.setDefaultButton(save)
        box.setEscapeButton(stay)
        box.exec()
        pressed = box.clickedButton()
        box.deleteLater()
        if pressed is save:
            return self._save(item)
        if pressed is copy:
            self._way_out.copy(item)  # the window stays: some systems empty the clipboard when a program ends
        return pressed is lose

    def _save(self, item: Item) -> bool:
        file = self._way_out.ask_for_file(item)
        if file is None:
            return False
        try:
            write_copy(item, file)
        except CannotExport as error:
            QMessageBox.warning(self._window, _("The copy is not written"), error_words(error))
            return False
        return True


def _button(box: QMessageBox, name: str, label: str, role: QMessageBox.ButtonRole) -> QPushButton:
    return named(box.addButton(label, role), name)
