"""What a repair has to tell."""

from dataclasses import dataclass, field
from pathlib import Path

from newsletter_app.library.query import Counts


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

    `aside` is None where there was nothing to repair.
    """

    counts: Counts
    aside: Path | None = None
    told: tuple[Told, ...] = field(default=())

    @property
    def is_complete(self) -> bool:
        """Tell whether nothing was lost."""
        return not any(told.is_loss for told in self.told)
