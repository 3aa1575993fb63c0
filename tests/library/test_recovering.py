"""Words that only the journal had come back, and never write over somebody else's."""

import shutil
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from newsletter_app.content.kinds import Status
from newsletter_app.content.newsletter import Newsletter
from newsletter_app.content.post import Post
from newsletter_app.content.record import Record
from newsletter_app.content.snippet import Snippet
from newsletter_app.library.cleaning import clean_picture
from newsletter_app.library.journal import Journal
from newsletter_app.library.journal_file import FILE, VERSION
from newsletter_app.library.opening import open_library
from newsletter_app.library.recovering import recover
from newsletter_app.library.versions import SCHEMA_VERSION

FIXTURES = Path(__file__).parent / "fixtures"


@pytest.fixture
def library(tmp_path):
    with open_library(tmp_path / "library", clean_picture, make=True) as library:
        yield library


@pytest.fixture
def journal(library, tmp_path):
    journal = Journal(tmp_path / "state", library.id, library.folder)
    yield journal
    journal.close()


@pytest.fixture
def post(library):
    return library.items.add(Post(title="One", body="first")).item


def test_newer_words_come_back_with_what_the_library_says_instead(library, journal, post):
    journal.keep(post.with_body("first and more"), is_sent=False)
    (found,) = recover(journal, library.items)
    assert (found.item.body, found.before, found.is_copy) == ("first and more", post, False)
    assert found.item.record == post.record
    assert library.items.save(found.item, keep=False).item.body == "first and more"


def test_words_stay_in_the_journal_until_the_library_has_them(library, journal, post):
    journal.keep(post.with_body("first and more"), is_sent=False)
    recover(journal, library.items)
    (found,) = recover(journal, library.items)
    library.items.save(found.item, keep=False)
    assert recover(journal, library.items) == ()
    assert journal.rows() == []


@pytest.mark.parametrize("body", ["said", "sa\x07id\r\nwith a bell", "  blanks  "])
def test_what_the_library_took_just_before_the_end_is_no_news(library, journal, post, body):
    typed = replace(post, body=body, tags=("One", "one ", "Two"))
    journal.keep(typed, is_sent=True)
    library.items.save(typed, keep=True)
    assert recover(journal, library.items) == ()
    assert journal.rows() == []


def test_newer_words_than_those_that_were_being_saved_are_ours_as_well(library, journal, post):
    journal.keep(post.with_body("being saved\x07"), is_sent=True)
    journal.keep(post.with_body("typed meanwhile"), is_sent=False)
    saved = library.items.save(post.with_body("being saved\x07"), keep=False).item
    (found,) = recover(journal, library.items)
    assert (found.item.body, found.before, found.is_copy) == ("typed meanwhile", saved, False)


def test_words_that_somebody_else_overtook_become_a_copy(library, journal, post):
    journal.keep(post.with_body("mine, being saved"), is_sent=True)
    journal.keep(replace(post, body="mine", status=Status.READY), is_sent=False)
    library.items.save(post.with_body("theirs"), keep=False)
    (found,) = recover(journal, library.items)
    assert (found.item.title, found.item.body, found.item.status) == ("One (recovered)", "mine", Status.DRAFT)
    assert found.is_copy
    assert not found.item.record.is_saved
    (again,) = recover(journal, library.items)
    assert again.item == found.item
    library.items.begin(again.item)
    assert library.items.get(post.record.id).body == "theirs"
    assert recover(journal, library.items) == ()


def test_a_snippet_that_was_overtaken_gets_a_name_it_can_have(library, journal):
    snippet = library.items.add(Snippet("a" * 60, "Ring us.")).item
    journal.keep(replace(snippet, body="mine"), is_sent=False)
    library.items.save(replace(snippet, body="theirs"), keep=False)
    (found,) = recover(journal, library.items)
    assert library.items.begin(found.item).item.body == "mine"


def test_a_post_begun_beside_the_library_comes_back_under_its_id(library, journal):
    begun = Post(title="", body="While it was full.", record=Record(id="begunbegunbe"))
    journal.keep(begun, is_sent=True)
    (found,) = recover(journal, library.items)
    assert (found.item, found.before, found.is_copy) == (begun, None, False)
    saved = library.items.begin(found.item).item
    assert (saved.record.id, saved.record.revision, saved.body) == ("begunbegunbe", 1, begun.body)
    assert recover(journal, library.items) == ()


def test_words_typed_while_a_new_post_was_being_saved_belong_to_it(library, journal):
    begun = Post(title="New", record=Record(id="begunbegunbe"))
    journal.keep(begun, is_sent=True)
    journal.keep(begun.with_body("more"), is_sent=False)
    library.items.begin(begun)
    (found,) = recover(journal, library.items)
    assert (found.item.body, found.item.record.version) == ("more", 1)


def test_words_of_an_item_that_an_older_backup_does_not_have_become_one(library, journal):
    lost = Post(title="Lost", body="words", record=Record(id="lostlostlost", version=7, revision=3))
    journal.keep(lost, is_sent=False)
    (found,) = recover(journal, library.items)
    assert (found.item.title, found.item.body, found.item.record.is_saved) == ("Lost", "words", False)
    assert recover(journal, library.items) == (found,)


def test_words_of_a_binned_item_wait_for_it_and_go_when_the_bin_is_emptied(library, journal, post):
    journal.keep(post.with_body("more"), is_sent=False)
    library.items.delete(post.record.id)
    assert recover(journal, library.items) == ()
    assert journal.rows()
    library.items.undelete(post.record.id)
    (found,) = recover(journal, library.items)
    assert found.item.body == "more"


def test_words_of_an_erased_item_go(library, journal, tmp_path):
    gone = Post(title="Gone", body="canary-words", record=Record(id="gonegonegone", version=7))
    journal.keep(gone, is_sent=False)
    journal.note_binned("gonegonegone")
    assert recover(journal, library.items) == ()
    assert b"canary-words" not in b"".join(file.read_bytes() for file in (tmp_path / "state").iterdir())


def test_the_latest_words_come_last(library, journal, post):
    other = library.items.add(Post(title="Other")).item
    journal.keep(other.with_body("1"), is_sent=False)
    journal.keep(post.with_body("2"), is_sent=False)
    journal.keep(other.with_body("3"), is_sent=False)
    assert [found.item.title for found in recover(journal, library.items)] == ["One", "Other"]


def test_there_is_a_journal_of_every_version():
    made = {folder.name for folder in FIXTURES.glob("journal-*")}
    assert made == {f"journal-{number}" for number in range(1, VERSION + 1)}


@pytest.mark.parametrize("journal_version", range(1, VERSION + 1))
@pytest.mark.parametrize("schema", [1, 2])  # the schemas there were when the journal was made
def test_unsaved_words_outlast_the_upgrade_of_their_library(schema, journal_version, tmp_path):
    """Each fixture journal knows the libraries of older schemas than its own program's."""
    shutil.copytree(FIXTURES / f"schema-{schema}", tmp_path / "library")
    shutil.copytree(FIXTURES / f"journal-{journal_version}", tmp_path / "state")
    with open_library(tmp_path / "library", clean_picture, make=False) as library:
        journal = Journal(tmp_path / "state", library.id, library.folder)
        edited, begun = recover(journal, library.items)
        assert (edited.item.body, edited.is_copy) == ("Ten points, half a", False)
        assert edited.before == library.items.find("cafe-outcomes")
        assert edited.written == datetime(2027, 3, 14, 14, 2, tzinfo=UTC)
        assert begun.item.body == f"While schema-{schema} was full."
        library.items.save(edited.item, keep=True)
        library.items.begin(begun.item)
        assert recover(journal, library.items) == ()
        journal.close()
    assert (tmp_path / "state" / FILE).exists()


def ten_drafts(items, assets):
    """Return drafts of ten kinds, as a person may leave them: of what is there, and begun."""
    post, march, contact = items.find("cafe-outcomes"), items.find("march"), items.snippet("contact")
    picture = assets.by_sha(post.cover)
    return [
        post.with_body("Ten points, half a"),
        items.find("out").with_body("Changed after it went out."),
        replace(march, introduction="Dear all, and welcome", entries=march.entries[1:]),
        replace(contact, body="Ring us, or write."),
        replace(picture, alt="A gradient from black to white"),
        Post(title="", body="No title yet", record=Record(id="untitledpost")),
        Post(title="Long", body="A word and a café 🦊. " * 40_000, record=Record(id="longlonglong")),
        Post(title="أثر", body="نص من اليمين", language="ar", record=Record(id="righttoleft0")),
        Newsletter(title="April", introduction="Begun", record=Record(id="aprilaprilap")),
        Snippet("office", "Room 3", record=Record(id="officeoffice")),
    ]


@pytest.mark.parametrize("schema", range(1, SCHEMA_VERSION + 1))
def test_ten_drafts_outlast_the_upgrade_of_a_library_of_every_schema(schema, tmp_path):
    """They were kept while the library had its old schema; the program that upgrades it finds them all."""
    upgraded_before = tmp_path / "upgraded-before"
    for folder in (tmp_path / "library", upgraded_before):
        shutil.copytree(FIXTURES / f"schema-{schema}", folder)
    with open_library(upgraded_before, clean_picture, make=False) as there:
        journal = Journal(tmp_path / "state", there.id, tmp_path / "library")
        drafts = ten_drafts(there.items, there.assets)
        for draft in drafts:
            journal.keep(draft, is_sent=False)
        journal.close()
    with open_library(tmp_path / "library", clean_picture, make=False) as library:
        journal = Journal(tmp_path / "state", library.id, library.folder)
        found = recover(journal, library.items)
        assert [each.item for each in found] == drafts
        assert [each.is_copy for each in found] == [False] * len(drafts)
        for each in found:
            if each.before is None:
                library.items.begin(each.item)
            else:
                library.items.save(each.item, keep=True)
        assert recover(journal, library.items) == ()
        journal.close()
        assert library.items.find("cafe-outcomes").body == "Ten points, half a"
        assert library.items.snippet("office").body == "Room 3"


def test_control_without_the_journal_of_the_old_program_no_draft_comes_back(tmp_path):
    shutil.copytree(FIXTURES / "schema-1", tmp_path / "library")
    with open_library(tmp_path / "library", clean_picture, make=False) as library:
        journal = Journal(tmp_path / "state", library.id, library.folder)
        assert recover(journal, library.items) == ()
        journal.close()
