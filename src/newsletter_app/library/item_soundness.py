"""Finds items, kept states or pictures that are lost, torn or unreadable."""

import contextlib
import json
import zlib
from collections.abc import Callable, Iterator

from sqlalchemy import Connection, RowMapping, select

from newsletter_app.content.asset import Asset
from newsletter_app.content.kinds import Kind
from newsletter_app.errors import LibraryDamaged
from newsletter_app.i18n import _
from newsletter_app.library.asset_files import AssetFiles
from newsletter_app.library.encoding import decoded, encoded
from newsletter_app.library.row_reading import item_of
from newsletter_app.library.rows import content_values
from newsletter_app.library.schema import asset, item, revision

_TORN = (ValueError, KeyError, TypeError, zlib.error, LibraryDamaged)


def _in_items(connection: Connection) -> Iterator[str]:
    for row in connection.execute(select(item)).mappings():
        try:
            found = item_of(row)
            is_whole = content_values(found).items() <= dict(row).items()
        except _TORN:
            is_whole = False
        if not is_whole:
            yield _("The {kind} “{title}” ({id}) cannot be read wholly.").format(
                kind=row["kind"], title=row["title"], id=row["id"]
            )


def _in_revisions(connection: Connection) -> Iterator[str]:
    columns = (revision.c.item, revision.c.number, revision.c.content, item.c.kind)
    for item_id, number, content, kind in connection.execute(
        select(*columns).join(item, item.c.id == revision.c.item)
    ):
        try:
            decoded(Kind(kind), json.loads(zlib.decompress(content)))
        except _TORN:
            yield _("Revision {number} of {id} cannot be read.").format(number=number, id=item_id)


def _in_letters(connection: Connection) -> Iterator[str]:
    """Compare each item that was last written when its newest state was kept with that state."""
    newest = (revision.c.item == item.c.id) & (revision.c.number == item.c.revision)
    same = select(item, revision.c.content).join(revision, newest).where(revision.c.kept == item.c.modified)
    for row in connection.execute(same).mappings():
        try:
            is_the_same = encoded(item_of(row)) == json.loads(zlib.decompress(row["content"]))
        except _TORN:  # told of by another look
            continue
        if not is_the_same:
            yield _("“{title}” ({id}) is not what was kept of it when it was saved.").format(
                title=row["title"], id=row["id"]
            )


def _in_numbers(connection: Connection) -> Iterator[str]:
    kept = select(revision.c.number).where(revision.c.item == item.c.id, revision.c.number == item.c.revision)
    for item_id, title in connection.execute(select(item.c.id, item.c.title).where(~kept.exists())):
        yield _("The newest revision of “{title}” ({id}) is missing.").format(title=title, id=item_id)


def _in_listing(connection: Connection) -> Iterator[str]:
    """Look whether each picture is found by its sha256."""
    for row, picture in _pictures(connection):
        if picture.sha256 != row["sha256"]:
            yield _("The picture “{title}” ({id}) is not listed by its sha256.").format(
                title=row["title"], id=row["id"]
            )


def in_pictures(connection: Connection, files: AssetFiles) -> Iterator[str]:
    """Give a sentence for each picture whose file is not as it was."""
    for _row, picture in _pictures(connection):
        if not files.is_sound(picture.file_name, picture.sha256):
            yield _("The file of the picture “{name}” ({file}) is missing or damaged.").format(
                name=picture.name, file=picture.file_name
            )


def _pictures(connection: Connection) -> Iterator[tuple[RowMapping, Asset]]:
    named = select(item, asset.c.sha256).join(asset, asset.c.item == item.c.id, isouter=True)
    for row in connection.execute(named.where(item.c.kind == str(Kind.ASSET))).mappings():
        with contextlib.suppress(*_TORN):  # told of by another look
            picture = item_of(row)
            if isinstance(picture, Asset):
                yield row, picture


LOOKS_AT_ITEMS: tuple[Callable[[Connection], Iterator[str]], ...] = (
    _in_items,
    _in_letters,
    _in_revisions,
    _in_numbers,
    _in_listing,
)
