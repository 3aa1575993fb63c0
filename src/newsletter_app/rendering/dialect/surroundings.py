"""What a chunk of Markdown may draw on from the rest of its post."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from newsletter_app.content.asset import Asset


@dataclass(frozen=True, slots=True)
class Definition:
    """The address a reference link stands for."""

    url: str
    title: str = ""


@dataclass(slots=True)
class Lookups:
    """What a chunk asked for, and what it was told: while the answers stay, its rendering stays."""

    definitions: dict[str, Definition | None] = field(default_factory=dict)
    footnotes: dict[str, bool] = field(default_factory=dict)
    pictures: dict[str, Asset | None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Language, link definitions by label, abbreviations, names of footnotes and pictures by sha256."""

    language: str = "en-GB"
    definitions: Mapping[str, Definition] = field(default_factory=dict)
    abbreviations: Mapping[str, str] = field(default_factory=dict)
    footnotes: frozenset[str] = frozenset()
    pictures: tuple[Asset, ...] = ()

    def definition(self, label: str) -> Definition | None:
        """Return what a label stands for; labels do not differ by case or spacing."""
        return self.definitions.get(plain_label(label))

    def picture(self, sha: str) -> Asset | None:
        """Return the picture whose sha256 begins with `sha`."""
        return next((asset for asset in self.pictures if asset.sha256.startswith(sha)), None)

    def abbreviations_in(self, text: str) -> tuple[tuple[str, str], ...]:
        """Return the abbreviations that stand in `text`."""
        return tuple((name, full) for name, full in self.abbreviations.items() if name in text)

    def still_says(self, lookups: Lookups) -> bool:
        """Tell whether every question would be answered as it was."""
        return (
            all(self.definitions.get(label) == told for label, told in lookups.definitions.items())
            and all((name in self.footnotes) == told for name, told in lookups.footnotes.items())
            and all(self.picture(sha) == told for sha, told in lookups.pictures.items())
        )


def plain_label(label: str) -> str:
    """Return a label as it is compared.

    >>> plain_label(" The  Report ")
    'the report'
    """
    return " ".join(label.casefold().split())
