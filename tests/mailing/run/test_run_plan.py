"""What a person looks at before anything goes out, and what they have to confirm."""

import zipfile
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import mail_run_rig as rig
import pytest

from newsletter_app.content.contact import Contact
from newsletter_app.content.discreet import Discreet
from newsletter_app.content.run import RunState
from newsletter_app.errors import ContentError, NeedsConfirmation
from newsletter_app.library.manifest import read_manifest
from newsletter_app.mailing.clock import Clock
from newsletter_app.mailing.folder_mailer import FolderMailer


@pytest.fixture
def room(stage, sending, tmp_path):
    """A library with five readers whose mail goes into a folder; what is sent lies in `mails`."""
    on = stage(25, 5)
    mails = tmp_path / "mails"
    return on, sending(on, lambda _account, _secret: FolderMailer(mails)), mails


def changed(on: rig.Stage, **more) -> None:
    on.library.items.save(replace(on.library.items.get(on.newsletter), **more), keep=True)


def test_a_plan_says_who_how_many_from_whom_and_what_a_passer_by_sees(room):
    on, sending, _mails = room

    plan = sending.look("spring", "NEWS", "friends")

    assert plan.count == 5
    assert (plan.first, plan.last) == (("r…@e…",) * 3, ("r…@e…",) * 2)
    assert plan.envelope.sender_name == "Harbour Project"
    assert plan.envelope.sender == rig.SENDER
    assert (plan.envelope.subject, plan.envelope.preview_text) == ("News of spring", "A meeting, and a date")
    assert plan.telling == ()
    assert (plan.last_test, plan.since_test, plan.already_sent) == (None, None, None)
    assert "not been sent to a test address" in " ".join(plan.findings)
    assert all(finding.endswith(".") for finding in plan.findings)
    assert "dear friend" in plan.text
    assert "dear friend" in plan.html
    assert on.library.runs.all() == ()


def test_telling_words_stand_out_until_the_newsletter_is_discreet(room):
    on, sending, _mails = room
    changed(on, subject="Help for survivors", preview_text="From the refuge")

    told = sending.look("spring", "news", "friends")
    changed(on, discreet=Discreet("Anna", "News", "Hello"))
    quiet = sending.look("spring", "news", "friends")

    assert told.telling == ("survivors", "refuge")
    assert "“survivors”" in " ".join(told.findings)
    assert quiet.telling == ()
    assert (quiet.envelope.sender_name, quiet.envelope.subject, quiet.envelope.preview_text) == (
        "Anna",
        "News",
        "Hello",
    )


@pytest.mark.parametrize(
    ("given", "shown"), [("An\u202ena", "An na"), ("Anna\nB", "Anna B"), ("\u200b", "Harbour Project")]
)
def test_what_cannot_be_seen_in_a_discreet_name_keeps_nothing_from_going_out(room, given: str, shown: str):
    on, sending, _mails = room
    changed(on, discreet=Discreet(given))

    assert sending.look("spring", "news", "friends").envelope.sender_name == shown


@pytest.mark.parametrize(
    ("discreet", "told"),
    [
        (Discreet("Anna", "News", "Hello"), []),
        (Discreet("Anna", "News"), ["preview text"]),
        (Discreet(preview_text="Hello"), ["usual name", "subject"]),
    ],
)
def test_what_a_discreet_newsletter_still_shows_is_told(room, discreet: Discreet, told: list[str]):
    on, sending, _mails = room
    changed(on, preview_text="From the refuge", discreet=discreet)

    plan = sending.look("spring", "news", "friends")

    said = [finding for finding in plan.findings if finding.startswith("It is discreet, but")]
    assert len(said) == len(told)
    assert all(word in sentence for word, sentence in zip(told, said, strict=True))


def test_test_mails_are_marked_each_alone_remembered_and_in_no_ledger(room):
    on, sending, mails = room

    outcomes = sending.test(
        "spring", "news", ["Meera@Example.test", "tom@example.test", "meera@example.test"]
    )

    sent = [rig.parsed(file.read_bytes()) for file in sorted(mails.glob("*.eml"))]
    assert [outcome.is_sent for outcome in outcomes] == [True, True]
    assert [mail["To"] for mail in sent] == ["Meera@example.test", "tom@example.test"]
    assert {mail["Subject"] for mail in sent} == {"[TEST] News of spring"}
    assert all("List-Id" not in mail for mail in sent)
    assert on.library.mail_tests.addresses() == ("Meera@example.test", "tom@example.test")
    assert on.library.runs.all() == ()


def test_one_wrong_test_address_keeps_all_of_them_from_being_sent(room):
    on, sending, mails = room
    for wrong in (["tom@example.test", "two@@example.test"], ["a@b.test\r\nBcc: c@d.test"], []):
        with pytest.raises(ContentError):
            sending.test("spring", "news", wrong)
    assert not mails.exists()
    assert on.library.mail_tests.last(on.newsletter) is None


def test_what_changed_since_the_last_test_is_said(room):
    on, sending, _mails = room
    sending.test("spring", "news", ["tom@example.test"])
    same = sending.look("spring", "news", "friends")
    changed(on, subject="Other news", introduction="One more line.")
    other = sending.look("spring", "news", "friends")

    assert same.since_test is not None
    assert same.since_test.sentences == ()
    assert "The subject was “News of spring”." in other.since_test.sentences
    assert any(line.change == "added" and "One more line." in line.text for line in other.since_test.lines)
    assert "changed since its last test mail" in " ".join(other.findings)


def test_the_count_has_to_be_confirmed(room):
    on, sending, mails = room
    plan = sending.look("spring", "news", "friends")
    for wrong in (0, 4, 6):
        with pytest.raises(NeedsConfirmation):
            sending.start(plan, wrong)
    assert on.library.runs.all() == ()
    assert not mails.exists()


def test_only_what_was_looked_at_is_sent(room):
    on, sending, _mails = room
    for change in (
        lambda: changed(on, subject="Other news"),
        lambda: changed(on, discreet=Discreet("Anna")),
        lambda: on.library.accounts.save(replace(on.account, sender_name="Somebody else")),
    ):
        plan = sending.look("spring", "news", "friends")
        change()
        with pytest.raises(NeedsConfirmation):
            sending.start(plan, 5)
    newcomer = rig.Arrival(Contact("new@example.test"), rig.Consent(wording="Yes"))
    plan = sending.look("spring", "news", "friends")
    on.library.readers.bring_in(on.list.id, [newcomer], lambda key: key.encode().hex())
    with pytest.raises(NeedsConfirmation):
        sending.start(plan, 5)
    assert on.library.runs.all() == ()


def test_a_second_run_to_the_same_list_has_to_be_wished_for(room):
    _on, sending, mails = room
    first = sending.start(sending.look("spring", "news", "friends"), 5)
    sending.deliver(first.id)
    plan = sending.look("spring", "news", "friends")

    with pytest.raises(NeedsConfirmation):
        sending.start(plan, 5)
    second = sending.start(plan, 5, again=True)

    assert plan.already_sent.id == first.id
    assert second.parent == first.id
    assert len(list(mails.glob("*.eml"))) == 5


def test_what_is_frozen_stays_so_whatever_is_changed_afterwards(room):
    on, sending, mails = room
    run = sending.start(sending.look("spring", "news", "friends"), 5)
    changed(on, subject="Other news")

    done = sending.deliver(run.id)

    subjects = {rig.parsed(file.read_bytes())["Subject"] for file in mails.glob("*.eml")}
    assert subjects == {"News of spring"}
    assert (done.state, done.counts.sent) == (RunState.FINISHED, 5)


def test_ninety_days_after_a_run_nobody_is_named_in_it_any_more(room, sending):
    on, now, _mails = room
    run = now.start(now.look("spring", "news", "friends"), 5)
    now.deliver(run.id)
    assert now.forget_old() == 0
    in_three_months = Clock(now=lambda: datetime.now(UTC) + timedelta(days=91))
    later = sending(on, lambda _account, _secret: FolderMailer(_mails), clock=in_three_months)

    again = later.start(later.look("spring", "news", "friends"), 5, again=True)
    assert "" not in {row.address for row in on.library.runs.deliveries(run.id)}

    later.deliver(again.id)
    assert {row.address for row in on.library.runs.deliveries(run.id)} == {""}
    assert on.library.runs.counts(run.id).sent == 5


def test_a_report_names_nobody(room):
    _on, sending, _mails = room
    run = sending.start(sending.look("spring", "news", "friends"), 5)
    sending.deliver(run.id)

    told = sending.report(run.id)

    assert "Sent: 5" in told
    assert "News of spring" in told
    assert "reader" not in told.lower()
    assert "@" not in told


def test_the_words_of_the_readers_own_language_and_fields_reach_them(stage, sending, tmp_path):
    people = [Contact("a@example.test", "Zoë", fields=(("town", "Ely"),)), Contact("b@example.test")]
    on = stage(25, people)
    changed(on, subject="For {{first_name|you}} in {{town|town}}", language="fr")
    mails = tmp_path / "mails"
    room = sending(on, lambda _account, _secret: FolderMailer(mails))

    room.deliver(room.start(room.look("spring", "news", "friends"), 2).id)

    sent = {
        mail["To"].split("<")[-1].rstrip(">"): mail for mail in map(rig.read, sorted(mails.glob("*.eml")))
    }
    assert sent["a@example.test"]["Subject"] == "For Zoë in Ely"
    assert sent["b@example.test"]["Subject"] == "For you in town"
    assert "dear Zoë" in sent["a@example.test"].get_body(("plain",)).get_content()
    assert {mail["Content-Language"] for mail in sent.values()} == {"fr"}


def test_the_library_is_backed_up_before_anything_is_frozen(room):
    on, sending, _mails = room
    sending.start(sending.look("spring", "news", "friends"), 5)
    kept = on.library.backups.kept()[0]
    assert kept.reason == "before-sending"
    with zipfile.ZipFile(kept.file) as archive:
        assert read_manifest(archive.read("manifest.json")).counts["run"] == 0
