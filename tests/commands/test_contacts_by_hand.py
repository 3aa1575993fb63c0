"""One reader is added, corrected or taken off a list; lists are renamed and deleted."""

import json

import keyring
import keyring.backends.fail
import pytest


@pytest.fixture(autouse=True)
def _no_keyring():
    """Keep tests out of the keyring of whoever runs them."""
    before = keyring.get_keyring()
    keyring.set_keyring(keyring.backends.fail.Keyring())
    yield
    keyring.set_keyring(before)


@pytest.fixture
def friends(say) -> None:
    said = say(
        "contacts",
        "import",
        "-",
        "--list",
        "Friends",
        "--consent",
        "Yes.",
        stdin=b"email,tea\nann@example.org,green\n",
    )
    assert said.status == 0


def shown(say, who: str):
    return say("contacts", "show", who, "--json").json


def test_a_reader_is_added_by_hand(say, friends):
    said = say(
        "contacts",
        "add",
        "-",
        "--list",
        "friends",
        "--consent",
        "At the fair.",
        "--first-name",
        "Zoe",
        stdin=b"Zoe@example.org",
    )

    assert said.status == 0
    assert "zoe@" not in said.out.lower()
    zoe = shown(say, "zoe@example.org")
    assert (zoe["first_name"], zoe["lists"][0]["wording"], zoe["lists"][0]["how"]) == (
        "Zoe",
        "At the fair.",
        "by hand",
    )


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        (("add", "canary@@example.org", "--list", "Friends", "--consent", "Yes."), 1),
        (("add", "canary@example.org", "--list", "Foes", "--consent", "Yes."), 1),
        (("add", "canary@example.org", "--list", "Friends", "--consent", " "), 1),
        (("add", "canary@example.org", "--list", "Friends"), 2),
        (("edit", "canary@example.org", "--first-name", "Ann"), 1),
        (("edit", "ann@example.org", "--address", "canary"), 1),
        (("edit", "ann@example.org", "--language", "pig latin"), 1),
        (("edit", "ann@example.org", "--field", "tea"), 2),
        (("leave", "canary@example.org", "--list", "Friends"), 1),
        (("leave", "ann@example.org", "--list", "Foes"), 1),
        (("rename-list", "Foes", "Friends"), 1),
        (("rename-list", "Friends", " "), 1),
        (("delete-list", "Foes"), 1),
        (("delete-list", "Friends"), 3),
    ],
)
def test_what_cannot_be_done_by_hand_is_said(say, friends, arguments, status):
    said = say("contacts", *arguments)

    assert (said.status, said.out) == (status, "")
    assert "canary@" not in said.err
    assert shown(say, "ann@example.org")["fields"] == {"tea": "green"}


def test_who_left_is_not_added_by_hand(say, friends):
    say("contacts", "unsubscribe", "ann@example.org")

    assert say("contacts", "add", "ANN@example.org", "--list", "Friends", "--consent", "Yes.").status == 1


def test_a_person_is_corrected(say, friends):
    ann = shown(say, "ann@example.org")["id"]

    said = say(
        *("contacts", "edit", "ann@example.org", "--address", "-", "--last-name", "Lee"),
        *("--field", "tea=", "--field", "town=York"),
        stdin=b"ann.lee@example.org",
    )

    assert said.status == 0
    known = shown(say, ann)
    assert (known["address"], known["last_name"], known["fields"]) == (
        "ann.lee@example.org",
        "Lee",
        {"town": "York"},
    )
    assert say("contacts", "show", "ann@example.org").status == 1


def test_a_person_leaves_one_list(say, friends):
    assert say("contacts", "leave", "ann@example.org", "--list", "Friends").status == 0
    assert json.loads(say("contacts", "lists", "--json").out)["items"][0]["people"] == 0


def test_a_list_is_renamed_and_deleted(say, friends):
    assert say("contacts", "rename-list", "friends", "Neighbours").status == 0
    assert "Neighbours" in say("contacts", "lists").out
    assert say("contacts", "delete-list", "Neighbours", "--force").status == 0
    assert say("contacts", "lists", "--json").json == {"items": []}
    assert say("contacts", "show", "ann@example.org").status == 1
