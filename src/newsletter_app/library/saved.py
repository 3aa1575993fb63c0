"""What comes back from a write to the library."""

from dataclasses import dataclass
from typing import Generic, TypeVar

from newsletter_app.content.changes import Changes
from newsletter_app.content.items import Item

SomeItem = TypeVar("SomeItem", bound=Item)
Kept = TypeVar("Kept", bound=Item, covariant=True)


@dataclass(frozen=True, slots=True)
class Saved(Generic[Kept]):
    """The item as the library now holds it, and the ids that differ; `changes` is empty where nothing did."""

    item: Kept
    changes: Changes
