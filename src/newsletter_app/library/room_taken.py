"""Reckons how much room a library takes."""

from pathlib import Path

from newsletter_app.library.asset_files import AssetFiles


def room_taken(database: Path, files: AssetFiles) -> int:
    """Return the bytes of the database, its write-ahead log and the pictures."""
    beside = (database.with_name(database.name + ending) for ending in ("", "-wal"))
    pictures = (files.path(name) for name in files.names())
    return sum(file.stat().st_size for file in (*beside, *pictures) if file.exists())
