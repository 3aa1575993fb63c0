"""What the library keeps about an item besides its content."""

from dataclasses import dataclass
from datetime import UTC, datetime

_NEVER = datetime.fromtimestamp(0, UTC)


@dataclass(frozen=True, slots=True)
class Record:
    """The library's side of an item; one that was never saved has an empty id and version 0.

    `version` grows with every write and guards against overwriting; `revision` is the number of the newest
    kept state. Times are UTC. `seat` is the place in "newest first": a higher seat stands above a lower one.
    """

    id: str = ""
    slug: str = ""
    version: int = 0
    revision: int = 0
    created: datetime = _NEVER
    modified: datetime = _NEVER
    deleted: datetime | None = None
    seat: int = 0

    @property
    def is_saved(self) -> bool:
        """Tell whether the library knows the item."""
        return self.version > 0
