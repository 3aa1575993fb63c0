"""Brings posts from files into the library, each once."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from newsletter_app.importing.arriving import Arriving
from newsletter_app.importing.base import Importer, ReadPost
from newsletter_app.importing.gathering import FoundFile, gathered, source_of
from newsletter_app.importing.pictures import located, not_there
from newsletter_app.importing.plan import Imported, ImportPlan, PlannedFile, PlannedPost
from newsletter_app.importing.reading import ReadFile
from newsletter_app.importing.registry import IMPORTERS
from newsletter_app.library.backup_names import BackupReason

if TYPE_CHECKING:
    from newsletter_app.library.library import Library

Progress = Callable[[int, int], None]


def _unseen(_done: int, _total: int) -> None:
    """Show nobody how far it is."""


class Importing:
    """Reads files into a plan, then carries the plan out."""

    def __init__(
        self, library: "Library", read: ReadFile, importers: tuple[Importer, ...] = IMPORTERS
    ) -> None:
        self._library = library
        self._read = read
        self._importers = importers

    def preview(self, paths: Iterable[Path], format: str = "", progress: Progress = _unseen) -> ImportPlan:  # noqa: A002 - the word every room uses
        """Return what the files at `paths` would bring; nothing is changed.

        `format` is the name of an importer, "" to go by the suffix of each file. `progress` hears how many
        files of how many are read, and may raise to end it. Raises CannotImport, OverLimit.
        """
        found = gathered(paths, self._importers, format)
        files: list[PlannedFile] = []
        known: set[str] = set()
        for number, file in enumerate(found.files):
            progress(number, len(found.files))
            files.append(PlannedFile(file.path, file.root, self._planned(file, known)))
        progress(len(files), len(files))
        return ImportPlan(tuple(files), found.notes)

    def carry_out(
        self, plan: ImportPlan, *, even_if_duplicate: bool = False, progress: Progress = _unseen
    ) -> Imported:
        """Bring all the posts of the plan into the library, or none where one cannot come.

        The library is backed up first. Posts without a date keep the order of their file: each stands
        directly below the one above it. One that the library has by now is skipped unless
        `even_if_duplicate`. Raises LibraryError, OverLimit.
        """
        self._library.backups.before(BackupReason.IMPORT)
        arriving = self._library.once_more(partial(self._brought_in, plan, progress, even_if_duplicate))
        progress(len(plan.files), len(plan.files))
        return Imported(tuple(arriving.items), tuple(arriving.skipped), (*plan.left_out, *arriving.notes))

    def _brought_in(self, plan: ImportPlan, progress: Progress, even_if_duplicate: bool) -> Arriving:
        arriving = Arriving(self._library, even_if_duplicate=even_if_duplicate)
        with self._library.together():
            for number, file in enumerate(plan.files):
                progress(number, len(plan.files))
                arriving.file(file)
        return arriving

    def _planned(self, file: FoundFile, known: set[str]) -> tuple[PlannedPost, ...]:
        return tuple(
            self._judged(PlannedPost(read, is_duplicate=False, notes=_notes(read, file)), known)
            for read in self._read(file.importer.name, source_of(file))
        )

    def _judged(self, post: PlannedPost, known: set[str]) -> PlannedPost:
        print_ = post.fingerprint
        is_duplicate = print_ in known or bool(self._library.items.same_as(print_))
        known.add(print_)
        return replace(post, is_duplicate=is_duplicate)


def _notes(read: ReadPost, file: FoundFile) -> tuple[str, ...]:
    lost = (p.place for p in read.pictures if located(file.root, file.path.parent, p.place) is None)
    return (*read.notes, *map(not_there, lost))
