"""Keeps beside the database what no restore may undo: who left, what was sent."""

import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from newsletter_app.library.files import PRIVATE_FILE, sync_folder

LASTING = "lasting-*.jsonl"
"""What the files are called; the star stands for the id of the library."""
RUN_COLUMNS = ("id", "newsletter", "list", "list_name", "account", "account_name", "created")


@dataclass(slots=True)
class Lasting:
    """What is known: `left` is reason and moment by keyed hash, `mark` that of the key of these hashes.

    `runs` are the sendings that were begun, each with the columns of RUN_COLUMNS.
    """

    mark: str = ""
    left: dict[str, tuple[str, int]] = field(default_factory=dict)
    runs: dict[str, Mapping[str, Any]] = field(default_factory=dict)

    def with_(self, other: "Lasting") -> "Lasting":
        """Return what either says; where both do, what the other does."""
        return Lasting(other.mark or self.mark, self.left | other.left, self.runs | other.runs)

    def beyond(self, known: "Lasting") -> "Lasting":
        """Return what this says and `known` does not."""
        return Lasting(
            mark=self.mark if self.mark != known.mark else "",
            left={
                hashed: told
                for hashed, told in self.left.items()
                if known.left.get(hashed, ("",))[0] != told[0]
            },
            runs={run: row for run, row in self.runs.items() if run not in known.runs},
        )

    def __bool__(self) -> bool:
        return bool(self.mark or self.left or self.runs)


class LastingFile:
    """The file of one library, to which lines are added and never taken away.

    It holds no address. A line that a crash tore is passed over.
    """

    def __init__(self, folder: Path, library_id: str) -> None:
        self.path = folder / LASTING.replace("*", library_id)

    def read(self) -> Lasting:
        """Return what is written there; nothing where there is no file. Raises OSError."""
        found = Lasting()
        try:
            text = self.path.read_text(encoding="utf-8", errors="replace")
        except FileNotFoundError:
            return found
        for line in text.splitlines():
            _take_in(found, line)
        return found

    def add(self, more: Lasting) -> None:
        """Write down what is new; when this returns it is on the disk. Raises OSError."""
        lines = "".join(f"{json.dumps(said, ensure_ascii=True)}\n" for said in _lines(more))
        is_new = not self.path.exists()
        handle = os.open(self.path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, PRIVATE_FILE)
        try:
            _write_all(handle, f"\n{lines}".encode())  # a torn line before it ends here
            os.fsync(handle)
        finally:
            os.close(handle)
        if is_new:
            sync_folder(self.path.parent)


def _write_all(handle: int, data: bytes) -> None:
    """Write to the last byte: where only a part finds room, the system says so at the next."""
    while data:
        data = data[os.write(handle, data) :]


def _lines(more: Lasting) -> Iterable[Mapping[str, Any]]:
    if more.mark:
        yield {"mark": more.mark}
    for hashed, (reason, since) in more.left.items():
        yield {"left": hashed, "reason": reason, "since": since}
    for row in more.runs.values():
        yield {"run": {name: row[name] for name in RUN_COLUMNS}}


def _take_in(found: Lasting, line: str) -> None:
    try:
        said = json.loads(line)
        if "mark" in said:
            found.mark = str(said["mark"])
        elif "left" in said:
            found.left[str(said["left"])] = (str(said["reason"]), int(said["since"]))
        elif "run" in said:
            row = {name: said["run"][name] for name in RUN_COLUMNS}
            found.runs[str(row["id"])] = row
    except (ValueError, KeyError, TypeError):
        return
