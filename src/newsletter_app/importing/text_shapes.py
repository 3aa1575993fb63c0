"""What the paragraphs of a plain text can be."""

from dataclasses import dataclass

from newsletter_app.importing.text_posts import Paragraph


@dataclass(frozen=True, slots=True)
class Words:
    """An ordinary paragraph, by its lines."""

    lines: Paragraph

    @property
    def line(self) -> str:
        """Return its only line, or "" where there are several."""
        return self.lines[0] if len(self.lines) == 1 else ""


@dataclass(frozen=True, slots=True)
class Points:
    """A list; `numbers` are those the points had, none for a list without numbers."""

    texts: tuple[str, ...]
    numbers: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Pictures:
    """Pictures side by side, by what they show."""

    alts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class HeadingLine:
    """A heading."""

    text: str


@dataclass(frozen=True, slots=True)
class Quote:
    """Somebody's words; `source` is the line below that names whose they are, or ""."""

    lines: Paragraph
    source: str = ""


Shape = Words | Points | Pictures | HeadingLine | Quote
