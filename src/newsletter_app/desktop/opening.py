"""Opens the library and fills the window, what is seen first before the rest."""

from collections.abc import Callable
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from newsletter_app.desktop.kept_settings import KeptSettings
from newsletter_app.desktop.main_window import MainWindow
from newsletter_app.desktop.opening_steps import Opened, Steps
from newsletter_app.desktop.tasks import Lane, Tasks
from newsletter_app.desktop.theme.theme import Theme
from newsletter_app.desktop.widgets.notice_bar import NoticeBar
from newsletter_app.desktop.widgets.notices import Weight
from newsletter_app.errors import AppError, LibraryAbsent, LibraryDamaged
from newsletter_app.i18n import _

if TYPE_CHECKING:
    from newsletter_app.desktop.choice_rooms import ChoiceRooms
    from newsletter_app.desktop.desk import Desk
    from newsletter_app.desktop.library.view import LibraryView
    from newsletter_app.desktop.mail_parts import Mail
    from newsletter_app.desktop.middle_rooms import MiddleRooms
    from newsletter_app.desktop.newsletter.view import ComposerView
    from newsletter_app.desktop.pages import Exchange, Pages
    from newsletter_app.desktop.preview.sheet import Sheet
    from newsletter_app.desktop.rooms import Rooms
    from newsletter_app.desktop.views import Views

_SHOWN_MS = 1500
_PAINTING_MS = 12  # Qt paints 5 ms after it was asked to, so the list is on the screen before Chromium comes


class Opening(QObject):
    """Takes the steps one after the other, with a look at the loop of events between them.

    `over` comes when the last step was taken, or the library could not be opened.
    """

    over = Signal()

    def __init__(
        self, window: MainWindow, theme: Theme, settings: KeptSettings, folder: Path, steps: Steps
    ) -> None:
        super().__init__(window)
        self.window, self._theme, self._settings, self._folder = window, theme, settings, folder
        self._steps = steps
        self._tasks = Tasks(self)
        self._listed: LibraryView | None = None
        self._views: Views | None = None
        self._composer: ComposerView | None = None
        self._rooms: Rooms | None = None
        self._middle: MiddleRooms | None = None
        self._choices: ChoiceRooms | None = None
        self._sheet: Sheet | None = None
        self._pages: Pages | None = None
        self._opened: Opened | None = None
        self._is_started = self._has_help = self._is_ending = False
        self._wait = QTimer(self, singleShot=True, interval=200)
        self._wait.timeout.connect(self._on_wait_timeout)
        window.closing.connect(self._on_window_closing)

    def furnish(self) -> None:
        """Put all the views into the window, without waiting for the library."""
        self._need_list()
        self._need_views()
        self._need_composer()
        self._need_help()

    def put_notice(self, bar: NoticeBar) -> None:
        """Let a bar of its own say something above the work."""
        self._need_views().middle.notices.add(bar, Weight.ADVICE)

    def tell(self, sentence: str) -> None:
        """Say something to the person, above the work."""
        self._need_views().middle.trouble.ask(sentence, [("close", _("Close"))])

    @property
    def desk(self) -> "Desk | None":
        """Return the desk, None where there is no library yet."""
        return self._rooms.desk if self._rooms is not None else None

    @Slot()
    def start(self) -> None:
        """Open the library beside the window, and meanwhile make its list."""
        is_known = self._settings.value.knows(self._folder)
        self._open(partial(self._steps.open_library, self._folder, is_known=is_known))

    def _open(self, work: "Callable[[], Opened]") -> None:
        if not self._is_started:
            self._is_started = True
            self._wait.start()
            self._tasks.run(Lane.LIBRARY, work, self._on_opened, self._on_failed)
            self._need_list()

    def _on_opened(self, opened: Opened) -> None:
        self._wait.stop()
        self._opened = opened
        self._settings.take(self._settings.value.having_opened(str(self._folder)))
        listed = self._need_list()
        self._rooms = self._steps.make_rooms(
            self.window, listed, self._theme, self._settings, self._tasks, opened
        )
        work = partial(self._steps.make_pages, opened)
        self._tasks.run(Lane.LIBRARY, work, self._on_pages_made, self._on_pages_failed)
        QTimer.singleShot(_PAINTING_MS, self, self._make_sheet)

    @Slot()
    def _make_sheet(self) -> None:
        """Start Chromium once the list was painted: its processes come up while the rest is made."""
        if self._opened is not None:
            self._sheet = self._steps.make_sheet(self._opened.library, self.window)
            self._sheet.hide()
            QTimer.singleShot(0, self, self._furnish_middle)

    @Slot()
    def _furnish_middle(self) -> None:
        if self._rooms is not None:
            listed, views = self._need_list(), self._need_views()
            self._middle = self._steps.make_middle(self._rooms, listed, views, self._need_composer)
            self._show_page()

    def _on_pages_made(self, pages: "Pages") -> None:
        self._pages = pages
        self._show_page()

    def _show_page(self) -> None:
        """Ask for the page of the open item as soon as all is there that it takes; the rest waits for it."""
        if self._rooms and self._middle and self._pages and self._sheet:
            self._sheet.ready.connect(self._furnish_choices)
            QTimer.singleShot(_SHOWN_MS, self, self._furnish_choices)
            self._steps.make_page_rooms(self._rooms, self._middle, self._pages, self._sheet)

    @Slot()
    def _furnish_choices(self) -> None:
        """Make what nobody sees at first."""
        if self._rooms and self._middle and self._pages and not self._is_ending:
            self._is_ending = True
            composer = self._need_composer()
            self._choices = self._steps.make_choice_rooms(self._rooms, self._middle, composer, self._pages)
            self._need_help()
            self._complete()

    def _complete(self) -> None:
        """Load all that the library can do, which takes longest; then make the rooms that need it."""
        if self._opened is None or self._pages is None:
            return
        work = partial(self._steps.make_exchange, self._opened, self._pages)
        self._tasks.run(Lane.LIBRARY, work, self._on_exchange_made, self._on_not_completed)
        self._tasks.run(Lane.LIBRARY, self._opened.complete, self._on_completed, self._on_not_completed)

    def _on_completed(self, _library: object) -> None:
        if self._opened is not None and self._pages is not None:
            work = partial(self._steps.make_mail, self._opened, self._pages)
            self._tasks.run(Lane.LIBRARY, work, self._on_mail_made, self._on_not_completed)

    def _on_mail_made(self, mail: "Mail") -> None:
        if self._rooms and self._middle and self._choices:
            listed = self._need_list()
            self._steps.make_mail_rooms(self._rooms, self._middle, self._choices, listed, mail)
        self.over.emit()

    def _on_exchange_made(self, exchange: "Exchange") -> None:
        if self._rooms and self._middle:
            self._steps.make_exchange_rooms(self._rooms, self._middle, exchange)

    def _on_not_completed(self, error: AppError) -> None:
        self.tell(str(error))
        self.over.emit()

    def _need_list(self) -> "LibraryView":
        if self._listed is None:
            self._listed = self._steps.make_list(self._theme)
            self.window.put_library(self._listed)
        return self._listed

    def _need_views(self) -> "Views":
        if self._views is None:
            self._views = self._steps.make_views(self._theme)
            self.window.put_work(self._views.middle, self._views.preview)
        return self._views

    def _need_composer(self) -> "ComposerView":
        if self._composer is None:
            self._composer = self._steps.make_composer(self._theme)
            self._need_views().put_composer(self._composer)
        return self._composer

    def _need_help(self) -> None:
        if not self._has_help:
            self._has_help = True
            self._steps.make_help(self.window, self._theme)

    def _on_pages_failed(self, error: AppError) -> None:
        self._need_views().preview.show_failure(str(error))
        self.over.emit()

    def _on_failed(self, error: AppError) -> None:
        self._wait.stop()
        listed = self._need_list()
        self._need_views()
        self._need_help()
        if isinstance(error, LibraryDamaged):
            self._show_damage(error)
        elif isinstance(error, LibraryAbsent):
            self._show_absence()
        else:
            listed.show_state(str(error), _("Try again"))
            listed.act_requested.connect(self._on_try_again)
        self.over.emit()

    def _show_damage(self, error: LibraryDamaged) -> None:
        self._need_list().show_state(_("The library could not be opened."))
        views, settings = self._need_views(), self._settings
        damage = self._steps.show_damage(
            self.window, views, self._theme, settings, self._folder, error, self._tasks
        )
        damage.offer_again()
        damage.again.connect(self._on_page_again)

    def _show_absence(self) -> None:
        self._need_list().show_state(_("There is no library here."))
        was_open = self._settings.value.had_open(self._folder)
        absence = self._steps.show_absence(
            self.window, self._need_views(), self._theme, self._folder, self._tasks, was_open=was_open
        )
        absence.again.connect(self._on_page_again)
        absence.make_requested.connect(self._on_absence_make_requested)

    @Slot()
    def _on_page_again(self) -> None:
        self._need_views().middle.show_state("")
        self._start_again()

    @Slot()
    def _on_absence_make_requested(self) -> None:
        self._need_views().middle.show_state("")
        self._is_started = False
        self._open(partial(self._steps.make_library, self._folder))

    @Slot()
    def _on_try_again(self) -> None:
        self._need_list().act_requested.disconnect(self._on_try_again)
        self._start_again()

    def _start_again(self) -> None:
        self._is_started = False
        self.start()

    @Slot()
    def _on_wait_timeout(self) -> None:
        self._need_list().show_state(_("Opening the library…"))

    @Slot()
    def _on_window_closing(self) -> None:
        try:
            geometry, columns = self.window.remembered()
            self._settings.change(window=geometry, splitters=columns)
            self._tasks.close()
            self.over.emit()
        finally:
            if self._opened is not None:
                _let_go(self._opened)


def _let_go(opened: Opened) -> None:
    """Close all that was opened, whatever fails: a library that stays open refuses the window after this."""
    with ExitStack() as stack:
        for each in (opened.library, opened.unsaved.journal, opened.worker):
            stack.callback(each.close)
