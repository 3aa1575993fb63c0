"""Makes the page that stands in the place of a library that is not there."""

from functools import partial
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from newsletter_app.desktop.absence.presenter import AbsencePresenter
    from newsletter_app.desktop.main_window import MainWindow
    from newsletter_app.desktop.tasks import Tasks
    from newsletter_app.desktop.theme.theme import Theme
    from newsletter_app.desktop.views import Views


class AbsenceSteps:
    """The step that is taken instead of all others where there is no library."""

    def show_absence(
        self,
        window: "MainWindow",
        views: "Views",
        theme: "Theme",
        folder: "Path",
        tasks: "Tasks",
        *,
        was_open: bool,
    ) -> "AbsencePresenter":
        """Show what can be done in the middle of the window."""
        from newsletter_app import paths
        from newsletter_app.desktop.absence.presenter import AbsencePresenter
        from newsletter_app.desktop.absence.view import AbsenceView
        from newsletter_app.desktop.way_out import WayOut
        from newsletter_app.library.away import words_left

        view = AbsenceView(theme)
        views.middle.add_place(view)
        views.middle.show_place(view)
        presenter = AbsencePresenter(window, view, folder, WayOut(window, tasks))
        presenter.show(partial(words_left, folder, paths.state_folder()), tasks, was_open=was_open)
        return presenter
