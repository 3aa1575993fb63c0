"""Readers, their lists, and why they are on them."""

import dataclasses
import hmac

import pytest

from newsletter_app.content.changes import Changes
from newsletter_app.content.contact import Arrival, Consent, Contact, Ground
from newsletter_app.content.ids import is_id
from newsletter_app.content.run import RunState
from newsletter_app.errors import Conflict, ContentError, LibraryError, Missing, NotNow
from newsletter_app.library.readers import BroughtIn
from newsletter_app.library.run_drafts import Candidate, RunDraft

READERS = Changes(readers=True)
CONSENT = Consent(Ground.CONSENT, "Yes, write to me.", how="form", source="stall.csv")


def hashed(key: str) -> str:
    return hmac.new(b"a key", key.encode(), "sha256").hexdigest()


def arrival(address: str, first_name: str = "", line: int = 0, **more: str) -> Arrival:
    return Arrival(Contact(address, first_name, fields=tuple(more.items())), CONSENT, line)


@pytest.fixture
def readers(library):
    return library.readers


@pytest.fixture
def friends(readers):
    return readers.make_list("Friends of the project")


@pytest.fixture
def meera(readers, friends):
    new = Contact("Meera@Example.test", "Meera", "Rao", "en", (("town", "Hull"),))
    return readers.add(new, friends.id, CONSENT, hashed)


def test_a_list_is_found_by_its_name_in_any_case_or_by_its_id(readers, friends):
    assert friends.name == "Friends of the project"
    assert readers.list_called(" FRIENDS of the  project ") == friends
    assert readers.list_called(friends.id) == friends
    with pytest.raises(Missing, match="Did you mean “Friends of the project”"):
        readers.list_called("friend of the projects")


def test_two_lists_never_have_one_name_but_may_have_alike_ones(readers, friends):
    with pytest.raises(Conflict, match="already a list"):
        readers.make_list("friends OF the project")
    assert readers.make_list("Friends of the project!").id != friends.id
    with pytest.raises(ContentError, match="needs a name"):
        readers.make_list(" \u200b\x00 ".replace("\u200b", ""))


def test_a_renamed_list_keeps_what_readers_sort_by(readers, friends):
    assert readers.rename_list(friends.id, "Allies") == READERS
    assert readers.rename_list(friends.id, "Allies") == Changes()
    assert (readers.list_called("allies").id, readers.list_called("allies").list_id) == (
        friends.id,
        friends.list_id,
    )


def test_what_stands_in_the_mails_of_a_list_does_not_tell_its_name(friends):
    assert is_id(friends.list_id)


@pytest.mark.parametrize(
    "who", ["meera@example.test", " MEERA@EXAMPLE.TEST", "Mee\u200bra@example.test", '"meera"@example.test']
)
def test_a_reader_is_found_by_every_spelling_of_the_address(readers, meera, who):
    assert readers.find(who) == meera


def test_a_reader_is_found_by_id_or_token(readers, meera):
    assert readers.find(meera.id) == readers.find(meera.token) == meera
    assert len(meera.token) >= 32
    with pytest.raises(Missing) as caught:
        readers.find("secret@example.test")
    assert "secret" not in str(caught.value)


def test_why_somebody_is_on_a_list_is_kept(readers, friends, meera, clock):
    (membership,) = readers.memberships(meera.id)
    assert (membership.list, membership.contact, membership.joined) == (friends.id, meera.id, clock())
    assert membership.consent == CONSENT


def test_an_import_fills_what_was_empty_and_keeps_the_rest(readers, friends, clock):
    readers.bring_in(friends.id, [arrival("a@example.test", "", town="", street="Mill Lane")], hashed)
    before = readers.find("a@example.test")
    clock.pass_(days=1)
    again = [
        arrival("A@example.test", "Ann", 2, town="Hull", street="Other"),
        arrival("b@example.test", "Bo", 3),
    ]
    assert readers.bring_in(friends.id, again, hashed) == BroughtIn(1, 1, 0)
    after = readers.find("a@example.test")
    assert (after.id, after.token, after.created) == (before.id, before.token, before.created)
    assert (after.first_name, dict(after.fields)) == ("Ann", {"town": "Hull", "street": "Mill Lane"})
    assert readers.bring_in(friends.id, again, hashed) == BroughtIn(0, 0, 2)


def test_a_consent_is_kept_only_where_the_list_had_none(readers, friends, meera):
    other = readers.make_list("Other")
    later = Arrival(Contact("meera@example.test"), dataclasses.replace(CONSENT, wording="Later"), 2)
    assert readers.bring_in(friends.id, [later], hashed) == BroughtIn(0, 0, 1)
    assert readers.bring_in(other.id, [later], hashed) == BroughtIn(0, 1, 0)
    wordings = {member.list: member.consent.wording for member in readers.memberships(meera.id)}
    assert wordings == {friends.id: "Yes, write to me.", other.id: "Later"}


def test_one_person_in_several_lines_comes_once(readers, friends):
    lines = [
        arrival("ann@example.test", "", 2),
        arrival("ANN@example.test", "Ann", 3),
        arrival("ａnn@example.test", "Anna", 4),
    ]
    assert readers.bring_in(friends.id, lines, hashed) == BroughtIn(1, 0, 0)
    assert [reader.first_name for reader in readers.people()] == ["Ann"]


@pytest.mark.parametrize(
    "wrong", ["no address", "a@b@example.test", "a@example.test\r\nBcc: b@example.test", ""]
)
def test_an_import_with_one_wrong_line_brings_nobody_in(readers, friends, wrong):
    lines = [arrival("a@example.test", "", 2), arrival(wrong, "", 3), arrival("c@example.test", "", 4)]
    with pytest.raises(ContentError) as caught:
        readers.bring_in(friends.id, lines, hashed)
    assert caught.value.line == 3
    assert "@example" not in str(caught.value)
    assert readers.count() == 0


def test_an_import_that_fails_within_writes_nothing(library, readers, friends):
    calls = []

    def failing(key: str) -> str:
        calls.append(key)
        if len(calls) == 2:
            raise RuntimeError
        return hashed(key)

    with pytest.raises(RuntimeError):
        readers.bring_in(friends.id, [arrival("a@example.test"), arrival("b@example.test")], failing)

    def bring_in_then_fail() -> None:
        with library.together():
            readers.bring_in(friends.id, [arrival("a@example.test")], hashed)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        bring_in_then_fail()
    assert readers.count() == 0


def test_people_come_by_name_then_address_and_page_by_page(readers, friends):
    people = [("z@example.test", ""), ("b@example.test", "bo"), ("c@example.test", "Ann")]
    readers.bring_in(friends.id, [arrival(*person) for person in people], hashed)
    assert [reader.first_name for reader in readers.people()] == ["Ann", "bo", ""]
    assert [reader.first_name for reader in readers.people(start=1, count=1)] == ["bo"]
    assert readers.people(start=3) == ()


def test_people_are_found_by_words_whatever_case_and_accents(readers, friends, meera):
    readers.bring_in(friends.id, [Arrival(Contact("j@example.test", "José", "Łuk"), CONSENT)], hashed)
    assert [reader.first_name for reader in readers.people(words="jose")] == ["José"]
    assert readers.people(words="RAO mee") == (meera,)
    assert readers.count(words="example") == 2
    assert readers.count(words="100%") == readers.count(words="_") == 0
    assert readers.people(friends.id, "meera", start=1) == ()


def test_people_of_one_list_only(readers, friends, meera):
    other = readers.make_list("Other")
    readers.bring_in(other.id, [arrival("b@example.test")], hashed)
    assert readers.people(friends.id) == (meera,)
    assert (readers.count(friends.id), readers.count(other.id), readers.count()) == (1, 1, 2)
    with pytest.raises(Missing):
        readers.bring_in("nowhere", [], hashed)


def test_a_reader_can_be_corrected(readers, meera):
    changed = dataclasses.replace(meera, first_name=" Mira\r\n", fields=(), token="forged", unsubscribed=None)
    assert readers.save(changed) == READERS
    assert readers.find(meera.id) == dataclasses.replace(meera, first_name="Mira", fields=())
    assert readers.save(readers.find(meera.id)) == Changes()
    with pytest.raises(Missing):
        readers.save(dataclasses.replace(meera, id="nobody000000"))


def test_a_corrected_address_must_be_free(readers, friends, meera):
    readers.bring_in(friends.id, [arrival("b@example.test")], hashed)
    with pytest.raises(Conflict) as caught:
        readers.save(dataclasses.replace(meera, address="B@example.test"), hashed)
    assert "example" not in str(caught.value)
    assert readers.save(dataclasses.replace(meera, address="mira@example.test"), hashed) == READERS
    assert readers.find("mira@example.test").id == meera.id
    with pytest.raises(ContentError):
        readers.save(dataclasses.replace(meera, address="nothing"), hashed)


def test_an_address_of_one_who_left_cannot_come_back_by_a_correction(readers, meera):
    readers.suppress("gone@example.test", "unsubscribed", hashed)
    back = dataclasses.replace(meera, address="Gone@example.test")
    for hash_address in (hashed, None):
        with pytest.raises(LibraryError):
            readers.save(back, hash_address)
    assert readers.find(meera.id) == meera


def test_one_who_left_stays_out_by_a_new_address_too(readers, meera):
    readers.unsubscribe(meera.id, hashed)
    readers.save(dataclasses.replace(meera, address="mira@example.test"), hashed)
    assert readers.is_suppressed("mira@example.test", hashed)
    assert readers.find(meera.id).unsubscribed is not None


def test_a_correction_of_what_somebody_changed_meanwhile_is_a_conflict(readers, meera):
    readers.save(dataclasses.replace(meera, first_name="Mira"))
    with pytest.raises(Conflict, match="meanwhile"):
        readers.save(dataclasses.replace(meera, last_name="Roy"), before=meera)
    assert readers.find(meera.id).last_name == "Rao"


def test_leaving_one_list_is_not_leaving_all(readers, friends, meera):
    other = readers.make_list("Other")
    readers.bring_in(other.id, [arrival("meera@example.test")], hashed)
    assert readers.leave(friends.id, meera.id) == READERS
    assert readers.leave(friends.id, meera.id) == Changes()
    assert [member.list for member in readers.memberships(meera.id)] == [other.id]
    assert not readers.is_suppressed("meera@example.test", hashed)


def test_who_unsubscribed_is_counted_apart_and_may_not_be_added(readers, friends, meera, clock):
    assert readers.has_suppressions() is False
    assert readers.unsubscribe(meera.id, hashed) == READERS
    assert readers.unsubscribe(meera.id, hashed) == Changes()
    assert readers.find(meera.id).unsubscribed == clock()
    (counted,) = readers.lists()
    assert (counted.people, counted.unsubscribed) == (0, 1)
    assert readers.is_suppressed("meera@example.test", hashed)
    assert readers.has_suppressions()
    other = readers.make_list("Other")
    with pytest.raises(LibraryError, match="may not be written to"):
        readers.add(Contact("MEERA@example.test"), other.id, CONSENT, hashed)
    assert len(readers.memberships(meera.id)) == 1


def test_suppressing_an_address_marks_the_reader_who_has_it(readers, meera):
    assert readers.suppress("meera@example.test", "unsubscribed", hashed) == READERS
    assert readers.suppress("meera@example.test", "unsubscribed", hashed) == Changes()
    assert readers.find(meera.id).unsubscribed is not None


def test_a_deleted_list_takes_those_along_who_are_on_no_other(readers, friends, meera):
    other = readers.make_list("Other")
    readers.bring_in(friends.id, [arrival("b@example.test"), arrival("c@example.test")], hashed)
    readers.bring_in(other.id, [arrival("b@example.test")], hashed)
    readers.unsubscribe(meera.id, hashed)
    assert readers.delete_list(friends.id) == READERS
    assert [reader.address for reader in readers.people()] == ["b@example.test"]
    assert readers.is_suppressed("meera@example.test", hashed)
    with pytest.raises(Missing):
        readers.delete_list(friends.id)


def test_a_list_that_is_being_written_to_stays(library, readers, friends, meera):
    draft = RunDraft("n", "March", "News", friends.id, "Friends", "a", "Main", b"content", "0" * 64, 1)
    who = Candidate(meera.id, meera.address, "meera@example.test", meera.token)
    run = library.runs.prepare(draft, [who], lambda run, number: f"<{run}.{number}@example.test>", hashed)
    with pytest.raises(NotNow, match="being written to"):
        readers.delete_list(friends.id)
    library.runs.cancel(run.id)
    assert library.runs.get(run.id).state is RunState.CANCELLED
    assert readers.delete_list(friends.id) == READERS


def test_another_key_does_not_take_the_place_of_the_one_people_left_by(readers, meera):
    assert readers.key_mark() == ""
    readers.set_key_mark("one")
    readers.set_key_mark("two")
    readers.unsubscribe(meera.id, hashed)
    with pytest.raises(Conflict, match="another key"):
        readers.set_key_mark("three")
    readers.set_key_mark("two")
    assert readers.key_mark() == "two"
