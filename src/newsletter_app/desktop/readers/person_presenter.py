"""Carries what a person asked for, or what is corrected of them, into the library."""

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, Signal, Slot

from newsletter_app.content.changes import Changes
from newsletter_app.content.contact import Contact, Membership
from newsletter_app.desktop.readers.erasing import Erasing
from newsletter_app.desktop.readers.parts import ReaderParts
from newsletter_app.desktop.readers.person_dialog import PersonDialog
from newsletter_app.desktop.readers.person_files import PersonFiles
from newsletter_app.desktop.readers.view import ReadersView
from newsletter_app.desktop.readers.words import name_of
from newsletter_app.desktop.widgets.question import Question
from newsletter_app.desktop.widgets.words import error_words
from newsletter_app.errors import AppError
from newsletter_app.i18n import _
from newsletter_app.mailing.whoever import masked


@dataclass(frozen=True, slots=True)
class _Known:
    """A person with the lists they are on, and what these are called."""

    person: Contact
    lists: tuple[Membership, ...]
    names: dict[str, str]


class PersonPresenter(QObject):
    """Opens one person at a time; `item_requested` carries the id of an item that names somebody erased."""

    item_requested = Signal(str)

    def __init__(self, view: ReadersView, parts: ReaderParts) -> None:
        super().__init__(view)
        self._view, self._parts = view, parts
        self._dialog: PersonDialog | None = None
        self.files, self._erasing = PersonFiles(view, parts), Erasing(view, parts)
        self.files.written.connect(self._close)
        self.files.failed.connect(self._explain)
        self._erasing.erased.connect(self._close)
        self._erasing.item_requested.connect(self.item_requested)

    @Slot(str)
    def open(self, person_id: str) -> None:
        """Show a person."""
        self._parts.run(
            partial(self._read, person_id), self._on_read, self._on_not_read, latest="readers.person"
        )

    def _read(self, person_id: str) -> _Known:
        readers = self._parts.readers
        names = {of.id: of.name for of in readers.lists()}
        return _Known(readers.find(person_id), readers.memberships(person_id), names)

    def _on_read(self, known: _Known) -> None:
        if self._dialog is not None and self._dialog.person.id == known.person.id:
            self._dialog.show_person(known.person)
            self._dialog.show_lists(known.lists, known.names)
            return
        self._dialog = PersonDialog(known.person, self._view)
        self._dialog.show_lists(known.lists, known.names)
        self._connect(self._dialog)
        self._dialog.open()

    def _on_not_read(self, error: AppError) -> None:
        self._view.tell(error_words(error))

    def _connect(self, dialog: PersonDialog) -> None:
        dialog.save_requested.connect(self._on_save_requested)
        dialog.leave_requested.connect(self._on_leave_requested)
        dialog.unsubscribe_requested.connect(self._on_unsubscribe_requested)
        dialog.export_requested.connect(self._on_export_requested)
        dialog.erase_requested.connect(self._on_erase_requested)
        dialog.finished.connect(self._on_dialog_finished)

    # Correcting

    @Slot(object)
    def _on_save_requested(self, person: Contact) -> None:
        if self._dialog is not None:
            work = partial(self._parts.readership.save, person, self._dialog.person)
            self._parts.run(work, self._on_saved, self._explain)

    def _on_saved(self, changes: Changes) -> None:
        self._close()
        self._parts.changes.tell(changes)

    @Slot(str)
    def _on_leave_requested(self, list_id: str) -> None:
        if self._dialog is not None:
            person = self._dialog.person.id
            work = partial(self._parts.readers.leave, list_id, person)
            self._parts.run(work, partial(self._on_changed, person), self._explain)

    def _on_changed(self, person_id: str, changes: Changes) -> None:
        self._parts.changes.tell(changes)
        self.open(person_id)

    # Unsubscribing

    @Slot()
    def _on_unsubscribe_requested(self) -> None:
        if self._dialog is not None:
            person = self._dialog.person
            title = _("Unsubscribe {who} for good").format(who=_called(person))
            said = _(
                "They are not written to any more, by whatever list, and no import brings them back. What is "
                "known of them stays until it is erased."
            )
            ask = Question("readers.unsubscribe", title, said, _("Unsubscribe for good"), self._dialog)
            ask.accepted.connect(partial(self._unsubscribe, person))
            ask.open()

    def _unsubscribe(self, person: Contact) -> None:
        work = partial(self._parts.readership.unsubscribe, person.id)
        self._parts.run(work, partial(self._on_changed, person.id), self._explain)

    # Exporting and erasing

    @Slot()
    def _on_export_requested(self) -> None:
        if self._dialog is not None:
            self.files.ask(self._dialog.person.id, self._dialog)

    @Slot()
    def _on_erase_requested(self) -> None:
        if self._dialog is not None:
            person = self._dialog.person
            self._erasing.ask(person.id, _called(person), self._dialog)

    @Slot(object)
    def _explain(self, error: AppError) -> None:
        if self._dialog is not None:
            self._dialog.show_trouble(error_words(error))

    @Slot()
    def _close(self) -> None:
        if self._dialog is not None:
            self._dialog.accept()

    @Slot()
    def _on_dialog_finished(self) -> None:
        if self._dialog is not None:
            self._dialog.deleteLater()
            self._dialog = None


def _called(person: Contact) -> str:
    return name_of(person) or masked(person)
