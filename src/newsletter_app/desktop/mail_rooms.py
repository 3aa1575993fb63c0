"""Furnishes the rooms of the window that send newsletters by mail."""

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtWidgets import QWidget

from newsletter_app.content.run import Run
from newsletter_app.desktop.middle_rooms import MiddleRooms
from newsletter_app.desktop.newsletter.presenter import ComposerPresenter
from newsletter_app.desktop.newsletter.view import ComposerView
from newsletter_app.desktop.places import Places
from newsletter_app.desktop.preview_away import PreviewAway
from newsletter_app.desktop.rooms import Rooms
from newsletter_app.desktop.sending.closing import ClosingWhileSending, ask_to_pause
from newsletter_app.desktop.sending.deliveries import Deliveries
from newsletter_app.desktop.sending.interrupted import Interrupted
from newsletter_app.desktop.sending.parts import MailParts
from newsletter_app.desktop.sending.presenter import SendPresenter
from newsletter_app.desktop.sending.sent_page import SentPage
from newsletter_app.desktop.sending.sent_presenter import SentPresenter
from newsletter_app.desktop.sending.telling import ended_words
from newsletter_app.desktop.sending.words_presenter import WordsPresenter
from newsletter_app.errors import Open
from newsletter_app.i18n import _
from newsletter_app.secret_store import Secret

SENT = "sent"
"""The name of the place that lists what was sent."""


class MailRooms(QObject):
    """Makes these rooms after the others; needs the whole library, in its lane, for everything it shows."""

    def __init__(
        self, rooms: Rooms, middle: MiddleRooms, places: Places, composing: ComposerPresenter, mail: MailParts
    ) -> None:
        super().__init__(rooms)
        self._rooms, self._middle, self._places, self._mail = rooms, middle, places, mail
        self._sent: SentPresenter | None = None
        self._page: QWidget | None = None
        self.deliveries = Deliveries(mail.sending, rooms.tasks, rooms.changes, self)
        self.deliveries.failed.connect(self._on_deliveries_failed)
        self.deliveries.ended.connect(self._on_deliveries_ended)
        ClosingWhileSending(rooms.window, self.deliveries, ask_to_pause(rooms.window))
        places.add(SENT, _("Sent mail"), "send", self._make_sent)
        self._furnish_words(composing)
        self._furnish_sending(composing.view)
        interrupted = Interrupted(mail.library, middle.views.middle.notices, rooms.tasks)
        interrupted.look_requested.connect(self.show_run)
        interrupted.resume_requested.connect(self._on_resume_requested)

    @Slot(object)
    def show_run(self, run: Run) -> None:
        """Show one sending in its place."""
        self._show_place()
        if self._sent is not None:
            self._sent.show(run.id)

    def _furnish_words(self, composing: ComposerPresenter) -> None:
        rooms = self._rooms
        self.words = WordsPresenter(rooms.window, self._mail.library.mail_tests, rooms.tasks, rooms.changes)
        self.words.words_changed.connect(composing.use_words)
        self.words.failed.connect(rooms.desk.failed)
        composing.view.discreet.words_requested.connect(self.words.show)

    def _furnish_sending(self, composer: ComposerView) -> None:
        rooms = self._rooms
        self.sending = SendPresenter(
            rooms.window, rooms.theme, rooms.desk, self._mail, rooms.tasks, rooms.changes
        )
        self.sending.told.connect(self._middle.middle.tell)
        self.sending.failed.connect(rooms.desk.failed)
        self.sending.words_requested.connect(self.words.show)
        self.sending.asked_for.connect(self._on_asked_for)
        self.sending.started.connect(self._on_started)
        rooms.window.menus.answer("send", self.sending.send)
        composer.offer_sending()
        composer.send_requested.connect(self.sending.send)

    def _make_sent(self) -> QWidget:
        rooms = self._rooms
        self._page = page = SentPage(rooms.theme)
        PreviewAway(page, rooms.window.columns)
        self._sent = SentPresenter(page, self._mail, self.deliveries, rooms.tasks, rooms.changes)
        self._sent.told.connect(self._middle.middle.tell)
        self._sent.failed.connect(rooms.desk.failed)
        return page

    def _show_place(self) -> None:
        """Go to the place with the keys, for the list beside it opens an item as soon as it has them."""
        self._places.show(SENT)
        if self._page is not None:
            self._page.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(object, object)
    def _on_started(self, run: Run, secret: Secret | None) -> None:
        self._show_place()
        if self._sent is not None:
            self._sent.begin(run, secret)

    @Slot(object)
    def _on_resume_requested(self, run: Run) -> None:
        self._show_place()
        if self._sent is not None:
            self._sent.go_on(run)

    @Slot(object)
    def _on_deliveries_ended(self, run: Run) -> None:
        if not self._is_seen(run.id):
            self._middle.middle.tell(ended_words(run))

    @Slot(str, object)
    def _on_deliveries_failed(self, run_id: str, error: object) -> None:
        if not self._is_seen(run_id):
            self._rooms.desk.failed.emit(error)

    def _is_seen(self, run_id: str) -> bool:
        return self._sent is not None and self._sent.shows(run_id)

    @Slot(str)
    def _on_asked_for(self, page: str) -> None:
        menus = self._rooms.window.menus
        match page:
            case Open.ACCOUNTS:
                menus.action("accounts").trigger()
            case Open.READERS:
                self._places.show("readers")
