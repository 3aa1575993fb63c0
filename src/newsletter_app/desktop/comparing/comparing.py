"""Compares two states of an item beside the window, then shows them."""

from functools import partial

from PySide6.QtCore import QObject

from newsletter_app.content.items import Item
from newsletter_app.desktop.comparing.comparison import NamePost, compared
from newsletter_app.desktop.comparing.view import CompareView
from newsletter_app.desktop.tasks import Lane, Tasks
from newsletter_app.desktop.widgets.words import error_words
from newsletter_app.errors import AppError


class Comparing(QObject):
    """Fills a CompareView; of several wishes the newest is shown."""

    def __init__(self, view: CompareView, tasks: Tasks, name_post: NamePost) -> None:
        super().__init__(view)
        self._view, self._tasks, self._name_post = view, tasks, name_post

    def show(self, old: Item, new: Item, old_name: str, new_name: str) -> None:
        """Show `old` at the left, `new` at the right, each below its name."""
        self._view.show_names(old_name, new_name)
        self._view.show_waiting()
        work = partial(compared, old, new, self._name_post)
        self._tasks.run(
            Lane.RENDER, work, self._view.show_comparison, self._on_failed, latest=f"compare {id(self)}"
        )

    def _on_failed(self, error: AppError) -> None:
        self._view.show_sentence(error_words(error))
