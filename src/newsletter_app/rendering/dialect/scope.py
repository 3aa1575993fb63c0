"""What the parts that read one running text share."""

from dataclasses import dataclass, field

from newsletter_app.content.article import Place
from newsletter_app.rendering.dialect.emphasis import Delimiters
from newsletter_app.rendering.dialect.locating import Stretch
from newsletter_app.rendering.dialect.notes import Notes
from newsletter_app.rendering.dialect.tokens import Token


@dataclass(slots=True)
class Scope:
    """The text, where it stands in the source, the tokens made of it so far, and the notes on its chunk."""

    text: str
    stretch: Stretch
    notes: Notes
    tokens: list[Token] = field(default_factory=list)
    delimiters: Delimiters = field(default_factory=Delimiters)

    def place(self, start: int, end: int) -> Place:
        """Return where in the chunk characters of the text stand; the whole chunk where that is not known."""
        return self.stretch.place(start, end) or self.notes.whole
