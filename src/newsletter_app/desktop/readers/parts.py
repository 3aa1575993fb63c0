"""What the rooms of the readers are given to work with."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from newsletter_app.desktop.library_changes import LibraryChanges
from newsletter_app.desktop.tasks import Lane, Tasks
from newsletter_app.errors import AppError
from newsletter_app.library.readers import Readers
from newsletter_app.mailing.reader_files import ReaderFiles
from newsletter_app.mailing.readership import Readership
from newsletter_app.mailing.suppression_key import SuppressionKey

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class ReaderParts:
    """The readers of one library, who brings them in and lets them go, and the lane for all of it."""

    readers: Readers
    readership: Readership
    files: ReaderFiles
    key: SuppressionKey
    tasks: Tasks
    changes: LibraryChanges

    def run(
        self,
        work: Callable[[], T],
        done: Callable[[T], Any],
        failed: Callable[[AppError], Any],
        *,
        latest: str = "",
    ) -> None:
        """Do work on the readers beside the window."""
        self.tasks.run(Lane.LIBRARY, work, done, failed, latest=latest)
