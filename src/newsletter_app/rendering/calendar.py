"""Writes an event as a calendar file (RFC 5545)."""

import datetime as dt
import hashlib

from newsletter_app.content.article import Event
from newsletter_app.rendering.event_times import EventTime, event_time

_LONGEST = 75
_USUAL_LENGTH = dt.timedelta(hours=1)


def calendar_file(event: Event, language: str) -> bytes:
    """Return the .ics of an event, times in the reader's own zone since none is written.

    Its UID and time stamp come from the content, so the same event gives the same bytes. Raises ContentError
    where it is not clear when it takes place.
    """
    when = event_time(event.when, language)
    uid = hashlib.sha256(f"{event.what}\n{event.when}\n{event.where}\n{event.contact}".encode()).hexdigest()
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Newsletter Editor//EN",
        "BEGIN:VEVENT",
        f"UID:{uid[:32]}@newsletter-editor.invalid",
        f"DTSTAMP:{when.first:%Y%m%d}T000000Z",
        *_times(when),
        f"SUMMARY:{_text(event.what)}",
        *([f"LOCATION:{_text(event.where)}"] if event.where else []),
        *([f"DESCRIPTION:{_text(_described(event))}"] if _described(event) else []),
        "END:VEVENT",
        "END:VCALENDAR",
    ]
    return "".join(f"{_folded(line)}\r\n" for line in lines).encode()


def _described(event: Event) -> str:
    return "\n".join(line for line in (event.when, event.contact) if line)


def _times(when: EventTime) -> list[str]:
    if when.begins is None:
        after = when.last + dt.timedelta(days=1)
        return [f"DTSTART;VALUE=DATE:{when.first:%Y%m%d}", f"DTEND;VALUE=DATE:{after:%Y%m%d}"]
    begins = dt.datetime.combine(when.first, when.begins)
    ends = dt.datetime.combine(when.last, when.ends) if when.ends else begins + _USUAL_LENGTH
    return [f"DTSTART:{begins:%Y%m%dT%H%M%S}", f"DTEND:{ends:%Y%m%dT%H%M%S}"]


def _text(words: str) -> str:
    escaped = words.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return "\\n".join(escaped.splitlines())


def _folded(line: str) -> str:
    """Fold after 75 bytes, never within a character."""
    pieces, piece, size = [], "", 0
    for character in line:
        length = len(character.encode())
        if size + length > _LONGEST:
            pieces.append(piece)
            piece, size = "", 1
        piece += character
        size += length
    return "\r\n ".join([*pieces, piece])
