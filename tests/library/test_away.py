"""A library that is away with its folder or drive is known to be, and none is made in its place."""

import os
import shutil

import pytest

from newsletter_app.content.post import Post
from newsletter_app.content.record import Record
from newsletter_app.library.away import may_be_made, words_left
from newsletter_app.library.journal import Journal

FIRST = Post(title="Harbour", body="We met.", record=Record(id="aaaaaaaaaaaa"))
SECOND = Post(title="Hall", body="We sang.", record=Record(id="bbbbbbbbbbbb"))


@pytest.fixture
def state(tmp_path):
    """A journal with words for a library that lies in `place`, and for another one."""
    state = tmp_path / "state"
    for library, place in (("one", tmp_path / "place"), ("two", tmp_path / "other")):
        journal = Journal(state, library, place)
        journal.keep(FIRST.with_body(f"{place.name}, early"), is_sent=False)
        journal.keep(FIRST.with_body(place.name), is_sent=False)
        journal.close()
    return state


def test_the_newest_words_of_what_lay_there_are_found(state, tmp_path):
    journal = Journal(state, "one", tmp_path / "place")
    journal.keep(SECOND.with_body("We sat."), is_sent=True)
    journal.keep(SECOND, is_sent=False)
    journal.close()
    found = words_left(tmp_path / "place", state)
    assert [item.body for item in found if isinstance(item, Post)] == ["place", "We sang."]


def test_a_library_that_words_wait_for_is_not_made_anew(state, tmp_path):
    assert not may_be_made(tmp_path / "place", state, is_known=False)
    assert not may_be_made(tmp_path / "new", state, is_known=True)


def test_where_nothing_is_known_one_may_be_made(state, tmp_path):
    """The control."""
    assert may_be_made(tmp_path / "new", state, is_known=False)
    assert may_be_made(tmp_path / "place", tmp_path / "no state", is_known=False)
    assert not (tmp_path / "no state").exists()


def test_a_journal_that_cannot_be_read_says_nothing_and_stays_as_it_is(state, tmp_path):
    file = state / "journal.sqlite"
    for spoilt in (b"no database", os.urandom(9_000)):
        shutil.rmtree(state)
        state.mkdir()
        file.write_bytes(spoilt)
        assert words_left(tmp_path / "place", state) == ()
        assert file.read_bytes() == spoilt
