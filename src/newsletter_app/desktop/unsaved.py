"""What a window starts with besides its library: the journal, with what it had of the last window."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from newsletter_app.desktop.safekeeping import JournalBook, NoJournal

if TYPE_CHECKING:
    from newsletter_app.library.recovering import Recovered


@dataclass(frozen=True, slots=True)
class Unsaved:
    """The journal; words that only it had, the latest last; sentences about the journal itself."""

    journal: JournalBook = field(default_factory=NoJournal)
    recovered: "tuple[Recovered, ...]" = ()
    notes: tuple[str, ...] = ()
