"""Reads the kept states of an item, with what changed from each to the next."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from newsletter_app.content.items import Item
from newsletter_app.desktop.comparing.comparison import changed_words
from newsletter_app.desktop.shelf import SavedItem
from newsletter_app.desktop.widgets.words import stamp_words
from newsletter_app.i18n import _, ngettext
from newsletter_app.library.reasons import reason_words

if TYPE_CHECKING:  # it brings SQLAlchemy, which the window does not wait for
    from newsletter_app.library.revisions import Revision


class States(Protocol):
    """What is needed of `library.revisions`."""

    def of(self, item_id: str, /) -> "tuple[Revision, ...]":
        """Return the kept states, newest first. Raises Missing."""

    def at(self, item_id: str, number: int, /) -> Item:
        """Return what the item said then. Raises Missing."""

    def revert(self, item_id: str, number: int, /) -> SavedItem[Item]:
        """Make the item say it again, as a new revision. Raises Missing, Conflict."""

    def copy(self, item_id: str, number: int, /) -> SavedItem[Item]:
        """Add a new item that says it. Raises Missing, ContentError."""


@dataclass(frozen=True, slots=True)
class KeptState:
    """A kept state as a person sees it in a list."""

    number: int
    when: str
    why: str
    words: int
    changed: str
    content: Item

    @property
    def name(self) -> str:
        """Return how it is called."""
        return _("Revision {number}").format(number=self.number)

    @property
    def facts(self) -> str:
        """Return what is known of it on one line."""
        words = ngettext("{number} word", "{number} words", self.words).format(number=f"{self.words:,}")
        return "  ·  ".join(filter(None, (words, self.changed)))


def read_states(states: States, item_id: str) -> tuple[KeptState, ...]:
    """Return the kept states of an item, newest first. Raises Missing."""
    kept = states.of(item_id)
    contents = [states.at(item_id, each.number) for each in kept]
    return tuple(_kept_states(kept, contents))


def _kept_states(kept: "Sequence[Revision]", contents: Sequence[Item]) -> Iterator[KeptState]:
    for place, (each, content) in enumerate(zip(kept, contents, strict=True)):
        changed = changed_words(contents[place + 1], content) if place + 1 < len(kept) else ""
        yield KeptState(
            number=each.number,
            when=stamp_words(each.kept),
            why=reason_words(each.reasons),
            words=each.words,
            changed=changed,
            content=content,
        )
