"""Makes the page that stands in the place of a damaged library."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from newsletter_app.desktop.damage.presenter import DamagePresenter
    from newsletter_app.desktop.kept_settings import KeptSettings
    from newsletter_app.desktop.main_window import MainWindow
    from newsletter_app.desktop.middle_rooms import MiddleRooms
    from newsletter_app.desktop.rooms import Rooms
    from newsletter_app.desktop.tasks import Tasks
    from newsletter_app.desktop.theme.theme import Theme
    from newsletter_app.desktop.views import Views
    from newsletter_app.errors import LibraryDamaged


class DamageSteps:
    """The step that is taken instead of all others."""

    def show_damage(
        self,
        window: "MainWindow",
        views: "Views",
        theme: "Theme",
        settings: "KeptSettings",
        folder: Path,
        error: "LibraryDamaged",
        tasks: "Tasks",
    ) -> "DamagePresenter":
        """Show the ways out in the middle of the window."""
        from newsletter_app.assembly.mail_parts import restore_closed
        from newsletter_app.desktop.damage.presenter import DamagePresenter
        from newsletter_app.desktop.damage.repairing import Repairing
        from newsletter_app.desktop.damage.view import DamageView
        from newsletter_app.library.backups_at_hand import backups_at_hand
        from newsletter_app.library.repairing.repair import repair

        view = DamageView(theme)
        views.middle.add_place(view)
        views.middle.show_place(view)
        views.middle.focus_page()
        others = settings.value.known_libraries
        second = Path(settings.value.backup_folder) if settings.value.backup_folder else None
        places = () if second is None else (second,)
        work = partial(repair, folder, other_places=places)
        presenter = DamagePresenter(
            window,
            view,
            folder,
            Repairing(folder, work, settings),
            partial(restore_closed, folder, others=others),
        )
        presenter.show(error, partial(backups_at_hand, folder, second, others), tasks)
        return presenter


def watch_damage(rooms: "Rooms", middle: "MiddleRooms") -> None:
    """Look after the file of the open library; where it is damaged the ways out are at hand."""
    from newsletter_app.desktop.damage.doubted_lists import DoubtedLists
    from newsletter_app.desktop.damage.watching import DamageWatch
    from newsletter_app.library.file_check import FileCheck

    window, library, views = rooms.window, rooms.content, middle.views

    def show(error: "LibraryDamaged") -> None:
        folder = library.folder
        DamageSteps().show_damage(window, views, rooms.theme, rooms.settings, folder, error, rooms.tasks)

    check = FileCheck(library.folder)
    DamageWatch(window, views.middle.notices, library.upkeep, check, rooms.tasks, show)
    DoubtedLists(views.middle.notices, library.readers, rooms.tasks)
