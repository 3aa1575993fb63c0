"""Says what a backup holds."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any

MANIFEST = "manifest.json"
FORMAT = 1


@dataclass(frozen=True, slots=True)
class PackedFile:
    """A file in a backup, by its path there."""

    path: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup says of itself; `made` is UTC.

    `counts` are rows by table, `kinds` the items outside the bin by kind. `pictures` are the file names of
    all the pictures that its database names, `missing` those that were not there. `mark` tells one state of
    the library's files from the next, `reason` is empty for a backup that a person asked for.
    """

    library: str
    made: datetime
    schema: int
    counts: Mapping[str, int]
    files: tuple[PackedFile, ...] = ()
    reason: str = ""
    kinds: Mapping[str, int] = field(default_factory=dict)
    pictures: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    mark: tuple[int, ...] = ()

    def to_json(self) -> bytes:
        """Return it as a file of the backup."""
        written = asdict(self) | {"format": FORMAT, "made": self.made.isoformat()}
        return json.dumps(written, indent=1).encode()


def read_manifest(kept: bytes) -> Manifest:
    """Return what a manifest says. Raises ValueError for one that this program did not write."""
    try:
        return _manifest(json.loads(kept))
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError("manifest") from error


def _manifest(said: Mapping[str, Any]) -> Manifest:
    if said["format"] != FORMAT:
        raise ValueError("format")
    return Manifest(
        library=str(said["library"]),
        made=datetime.fromisoformat(said["made"]),
        schema=int(said["schema"]),
        counts={str(table): int(number) for table, number in said["counts"].items()},
        files=tuple(
            PackedFile(str(each["path"]), int(each["size"]), str(each["sha256"])) for each in said["files"]
        ),
        reason=str(said.get("reason", "")),
        kinds={str(kind): int(number) for kind, number in said.get("kinds", {}).items()},
        pictures=tuple(map(str, said.get("pictures", ()))),
        missing=tuple(map(str, said.get("missing", ()))),
        mark=tuple(map(int, said.get("mark", ()))),
    )
