"""Shows in the middle column what lies on the desk, and asks where a person must decide."""

from PySide6.QtCore import QObject, Signal, Slot

from newsletter_app.content.items import Item, title_of
from newsletter_app.desktop.conflict import has_copies
from newsletter_app.desktop.desk import Desk
from newsletter_app.desktop.middle import Middle
from newsletter_app.desktop.widgets.notices import Weight
from newsletter_app.desktop.widgets.words import error_words
from newsletter_app.errors import AppError
from newsletter_app.i18n import _

_SECONDS = 12


class MiddlePresenter(QObject):
    """Follows the desk: the page for the open item, conflicts, failures, what lies in the bin."""

    put_back_requested = Signal(str)
    new_requested = Signal(str)

    def __init__(self, middle: Middle, desk: Desk) -> None:
        super().__init__(middle)
        self._middle, self._desk = middle, desk
        self._conflict = middle.notices.make("window.conflict", Weight.DECISION)
        self._bin = middle.notices.make("window.bin", Weight.ADVICE)
        self._conflicted = self._binned = ""
        desk.opened.connect(self._on_desk_opened)
        desk.closed.connect(self._on_desk_closed)
        desk.conflicted.connect(self._on_desk_conflicted)
        desk.failed.connect(self._on_desk_failed)
        self._conflict.answered.connect(self._on_conflict_answered)
        self._bin.answered.connect(self._on_bin_answered)
        middle.state.act_requested.connect(self._on_state_act_requested)
        self._on_desk_closed()

    @Slot(str)
    def tell(self, sentence: str) -> None:
        """Say what was done, for some seconds."""
        self._middle.notice.ask(sentence, [("close", _("Close"))], seconds=_SECONDS)

    @Slot(object)
    def _on_desk_opened(self, item: Item) -> None:
        self._withdraw()
        self._middle.show_page(item.kind)
        if item.record.deleted is not None:
            self._binned = item.record.id
            self._bin.ask(
                _("“{title}” is in the bin.").format(title=title_of(item)), [("put-back", _("Put back"))]
            )

    @Slot()
    def _on_desk_closed(self) -> None:
        self._withdraw()
        self._middle.show_state(
            _("Nothing is open. Choose something at the left, or write a new post."), _("New post")
        )

    @Slot(object)
    def _on_desk_conflicted(self, item: Item) -> None:
        self._conflicted = item.record.id
        mine = _("Keep mine as a copy") if has_copies(item) else _("Keep mine, theirs as a revision")
        self._conflict.ask(
            _("Somebody else saved a newer version of “{title}” while you were writing.").format(
                title=title_of(item)
            ),
            [("mine", mine), ("theirs", _("Take theirs, keep mine as a revision"))],
        )

    def _withdraw(self) -> None:
        """Say no more of the item that was open."""
        for notice in (self._middle.notice, self._conflict, self._bin):
            notice.withdraw()

    @Slot(object)
    def _on_desk_failed(self, error: AppError) -> None:
        if not self._middle.notices.says(error_words(error)):
            self._middle.notice.ask(error_words(error), [("close", _("Close"))])

    @Slot(str)
    def _on_conflict_answered(self, answer: str) -> None:
        if answer == "mine":
            self._desk.keep_mine(self._conflicted)
        else:
            self._desk.take_theirs(self._conflicted)

    @Slot(str)
    def _on_bin_answered(self, _answer: str) -> None:
        self.put_back_requested.emit(self._binned)

    @Slot()
    def _on_state_act_requested(self) -> None:
        self.new_requested.emit("post")
