"""Keeps what each case came to, so that a run that was broken off goes on where it was."""

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from torture.outcome import Outcome

CASE, CONTROL = "case", "control"


@dataclass(frozen=True, slots=True)
class Result:
    """One finished case, or one try of the control, with the seconds it took."""

    part: str
    kind: str
    number: int
    seconds: float
    outcome: Outcome


class Results:
    """A file with a line for each finished case of one seed."""

    def __init__(self, folder: Path, seed: int) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._file = folder / f"cases-{seed}.jsonl"

    def forget(self, parts: set[str]) -> None:
        """Drop the cases of those parts."""
        kept = [result for result in self.all() if result.part not in parts]
        self._file.write_text("".join(map(_line, kept)), encoding="utf-8")

    def add(self, result: Result) -> None:
        """Write a case down at once."""
        with self._file.open("a", encoding="utf-8") as file:
            file.write(_line(result))

    def all(self) -> list[Result]:
        """Return every case, in the order they were finished."""
        return list(self._read()) if self._file.exists() else []

    def of(self, part: str, kind: str) -> dict[int, Result]:
        """Return the cases of one part by their number."""
        return {result.number: result for result in self.all() if (result.part, result.kind) == (part, kind)}

    def _read(self) -> Iterator[Result]:
        for line in self._file.read_text(encoding="utf-8").splitlines(keepends=True):
            if line.endswith("\n"):  # the last one may have been cut off
                told = json.loads(line)
                outcome = told.pop("outcome")
                yield Result(**told, outcome=Outcome(**outcome | {"found": tuple(outcome["found"])}))


def _line(result: Result) -> str:
    return json.dumps(asdict(result)) + "\n"
