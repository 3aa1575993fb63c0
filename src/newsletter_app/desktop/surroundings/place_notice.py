"""Explains once what is special about the place a library lies in."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Slot

from newsletter_app.desktop.kept_settings import KeptSettings
from newsletter_app.desktop.tasks import Lane, Tasks
from newsletter_app.desktop.widgets.notices import Notices, Weight
from newsletter_app.errors import AppError
from newsletter_app.i18n import _
from newsletter_app.library.place import Place, place_of


class PlaceNotice(QObject):
    """A notice for a network drive or a folder that a service copies, until the person has closed it."""

    def __init__(self, notices: Notices, folder: Path, settings: KeptSettings, tasks: Tasks) -> None:
        super().__init__(notices)
        self._settings, self._folder = settings, str(folder)
        self._bar = notices.make("window.place", Weight.ADVICE)
        self._bar.answered.connect(self._on_bar_answered)
        if self._folder not in settings.value.known_places:
            tasks.run(Lane.LIBRARY, partial(place_of, folder), self._on_found, _leave_it)

    def _on_found(self, place: Place) -> None:
        if place.words:
            self._bar.ask(place.words, [("close", _("I know"))])

    @Slot()
    def _on_bar_answered(self) -> None:
        self._settings.change(known_places=(*self._settings.value.known_places, self._folder))


def _leave_it(_error: AppError) -> None:
    """Say nothing: looking at a place raises none."""
