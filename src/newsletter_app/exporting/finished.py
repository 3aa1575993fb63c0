"""Makes what an item shows fit to leave the house."""

import hashlib
from dataclasses import dataclass, field, replace
from typing import TypeGuard

from newsletter_app.content.article import Article
from newsletter_app.content.newsletter import ButtonEntry, HeadingEntry
from newsletter_app.content.newsletter import Shown as HowMuch
from newsletter_app.content.page import PageFile
from newsletter_app.exporting.event_files import event_files
from newsletter_app.rendering.edition import Edition, ShownEntry, ShownPost, ShownText
from newsletter_app.rendering.finishing import finish
from newsletter_app.rendering.merge_marks import Fill, fallback_alone, filled

ASSETS = "assets/"


@dataclass(frozen=True, slots=True)
class Shown:
    """An item fit to leave: a post's article or a newsletter's edition, the calendar files, the notes.

    `fill` says what stands for the merge fields in it.
    """

    content: Article | Edition
    files: tuple[PageFile, ...] = ()
    notes: tuple[str, ...] = ()
    fill: Fill = fallback_alone

    @property
    def article(self) -> Article:
        """Return the article of a post."""
        assert isinstance(self.content, Article)  # noqa: S101 - asked for posts only
        return self.content

    @property
    def edition(self) -> Edition:
        """Return the edition of a newsletter."""
        assert isinstance(self.content, Edition)  # noqa: S101 - asked for newsletters only
        return self.content


@dataclass(slots=True)
class Finishing:
    """Finishes the articles of one item; with `calendars`, events link to their files in that folder."""

    calendars: str | None
    fill: Fill
    _files: dict[str, PageFile] = field(default_factory=dict)
    _notes: list[str] = field(default_factory=list)

    def post(self, article: Article) -> Shown:
        """Return what a post shows."""
        return self._shown(self._finished(article))

    def newsletter(self, edition: Edition) -> Shown:
        """Return what a newsletter shows; its subject, preview text and own words may hold merge fields."""
        self._notes += edition.notes
        whole = replace(
            edition,
            title=filled(edition.title, self.fill),
            subject=filled(edition.subject, self.fill),
            preview_text=filled(edition.preview_text, self.fill),
            introduction=self._finished(edition.introduction),
            entries=tuple(map(self._entry, edition.entries)),
            options=tuple((name, filled(text, self.fill)) for name, text in edition.options),
        )
        return self._shown(whole)

    def _shown(self, content: Article | Edition) -> Shown:
        return Shown(content, tuple(self._files.values()), tuple(dict.fromkeys(self._notes)), self.fill)

    def _entry(self, entry: ShownEntry) -> ShownEntry:
        if _shows_its_article(entry):
            return replace(entry, article=self._finished(entry.article))
        if isinstance(entry, HeadingEntry):
            return HeadingEntry(filled(entry.text, self.fill))
        if isinstance(entry, ButtonEntry):
            return replace(entry, label=filled(entry.label, self.fill))
        return entry

    def _finished(self, article: Article) -> Article:
        events = event_files(article)
        placed = {number: _placed(file, self.calendars or ASSETS) for number, file in events.files.items()}
        links = {number: file.name for number, file in placed.items()} if self.calendars is not None else {}
        finished = finish(article, links, self.fill)
        self._files |= {file.name: file for file in placed.values()}
        self._notes += (*finished.notes, *events.notes)
        return finished.article


def _placed(file: PageFile, folder: str) -> PageFile:
    """Return the file in its folder, with a part of its sha256 so that it never takes another's place."""
    digits = hashlib.sha256(file.data).hexdigest()[:12]
    return replace(file, name=f"{folder}{file.name.removesuffix('.ics')}-{digits}.ics")


def _shows_its_article(entry: ShownEntry) -> TypeGuard[ShownPost | ShownText]:
    """Tell whether more of a post, or of a text, is shown than its title and summary."""
    return isinstance(entry, ShownText) or (isinstance(entry, ShownPost) and entry.shown == HowMuch.FULL)
