"""Carries what can be done where there is no library from its page to where it is done."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal, Slot

from newsletter_app.content.items import Item, title_of
from newsletter_app.desktop.absence.view import AbsenceView
from newsletter_app.desktop.main_window import MainWindow
from newsletter_app.desktop.tasks import Lane, Tasks
from newsletter_app.desktop.way_out import WayOut
from newsletter_app.desktop.widgets.words import error_words
from newsletter_app.errors import AppError

WordsLeft = Callable[[], tuple[Item, ...]]
"""Returns the words that this computer keeps for the library."""


class AbsencePresenter(QObject):
    """Shows what is kept on the page; `again` asks to look once more, `make_requested` for a new library."""

    again = Signal()
    make_requested = Signal()

    def __init__(self, window: MainWindow, view: AbsenceView, folder: Path, way_out: WayOut) -> None:
        super().__init__(view)
        self._window, self._view, self._folder, self._way_out = window, view, folder, way_out
        self._words: tuple[Item, ...] = ()
        view.again_requested.connect(self.again)
        view.make_requested.connect(self.make_requested)
        view.other_requested.connect(self._on_view_other_requested)
        view.texts.copy_requested.connect(self._on_texts_copy_requested)
        view.texts.save_requested.connect(self._on_texts_save_requested)
        way_out.told.connect(view.tell)
        way_out.failed.connect(self._on_way_out_failed)

    def show(self, words_left: WordsLeft, tasks: Tasks, *, was_open: bool) -> None:
        """Say what is known: whether a library was open there, whether there are words for it."""
        is_known = was_open or not self._folder.is_dir()
        say = self._view.say_away if is_known else self._view.say_none
        say(str(self._folder))
        self._view.setFocus(Qt.FocusReason.OtherFocusReason)
        tasks.run(Lane.BACKUP, words_left, self._on_words_found, self._on_words_not_found)

    def _on_words_found(self, words: tuple[Item, ...]) -> None:
        self._words = words
        if words:
            self._view.say_away(str(self._folder))
        self._view.show_texts([title_of(item) for item in words])

    def _on_words_not_found(self, _error: AppError) -> None:
        self._view.show_texts(())

    @Slot()
    def _on_view_other_requested(self) -> None:
        self._window.menus.action("library.open").trigger()

    @Slot(int)
    def _on_texts_copy_requested(self, number: int) -> None:
        self._way_out.copy(self._words[number])

    @Slot(int)
    def _on_texts_save_requested(self, number: int) -> None:
        self._way_out.save(self._words[number])

    @Slot(object)
    def _on_way_out_failed(self, error: AppError) -> None:
        self._view.tell(error_words(error))
