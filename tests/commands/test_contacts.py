"""Readers are looked after on the command line, and their addresses are shown only on purpose."""

import json
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

import keyring
import keyring.backends.fail
import pytest

CSV = """E-Mail;Vorname;Nachname;Lieblingstee
meera@example.org;Meera;Ólafsdóttir;=green
ann@example.org;Ann;Lee;
MEERA@example.org;;;
"""


@pytest.fixture(autouse=True)
def _no_keyring():
    """Keep tests out of the keyring of whoever runs them."""
    before = keyring.get_keyring()
    keyring.set_keyring(keyring.backends.fail.Keyring())
    yield
    keyring.set_keyring(before)


@pytest.fixture
def csv(tmp_path: Path) -> Path:
    file = tmp_path / "friends.csv"
    file.write_text(CSV, encoding="cp1252")
    return file


@pytest.fixture
def friends(say: Callable[..., Any], csv: Path) -> dict[str, Any]:
    """Two readers on a list; what the import answered."""
    return brought(say, csv).json


def brought(say: Callable[..., Any], csv: Path, *more: str, name: str = "Friends"):
    return say("contacts", "import", csv, "--list", name, "--consent", "Yes, write to me.", "--json", *more)


def people(say: Callable[..., Any], name: str = "Friends") -> list[dict[str, Any]]:
    return say("contacts", "list", "--list", name, "--json").json["items"]


def test_an_import_answers_in_counts(say, csv):
    said = brought(say, csv)

    assert said.status == 0
    told = said.json
    assert (told["added"], told["updated"], told["unchanged"], told["suppressed"], told["duplicates"]) == (
        2,
        0,
        0,
        0,
        1,
    )
    assert (told["list"]["name"], told["list"]["people"]) == ("Friends", 2)
    assert told["columns"][3] == {"heading": "Lieblingstee", "becomes": "lieblingstee"}
    assert "line 4" in said.err
    assert "@" not in said.out + said.err
    lines = say("contacts", "import", csv, "--list", "Friends", "--consent", "Yes.")
    assert lines.out.splitlines()[2] == "There already: 2"


def test_a_dry_run_shows_the_columns_and_changes_nothing(say, csv):
    said = brought(say, csv, "--dry-run")

    assert (said.status, said.json["people"], said.json["duplicates"]) == (0, 2, [4])
    assert [column["becomes"] for column in said.json["columns"]] == [
        "email", "first_name", "last_name", "lieblingstee"
    ]  # fmt: skip
    assert "@" not in said.out + said.err
    assert say("contacts", "list").status == 1  # there is no library


def test_a_faulty_line_keeps_everybody_out(say, csv):
    csv.write_text(CSV + "no address;x;y;z\n;;;only tea\n")

    said = brought(say, csv)
    dry = brought(say, csv, "--dry-run")

    assert said.status == dry.status == 1
    assert "Line 5: The address has no @." in said.err
    assert "Line 6: There is no address." in said.err
    assert [fault["line"] for fault in dry.json["faults"]] == [5, 6]
    assert "no address;" not in said.err
    assert say("contacts", "lists", "--json").json == {"items": []}


def test_a_list_comes_from_standard_input(say):
    said = say(
        "contacts", "import", "-", "--list", "L", "--consent", "Yes.", stdin=b"email\nzoe@example.org\n"
    )

    assert said.status == 0
    assert people(say, "l")[0]["address"] == "zoe@example.org"


REFUSED = (
    ("import", "nowhere.csv", "--list", "L", "--consent", "Yes."),
    ("import", ".", "--list", "L", "--consent", "Yes."),
    ("import", "friends.csv", "--list", " ", "--consent", "Yes."),
    ("import", "friends.csv", "--list", "L", "--consent", " "),
    ("list", "--list", "Fiends"),
    ("list", "--list", " "),
    ("show", "nobody@example.org"),
    ("show", "abcdefghijkl"),
    ("show", ""),
    ("show", "-"),
    ("unsubscribe", "nobody@example.org"),
    ("erase", "nobody@example.org"),
    ("erase", "%"),
    ("export", "nobody@example.org"),
    ("export", "nobody@example.org", "--out", "a.json"),
    ("export", "ann@example.org", "--out", "a.pdf"),
    ("export", "ann@example.org", "--out", "no/such/folder/a.json"),
    ("export", "--list", "Fiends", "--out", "a.csv"),
    ("export", "--list", "Friends", "--out", "."),
    ("export", "--list", "Friends", "--out", "x" * 300),
    ("restore-key", "nowhere.zip"),
    ("restore-key", "friends.csv"),
)
NOT_READ = (
    ("import", "friends.csv", "--consent", "Yes."),
    ("import", "friends.csv", "--list", "L"),
    ("import",),
    ("export",),
    ("export", "ann@example.org", "--list", "Friends"),
    ("export", "--list", "Friends"),
    ("show",),
    ("unsubscribe",),
    ("erase",),
    ("import", "friends.csv", "--list", "L", "--consent", "Yes.", "--ground", "whim"),
)


def test_what_cannot_be_done_is_said_in_a_sentence(say, friends, tmp_path):
    before = people(say), sorted(tmp_path.iterdir())

    said = [say("contacts", *arguments) for arguments in REFUSED]

    assert [each.status for each in said] == [1] * len(REFUSED)
    assert all(each.err.strip() and not each.out for each in said)
    assert not [each.err for each in said if "nobody@" in each.err]
    assert (people(say), sorted(tmp_path.iterdir())) == before


@pytest.mark.parametrize("arguments", NOT_READ)
def test_what_the_grammar_cannot_read(say, arguments, csv):
    assert say("contacts", *arguments).status == 2


def test_the_lists_are_shown_in_counts_and_a_list_on_purpose(say, friends):
    assert [(each["name"], each["people"]) for each in say("contacts", "list", "--json").json["items"]] == [
        ("Friends", 2)
    ]
    assert "@" not in say("contacts", "list").out
    assert [each["address"] for each in people(say, friends["list"]["id"])] == [
        "ann@example.org", "meera@example.org"
    ]  # fmt: skip


def test_a_person_is_shown_with_what_they_agreed_to(say, friends):
    id_ = next(each["id"] for each in people(say) if each["first_name"] == "Meera")
    typed = b"\xef\xbb\xbf\n meera@example.org\r\n"

    for who in ("Meera@Example.ORG", "me\u200bera@example.org", id_, "-"):
        shown = say("contacts", "show", who, "--json", stdin=typed).json

        assert (shown["id"], shown["fields"]) == (id_, {"lieblingstee": "=green"})
        (on,) = shown["lists"]
        assert (on["name"], on["wording"], on["ground"]) == ("Friends", "Yes, write to me.", "consent")
        assert on["source"] == "friends.csv"
    assert "Yes, write to me." in say("contacts", "show", id_).out


def test_who_unsubscribed_is_not_brought_back(say, friends, csv):
    said = say("contacts", "unsubscribe", "MEERA@example.org")

    assert said.status == 0
    assert "meera" not in said.out + said.err
    assert brought(say, csv, name="New").json["suppressed"] == 1
    assert [each["first_name"] for each in people(say, "New")] == ["Ann"]
    assert say("contacts", "unsubscribe", "meera@example.org").status == 0


def test_an_erased_person_is_gone_but_for_a_hash(say, friends, csv, tmp_path):
    say("new", "post", "--title", "Thanks", "--body", "-", stdin=b"Thanks to meera@example.org for the tea.")
    csv.unlink()

    said = say("contacts", "erase", "meera@example.org", "--json")

    assert said.status == 0
    assert [each["title"] for each in said.json["mentions"]] == ["Thanks"]
    assert "hash" in said.err
    assert say("contacts", "show", "meera@example.org").status == 1
    csv.write_text(CSV)
    assert brought(say, csv, name="New").json["suppressed"] == 1


def test_erasing_leaves_no_byte_of_the_address_and_a_search_before_finds_it(say, friends, csv, tmp_path):
    csv.unlink()
    assert hits(tmp_path, b"meera@example.org") > 0

    said = say("contacts", "erase", "-", stdin=b"meera@example.org")

    assert said.status == 0
    assert hits(tmp_path, b"meera@example.org") == 0
    assert hits(tmp_path, b"ann@example.org") > 0


def hits(folder: Path, needle: bytes) -> int:
    return sum(file.read_bytes().lower().count(needle) for file in folder.rglob("*") if file.is_file())


def test_everything_about_a_person_comes_out(say, friends, tmp_path):
    about = json.loads(say("contacts", "export", "meera@example.org").out)
    written = say("contacts", "export", "meera@example.org", "--out", "meera.json")
    page = say("contacts", "export", "meera@example.org", "--out", "meera.html")

    assert about["contact"][0]["address"] == "meera@example.org"
    assert (written.status, page.status) == (0, 0)
    assert json.loads((tmp_path / "meera.json").read_text()) == about
    assert "Ólafsdóttir" in (tmp_path / "meera.html").read_text()
    for name in ("meera.json", "meera.html"):
        assert stat.S_IMODE((tmp_path / name).stat().st_mode) == 0o600
        assert "ann@" not in (tmp_path / name).read_text()
        assert say("contacts", "export", "meera@example.org", "--out", name).status == 3
        assert say("contacts", "export", "meera@example.org", "--out", name, "--force").status == 0


def test_a_list_comes_out_disarmed_and_goes_in_again(say, friends, tmp_path):
    before = {
        each["address"]: (each["first_name"], each["last_name"], each["fields"]) for each in people(say)
    }

    said = say("contacts", "export", "--list", "friends", "--out", "out.csv")

    assert said.status == 0
    assert "addresses" in said.err
    assert "'=green" in (tmp_path / "out.csv").read_text("utf-8-sig")
    assert stat.S_IMODE((tmp_path / "out.csv").stat().st_mode) == 0o600
    refused = say("contacts", "export", "--list", "friends", "--out", "out.csv")
    assert (refused.status, refused.out) == (3, "")
    assert say("contacts", "export", "--list", "friends", "--out", "out.csv", "--force").status == 0
    assert brought(say, tmp_path / "out.csv", name="Again").json["updated"] == 2
    assert {
        each["address"]: (each["first_name"], each["last_name"], each["fields"])
        for each in people(say, "Again")
    } == before


def test_a_hundred_who_left_stay_away_in_eight_spellings(say, tmp_path):
    names = [f"reader{number}" for number in range(100)]
    file = tmp_path / "all.csv"
    file.write_text("email\n" + "".join(f"{name}@münchen.example\n" for name in names))
    brought(say, file, name="Old")
    for name in names[:6]:
        assert say("contacts", "unsubscribe", f"{name.upper()}@xn--mnchen-3ya.example").status == 0
    for name in names[6:8]:
        assert say("contacts", "erase", f"{name}@München.example").status == 0

    spelt = []
    for name in names[:8]:
        spelt += [
            f"{name}@münchen.example",
            f"{name.upper()}@MÜNCHEN.EXAMPLE",
            f"{name}@xn--mnchen-3ya.example",
        ]
        spelt += [f" {name}@mu\u0308nchen.example", f"{name[:3]}\u200b{name[3:]}@münchen.example"]
        spelt += [
            f"ｒ{name[1:]}@münchen.example",
            f"{name}@münchen．example",
            f"{name.title()}@MüNCHEN.example",
        ]
    for place in range(8):
        file.write_text("email\n" + "\n".join(spelt[place::8]) + "\n")
        told = brought(say, file, name=f"New {place}").json
        assert (told["added"], told["updated"], told["suppressed"]) == (0, 0, 8)


def test_a_library_without_its_key_lets_nobody_in_until_the_backup_gives_it_back(say, friends, csv, home):
    say("contacts", "unsubscribe", "meera@example.org")
    assert say("library", "backup", "backup.zip").status == 0
    (key,) = (home / "data" / "keys").iterdir()
    key.unlink()

    refused = brought(say, csv, name="New")
    again = say("library", "backup", "again.zip")

    assert refused.status == 5
    assert "restore-key" in refused.err
    assert [each["name"] for each in say("contacts", "list", "--json").json["items"]] == ["Friends"]
    assert again.status == 0
    assert "key" in again.err
    assert say("contacts", "restore-key", "again.zip").status == 1
    assert say("contacts", "restore-key", "backup.zip").status == 0
    assert brought(say, csv, name="New").json["suppressed"] == 1
    assert say("library", "backup", "third.zip").err == ""


def test_no_log_holds_an_address(say, friends, csv, home):
    """Neither after what was refused nor after a fault of ours whose message knows one."""

    def broken(_library: str) -> int:
        raise RuntimeError("no place for meera@example.org")

    for arguments in (*REFUSED, ("show", "meera@example.org"), ("unsubscribe", "meera@example.org")):
        say("contacts", *arguments)
    said = say(window=broken)

    assert (said.status, "meera" in said.err) == (1, False)
    assert logged(home, b"RuntimeError") > 0
    assert logged(home, b"meera") == 0
    (home / "state" / "naive.log").write_text("fault: no place for meera@example.org")
    assert logged(home, b"meera") == 1


def logged(home: Path, needle: bytes) -> int:
    return hits(home / "state", needle.lower())
