"""Says how the entries of a newsletter read in a list."""

from collections.abc import Callable
from dataclasses import dataclass

from newsletter_app.content.newsletter import (
    ButtonEntry,
    DividerEntry,
    Entry,
    HeadingEntry,
    Newsletter,
    PostEntry,
    Shown,
    TextEntry,
)
from newsletter_app.content.post import Post
from newsletter_app.errors import Missing
from newsletter_app.i18n import _

LookUp = Callable[[str], Post]


@dataclass(frozen=True, slots=True)
class EntryRow:
    """One card of the list: `shown` is None for what is not a post, `icon` our word for its icon."""

    title: str
    line: str
    icon: str
    shown: Shown | None = None
    is_missing: bool = False

    @property
    def spoken(self) -> str:
        """Return the card as a screen reader tells it."""
        return ". ".join(part for part in (self.title, self.line, shown_word(self.shown)) if part)


def shown_word(shown: Shown | None) -> str:
    """Return the word on the switch, "" for None."""
    match shown:
        case Shown.FULL:
            return _("Full")
        case Shown.SUMMARY:
            return _("Summary")
        case Shown.HEADLINE:
            return _("Headline")
    return ""


def rows_of(newsletter: Newsletter, look_up: LookUp) -> tuple[EntryRow, ...]:
    """Return a row for each entry; `look_up` gives a post by its id, or raises Missing."""
    return tuple(_row_of(entry, look_up) for entry in newsletter.entries)


def _row_of(entry: Entry, look_up: LookUp) -> EntryRow:
    match entry:
        case PostEntry():
            return _row_of_post(entry, look_up)
        case HeadingEntry(text):
            return EntryRow(text, _("Heading"), "heading")
        case TextEntry(body):
            return EntryRow(_first_line(body), _("Text of this newsletter only"), "text")
        case ButtonEntry(label, url):
            return EntryRow(label, url, "button")
        case DividerEntry():
            return EntryRow(_("Divider"), _("A line between entries"), "divider")


def _row_of_post(entry: PostEntry, look_up: LookUp) -> EntryRow:
    try:
        post = look_up(entry.post)
    except Missing:
        return EntryRow(
            _("This post is no longer there"), _("It will be left out."), "warning", entry.shown, True
        )
    if post.record.deleted is not None:
        return EntryRow(post.title, _("In the bin, so it will be left out."), "warning", entry.shown, True)
    return EntryRow(post.title or _("Untitled"), _line_of(post), "post", entry.shown)


def _line_of(post: Post) -> str:
    return " ".join((post.summary or post.body).split())[:160]


def _first_line(body: str) -> str:
    return next((line.strip() for line in body.splitlines() if line.strip()), _("Empty text"))
