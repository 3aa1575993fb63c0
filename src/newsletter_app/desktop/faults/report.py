"""Puts together what may be told of faults to whoever looks after the program."""

import platform
from collections.abc import Sequence

import PySide6
from PySide6.QtCore import qVersion

from newsletter_app import __version__

_DIFFERENT = 20


class Report:
    """Counts faults by where they happened: kinds, frames, versions, nothing that somebody wrote."""

    def __init__(self) -> None:
        self._counted: dict[tuple[str, ...], int] = {}
        self.count = 0

    def add(self, lines: Sequence[str]) -> None:
        """Count one fault, told as `traces.trace` tells it; where 20 differ, of others the number alone."""
        self.count += 1
        if tuple(lines) in self._counted or len(self._counted) < _DIFFERENT:
            self._counted[tuple(lines)] = self._counted.get(tuple(lines), 0) + 1

    @property
    def text(self) -> str:
        """Return the report as plain text."""
        heads = (*versions(), f"faults since the start: {self.count}")
        faults = (_told(lines, times) for lines, times in self._counted.items())
        return "\n".join((*heads, *faults)) + "\n"


def report_of_ends(ends: Sequence[Sequence[str]]) -> str:
    """Return a report on hard ends, told as `traces.dumped` tells them."""
    return "\n".join((*versions(), *(f"\nended by {_told(lines, 1).lstrip()}" for lines in ends))) + "\n"


def versions() -> tuple[str, ...]:
    """Return which program ran on what; the computer and its user are not named."""
    return (
        f"newsletter-editor {__version__}",
        f"Python {platform.python_version()}, PySide6 {PySide6.__version__}, Qt {qVersion()}",
        f"{platform.system()} {platform.release()} {platform.machine()}",
    )


def _told(lines: Sequence[str], times: int) -> str:
    first, *frames = lines
    return "\n".join((f"\n{first}" + (f" ({times} times)" if times > 1 else ""), *frames))
