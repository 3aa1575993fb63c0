"""Shows the lists, and makes, renames and deletes them."""

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from newsletter_app.content.changes import Changes
from newsletter_app.content.contact import ReaderList
from newsletter_app.desktop.readers.list_column import EVERYBODY
from newsletter_app.desktop.readers.name_dialog import NameDialog
from newsletter_app.desktop.readers.parts import ReaderParts
from newsletter_app.desktop.readers.view import ReadersView
from newsletter_app.desktop.readers.words import counted, list_facts
from newsletter_app.desktop.widgets.question import Question
from newsletter_app.desktop.widgets.words import error_words
from newsletter_app.errors import AppError
from newsletter_app.i18n import _, ngettext

_WAIT_MS = 200


@dataclass(frozen=True, slots=True)
class Lists:
    """All lists, and how many readers there are in all."""

    lists: tuple[ReaderList, ...] = ()
    everybody: int = 0

    def get(self, list_id: str) -> ReaderList | None:
        """Return the list with that id; None for all readers together, or where it is gone."""
        return next((of for of in self.lists if of.id == list_id), None)


class ListsPresenter(QObject):
    """Keeps the counts true; people stay hidden until `people_requested` (a list's id).

    `import_requested` carries the id of the list to import to; `shown` comes with each list that is gone to.
    """

    people_requested = Signal(str)
    import_requested = Signal(str)
    shown = Signal(str)

    def __init__(self, view: ReadersView, parts: ReaderParts) -> None:
        super().__init__(view)
        self._view, self._parts = view, parts
        self._known = Lists()
        self._chosen = EVERYBODY
        self._wanted = ""
        self._act = self.refresh
        self._wait = QTimer(self, singleShot=True, interval=_WAIT_MS)
        self._wait.timeout.connect(self._on_wait_timeout)
        self._connect()
        self._wait.start()
        self.refresh()

    @property
    def known(self) -> Lists:
        """Return the lists as they are shown."""
        return self._known

    @property
    def chosen(self) -> ReaderList | None:
        """Return the list that is shown, None for all readers together."""
        return self._known.get(self._chosen)

    @property
    def chosen_id(self) -> str:
        """Return the id of what is shown, "" for all readers together."""
        return self._chosen

    @Slot()
    def refresh(self) -> None:
        """Read the lists again."""
        self._parts.run(self._read, self._on_read, self._on_failed, latest="readers.lists")

    def go_to(self, list_name: str) -> None:
        """Show the list of that name, or id, as soon as it is read."""
        self._wanted = list_name
        self.refresh()

    @Slot()
    def hide_people(self) -> None:
        """Show counts alone."""
        self._say_counts()

    def _connect(self) -> None:
        column, panel = self._view.column, self._view.panel
        column.chosen.connect(self._on_column_chosen)
        column.new_requested.connect(self._on_new_requested)
        column.import_requested.connect(self._on_import_requested)
        panel.act_requested.connect(self._on_panel_act_requested)
        panel.rename_requested.connect(self._on_rename_requested)
        panel.delete_requested.connect(self._on_delete_requested)
        self._parts.changes.happened.connect(self._on_changes_happened)

    def _read(self) -> Lists:
        return Lists(self._parts.readers.lists(), self._parts.readers.count())

    def _on_read(self, known: Lists) -> None:
        self._wait.stop()
        is_first = self._known == Lists()
        self._known = known
        names = (self._wanted, " ".join(self._wanted.split()).casefold())
        wanted = next((of.id for of in known.lists if of.id in names or of.name.casefold() in names), "")
        self._wanted = ""
        gone = self._chosen != EVERYBODY and known.get(self._chosen) is None
        if wanted or gone or (is_first and self._chosen == EVERYBODY):
            self._show(wanted or next((of.id for of in known.lists), EVERYBODY))
        self._view.column.show_lists(known.lists, known.everybody, self._chosen)
        self._name_chosen()
        if not self._view.panel.shows_people:
            self._say_counts()

    def _show(self, list_id: str) -> None:
        self._chosen = list_id
        self._name_chosen()
        self._say_counts()
        self.shown.emit(list_id)

    def _name_chosen(self) -> None:
        of = self.chosen
        if of is not None:
            self._view.panel.show_list(of.name, list_facts(of), is_list=True)
        else:
            facts = _("{people}, of whatever list or of none").format(people=counted(self._known.everybody))
            self._view.panel.show_list(_("All readers"), facts, is_list=False)

    def _say_counts(self) -> None:
        """Say how many there are, with the one thing to do."""
        of, panel = self.chosen, self._view.panel
        people = self._known.everybody if of is None else of.people + of.unsubscribed
        if people:
            self._act = self._on_people_wanted
            panel.say(_hidden(people), _("&Show people"))
        else:
            self._act = self._on_import_requested
            panel.say(self._nobody(), _("Import a list…"))

    def _nobody(self) -> str:
        if not self._known.lists:
            return _("No lists yet. Bring in the readers you have, or make an empty list.")
        return _("Nobody is here yet. Bring in readers from a file, or add them one by one.")

    @Slot(object)
    def _on_changes_happened(self, changes: Changes) -> None:
        if changes.readers:
            self.refresh()

    @Slot()
    def _on_wait_timeout(self) -> None:
        self._view.panel.say(_("Reading the lists…"))

    def _on_failed(self, error: AppError) -> None:
        self._wait.stop()
        self._act = self.refresh
        self._view.panel.say(error_words(error), _("Try a&gain"))

    @Slot()
    def _on_panel_act_requested(self) -> None:
        self._act()

    def _on_people_wanted(self) -> None:
        self.people_requested.emit(self._chosen)

    @Slot(str)
    def _on_column_chosen(self, list_id: str) -> None:
        if list_id != self._chosen:
            self._show(list_id)

    @Slot()
    def _on_import_requested(self) -> None:
        self.import_requested.emit(self._chosen)

    # Making, renaming, deleting

    @Slot()
    def _on_new_requested(self) -> None:
        dialog = NameDialog(_("Make a list"), _("Make the list"), "", self._view)
        dialog.name_given.connect(partial(self._make, dialog))
        dialog.open()

    def _make(self, dialog: NameDialog, name: str) -> None:
        work = partial(self._parts.readers.make_list, name)
        self._parts.run(work, partial(self._on_made, dialog), partial(_explain, dialog))

    def _on_made(self, dialog: NameDialog, of: ReaderList) -> None:
        dialog.accept()
        self._wanted = of.id
        self._parts.changes.tell(Changes(readers=True))

    @Slot()
    def _on_rename_requested(self) -> None:
        of = self.chosen
        if of is not None:
            dialog = NameDialog(_("Rename the list"), _("Rename"), of.name, self._view)
            dialog.name_given.connect(partial(self._rename, dialog, of.id))
            dialog.open()

    def _rename(self, dialog: NameDialog, list_id: str, name: str) -> None:
        work = partial(self._parts.readers.rename_list, list_id, name)
        self._parts.run(work, partial(self._on_renamed, dialog), partial(_explain, dialog))

    def _on_renamed(self, dialog: NameDialog, changes: Changes) -> None:
        dialog.accept()
        self._parts.changes.tell(changes)

    @Slot()
    def _on_delete_requested(self) -> None:
        of = self.chosen
        if of is not None:
            title = _("Delete the list “{name}”").format(name=of.name)
            question = Question("readers.delete_list", title, _goes(of), _("Delete the list"), self._view)
            question.accepted.connect(partial(self._delete, of.id))
            question.open()

    def _delete(self, list_id: str) -> None:
        work = partial(self._parts.readers.delete_list, list_id)
        self._parts.run(work, self._parts.changes.tell, self._on_not_deleted)

    def _on_not_deleted(self, error: AppError) -> None:
        self._view.tell(error_words(error))


def _hidden(people: int) -> str:
    return ngettext(
        "{number} person is here. Their name and address are shown only when you ask for them.",
        "{number} people are here. Their names and addresses are shown only when you ask for them.",
        people,
    ).format(number=f"{people:,}")


def _goes(of: ReaderList) -> str:
    people = of.people + of.unsubscribed
    if not people:
        return _("Nobody is on it.")
    said = ngettext(
        "{number} person is on it. If they are on no other list, all that is known of them goes with it, for "
        "good.",
        "{number} people are on it. Of those who are on no other list, all that is known goes with it, for "
        "good.",
        people,
    ).format(number=f"{people:,}")
    return f"{said} {_('Who has unsubscribed stays known, and no import brings them back.')}"


def _explain(dialog: NameDialog, error: AppError) -> None:
    dialog.show_trouble(error_words(error))
