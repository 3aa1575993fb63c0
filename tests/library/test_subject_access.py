"""A person gets every row that names them, and nothing of anybody else's."""

import contextlib
import hmac
import json
import sqlite3
import zlib

import pytest

from newsletter_app.content.brand import Brand
from newsletter_app.content.contact import Arrival, Consent, Contact
from newsletter_app.content.mail_account import MailAccount, Security
from newsletter_app.content.newsletter import Newsletter
from newsletter_app.content.post import Post
from newsletter_app.errors import Missing
from newsletter_app.library.mail_tests import MailTest
from newsletter_app.library.run_drafts import Candidate, RunDraft

ANN = "ann@example.test"
NOT_BY_ADDRESS = {"suppression"}
INDEX = ("item_words", "sqlite_", "alembic_")


def hashed(key: str) -> str:
    return hmac.new(b"a key", key.encode(), "sha256").hexdigest()


@pytest.fixture
def filled(library, clock):
    readers = library.readers
    friends, other = readers.make_list("Friends"), readers.make_list("Other")
    consent = Consent(wording="Yes.", source="stall.csv")
    people = [Arrival(Contact(f"p{number}@example.test"), consent) for number in range(50)]
    ann = Arrival(Contact("Ann@example.test", "Ann", fields=(("town", "Hull"),)), consent)
    readers.bring_in(friends.id, [*people, ann], hashed)
    readers.bring_in(other.id, [ann], hashed)
    library.items.add(Post(title="Names", body="Ask\nann@example.test, she knows"))
    once = library.items.add(Post(title="Once", body="*ann@example.test*")).item
    library.items.save(once.with_body("No more."), keep=True)
    newsletter = library.items.add(Newsletter(title="March")).item.record.id
    library.mail_tests.keep(MailTest(newsletter, "a", clock(), "0", "S", "", f"Dear Ann\n<{ANN}>\nYours"))
    library.mail_tests.remember(["secret@example.test", ANN])
    library.brand.save(Brand(footer=f"Write\n{ANN}"))
    library.accounts.add(MailAccount("Main", "h", 465, Security.TLS, sender=ANN))
    reader = readers.find(ANN)
    who = Candidate(reader.id, reader.address, ANN, reader.token, tuple(reader.merge_values.items()))
    rest = [
        Candidate(each.id, each.address, each.address, each.token)
        for each in readers.people(words="p")
        if each != reader
    ]
    content = zlib.compress(b'{"text":"Ask ann@example.test"}')
    draft = RunDraft(newsletter, "March", "News", other.id, "Other", "a", "Main", content, "0", 1)
    library.runs.prepare(draft, [who], lambda run, number: f"<{run}.{number}@x.test>", hashed)
    more = RunDraft(newsletter, "March", f"For {ANN}", friends.id, "Friends", "a", "Main", b"-", "0", 51)
    library.runs.prepare(more, [*rest, who], lambda run, number: f"<{run}.{number}@x.test>", hashed)
    readers.unsubscribe(reader.id, hashed)
    return library


def test_every_row_that_names_a_person_is_in_what_they_get(filled):
    ann = filled.readers.find(ANN)
    found = filled.readers.about(ann.id, hashed)
    with contextlib.closing(sqlite3.connect(filled.folder / "library.sqlite")) as plain:
        scanned = _scan(plain, (ANN, ann.id, ann.token.lower()))
        keys = {table: _keys(plain, table) for table in scanned}
    assert set(found) - NOT_BY_ADDRESS == set(scanned)
    for table, rows in scanned.items():
        assert {tuple(row[key] for key in keys[table]) for row in found[table]} == rows
    assert len(scanned) == 10
    assert [row["hash"] for row in found["suppression"]] == [hashed(ANN)]


def _scan(plain: sqlite3.Connection, needles: tuple[str, ...]) -> dict[str, set[tuple[object, ...]]]:
    """Look into every row of every table, and return the keys of those that name somebody."""
    names = [name for (name,) in plain.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    plain.row_factory = sqlite3.Row
    found: dict[str, set[tuple[object, ...]]] = {}
    for table in (name for name in names if not name.startswith(INDEX)):
        for row in plain.execute(f"SELECT * FROM {table}"):
            if any(needle in _text(value).lower() for value in row for needle in needles):
                found.setdefault(table, set()).add(tuple(row[key] for key in _keys(plain, table)))
    return found


def _keys(plain: sqlite3.Connection, table: str) -> list[str]:
    if table == "item":
        return ["id"]
    return [row[1] for row in plain.execute(f"PRAGMA table_info({table})") if row[5]]


def _text(value: object) -> str:
    if isinstance(value, bytes):
        with contextlib.suppress(zlib.error):
            value = zlib.decompress(value)
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)


def test_what_a_person_gets_is_plain_and_names_the_places(filled):
    found = filled.readers.about(filled.readers.find(ANN).id)
    assert json.loads(json.dumps(found)) == found
    (person,) = found["contact"]
    assert (person["address"], person["fields"], person["created"]) == (
        "Ann@example.test",
        {"town": "Hull"},
        "2026-03-01T12:00:00+00:00",
    )
    assert sorted(row["list_name"] for row in found["membership"]) == ["Friends", "Other"]
    assert {row["wording"] for row in found["membership"]} == {"Yes."}
    assert {row["newsletter_title"] for row in found["delivery"]} == {"March"}
    assert found["delivery"][0]["merge_values"]["first_name"] == "Ann"


def test_nobody_else_is_in_what_a_person_gets(filled):
    found = filled.readers.about(filled.readers.find(ANN).id, hashed)
    assert "secret@" not in json.dumps(found)
    assert "p1@" not in json.dumps(found)
    assert "Yours" not in json.dumps(found)
    (remembered,) = [row for row in found["setting"] if row["key"] == "test_addresses"]
    assert remembered["passages"] == [ANN]
    (brand,) = [row for row in found["setting"] if row["key"] == "brand"]
    assert brand["passages"] == [ANN]


@pytest.mark.parametrize(
    "text",
    [
        "joann@example.test",
        "jo-ann@example.test",
        "jo_ann@example.test",
        "ann@example.test.org",
        "éann@example.test",
    ],
)
def test_an_address_that_only_looks_alike_is_another_persons(filled, text):
    filled.items.add(Post(title="Alike", body=f"Ask {text} about it"))
    found = filled.readers.about(filled.readers.find(ANN).id)
    assert "Alike" not in [row["title"] for row in found["item"]]


@pytest.mark.parametrize(
    "text",
    [
        "<ann@example.test>",
        "mailto:ANN@Example.test?x=1",
        "_ann@example.test_",
        "Ends with ann@example.test.",
    ],
)
def test_an_address_among_signs_is_found(filled, text):
    filled.items.add(Post(title="Signs", body=text))
    found = filled.readers.about(filled.readers.find(ANN).id)
    assert "Signs" in [row["title"] for row in found["item"]]


def test_a_person_who_is_no_reader_can_ask_as_well(filled):
    assert filled.readers.about_address("secret@example.test").keys() == {"setting"}
    assert filled.readers.about_address("nobody@example.test", hashed) == {}
    assert filled.readers.about_address("\ud800\x00@example.test", hashed) == {}
    with pytest.raises(Missing):
        filled.readers.about("nobody000000")
    for nobody in ("", "nobody"):
        with pytest.raises(Missing):
            filled.readers.about_address(nobody)
        with pytest.raises(Missing):
            filled.readers.erase_address(nobody, hashed)


def test_a_domain_in_letters_is_found_by_its_other_spelling(library):
    friends = library.readers.make_list("Friends")
    reader = library.readers.add(Contact("a@bücher.example"), friends.id, Consent(), hashed)
    library.items.add(Post(title="Letters", body="Write to A@bücher.example"))
    assert reader.address == "a@xn--bcher-kva.example"
    assert [row["title"] for row in library.readers.about(reader.id)["item"]] == ["Letters"]
