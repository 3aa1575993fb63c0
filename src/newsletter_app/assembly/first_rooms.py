"""Makes the list of the library, with the desk beside it."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from newsletter_app.desktop.kept_settings import KeptSettings
    from newsletter_app.desktop.library.view import LibraryView
    from newsletter_app.desktop.main_window import MainWindow
    from newsletter_app.desktop.opening_steps import Opened
    from newsletter_app.desktop.rooms import Rooms
    from newsletter_app.desktop.tasks import Tasks
    from newsletter_app.desktop.theme.theme import Theme


class FirstSteps:
    """The steps to what is seen first."""

    def make_list(self, theme: "Theme") -> "LibraryView":
        """Make the panel that lists the library."""
        from newsletter_app.desktop.library.view import LibraryView

        return LibraryView(theme)

    def make_rooms(
        self,
        window: "MainWindow",
        listed: "LibraryView",
        theme: "Theme",
        settings: "KeptSettings",
        tasks: "Tasks",
        opened: "Opened",
    ) -> "Rooms":
        """Fill the panel, make the desk."""
        from newsletter_app.desktop.rooms import Rooms

        return Rooms(window, listed, theme, settings, tasks, opened.library, opened.unsaved)

    def make_help(self, window: "MainWindow", theme: "Theme") -> None:
        """Make what opens the help."""
        from newsletter_app.desktop.help.presenter import HelpPresenter

        HelpPresenter(window, theme)
