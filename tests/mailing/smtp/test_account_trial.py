"""The verb `account test` says each step, and its exit status tells what kind of failure it was."""

import io
import json
import sys

import keyring
import pytest
from keyring.backends.fail import Keyring as NoKeyring

from newsletter_app import cli


@pytest.fixture
def say(tmp_path, monkeypatch, capsys):
    """Run the program on a machine without a keyring; return status, output, and what else was said."""
    monkeypatch.setattr(keyring, "get_keyring", NoKeyring)

    def run(*arguments, stdin=""):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin.encode())))
        status = cli.run(["--library", str(tmp_path / "library"), *map(str, arguments)], lambda _library: 1)
        said = capsys.readouterr()
        return status, said.out, said.err

    return run


@pytest.fixture
def added(say, serve, certificates, secret, tmp_path):
    """An account on the command line, for a server that offers STARTTLS."""
    server = serve(context=certificates.context())
    (tmp_path / "ca.pem").write_text(certificates.ca)
    place = ("--host", "127.0.0.1", "--port", server.port, "--security", "starttls")
    told = ("--from", "News <news@example.test>", "--ca", tmp_path / "ca.pem", "--user", "news@example.test")
    status, _out, said = say("account", "add", "news", *place, *told, "--password-stdin", stdin=secret.text)
    assert status == 0
    assert "without its secret" in said
    return server


def test_a_trial_that_succeeds_says_five_sentences(say, added, secret):
    status, out, said = say("account", "test", "news", "--password-stdin", "--json", stdin=secret.text)

    sentences = [each["message"] for each in json.loads(out)["items"]]
    assert status == 0
    assert len(sentences) == 5
    assert said.splitlines() == sentences[:-1]
    assert added.kept == []


def test_a_trial_answers_that_all_is_well(say, added, secret):
    status, out, _said = say("account", "test", "news", "--password-stdin", stdin=secret.text)

    assert (status, out) == (0, "The account “news” is ready to send.\n")


def test_a_refused_password_is_status_1(say, added):
    status, out, said = say("account", "test", "news", "--password-stdin", stdin="wrong")

    assert (status, out) == (1, "")
    assert "the certificate is that of 127.0.0.1." in said
    assert "127.0.0.1 did not accept the user or the password (535 5.7.8)." in said


def test_a_server_that_is_not_there_is_status_5(say, added, secret):
    added.close()

    status, out, said = say("account", "test", "news", "--password-stdin", stdin=secret.text)

    assert (status, out) == (5, "")
    assert "takes no connections" in said
    assert secret.text not in said


def test_a_wrong_certificate_is_status_5(say, added, secret, certificates):
    added.script.context = certificates.context("other-name")

    status, _out, said = say("account", "test", "news", "--password-stdin", stdin=secret.text)

    assert status == 5
    assert "for another name than 127.0.0.1." in said
    assert secret.text.encode() not in bytes(added.clear)
