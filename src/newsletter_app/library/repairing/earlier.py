"""Tells from what lies beside a library what no repair may lose: which library it is, and who left."""

import contextlib
import sqlite3
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from newsletter_app.content.ids import is_id
from newsletter_app.library.backup_shelf import FOLDER as BACKUPS
from newsletter_app.library.backup_shelf import BackupShelf
from newsletter_app.library.lasting import LastingFile
from newsletter_app.library.looking import FILE
from newsletter_app.library.repairing.shapes import TORN, Row
from newsletter_app.library.unreadable_words import ReadableConnection

_MOST = 3
_UNREADABLE = (
    OSError,
    ValueError,
    KeyError,
    RuntimeError,
    EOFError,
    zipfile.BadZipFile,
    zlib.error,
    sqlite3.Error,
)


@dataclass(frozen=True, slots=True)
class Earlier:
    """The id of the library ("" where nothing says it), and the rows of those who had left.

    `knows_who_left` where these are all of them: a file beside the library has a line for each.
    """

    library: str = ""
    left: tuple[Row, ...] = ()
    knows_who_left: bool = False


def earlier_of(folder: Path, library_id: str, scratch: Path) -> Earlier:
    """Return what the newest backups and the lasting file of the library in `folder` say.

    `library_id` is its own word, "" where that cannot be read; `scratch` is a folder to unpack backups in.
    """
    kept = BackupShelf(folder / BACKUPS).kept()[:_MOST]
    found = [each for backup in kept for each in _read(backup.file, scratch)]
    library = library_id or next((each.library for each in found if each.library), _only_named(folder))
    lasting = LastingFile(folder, library)
    rows = [row for each in found if each.library == library for row in each.left]
    with contextlib.suppress(OSError):
        rows += [
            {"hash": hashed, "reason": reason, "since": since, TORN: False}
            for hashed, (reason, since) in lasting.read().left.items()
        ]
    return Earlier(library, tuple(rows), lasting.path.exists())


def _only_named(folder: Path) -> str:
    """Return the id in the name of the only lasting file there is, "" where there are more or none."""
    ids = [
        file.name.removeprefix("lasting-").removesuffix(".jsonl") for file in folder.glob("lasting-*.jsonl")
    ]
    return ids[0] if len(ids) == 1 and is_id(ids[0]) else ""


def _read(backup: Path, scratch: Path) -> Iterator[Earlier]:
    with contextlib.suppress(*_UNREADABLE), tempfile.TemporaryDirectory(dir=scratch) as place:
        with zipfile.ZipFile(backup) as archive:
            file = Path(archive.extract(FILE, place))
        with contextlib.closing(sqlite3.connect(file, factory=ReadableConnection)) as connection:
            yield Earlier(_library(connection), tuple(_left(connection)))


def _library(connection: sqlite3.Connection) -> str:
    found = connection.execute("SELECT value FROM setting WHERE key = 'id'").fetchone()
    return str(found[0]) if found else ""


def _left(connection: sqlite3.Connection) -> Iterator[Row]:
    is_there = "SELECT count(*) FROM sqlite_master WHERE name = 'suppression'"  # not in the first version
    if connection.execute(is_there).fetchone() == (1,):
        for hashed, reason, since in connection.execute("SELECT hash, reason, since FROM suppression"):
            yield {"hash": hashed, "reason": reason, "since": since, TORN: False}
