"""Says what the window is made of, step by step; what takes the steps knows no more of them."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtWidgets import QWidget

from newsletter_app.desktop.kept_settings import KeptSettings
from newsletter_app.desktop.main_window import MainWindow
from newsletter_app.desktop.tasks import Tasks
from newsletter_app.desktop.theme.theme import Theme
from newsletter_app.desktop.unsaved import Unsaved
from newsletter_app.errors import LibraryDamaged

if TYPE_CHECKING:
    from newsletter_app.desktop.absence.presenter import AbsencePresenter
    from newsletter_app.desktop.choice_rooms import ChoiceRooms
    from newsletter_app.desktop.damage.presenter import DamagePresenter
    from newsletter_app.desktop.library.view import LibraryView
    from newsletter_app.desktop.mail_parts import Mail
    from newsletter_app.desktop.middle_rooms import MiddleRooms
    from newsletter_app.desktop.newsletter.view import ComposerView
    from newsletter_app.desktop.pages import Exchange, Pages
    from newsletter_app.desktop.preview.sheet import Sheet
    from newsletter_app.desktop.rooms import Rooms
    from newsletter_app.desktop.views import Views
    from newsletter_app.library.library import Library
    from newsletter_app.worker import Worker


@dataclass(frozen=True, slots=True)
class Opened:
    """What has to be closed again when the window closes; `complete` loads all that the library can do."""

    library: "Library"
    worker: "Worker"
    complete: Callable[[], object]
    unsaved: Unsaved


class Steps(Protocol):
    """What the window is made of, in this order; each step imports what it needs when it is taken."""

    def open_library(self, folder: Path, *, is_known: bool) -> Opened:
        """Open the library; in its lane. Raises LibraryError.

        Where there is none one is made, unless one `is_known` to have been there: that is LibraryAbsent.
        """

    def make_library(self, folder: Path) -> Opened:
        """Make a library where there is none; in its lane. Raises LibraryError."""

    def show_absence(
        self,
        window: MainWindow,
        views: "Views",
        theme: Theme,
        folder: Path,
        tasks: Tasks,
        *,
        was_open: bool,
    ) -> "AbsencePresenter":
        """Show what can be done where there is no library in a folder; instead of all other steps."""

    def show_damage(
        self,
        window: MainWindow,
        views: "Views",
        theme: Theme,
        settings: KeptSettings,
        folder: Path,
        error: LibraryDamaged,
        tasks: Tasks,
    ) -> "DamagePresenter":
        """Show the ways out of a library that is damaged; instead of all other steps."""

    def make_list(self, theme: Theme) -> "LibraryView":
        """Make the panel that lists the library."""

    def make_rooms(
        self,
        window: MainWindow,
        listed: "LibraryView",
        theme: Theme,
        settings: KeptSettings,
        tasks: Tasks,
        opened: Opened,
    ) -> "Rooms":
        """Fill the panel, make the desk."""

    def make_sheet(self, library: "Library", parent: QWidget) -> "Sheet":
        """Start what shows pages."""

    def make_pages(self, opened: Opened) -> "Pages":
        """Make what makes pages; in the library's lane."""

    def make_views(self, theme: Theme) -> "Views":
        """Make the views of the other columns."""

    def make_middle(
        self, rooms: "Rooms", listed: "LibraryView", views: "Views", need_composer: Callable[[], object]
    ) -> "MiddleRooms":
        """Make what shows the open item, and open one."""

    def make_page_rooms(self, rooms: "Rooms", middle: "MiddleRooms", pages: "Pages", sheet: "Sheet") -> None:
        """Make what shows the page of the open item."""

    def make_composer(self, theme: Theme) -> "ComposerView":
        """Make the view of a newsletter."""

    def make_choice_rooms(
        self, rooms: "Rooms", middle: "MiddleRooms", composer: "ComposerView", pages: "Pages"
    ) -> "ChoiceRooms":
        """Make what nobody sees at first."""

    def make_help(self, window: MainWindow, theme: Theme) -> None:
        """Make what opens the help."""

    def make_exchange(self, opened: Opened, pages: "Pages") -> "Exchange":
        """Make what brings items out and in; in the library's lane."""

    def make_exchange_rooms(self, rooms: "Rooms", middle: "MiddleRooms", exchange: "Exchange") -> None:
        """Make what asks for it."""

    def make_mail(self, opened: Opened, pages: "Pages") -> "Mail":
        """Make what looks after readers and sends to them; in the library's lane, which is whole by then."""

    def make_mail_rooms(
        self,
        rooms: "Rooms",
        middle: "MiddleRooms",
        choices: "ChoiceRooms",
        listed: "LibraryView",
        mail: "Mail",
    ) -> None:
        """Make what asks for it, last of all."""
