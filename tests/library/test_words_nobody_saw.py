"""Words that nobody has seen yet outlast what is typed meanwhile."""

import contextlib
import io
import sqlite3
from dataclasses import replace

import pytest
from PIL import Image

from newsletter_app.content.post import Post
from newsletter_app.errors import Conflict, JournalUnwritable
from newsletter_app.library.journal import Journal
from newsletter_app.library.journal_file import FILE
from newsletter_app.library.recovering import recover


@pytest.fixture
def post(library):
    return library.items.add(Post(title="One", body="first")).item


@pytest.fixture
def picture(library):
    data = io.BytesIO()
    Image.new("RGB", (1, 1), "red").save(data, "PNG")
    return library.assets.add(data.getvalue(), "dot.png").item


def typed_and_saved(library, journal, item):
    """Type into an item, as a window does that knows of no older words."""
    journal.keep(item, is_sent=True)
    saved = library.items.save(item, keep=False).item
    journal.release(saved)
    journal.forget(saved.record.id)


def next_start(library, tmp_path):
    """Recover as the next program does; return what came back, and what is said of the rest."""
    journal, told = Journal(tmp_path / "state", library.id, library.folder), []
    found = recover(journal, library.items, told.append)
    journal.close()
    return found, told


@pytest.fixture
def left_behind(library, tmp_path):
    """Keep words as a program does that is killed then."""

    def leave(item, *, being_saved=None):
        earlier = Journal(tmp_path / "state", library.id, library.folder)
        if being_saved is not None:
            earlier.keep(being_saved, is_sent=True)
        earlier.keep(item, is_sent=False)
        earlier.close()

    return leave


def test_words_that_could_not_be_looked_for_outlast_what_is_typed_then(library, post, left_behind, tmp_path):
    left_behind(post.with_body("an hour of words"), being_saved=post.with_body("an hour"))
    with contextlib.closing(sqlite3.connect(tmp_path / "state" / FILE, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        journal = Journal(tmp_path / "state", library.id, library.folder, patience=0.01)
        with pytest.raises(JournalUnwritable):
            recover(journal, library.items)
        other.execute("ROLLBACK")
    typed_and_saved(library, journal, post.with_body("first."))
    journal.close()
    (found,), _told = next_start(library, tmp_path)
    assert (found.item.title, found.item.body, found.before) == ("One (recovered)", "an hour of words", None)
    assert library.items.begin(found.item).item.body == "an hour of words"
    assert library.items.get(post.record.id).body == "first."
    assert next_start(library, tmp_path) == ((), [])


def test_one_item_that_cannot_be_read_keeps_no_words_of_another(library, post, left_behind, tmp_path):
    torn = library.items.add(Post(title="Torn", body="x")).item
    left_behind(torn.with_body("newer words"))
    left_behind(post.with_body("three hours of words"))
    with contextlib.closing(sqlite3.connect(library.folder / "library.sqlite")) as other, other:
        other.execute("UPDATE item SET details = '{' WHERE id = ?", (torn.record.id,))
    (found,), (told,) = next_start(library, tmp_path)
    assert found.item.body == "three hours of words"
    assert "“Torn” could not be put back" in told
    with contextlib.closing(sqlite3.connect(library.folder / "library.sqlite")) as other, other:
        other.execute("UPDATE item SET details = '{}' WHERE id = ?", (torn.record.id,))
    assert "newer words" in [each.item.body for each in next_start(library, tmp_path)[0]]


def test_words_of_an_item_in_the_bin_outlast_what_is_typed_once_it_is_out(
    library, post, left_behind, tmp_path
):
    left_behind(post.with_body("kept on this computer"))
    library.items.delete(post.record.id)
    journal, told = Journal(tmp_path / "state", library.id, library.folder), []
    assert recover(journal, library.items, told.append) == ()
    assert "“One” lies in the bin" in told[0]
    assert next_start(library, tmp_path) == ((), [])  # which is said once
    library.items.undelete(post.record.id)
    typed_and_saved(library, journal, library.items.get(post.record.id).with_body("first!"))
    journal.close()
    (found,), _told = next_start(library, tmp_path)
    assert (found.item.title, found.item.body) == ("One (recovered)", "kept on this computer")


def test_words_that_the_library_has_after_all_make_no_copy(library, post, left_behind, tmp_path):
    left_behind(post.with_body("said"))
    journal = Journal(tmp_path / "state", library.id, library.folder)
    typed_and_saved(library, journal, post.with_body("said"))
    journal.close()
    assert next_start(library, tmp_path) == ((), [])


def test_words_about_a_picture_come_back_one_state_after_the_other(library, picture, left_behind, tmp_path):
    left_behind(replace(picture, alt="An hour of words"))
    journal = Journal(tmp_path / "state", library.id, library.folder)
    typed_and_saved(library, journal, replace(picture, alt="A dot"))
    saved = library.items.get(picture.record.id)
    journal.keep(replace(saved, alt="A red dot"), is_sent=False)
    journal.close()
    (found,), _told = next_start(library, tmp_path)
    assert found.item.alt == "A red dot"
    journal = Journal(tmp_path / "state", library.id, library.folder)
    (found,) = recover(journal, library.items)
    typed_and_saved(library, journal, found.item)
    journal.close()
    (found,), _told = next_start(library, tmp_path)
    assert (found.item.alt, found.before.alt) == ("An hour of words", "A red dot")
    with pytest.raises(Conflict):  # so a person is asked
        library.items.save(found.item, keep=False)
    assert next_start(library, tmp_path)[0] == (found,)


def test_words_of_a_library_that_was_moved_outlast_what_is_typed_in_its_new_place(
    library, post, left_behind, tmp_path
):
    left_behind(post.with_body("an hour of words"))
    with contextlib.closing(sqlite3.connect(tmp_path / "state" / FILE)) as other, other:
        other.execute("UPDATE draft SET place = ?", (str(tmp_path / "before"),))
    journal = Journal(tmp_path / "state", library.id, library.folder)
    journal.keep(post.with_body("first."), is_sent=False)  # before it was looked for older words
    journal.close()
    found, _told = next_start(library, tmp_path)
    assert {each.item.body for each in found} == {"an hour of words", "first."}
