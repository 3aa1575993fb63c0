"""A finished rendering for one target."""

from dataclasses import dataclass

from newsletter_app.content.asset import Asset


@dataclass(frozen=True, slots=True)
class PageFile:
    """A small file that goes with a page, such as an event's .ics; `name` is its path from the page."""

    name: str
    media_type: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Page:
    """What a target made: the text of the file, and the pictures and files it names.

    `notes` are whole sentences about what a person should know, such as a picture that is missing, `steps`
    about what to do with the page by hand, in their order.
    """

    title: str
    text: str
    pictures: tuple[Asset, ...] = ()
    files: tuple[PageFile, ...] = ()
    notes: tuple[str, ...] = ()
    steps: tuple[str, ...] = ()

    @property
    def told(self) -> tuple[str, ...]:
        """Return all a person is told: what to know, then what to do."""
        return (*self.notes, *self.steps)
