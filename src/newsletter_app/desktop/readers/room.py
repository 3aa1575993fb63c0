"""Puts the parts of the readers' place together."""

from PySide6.QtCore import QObject, Signal

from newsletter_app.desktop.readers.adding import Adding
from newsletter_app.desktop.readers.exporting_lists import ListExport
from newsletter_app.desktop.readers.import_presenter import ImportReadersPresenter
from newsletter_app.desktop.readers.key_presenter import KeyPresenter
from newsletter_app.desktop.readers.lists_presenter import ListsPresenter
from newsletter_app.desktop.readers.parts import ReaderParts
from newsletter_app.desktop.readers.people_presenter import PeoplePresenter
from newsletter_app.desktop.readers.person_presenter import PersonPresenter
from newsletter_app.desktop.readers.strangers import Strangers
from newsletter_app.desktop.readers.view import ReadersView


class ReadersRoom(QObject):
    """One presenter for each thing done there; `item_requested` carries the id of an item to go to."""

    item_requested = Signal(str)

    def __init__(self, view: ReadersView, parts: ReaderParts) -> None:
        super().__init__(view)
        self.lists = ListsPresenter(view, parts)
        self.people = PeoplePresenter(view, self.lists, parts)
        self.person = PersonPresenter(view, parts)
        self.bring_in = ImportReadersPresenter(view, self.lists, parts)
        self.adding = Adding(view, self.lists, parts)
        self.export = ListExport(view, self.lists, parts)
        self.key = KeyPresenter(view, parts)
        self.strangers = Strangers(view, parts)
        self.people.person_requested.connect(self.person.open)
        self.people.stranger_requested.connect(self.strangers.look)
        self.strangers.item_requested.connect(self.item_requested)
        self.person.item_requested.connect(self.item_requested)
