"""Opens the library: what is seen first at once, the whole of it where that is asked for."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from newsletter_app.desktop.opening_steps import Opened
    from newsletter_app.desktop.unsaved import Unsaved
    from newsletter_app.library.journal import Journal
    from newsletter_app.library.library import Library
    from newsletter_app.library.turns import Turns
    from newsletter_app.worker import Worker


class LibrarySteps:
    """The steps that open the library."""

    def open_library(self, folder: Path, *, is_known: bool) -> "Opened":
        """Open it; make one where there is none, unless one should be there."""
        from newsletter_app import paths
        from newsletter_app.library.away import may_be_made

        return _opened(folder, make=may_be_made(folder, paths.state_folder(), is_known=is_known))

    def make_library(self, folder: Path) -> "Opened":
        """Make one where there is none, whatever was there before."""
        return _opened(folder, make=True)


def _opened(folder: Path, *, make: bool) -> "Opened":
    """Read what is seen first without SQLAlchemy, which takes longer to import than Qt."""
    from newsletter_app import paths
    from newsletter_app.desktop.opening_steps import Opened
    from newsletter_app.errors import LibraryError
    from newsletter_app.library.early import Whole, open_early
    from newsletter_app.library.journal import Journal
    from newsletter_app.library.turns import WindowTurns
    from newsletter_app.worker import Worker

    worker = Worker()
    worker.start("article", "template")
    # One that is there is not made anew should it go away before it is whole.
    whole = Whole(partial(_open_whole, folder, worker, make), WindowTurns(folder.absolute()))
    try:
        library = open_early(folder, whole)
        journal = Journal(paths.state_folder(), library.id, library.folder)
        return Opened(library, worker, whole, _unsaved(library, journal))
    except LibraryError:
        worker.close()
        raise


def _unsaved(library: "Library", journal: "Journal") -> "Unsaved":
    """Return what the last window could not save any more; a journal that fails must not stop the opening."""
    from newsletter_app.desktop.unsaved import Unsaved
    from newsletter_app.errors import AppError
    from newsletter_app.library.journal_failures import not_looked_for
    from newsletter_app.library.recovering import recover

    if library.is_read_only and _is_with_another_window(library):
        return Unsaved(journal)  # what the journal has may be typed there at this moment
    told: list[str] = []
    try:
        recovered = recover(journal, library.items, told.append)
    except AppError as error:
        return Unsaved(journal, (), (*journal.notes, not_looked_for(error)))
    return Unsaved(journal, recovered, (*journal.notes, *told))


def _is_with_another_window(library: "Library") -> bool:
    from newsletter_app.errors import LibraryBusy

    return isinstance(library.refusal, LibraryBusy) or library.turns.who() is not None


def _open_whole(folder: Path, worker: "Worker", make: bool, turns: "Turns") -> "Library":
    from newsletter_app.library.cleaning_in_worker import clean_in_worker
    from newsletter_app.library.opening import open_library

    return open_library(folder, clean_in_worker(worker), make=make, turns=turns)
