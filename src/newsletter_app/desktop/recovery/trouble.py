"""Says that the library does not take what is written, why, and what can be done."""

from PySide6.QtCore import QObject, QTimer, Slot

from newsletter_app.content.items import title_of
from newsletter_app.desktop.desk import Desk
from newsletter_app.desktop.recovery.texts_button import TextsButton
from newsletter_app.desktop.save_state import SaveState, Saving
from newsletter_app.desktop.way_out import WayOut
from newsletter_app.desktop.widgets.notices import Notices, Weight
from newsletter_app.i18n import _, ngettext

_PATIENCE_MS = 2000


class SavingTrouble(QObject):
    """A bar for the open item once the trouble lasts; a button that leads to items left meanwhile."""

    def __init__(self, notices: Notices, button: TextsButton, desk: Desk, way_out: WayOut) -> None:
        super().__init__(notices)
        self._desk, self._way_out, self._button = desk, way_out, button
        self._bar = notices.make("window.unsaved", Weight.TROUBLE)
        self._bar.answered.connect(self._on_bar_answered)
        self._patience = QTimer(self, singleShot=True, interval=_PATIENCE_MS)
        self._patience.timeout.connect(self._show)
        button.chosen.connect(desk.open)
        desk.save_state_changed.connect(self._on_desk_save_state_changed)
        desk.opened.connect(self._on_desk_opened)
        desk.left_changed.connect(self._on_desk_left_changed)
        self._on_desk_save_state_changed(desk.state)

    @Slot()
    def _show(self) -> None:
        state, item = self._desk.state, self._desk.item
        if item is None or not state.is_trouble:
            return
        self._bar.sound(is_alarm=state.saving is Saving.FAILED)
        title = title_of(item) or _("Without a title")
        self._bar.ask(
            _sentence(state, title),
            [
                ("again", _("Try again")),
                ("save", _("Save a copy elsewhere…")),
                ("copy", _("Copy text")),
            ],
        )

    @Slot(object)
    def _on_desk_save_state_changed(self, state: SaveState) -> None:
        """Wait with the bar: another program is done in a moment. It stays while the next try goes on."""
        if state.is_trouble:
            self._show() if self._bar.is_asking else self._patience.start()
        elif state.saving is not Saving.PENDING:
            self._patience.stop()
            self._bar.withdraw()

    @Slot(object)
    def _on_desk_opened(self, _item: object) -> None:
        self._bar.withdraw()

    @Slot()
    def _on_desk_left_changed(self) -> None:
        texts = [(item.record.id, title_of(item)) for item in self._desk.left_in_trouble]
        label = ngettext(
            "{number} text is not in the library yet", "{number} texts are not in the library yet", len(texts)
        )
        self._button.show_texts(label.format(number=len(texts)), texts)

    @Slot(str)
    def _on_bar_answered(self, answer: str) -> None:
        item = self._desk.item
        if item is None:
            return
        if answer == "again":
            self._desk.catch_up()
            self._desk.flush()
            self._patience.start()
            return
        item = self._desk.on_screen.of(item)
        self._way_out.save(item) if answer == "save" else self._way_out.copy(item)
        self._show()


def _sentence(state: SaveState, title: str) -> str:
    why = f"{state.reason} {state.hint}".strip()
    if state.saving is Saving.KEPT:
        return _(
            "“{title}” is not in the library yet. {why} What you write is kept on this computer, "
            "and goes into the library as soon as that works."
        ).format(title=title, why=why)
    return _(
        "What you write in “{title}” is saved nowhere now. {why} Copy the text, or save a copy elsewhere."
    ).format(title=title, why=why)
