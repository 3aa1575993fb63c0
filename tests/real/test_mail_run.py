"""A whole run through a real postfix, with readers it bounces, puts off and has no room for."""

import json
import os
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "mailing" / "run"))

import mail_run_rig as rig

from newsletter_app.content.contact import Contact
from newsletter_app.content.mail_account import Security, SignIn
from newsletter_app.content.run import PauseReason, RunState
from newsletter_app.exporting.mail import mail_content
from newsletter_app.mailing.sending import Sending
from newsletter_app.mailing.smtp_mailer import open_smtp
from newsletter_app.paths import shipped_templates
from newsletter_app.rendering.articles import ArticlesHere
from newsletter_app.rendering.template_filling_here import fill_here
from newsletter_app.rendering.templates import Templates
from newsletter_app.secret_store import MemorySecrets, Secret

_ENV = os.environ.get("NEWSLETTER_MAIL", "")
pytestmark = [
    pytest.mark.real,
    pytest.mark.skipif(not _ENV or not Path(_ENV).is_file(), reason="NEWSLETTER_MAIL names no mail server"),
]


@pytest.fixture
def run(tmp_path):
    """Make a run to these readers by the real server; return library, room, the run and the password."""
    told = json.loads(Path(_ENV).read_text())
    way = {
        "host": "localhost",
        "security": Security.STARTTLS,
        "ca": Path(told["ca"]).read_text(),
        "user": told["user"],
        "sign_in": SignIn.PASSWORD,
        "sender": "sender@example.test",
    }
    made = []

    def make(*addresses: str, port: str = "submission"):
        people = [Contact(address) for address in addresses]
        on = rig.make_stage(tmp_path / "library", told[port], people, str, **way)
        made.append(on.library)
        make_mail = mail_content(on.library, ArticlesHere(), Templates([shipped_templates()], fill_here))
        room = Sending(on.library, make_mail, open_smtp, MemorySecrets(), str)
        begun = room.start(room.look(on.newsletter, "news", "Friends"), len(people))
        return on, room, begun, Secret(told["password"])

    yield make
    for library in made:
        library.close()


def test_each_reader_has_the_fate_the_server_gives_them(run):
    good = [f"reader{number}@example.test" for number in range(30)]
    on, room, begun, password = run(*good, "bounce@example.test", "grey@example.test", "full@example.test")

    paused = room.deliver(begun.id, password)
    while paused.state is RunState.PAUSED:
        assert paused.reason is PauseReason.LATER
        paused = room.deliver(begun.id, password)

    rows = {row.address: row for row in on.library.runs.deliveries(begun.id)}
    assert {rows[address].state for address in good} == {"sent"}
    assert (rows["bounce@example.test"].state, rows["bounce@example.test"].code) == ("failed", 550)
    assert (rows["grey@example.test"].attempts, rows["grey@example.test"].code) == (5, 451)
    assert (rows["full@example.test"].attempts, rows["full@example.test"].code) == (5, 452)
    assert paused.counts.is_balanced


def test_refusals_in_a_row_pause_it_and_postfix_does_not_lose_the_rest(run):
    bad = [f"bounce{number:02}@example.test" for number in range(24)]
    _on, room, begun, password = run(*bad, "zoe@example.test")

    reasons = []
    done = room.deliver(begun.id, password)
    while done.state is RunState.PAUSED:
        reasons.append(done.reason)
        done = room.deliver(begun.id, password)

    assert reasons == [PauseReason.EQUAL_FAILURES] * 2
    assert (done.counts.failed, done.counts.sent) == (24, 1)


def test_a_wrong_password_pauses_it(run):
    _on, room, begun, _password = run("reader@example.test")

    paused = room.deliver(begun.id, Secret("wrong"))

    assert (paused.reason, paused.counts.pending) == (PauseReason.SIGN_IN, 1)


def test_a_certificate_for_another_host_pauses_it_before_a_word_is_said(run):
    _on, room, begun, password = run("reader@example.test", port="badcert")

    paused = room.deliver(begun.id, password)

    assert (paused.reason, paused.counts.pending) == (PauseReason.SERVER, 1)


def test_a_server_that_throttles_pauses_it_and_is_obeyed(run):
    _on, room, begun, password = run(
        *(f"reader{number:02}@example.test" for number in range(40)), port="throttled"
    )

    paused = room.deliver(begun.id, password)

    assert paused.state is RunState.PAUSED
    assert paused.counts.failed == paused.counts.unknown == 0
    assert paused.counts.sent + paused.counts.pending == 40
