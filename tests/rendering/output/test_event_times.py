import datetime as dt

import pytest

from newsletter_app.content.article import Event, Place
from newsletter_app.errors import ContentError
from newsletter_app.rendering.calendar import calendar_file
from newsletter_app.rendering.event_times import EventTime, event_time

_DAY = dt.date(2026, 3, 12)


@pytest.mark.parametrize(
    ("text", "begins", "ends"),
    [
        ("12 March 2026", None, None),
        ("Thursday 12th March 2026, 10am to 12.30pm", (10, 0), (12, 30)),
        ("Thu 12 Mar 2026 10:00–12:30", (10, 0), (12, 30)),
        ("March 12, 2026 at 2 pm", (14, 0), None),
        ("12 March 2026, 2 to 4pm", (14, 0), (16, 0)),
        ("2026-03-12 09:15", (9, 15), None),
        ("12.03.2026, 18:00 bis 20:00 Uhr", (18, 0), (20, 0)),
        ("12/03/2026 10:00", (10, 0), None),
        ("12. März 2026", None, None),
        ("12 mars 2026, 14h30", (14, 30), None),
        ("Room 4, 12 March 2026, 10:00-11:00", (10, 0), (11, 0)),
    ],
)
def test_what_people_write_is_understood(text, begins, ends):
    when = event_time(text)
    assert when == EventTime(_DAY, _DAY, begins and dt.time(*begins), ends and dt.time(*ends))


def test_days_may_be_several():
    assert event_time("12 to 14 March 2026") == EventTime(_DAY, dt.date(2026, 3, 14))


def test_an_american_month_stands_first():
    assert event_time("03/12/2026", "en-US").first == _DAY


def test_a_night_ends_on_the_next_day():
    assert event_time("12 March 2026, 10pm to 2am").last == dt.date(2026, 3, 13)


@pytest.mark.parametrize(
    "text",
    ["", "soon", "12 March", "31 February 2026", "March 2026", "14 to 12 March 2026", "12 March 2026, 25:99"],
)
def test_what_is_not_clear_is_said(text):
    with pytest.raises(ContentError, match="not clear when"):
        event_time(text)


def _event(when="12 March 2026, 10:00 to 12:30", what="Launch, of; it\\all"):
    return Event(what, when, "Example House", "a@example.org", Place(0, 0, 1))


def test_a_calendar_file_is_as_the_standard_wants_it():
    data = calendar_file(_event(what="Läunch " * 30), "en-GB")
    assert data.endswith(b"\r\nEND:VCALENDAR\r\n")
    assert b"\n" not in data.replace(b"\r\n", b"")
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    assert all(line.decode() is not None for line in data.split(b"\r\n"))


def test_times_and_texts_stand_in_it():
    text = calendar_file(_event(), "en-GB").decode()
    assert "DTSTART:20260312T100000\r\nDTEND:20260312T123000\r\n" in text
    assert "SUMMARY:Launch\\, of\\; it\\\\all\r\n" in text


def test_a_whole_day_ends_with_the_next():
    text = calendar_file(_event("12 March 2026"), "en-GB").decode()
    assert "DTSTART;VALUE=DATE:20260312\r\nDTEND;VALUE=DATE:20260313\r\n" in text


def test_the_same_event_gives_the_same_bytes():
    assert calendar_file(_event(), "en-GB") == calendar_file(_event(), "en-GB")
    assert calendar_file(_event(), "en-GB") != calendar_file(_event(what="Another"), "en-GB")
