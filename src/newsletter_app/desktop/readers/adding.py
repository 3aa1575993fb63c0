"""Puts one person onto a list by hand."""

from datetime import UTC, datetime
from functools import partial

from PySide6.QtCore import QObject, Slot

from newsletter_app.content.changes import Changes
from newsletter_app.content.contact import Consent, Contact, ReaderList
from newsletter_app.desktop.readers.add_dialog import AddDialog
from newsletter_app.desktop.readers.lists_presenter import ListsPresenter
from newsletter_app.desktop.readers.parts import ReaderParts
from newsletter_app.desktop.readers.view import ReadersView
from newsletter_app.desktop.widgets.words import error_words
from newsletter_app.errors import AppError
from newsletter_app.i18n import _
from newsletter_app.mailing.whoever import masked


class Adding(QObject):
    """Asks for a person with their consent; somebody known is completed, and joins the list."""

    def __init__(self, view: ReadersView, lists: ListsPresenter, parts: ReaderParts) -> None:
        super().__init__(view)
        self._view, self._lists, self._parts = view, lists, parts
        view.panel.add_requested.connect(self._on_add_requested)

    @Slot()
    def _on_add_requested(self) -> None:
        onto = self._lists.chosen
        if onto is not None:
            dialog = AddDialog(onto.name, self._view)
            dialog.add_requested.connect(partial(self._add, dialog, onto))
            dialog.open()

    def _add(self, dialog: AddDialog, onto: ReaderList) -> None:
        consent = dialog.consent
        basis = Consent(
            ground=consent.chosen_ground,
            wording=consent.written,
            given=datetime.now(UTC),
            how=_("by hand"),
            opt_out_offered=consent.offered.isChecked(),
        )
        work = partial(self._parts.readership.add, dialog.person, onto.id, basis)
        self._parts.run(work, partial(self._on_added, dialog, onto), partial(self._on_failed, dialog))

    def _on_added(self, dialog: AddDialog, onto: ReaderList, added: Contact) -> None:
        dialog.accept()
        self._parts.changes.tell(Changes(readers=True))
        self._view.tell(_("{who} is on “{list}” now.").format(who=masked(added), list=onto.name))

    def _on_failed(self, dialog: AddDialog, error: AppError) -> None:
        dialog.show_trouble(error_words(error))
