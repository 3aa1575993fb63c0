"""What one case of torture came to."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Outcome:
    """How often a program was ended by force, and what was gone, torn or wrong afterwards.

    `lost` counts words, rows or files that were acknowledged and are gone; `torn` counts what is neither old
    nor new, or does not open. `found` says each in words; `measured` holds figures.
    """

    ended: int = 0
    lost: int = 0
    torn: int = 0
    found: tuple[str, ...] = ()
    measured: dict[str, float] = field(default_factory=dict)

    @property
    def is_harmless(self) -> bool:
        """Tell whether nothing was lost or torn."""
        return not (self.lost or self.torn)
