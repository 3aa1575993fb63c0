"""Who is erased is nowhere in the library's files, not even in bytes that no row holds any more."""

import contextlib
import dataclasses
import hmac
import os
import shutil
import sqlite3
import stat

import pytest

from newsletter_app.content.brand import Brand
from newsletter_app.content.contact import Arrival, Consent, Contact, Ground
from newsletter_app.content.newsletter import Newsletter
from newsletter_app.content.post import Post
from newsletter_app.content.run import DeliveryState, PauseReason
from newsletter_app.errors import Missing
from newsletter_app.library import erasing
from newsletter_app.library.cleaning import clean_picture
from newsletter_app.library.connecting import Access, connect
from newsletter_app.library.mail_tests import MailTest
from newsletter_app.library.opening import open_library
from newsletter_app.library.person import person_of
from newsletter_app.library.readers import BroughtIn
from newsletter_app.library.run_drafts import Candidate, RunDraft
from newsletter_app.library.runs import Outcome
from newsletter_app.library.sweeping import sweep

OTHERS = 1_500
CANARIES = [f"canary.{number}@aviary.example" for number in range(20)]


def hashed(key: str) -> str:
    return hmac.new(b"a key", key.encode(), "sha256").hexdigest()


def arrival(address: str) -> Arrival:
    name = address.partition("@")[0].replace(".", "")
    consent = Consent(Ground.CONSENT, f"Yes, says {address}.", source=f"{address}.csv")
    return Arrival(
        Contact(address, f"{name}first", f"{name}last", fields=(("town", f"{name}town"),)), consent
    )


def traces(library, number: int | None = None) -> int:
    """Count the bytes that stand for canaries, or for one of them, in all files of the library."""
    names = range(len(CANARIES)) if number is None else [number]
    needles = [text.encode() for each in names for text in (f"canary.{each}@aviary", f"canary{each}town")]
    files = [file.read_bytes().lower() for file in library.folder.rglob("*") if file.is_file()]
    return sum(data.count(needle) for data in files for needle in needles)


@pytest.fixture(scope="session")
def aviary(blank, tmp_path_factory):
    """A library in which canaries stand wherever a person can, among many others."""
    folder = tmp_path_factory.mktemp("aviary") / "library"
    shutil.copytree(blank, folder)
    with open_library(folder, clean_picture, make=False) as library:
        _fill(library)
    return folder


def _fill(library) -> None:
    readers = library.readers
    first, second = readers.make_list("First"), readers.make_list("Second")
    others = [f"person{number}@example.test" for number in range(OTHERS)]
    mixed = [*others[::2], *CANARIES, *others[1::2]]
    readers.bring_in(first.id, [arrival(address) for address in mixed], hashed)
    readers.bring_in(second.id, [arrival(address.upper()) for address in CANARIES], hashed)
    newsletters = [
        library.items.add(Newsletter(title=f"N{number}")).item.record.id for number in range(len(CANARIES))
    ]
    for newsletter, canary in zip(newsletters, CANARIES, strict=True):
        test = MailTest(newsletter, "a", library.items.get(newsletter).record.created, "0", "S", "", canary)
        library.mail_tests.keep(test)
    library.mail_tests.remember([*CANARIES, "team@example.test", f"jo{CANARIES[0]}"])
    library.mail_tests.set_words(["Canary.0@AVIARY.example", "refuge"])
    _run_through(library, first)


def _run_through(library, first) -> None:
    people = library.readers.people(first.id, count=OTHERS + len(CANARIES))
    candidates = [
        Candidate(each.id, each.address, each.address, each.token, tuple(each.merge_values.items()))
        for each in people
    ]
    draft = RunDraft("n", "March", "News", first.id, "First", "a", "Main", b"content", "0", len(people))
    run = library.runs.prepare(draft, candidates, lambda run, number: f"<{run}.{number}@x.test>", hashed)
    library.runs.begin(run.id, run.created)
    claimed = library.runs.claim(run.id, "me", hashed)
    for _turn in range(8):  # some canaries are sent to, the other ones wait
        outcome = Outcome(claimed.delivery.number, DeliveryState.SENT, 250)
        claimed = library.runs.claim(run.id, "me", hashed, outcome, after=claimed.delivery.number)
    library.runs.record(run.id, Outcome(claimed.delivery.number, DeliveryState.UNKNOWN))
    library.runs.pause(run.id, PauseReason.ASKED)


@pytest.fixture
def filled(aviary, folder, clock):
    shutil.copytree(aviary, folder)
    with open_library(folder, clean_picture, make=False, now=clock) as library:
        yield library


def test_nothing_of_who_was_erased_is_in_the_files(filled):
    assert traces(filled) >= 12 * len(CANARIES)
    filled.mail_tests.remember(["team@example.test", *CANARIES])
    run = filled.runs.newest()
    for number, canary in enumerate(CANARIES):
        erased = filled.readers.erase(filled.readers.find(canary).id, hashed)
        assert (erased.mentions, erased.elsewhere, erased.remains) == ((), (), ())
        assert (erased.changes.readers, erased.changes.accounts) == (True, True)
        assert (erased.changes.runs, len(erased.changes.newsletters)) == ({run.id}, 1)
        assert traces(filled, number) == 0
    assert traces(filled) == 0
    assert filled.readers.count() == OTHERS
    assert filled.mail_tests.addresses() == ("team@example.test",)
    assert filled.mail_tests.words() == ("refuge",)
    assert filled.upkeep.check() == ()


def test_without_overwriting_what_is_deleted_there_would_be_traces(filled):
    filled.close()
    with contextlib.closing(sqlite3.connect(filled.folder / "library.sqlite")) as plain, plain:
        plain.execute("PRAGMA secure_delete=OFF")
        for table in ("membership", "delivery", "contact", "mail_test", "setting"):
            plain.execute(f"DELETE FROM {table}")
        plain.commit()
        plain.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    assert traces(filled) >= 8 * len(CANARIES)


def test_without_emptying_the_log_there_would_be_traces(filled):
    with filled._database.writing() as connection:
        for canary in CANARIES:
            person = person_of(connection, filled.readers.find(canary).id)
            erasing.erase(connection, person, hashed, 0)
    assert traces(filled) >= 4 * len(CANARIES)
    assert sweep(filled.folder / "library.sqlite", ["canary."]) == ()
    assert traces(filled) == traces(filled, 0)  # of one more whose address only ends like a canary's


def test_deliveries_keep_their_state_and_nobody_erased_is_written_to(filled):
    run = filled.runs.newest()
    before = {each.number: each for each in filled.runs.deliveries(run.id, count=9_999)}
    theirs = {each.number for each in before.values() if each.address in CANARIES}
    for canary in CANARIES:
        filled.readers.erase(filled.readers.find(canary).id, hashed)
    after = {each.number: each for each in filled.runs.deliveries(run.id, count=9_999)}
    assert before.keys() == after.keys()
    for number in theirs:
        delivery = after[number]
        assert (delivery.contact, delivery.address, delivery.token, delivery.values) == ("", "", "", ())
        kept = before[number].state
        assert delivery.state is (DeliveryState.SUPPRESSED if kept is DeliveryState.PENDING else kept)
        assert delivery.message_id == before[number].message_id
    assert all(before[number] == after[number] for number in before.keys() - theirs)
    assert filled.runs.counts(run.id).is_balanced


def test_who_was_erased_cannot_be_brought_back(filled):
    first = filled.readers.list_called("First")
    reader = filled.readers.find(CANARIES[3])
    filled.readers.unsubscribe(reader.id, hashed)
    filled.readers.erase(reader.id, hashed)
    with pytest.raises(Missing):
        filled.readers.find(CANARIES[3])
    again = dataclasses.replace(arrival(CANARIES[3].upper()), line=7)
    assert filled.readers.bring_in(first.id, [again], hashed) == BroughtIn(suppressed=(7,))
    (row,) = filled.readers.about_address(CANARIES[3], hashed)["suppression"]
    assert row["reason"] == "erased"


def test_who_is_no_reader_any_more_can_be_erased_as_well(filled):
    for name in ("First", "Second"):
        run = filled.runs.newest()
        if run.state not in ("cancelled", "finished"):
            filled.runs.cancel(run.id)
        filled.readers.delete_list(filled.readers.list_called(name).id)
    assert filled.readers.count() == 0
    assert traces(filled, 5) > 0
    filled.readers.erase_address(CANARIES[5], hashed)
    assert traces(filled, 5) == 0


def test_texts_that_name_who_was_erased_are_named_and_left_alone(filled):
    now = filled.items.add(Post(title="Now", body="Write to canary.2@aviary.EXAMPLE.")).item
    once = filled.items.add(Post(title="Once", body="Or:\ncanary.2@aviary.example")).item
    filled.items.save(once.with_body("No longer."), keep=True)
    filled.items.add(Post(title="Other", body="jocanary.2@aviary.example, canary.2@aviary.example.org"))
    filled.brand.save(Brand(footer="Ring us\nor write to canary.2@aviary.example"))
    erased = filled.readers.erase(filled.readers.find(CANARIES[2]).id, hashed)
    assert sorted(title for _id, title in erased.mentions) == ["Now", "Once"]
    assert filled.items.get(now.record.id).body == "Write to canary.2@aviary.EXAMPLE."
    assert erased.elsewhere == ("The address stands in the library's setting “brand”.",)
    assert erased.remains == ()


def test_somebody_else_who_is_called_alike_stays(filled):
    first = filled.readers.list_called("First")
    filled.readers.bring_in(first.id, [arrival("jo.canary.0@aviary.example")], hashed)
    filled.readers.erase(filled.readers.find(CANARIES[0]).id, hashed)
    assert filled.readers.find("jo.canary.0@aviary.example")
    assert "jocanary.0@aviary.example" in filled.mail_tests.addresses()


def test_a_former_address_is_erased_with_the_present_one(filled):
    reader = filled.readers.find(CANARIES[4])
    filled.readers.save(dataclasses.replace(reader, address="moved@example.test"), hashed)
    filled.readers.erase(reader.id, hashed)
    assert traces(filled, 4) == 0
    assert filled.readers.is_suppressed(CANARIES[4], hashed)
    assert filled.readers.is_suppressed("moved@example.test", hashed)


def test_a_library_written_anew_is_still_for_its_owner_alone(filled):
    before = os.umask(0)
    try:
        filled.items.add(Post(title="Names", body=CANARIES[7]))
        filled.readers.erase(filled.readers.find(CANARIES[7]).id, hashed)
    finally:
        os.umask(before)
    files = list(filled.folder.glob("library.sqlite*"))
    assert {stat.S_IMODE(file.stat().st_mode) for file in files} == {0o600}
    assert filled.upkeep.check() == ()


def test_what_another_reader_of_the_file_keeps_back_is_said(filled):
    file = filled.folder / "library.sqlite"
    with contextlib.closing(connect(file, Access.READ, 1.0, query_only=True)) as other:
        other.execute("BEGIN")
        other.execute("SELECT count(*) FROM contact").fetchone()
        with filled._database.writing() as connection:
            person = person_of(connection, filled.readers.find(CANARIES[6]).id)
            erasing.erase(connection, person, hashed, 0)
        assert file in sweep(file, person.needles, patience=0.1)
    assert sweep(file, person.needles) == ()
    assert traces(filled, 6) == 0
