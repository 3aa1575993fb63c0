"""The place where posts, newsletters, snippets and pictures are saved."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Self, TypeVar

from newsletter_app.errors import LibraryError, LibraryTooNew
from newsletter_app.library.accounts import Accounts
from newsletter_app.library.asset_files import AssetFiles
from newsletter_app.library.assets import Assets
from newsletter_app.library.backups import Backups
from newsletter_app.library.bin import Bin
from newsletter_app.library.brand_store import BrandStore
from newsletter_app.library.cleaned_picture import CleanPicture
from newsletter_app.library.compacting import Compacting
from newsletter_app.library.database import Database
from newsletter_app.library.items import Items
from newsletter_app.library.lasting import LastingFile
from newsletter_app.library.mail_tests import MailTests
from newsletter_app.library.moments import Clock
from newsletter_app.library.readers import Readers
from newsletter_app.library.remembering import Remembering
from newsletter_app.library.revisions import Revisions
from newsletter_app.library.runs import Runs
from newsletter_app.library.turns import Turns
from newsletter_app.library.upkeep import Upkeep

T = TypeVar("T")


class Library:
    """One folder that holds everything; reads come from any thread at once, writes one after the other."""

    def __init__(self, database: Database, clean: CleanPicture, now: Clock, library_id: str) -> None:
        files = AssetFiles(database.folder)
        self._database = database
        self.id = library_id
        self.folder: Path = database.folder
        self.turns: Turns = database.turns
        self.items = Items(database, now)
        self.revisions = Revisions(database, self.items)
        self.assets = Assets(database, self.items, files, clean)
        self.brand = BrandStore(database)
        self.accounts = Accounts(database)
        self.remembering = Remembering(database, LastingFile(database.folder, library_id), now)
        self.runs = Runs(database, now, self.remembering.write_down)
        self.mail_tests = MailTests(database)
        self.readers = Readers(database, now, self.remembering.write_down)
        self.backups = Backups(database, files, now)
        self.bin = Bin(database, self.items, self.backups, now)
        self.compacting = Compacting(database, files, self.bin, self.backups)
        self.upkeep = Upkeep(database, self.items, files, now, library_id)

    @property
    def is_read_only(self) -> bool:
        """Tell whether every write will be refused, or another window held the library when last asked."""
        return self._database.refusal is not None

    @property
    def refusal(self) -> LibraryError | None:
        """Return why nothing can be written, None where that is not known."""
        return self._database.refusal

    @property
    def is_too_new(self) -> bool:
        """Tell whether a newer program made it, so that this one only reads."""
        return isinstance(self._database.refusal, LibraryTooNew)

    @contextmanager
    def together(self) -> Iterator[None]:
        """Make the writes inside count together, or none of them where one raises."""
        with self._database.writing():
            yield

    @contextmanager
    def together_regardless(self) -> Iterator[None]:
        """Do what `together` does whoever holds the library, for what stops or ends a sending."""
        with self._database.writing_regardless():
            yield

    def once_more(self, write: Callable[[], T]) -> T:
        """Do writes that count together; where the drive was full and room was kept for them, once more."""
        return self._database.once_more(write)

    def close(self) -> None:
        """Let go of the files."""
        self._database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_reason: object) -> None:
        self.close()
