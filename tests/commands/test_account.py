"""The verb account, on the real command line with a keyring in memory."""

import io
import json
import sys

import keyring
import keyring.errors
import pytest
from keyring.backend import KeyringBackend
from keyring.backends.fail import Keyring as NoKeyring

PASSWORD = "kanarienvogel 9f3b ü"
ADD = ("account", "add", "news", "--from", "Harbour Project <news@example.test>")
HOST = ("--host", "smtp.example.test")
SIGNED = ("--user", "news@example.test", "--password-stdin")


class MemoryKeyring(KeyringBackend):
    priority = 1

    def __init__(self):
        super().__init__()
        self.kept = {}

    def get_password(self, service, username):
        return self.kept.get((service, username))

    def set_password(self, service, username, password):
        self.kept[service, username] = password

    def delete_password(self, service, username):
        if self.kept.pop((service, username), None) is None:
            raise keyring.errors.PasswordDeleteError


@pytest.fixture
def kept(monkeypatch) -> dict:
    backend = MemoryKeyring()
    monkeypatch.setattr(keyring, "get_keyring", lambda: backend)
    return backend.kept


@pytest.fixture
def no_keyring(monkeypatch) -> None:
    monkeypatch.setattr(keyring, "get_keyring", NoKeyring)


def test_an_account_is_added_listed_and_removed(say, kept):
    told = (
        *HOST,
        *SIGNED,
        "--reply-to",
        "office@example.test",
        "--unsubscribe-url",
        "https://example.test/{token}",
    )
    added = say(*ADD, *told, "--json", stdin=PASSWORD.encode() + b"\n")
    assert added.status == 0
    assert added.json == {
        "id": added.json["id"],
        "kind": "account",
        "name": "news",
        "host": "smtp.example.test",
        "port": 465,
        "security": "tls",
        "from": "Harbour Project <news@example.test>",
        "reply_to": "office@example.test",
        "unsubscribe_url": "https://example.test/{token}",
        "private_ca": False,
        "user": "news@example.test",
        "sign_in": "password",
        "keeps_secret": True,
    }
    assert list(kept.values()) == [PASSWORD]
    assert say("account", "list", "--json").json == {"items": [added.json]}
    assert "smtp.example.test" in say("account", "list").out

    assert say("account", "remove", "News").status == 0
    assert kept == {}
    assert say("account", "list", "--json").json == {"items": []}


def test_a_provider_fills_in_where_mail_goes_out(say, kept):
    added = say(
        "account",
        "add",
        "g",
        "--from",
        "a@gmail.com",
        "--user",
        "a",
        "--password-stdin",
        "--json",
        stdin=b"x",
    )

    assert (added.json["host"], added.json["port"], added.json["security"]) == ("smtp.gmail.com", 465, "tls")
    assert "app password" in added.err


def test_providers_are_listed(say):
    items = say("account", "providers", "--json").json["items"]

    assert len(items) >= 25
    assert {"name", "host", "port", "security", "domains", "advice"} == set(items[0])


def test_without_a_keyring_the_account_is_kept_and_that_is_said(say, no_keyring):
    added = say(*ADD, *HOST, *SIGNED, "--json", stdin=PASSWORD.encode())

    assert added.status == 0
    assert added.json["keeps_secret"] is False
    assert "without its secret" in added.err
    assert "--password-stdin" in added.err

    tried = say("account", "test", "news")
    assert tried.status == 5
    assert "No password is kept for the account “news”." in tried.err


@pytest.mark.parametrize(
    ("stdin", "status", "sentence"),
    [
        (b"", 1, "Nothing stands on standard input."),
        (b"\n", 1, "Nothing stands on standard input."),
        (b"one\ntwo\n", 1, "not one line"),
        (b"one\n\n", 1, "not one line"),
        (b"one\r\rtwo", 1, "not one line"),
        (b"a\0b\n", 1, "not one line"),
        (b"caf\xe9\n", 1, "no UTF-8 text"),
        (b"x" * 200_000, 1, "not one line"),
    ],
)
def test_a_password_is_one_line(say, kept, stdin, status, sentence):
    said = say(*ADD, *HOST, *SIGNED, stdin=stdin)

    assert said.status == status
    assert sentence in said.err
    assert kept == {}
    assert say("account", "list").status == 1


@pytest.mark.parametrize("line_end", ["", "\n", "\r\n"])
@pytest.mark.parametrize(
    "password", ["s3cret", " spaces at both ends ", "pässwörter 🔑", "tail\\n", "no\u00a0break\ttab"]
)
def test_a_password_is_kept_without_its_line_end(say, kept, password, line_end):
    assert say(*ADD, *HOST, *SIGNED, stdin=(password + line_end).encode()).status == 0

    assert list(kept.values()) == [password]


BAD = [
    (2, ["--user", "a"], "--user goes with"),
    (2, ["--password-stdin"], "--user goes with"),
    (2, ["--user", "a", "--password-stdin", "--token-stdin"], "Use one of"),
    (2, ["--security", "maybe"], "maybe"),
    (2, ["--port", "smtp"], "smtp"),
    (1, ["--port", "70000"], "There is no port 70000."),
    (1, ["--security", "none"], "for this computer alone, and smtp.example.test is another one."),
    (1, ["--host", "smtp.example.test:587"], "no name of a server"),
    (1, ["--host", "https://smtp.example.test"], "no name of a server"),
    (1, ["--reply-to", "office"], "The Reply-To address is no mail address we can use."),
    (1, ["--unsubscribe-url", "http://example.test/leave"], "The address for unsubscribing"),
    (1, ["--unsubscribe-url", "https://example.test/{name}"], "The address for unsubscribing"),
    (1, ["--ca", "no.pem"], "There is no file “no.pem”."),
    (1, ["--ca", "broken.pem"], "no certificate that can be read"),
    (1, ["--from", "Harbour"], "The From address is no mail address we can use."),
    (1, ["--from", "Har\nbour <news@example.test>"], "The sender's name holds a line break"),
]


@pytest.mark.parametrize(("status", "told", "sentence"), BAD, ids=lambda each: str(each)[:40])
def test_what_cannot_be_is_said_and_leaves_nothing(say, kept, tmp_path, status, told, sentence):
    (tmp_path / "broken.pem").write_text("-----BEGIN CERTIFICATE-----\nno\n")

    said = say(*ADD, *HOST, *told, stdin=b"pw")

    assert said.status == status, said.err
    assert sentence in said.err
    assert kept == {}
    listed = say("account", "list", "--json")
    assert listed.status == 1 or listed.json["items"] == []


def test_without_a_host_an_unknown_domain_is_said(say):
    said = say(*ADD)

    assert said.status == 1
    assert "example.test is none of the providers known here." in said.err


def test_two_accounts_cannot_share_a_name(say):
    assert say(*ADD, *HOST).status == 0
    assert say(*ADD, *HOST).status == 4
    assert say("account", "remove", "nwes").status == 1
    assert "Did you mean news?" in say("account", "test", "nwes").err


def test_a_trial_against_nobody_exits_5(say):
    say(
        "account",
        "add",
        "here",
        "--from",
        "a@example.test",
        "--host",
        "127.0.0.1",
        "--port",
        "1",
        "--security",
        "none",
    )

    said = say("account", "test", "here", "--json")

    assert said.status == 5
    assert "The name 127.0.0.1 is known." in said.err
    assert "127.0.0.1 takes no connections on port 1." in said.err


def test_a_closed_standard_input_is_said(say, kept, monkeypatch):
    class Closed:
        buffer = io.BytesIO()

    monkeypatch.setattr(sys, "stdin", Closed)

    assert say(*ADD, *HOST, *SIGNED).status == 1
    assert json.loads(say("account", "providers", "--json").out)["items"]
