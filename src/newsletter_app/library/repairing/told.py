"""What a repair has to tell."""

from dataclasses import dataclass, field
from pathlib import Path

from newsletter_app.library.query import Counts

NO_LETTER = "\ufffd"
"""What stands in a text in the place of bytes that are none."""


@dataclass(frozen=True, slots=True)
class Told:
    """One thing that was done or could not be saved; `id` and `title` of the item it is about, else "".

    `is_loss` where something of what was there is there no more.
    """

    message: str
    id: str = ""
    title: str = ""
    is_loss: bool = False


@dataclass(frozen=True, slots=True)
class Repaired:
    """What a repair did: the items there are now, and where the library lies as it was before.

    `aside` is None where there was nothing to repair. `report` is the file beside it in which all that is
    told is written down, None where it could not be.
    """

    counts: Counts
    aside: Path | None = None
    told: tuple[Told, ...] = field(default=())
    report: Path | None = None

    @property
    def lost_first(self) -> tuple[Told, ...]:
        """Return all that is told, what is lost before what was only done."""
        return tuple(sorted(self.told, key=lambda told: not told.is_loss))

    @property
    def is_complete(self) -> bool:
        """Tell whether nothing was lost."""
        return not any(told.is_loss for told in self.told)
