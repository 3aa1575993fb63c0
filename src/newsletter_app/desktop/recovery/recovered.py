"""Says in an item that its text was recovered, and lets a person look at it or take it back."""

import datetime as dt
from collections.abc import Callable, Iterable

from PySide6.QtCore import QObject, Slot

from newsletter_app.content.items import Item, title_of
from newsletter_app.desktop.desk import Desk
from newsletter_app.desktop.recovery.texts_button import TextsButton
from newsletter_app.desktop.way_out import WayOut
from newsletter_app.desktop.widgets.notices import Notices, Weight
from newsletter_app.desktop.widgets.words import date_words
from newsletter_app.i18n import _, ngettext
from newsletter_app.library.recovering import Recovered

Compare = Callable[[Item, Item], None]
"""Shows what the library had beside what the item says now."""
_CLOSE, _COMPARE, _UNDO, _AGAIN = "close", "compare", "undo", "again"
_COPY, _SAVE = "copy", "save"


class RecoveredTexts(QObject):
    """Follows the desk with a bar; where several texts came back, a button leads to each of them."""

    def __init__(
        self,
        notices: Notices,
        button: TextsButton,
        desk: Desk,
        found: Iterable[Recovered],
        compare: Compare,
        way_out: WayOut,
    ) -> None:
        super().__init__(notices)
        self._desk, self._compare, self._button, self._way_out = desk, compare, button, way_out
        self._found = {each.item.record.id: each for each in found}
        self._taken_back: dict[str, Item] = {}
        self._bar = notices.make("window.recovered", Weight.ADVICE)
        self._bar.answered.connect(self._on_bar_answered)
        button.chosen.connect(desk.open)
        desk.opened.connect(self._on_desk_opened)
        desk.closed.connect(self._bar.withdraw)
        self._offer()
        if desk.item is not None:
            self._show(desk.item.record.id)

    def _offer(self) -> None:
        """Lead to the texts where there are several, which one bar could not tell."""
        texts = [(id, title_of(each.item)) for id, each in self._found.items()]  # noqa: A001 - the usual word
        label = ngettext("{number} recovered text", "{number} recovered texts", len(texts))
        is_worth_it = len(texts) > 1 or self._button.isVisible()
        self._button.show_texts(label.format(number=len(texts)), texts if is_worth_it else ())

    def _show(self, id: str) -> None:  # noqa: A002 - the word every room uses
        found = self._found.get(id)
        if found is None:
            self._bar.withdraw()
        elif id in self._taken_back:
            self._bar.ask(
                _("The text that the library had is back. The recovered text is kept as a revision."),
                [(_AGAIN, _("Take the recovered text again")), (_CLOSE, _("Close"))],
            )
        elif self._desk.is_library_read_only:
            self._bar.ask(f"{_sentence(found)} {_kept()}", _answers_where_only_read(found))
        else:
            self._bar.ask(_sentence(found), _answers(found))

    @Slot(object)
    def _on_desk_opened(self, item: Item) -> None:
        self._show(item.record.id)

    @Slot(str)
    def _on_bar_answered(self, answer: str) -> None:
        item = self._desk.item
        found = self._found.get(item.record.id) if item is not None else None
        if item is None or found is None:
            return
        match answer:
            case "close":
                del self._found[item.record.id]
                self._offer()
            case "compare" if found.before is not None:
                self._compare(found.before, item)
                self._show(item.record.id)
            case "copy":
                self._way_out.copy(item)
                self._show(item.record.id)
            case "save":
                self._way_out.save(item)
                self._show(item.record.id)
            case "undo" if found.before is not None:
                self._taken_back[item.record.id] = item
                self._desk.go_back_to(found.before)
            case "again":
                self._desk.go_back_to(self._taken_back.pop(item.record.id))


def _sentence(found: Recovered) -> str:
    moment: dt.datetime = found.written.astimezone()
    said = _("Recovered text from {time} on {date}.").format(
        time=moment.strftime("%H:%M"), date=date_words(moment.date())
    )
    if not found.is_copy:
        return said
    reason = _("Somebody else saved a newer version meanwhile, so yours is a post of its own.")
    return f"{said} {reason}"


def _kept() -> str:
    return _("It is kept on this computer, and goes into the library once that can be written to.")


def _answers_where_only_read(found: Recovered) -> list[tuple[str, str]]:
    ways = [(_COMPARE, _("Compare"))] if found.before is not None else []
    return [*ways, (_SAVE, _("Save a copy elsewhere…")), (_COPY, _("Copy text")), (_CLOSE, _("Close"))]


def _answers(found: Recovered) -> list[tuple[str, str]]:
    ways = [(_COMPARE, _("Compare")), (_UNDO, _("Undo"))] if found.before is not None else []
    return [*ways, (_CLOSE, _("Close"))]
