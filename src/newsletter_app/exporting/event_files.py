"""Makes the calendar files of the events in an article."""

from dataclasses import dataclass

from newsletter_app.content.article import Article
from newsletter_app.content.page import PageFile
from newsletter_app.content.slugs import slug_of
from newsletter_app.errors import ContentError
from newsletter_app.i18n import _
from newsletter_app.rendering.calendar import calendar_file

MEDIA_TYPE = "text/calendar"


@dataclass(frozen=True, slots=True)
class EventFiles:
    """The .ics of each event that has one, by the event's number from 1; sentences about the others."""

    files: dict[int, PageFile]
    notes: tuple[str, ...] = ()


def event_files(article: Article) -> EventFiles:
    """Return a calendar file for every event whose time is clear; each is named after what takes place."""
    files: dict[int, PageFile] = {}
    notes: list[str] = []
    for number, event in enumerate(article.events, 1):
        name = f"{slug_of(event.what)}.ics"
        try:
            files[number] = PageFile(name, MEDIA_TYPE, calendar_file(event, article.language))
        except ContentError as error:
            notes.append(
                _("The event “{what}” has no calendar file. {reason}").format(what=event.what, reason=error)
            )
    return EventFiles(files, tuple(notes))
