"""Readers come in all together or not at all, with why they may be written to, and go for good."""

import datetime as dt
import json
from dataclasses import replace
from pathlib import Path

import pytest

from newsletter_app.content.contact import Arrival, Consent, Contact, Ground
from newsletter_app.content.post import Post
from newsletter_app.errors import CannotImport, Conflict, ContentError, LibraryError, Missing
from newsletter_app.library.library import Library
from newsletter_app.library.readers import Readers
from newsletter_app.mailing.import_preview import ImportPreview
from newsletter_app.mailing.reader_files import ReaderFiles
from newsletter_app.mailing.readership import Readership
from newsletter_app.mailing.whoever import masked

CSV = b"email,first_name,tea\nmeera@example.org,Meera,green\nann@example.org,Ann,\n"
STARTS = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\n=1",
    "＝1",
    "＋1",
    "－1",
    "＠1",
    "'=1",
    "''=1",
    "'+1",
    '="a"',
]
STARTS += [
    "=cmd|' /C calc'!A0",
    '=HYPERLINK("http://x")',
    "−1",
    "﹢1",
    "﹣1",
    "﹦1",
    "'",
    "'t Hart",
    '"=1"',
    ";=1",
    ",=1",
]


@pytest.fixture
def friends(readership: Readership, readers: Readers) -> str:
    """Two people on a list; its id."""
    bring(readership, CSV, "Friends")
    return readers.list_called("friends").id


def bring(readership: Readership, data: bytes, name: str = "Friends", wording: str = "Yes, write to me."):
    return readership.carry_out(readership.preview(data, "friends.csv"), name, wording)


def addresses(readers: Readers, list_id: str = "") -> list[str]:
    return [person.address for person in readers.people(list_id)]


def test_readers_come_with_why_they_may_be_written_to(readership: Readership, friends: str, readers: Readers):
    ann = readership.find("ANN@example.org")

    (membership,) = readers.memberships(ann.id)

    assert membership.list == friends
    assert membership.consent == Consent(
        Ground.CONSENT,
        "Yes, write to me.",
        dt.datetime(2026, 3, 1, 12, tzinfo=dt.UTC),
        "import",
        "friends.csv",
        opt_out_offered=True,
    )


def test_a_list_is_made_once_whatever_the_case_of_its_name(
    readership: Readership, friends: str, readers: Readers
):
    came = bring(readership, CSV + b"zoe@example.org,Zoe,\n", "FRIENDS")

    assert (came.added, came.updated, came.unchanged) == (1, 0, 2)
    assert [(of.name, of.people) for of in readers.lists()] == [("Friends", 3)]


def test_one_faulty_line_keeps_everybody_out(readership: Readership, readers: Readers):
    preview = readership.preview(CSV + b"not an address,x,\n", "friends.csv")

    with pytest.raises(CannotImport, match="Line 4: The address has no @"):
        readership.carry_out(preview, "Friends", "Yes.")

    assert readers.lists() == ()
    assert readers.count() == 0


@pytest.mark.parametrize(
    ("name", "wording"), [("", "Yes."), (" ", "Yes."), ("Friends", ""), ("Friends", " \n")]
)
def test_without_a_list_or_a_wording_nobody_comes(
    readership: Readership, name: str, wording: str, readers: Readers
):
    with pytest.raises(ContentError):
        bring(readership, CSV, name, wording)

    assert (readers.lists(), readers.count()) == ((), 0)


def test_one_person_is_added_by_hand(readership: Readership, friends: str):
    added = readership.add(Contact(" Zoe@Example.ORG ", "Zoe"), friends, Consent(wording="At the fair."))

    assert readership.find("zoe@example.org") == added
    with pytest.raises(ContentError, match="no @"):
        readership.add(Contact("zoe"), friends, Consent(wording="At the fair."))
    with pytest.raises(ContentError, match="why"):
        readership.add(Contact("yan@example.org"), friends, Consent())


def test_a_person_is_corrected(readership: Readership, friends: str):
    ann = readership.find("ann@example.org")

    readership.save(replace(ann, address="ANN.LEE@Example.org", last_name="Lee"), ann)

    assert readership.find("ann.lee@example.org").last_name == "Lee"
    with pytest.raises(Conflict):
        readership.save(replace(ann, first_name="Anna"), ann)
    with pytest.raises(ContentError):
        readership.save(replace(ann, address="ann"), ann)


@pytest.mark.parametrize("way", ["unsubscribe", "erase"])
def test_who_left_is_not_brought_back(readership: Readership, friends: str, way: str, readers: Readers):
    getattr(readership, way)("meera@example.org")

    came = bring(
        readership, b"email\nMEERA@example.org\nmeera\xe2\x80\x8b@Example.org\nzoe@example.org\n", "New"
    )

    assert (came.added, came.suppressed) == (1, (2,))
    assert addresses(readers, readers.list_called("New").id) == ["zoe@example.org"]
    with pytest.raises(LibraryError, match="may not be written to"):
        readership.add(Contact("meera@example.org"), friends, Consent(wording="Yes."))


def test_a_thousand_who_left_stay_away_in_eight_spellings_each(
    readership: Readership, library: Library, readers: Readers
):
    names = [f"reader{number}" for number in range(1_000)]
    bring(readership, listed(f"{name}@münchen.example" for name in names), "Old")
    with library.together():
        for name in names:
            readership.unsubscribe(f"{name}@münchen.example")
    readers.delete_list(readers.list_called("Old").id)
    assert readers.count() == 0

    spellings = [spelling for name in names for spelling in eight(name)]
    came = [bring(readership, listed(spellings[place::8]), "New") for place in range(8)]

    assert [(each.added, len(each.suppressed)) for each in came] == [(0, 1_000)] * 8
    assert readers.count() == 0
    # With the hashes of another key, as if it were never checked, all of them come back.
    back = readership._readers.bring_in("New", _arrivals(readership, spellings), lambda key: key)
    assert back.added >= 1_000


def _arrivals(readership: Readership, spellings: list[str]) -> list[Arrival]:
    people = readership.preview(listed(spellings), "all.csv").people
    return [Arrival(reader.contact, Consent(wording="Yes."), reader.line) for reader in people]


def eight(name: str) -> list[str]:
    return [
        f"{name}@münchen.example",
        f"{name.upper()}@MÜNCHEN.EXAMPLE",
        f"{name}@xn--mnchen-3ya.example",
        f" {name}@mu\u0308nchen.example ",
        f"{name[:3]}\u200b{name[3:]}@münchen.example",
        f"ｒ{name[1:]}@münchen.example",
        f'"{name}"@münchen.example',
        f"{name.title()}@München．example",
    ]


def listed(addresses) -> bytes:
    quoted = ('"' + address.replace('"', '""') + '"' for address in addresses)
    return ("email\n" + "\n".join(quoted) + "\n").encode()


def test_our_own_export_comes_back_exactly(readership: Readership, files: ReaderFiles, readers: Readers):
    people = [
        Contact(
            f"{sign}{number}@example.org",
            start,
            f"x{start}",
            "",
            (("note", start), ("two", f"{start}\n{start}")),
        )
        for number, start in enumerate(STARTS)
        for sign in "=+-a"
    ]
    made = readers.make_list("Formulas")
    for person in people:
        readership.add(person, made.id, Consent(wording="Yes."))
    kept = {person.address: known(person) for person in readers.people(count=1_000)}

    out = files.of_list("Formulas")
    readers.delete_list(made.id)
    bring(readership, out.data, "Again")

    assert (out.people, out.left_out, len(kept)) == (len(people), 0, len(people))
    assert {person.address: known(person) for person in readers.people(count=1_000)} == kept
    cells = [cell for line in out.data.decode("utf-8-sig").split("\r\n") for cell in line[1:].split('","')]
    assert not [cell for cell in cells if cell[:1] and cell[0] in "=+-@\t\r\n＝＋－＠"]


def known(person: Contact) -> tuple[object, ...]:
    return person.first_name, person.last_name, person.language, person.fields


def test_who_left_is_not_in_the_export_of_a_list(readership: Readership, friends: str, files: ReaderFiles):
    readership.unsubscribe("ann@example.org")

    out = files.of_list("Friends")

    assert (out.people, out.left_out) == (1, 1)
    assert b"ann@" not in out.data


def test_somebody_is_shown_everything_kept_about_them(
    readership: Readership, friends: str, files: ReaderFiles
):
    bring(readership, b"email,note\nann@example.org,<script>alert(1)</script>\n", "Second & last")

    about = json.loads(files.about_as_json("ann@example.org"))
    page = files.about_as_html("ann@example.org")

    assert about["contact"][0]["fields"] == {"note": "<script>alert(1)</script>"}
    assert {row["list_name"] for row in about["membership"]} == {"Friends", "Second & last"}
    assert "meera" not in json.dumps(about) + page
    for each in ("ann@example.org", "Ann", "Yes, write to me.", "Second &amp; last", "&lt;script&gt;"):
        assert each in page
    assert "<script" not in page


def test_an_erased_person_leaves_no_byte(
    readership: Readership, friends: str, library: Library, files: ReaderFiles
):
    assert hits(library.folder, b"meera@example.org") > 0

    readership.erase("Meera@example.org")

    assert hits(library.folder, b"meera@example.org") == 0
    with pytest.raises(Missing):
        readership.find("meera@example.org")
    with pytest.raises(Missing):
        files.about("meera@example.org")


def test_who_stands_in_a_text_alone_can_be_shown_and_erased(
    readership: Readership, library: Library, files: ReaderFiles
):
    item = library.items.add(Post(title="Thanks", body="Write to zoe@example.org.")).item

    assert files.about("zoe@example.org").keys() >= {"item"}
    assert (item.record.id, "Thanks") in readership.erase("zoe@example.org").mentions


def hits(folder: Path, needle: bytes) -> int:
    return sum(file.read_bytes().lower().count(needle) for file in folder.rglob("*") if file.is_file())


def test_a_masked_address_cannot_be_written_to():
    assert masked(Contact("meera@example.org")) == "m…@e…"
    assert masked(Contact("canary")) == "…"


CANARY = "canary.reader"


def refusals(readership: Readership, files: ReaderFiles, readers: Readers) -> list[str]:
    """Return what is said in every case in which somebody's address is at hand."""
    said = []
    ann = readership.find("ann@example.org")
    listed_twice = readers.list_called("Friends").id
    tries = [
        lambda: readership.find(f"{CANARY}@example.org"),
        lambda: readership.find(CANARY),
        lambda: readership.unsubscribe(f"{CANARY}@example.org"),
        lambda: readership.erase(f"{CANARY}@example.org"),
        lambda: files.about(f"{CANARY}@example.org"),
        lambda: readership.add(Contact(f"{CANARY}@@example.org"), listed_twice, Consent(wording="Yes.")),
        lambda: readership.add(Contact(f"{CANARY}@example.org"), listed_twice, Consent(wording="Yes.")),
        lambda: readership.save(replace(ann, address=f"{CANARY}.known@example.org"), ann),
        lambda: bring(readership, f"email\n{CANARY}\n{CANARY}@\n{CANARY}@@example.org\n".encode()),
        lambda: bring(readership, f'email\n"{CANARY}@example.org\n'.encode()),
        lambda: bring(readership, f"email\n{CANARY}@example.org,{CANARY}\n".encode()),
        lambda: bring(readership, f"email,language\n{CANARY}@example.org,{CANARY}\n".encode()),
        lambda: bring(readership, f"{CANARY}@example.org,Ann\n".encode()),
        lambda: bring(readership, f"email\n{CANARY}@example.org\x00\n".encode()),
        lambda: bring(readership, f"email\n{CANARY}@example.org".encode() + b"\xc3\xa9\xff\n"),
        lambda: bring(readership, f"email\n{CANARY}".encode() + b"x" * 20_000 + b"@example.org\n"),
    ]
    for attempt in tries:
        try:
            attempt()
        except (LibraryError, ContentError, CannotImport) as error:
            said.append(f"{error} {error.__cause__!r}")
    return said


def test_no_error_repeats_an_address(
    readership: Readership, friends: str, files: ReaderFiles, readers: Readers
):
    bring(readership, f"email\n{CANARY}.known@example.org\n{CANARY}@example.org\n".encode())
    readership.erase(f"{CANARY}@example.org")

    said = refusals(readership, files, readers)

    assert len(said) == 16
    assert [sentence for sentence in said if CANARY in sentence] == []


def test_the_search_for_addresses_in_errors_finds_a_naive_one(
    readership: Readership, friends: str, files: ReaderFiles, readers: Readers
):
    class Naive(Readership):
        def find(self, who: str) -> Contact:
            if "ann@" in who:
                return super().find(who)
            raise Missing(f"There is no reader {who}.")

        def preview(self, data: bytes, file_name: str) -> ImportPreview:
            raise CannotImport(f"{file_name} cannot be read: {data!r}")

    naive = Naive(readership._library, readership._key, readership._read, readership._now)

    assert len([sentence for sentence in refusals(naive, files, readers) if CANARY in sentence]) >= 10
