"""Commands beside a window, and in odd places: they read, and say who or what keeps them from writing."""

import os
import re
from collections.abc import Iterator

import pytest

from newsletter_app.library.turns import WindowTurns

PEOPLE = b"email\nruth@example.org\nmeera@example.org\n"


@pytest.fixture
def held(tmp_path, say) -> Iterator[None]:
    """A library with a post and two readers that a window has open."""
    (tmp_path / "people.csv").write_bytes(PEOPLE)
    assert say("new", "post", "--title", "Kept").status == 0
    brought = ("contacts", "import", tmp_path / "people.csv", "--list", "Friends", "--consent", "Yes.")
    assert say(*brought).status == 0
    turns = WindowTurns(tmp_path / "library")
    turns.begin()
    yield
    turns.close()


@pytest.mark.usefixtures("held")
@pytest.mark.parametrize(
    "command",
    [
        "new post --title More",
        "edit kept --title Changed",
        "delete kept",
        "import people.csv --as text",
        "brand set name=Harbour",
        "contacts import people.csv --list Others --consent Yes.",
    ],
)
def test_a_write_fails_with_5_and_names_who_has_it(say, command):
    said = say(*command.split())
    assert said.status == 5
    told = rf"\S+ on {re.escape(os.uname().nodename)} has had this library open since \d\d:\d\d\.\n.*close it"
    assert re.search(told, said.err)
    assert [each["title"] for each in say("list", "--json").json["items"]] == ["Kept"]


@pytest.mark.usefixtures("held")
def test_reading_goes_on(say, tmp_path):
    for command in ("list", "show kept", "search kept", "library info", "library check", "contacts list"):
        assert say(*command.split()).status == 0, command
    assert say("export", "kept", "--to", "page", "--out", tmp_path / "kept.html").status == 0
    assert say("library", "backup", tmp_path / "kept.zip").status == 0


@pytest.mark.usefixtures("held")
def test_nobody_who_wants_to_leave_has_to_wait(say):
    assert say("contacts", "unsubscribe", "ruth@example.org").status == 0
    assert say("contacts", "erase", "meera@example.org").status == 0


@pytest.mark.usefixtures("held")
def test_the_library_says_who_has_it_and_what_sort_of_place_it_is(say):
    told = say("library", "info", "--json").json
    assert re.fullmatch(r"\S+ on \S+ has had this library open since \d\d:\d\d\.", told["held_by"])
    assert (told["place"], told["place_name"]) == ("local", "")


def test_a_library_that_nobody_has_open_says_so(say):
    say("new", "post", "--title", "Kept")
    assert say("library", "info", "--json").json["held_by"] == ""


def test_a_network_drive_is_explained(say, monkeypatch):
    monkeypatch.setattr("newsletter_app.library.place.file_system_of", lambda _folder: "nfs4")
    assert say("new", "post", "--title", "Kept").status == 0
    said = say("library", "info", "--json")
    assert (said.json["place"], said.json["place_name"]) == ("network", "nfs4")
    assert "lies on a network drive (nfs4)" in said.err
    assert [each["title"] for each in say("list", "--json").json["items"]] == ["Kept"]


def test_a_drive_that_is_nearly_full_is_told_of(say, monkeypatch, tmp_path):
    monkeypatch.setattr("newsletter_app.drives.free_bytes", lambda _place: 150_000_000)
    said = say("new", "post", "--title", "Kept", "--json")
    assert said.status == 0
    assert f"The drive that holds {tmp_path / 'library'}" in said.err
    assert "is nearly full: 150.0 MB free." in said.err
