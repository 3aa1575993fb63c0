"""What is noted about a chunk while it is turned into HTML."""

from dataclasses import dataclass, field

from newsletter_app.content.article import Event, Heading, Link, Picture, Place
from newsletter_app.content.asset import Asset
from newsletter_app.rendering.dialect.locating import Locator
from newsletter_app.rendering.dialect.surroundings import Definition, Lookups, Surroundings, plain_label

# Noncharacters that no source holds (the engine takes them out) stand for what is filled in after sanitising.
OPEN, CLOSE = "\ufdd0", "\ufdd1"
EVENT = f"{OPEN}e{CLOSE}"


@dataclass(slots=True)
class Notes:
    """Headings, links, pictures, events and footnotes of one chunk, in order, with places inside it."""

    surroundings: Surroundings
    locator: Locator
    headings: list[Heading] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    footnotes: list[str] = field(default_factory=list)
    raw: list[str] = field(default_factory=list)
    lookups: Lookups = field(default_factory=Lookups)

    @property
    def whole(self) -> Place:
        """Return the place of the whole chunk."""
        return Place(0, len(self.locator.source), 0)

    def definition(self, label: str) -> Definition | None:
        """Return what a reference label stands for, and remember the question."""
        plain = plain_label(label)
        told = self.surroundings.definitions.get(plain)
        self.lookups.definitions[plain] = told
        return told

    def has_footnote(self, name: str) -> bool:
        """Tell whether the post has such a footnote, and remember the question."""
        told = name in self.surroundings.footnotes
        self.lookups.footnotes[name] = told
        return told

    def asset(self, sha: str) -> Asset | None:
        """Return the picture whose sha256 begins with `sha`, and remember the question."""
        told = self.surroundings.picture(sha)
        self.lookups.pictures[sha] = told
        return told

    def footnote(self, name: str) -> str:
        """Return what stands for a footnote's number until all are known."""
        self.footnotes.append(name)
        return f"{OPEN}f{len(self.footnotes) - 1}{CLOSE}"

    def keep_raw(self, html: str) -> str:
        """Return what stands for HTML of the author's until the tree is text."""
        self.raw.append(html)
        return f"{OPEN}r{len(self.raw) - 1}{CLOSE}"
