"""The verb `send`, as people type it: answers and exit statuses."""

import json

import mail_run_rig as rig
import pytest

from newsletter_app.content.mail_account import SignIn

START = ("send", "start", "spring", "--account", "news", "--list", "friends", "--confirm-count")


def test_the_whole_way_from_look_to_report(tmp_path, serve, stage, say):
    server = serve(
        addresses={"reader00001@example.test": ["end-lost"], "reader00002@example.test": ["rcpt-550!"]}
    )
    stage(server.port, 6)

    looked = say("send", "look", "spring", "--account", "news", "--list", "friends", "--json")
    tested = say(
        "send", "test", "spring", "--account", "news", "--to", "a@example.test", "b@example.test", "--json"
    )
    again = say("send", "test", "spring", "--account", "news", "--json")
    started = say(*START, 6, "--json")
    status = say("send", "status", "--json")
    report = say("send", "report", status.json["id"], "--out", tmp_path / "report.txt")

    assert looked.json["count"] == 6
    assert looked.json["envelope"]["subject"] == "News of spring"
    assert [each["sent"] for each in tested.json["items"]] == [True, True]
    assert [each["address"] for each in again.json["items"]] == ["a@example.test", "b@example.test"]
    assert (started.status, started.json) == (0, status.json)
    assert started.json["state"] == "finished"
    counts = dict.fromkeys(("suppressed", "excluded", "cancelled", "pending"), 0)
    assert started.json["counts"] == {"candidates": 6, "sent": 4, "failed": 1, "unknown": 1, **counts}
    (unknown,) = started.json["unknown"]
    assert unknown["address"] == "reader00001@example.test"
    assert unknown["message_id"].endswith("@example.org>")
    assert unknown["time"].startswith("20")
    assert report.status == 0
    assert "Sent: 4" in (tmp_path / "report.txt").read_text()
    assert say("show", "spring", "--json").json["status"] == "sent"
    assert len(say("send", "list", "--json").json["items"]) == 1


@pytest.mark.parametrize("who", ["reader00001@example.test", " READER00001@Example.Test", "-"])
def test_an_unknown_one_is_settled_by_name(serve, stage, say, who: str):
    server = serve(addresses={"reader00001@example.test": ["end-rst"]})
    stage(server.port, 3)
    run = say(*START, 3, "--json").json["id"]

    wrong = say("send", "settle", run, "reader00002@example.test", "sent")
    again = say("send", "settle", run, who, "again", "--json", stdin="reader00001@example.test\n")
    resumed = say("send", "resume", run, "--json")

    assert wrong.status == 1
    assert "reader00002" not in wrong.err
    assert (again.json["state"], again.json["unknown"]) == ("paused", [])
    assert (resumed.status, resumed.json["counts"]["sent"]) == (0, 3)
    assert sorted(server.recipients) == [f"reader{number:05}@example.test" for number in range(3)]


def test_taking_one_as_sent_is_written_down_with_who_said_so(serve, stage, say):
    server = serve(addresses={"reader00001@example.test": ["end-lost"]})
    on = stage(server.port, 3)
    run = say(*START, 3, "--json").json["id"]

    settled = say("send", "settle", run, "reader00001@example.test", "sent", "--json")

    assert (settled.json["counts"]["sent"], settled.json["counts"]["unknown"]) == (3, 0)
    assert "Taken as sent by" in on.library.runs.deliveries(run)[1].said


def test_the_status_tells_when_nobody_sends_it_any_more(serve, stage, sending, say):
    on = stage(serve().port, 3)
    room = sending(on)
    run = room.start(room.look(on.newsletter, "news", "Friends"), 3)
    on.library.runs.begin(run.id, run.created)

    with rig.RunLock(on.library.folder, run.id):
        held = say("send", "status")
    left = say("send", "status", "--json")
    say("send", "resume", run.id)
    done = say("send", "status")

    assert "resume" not in held.err + done.err
    assert f"No program is sending it now. Go on with: newsletter-app send resume {run.id}" in left.err
    assert left.json["state"] == "running"


def test_exit_statuses(serve, stage, say):
    server = serve(addresses={"reader00001@example.test": ["rcpt-451!"]})
    on = stage(server.port, 3)

    assert say(*START, 4).status == 3
    assert say("send", "start", "spring", "--account", "news", "--list", "friends").status == 2
    assert say(*START, 3, "--rate", "fast").status == 2
    assert say("send", "start", "nothing", *START[3:], 3).status == 1
    assert say("send", "start", "spring", "--account", "n", *START[5:], 3).status == 1
    assert say("send", "look", "spring", "--account", "news", "--list", "frends").status == 1
    assert say("send", "status").status == 1
    assert say("send", "resume", "nothing12345").status == 1
    assert say("send", "test", "spring", "--account", "news").status == 1
    assert server.kept == []

    later = say(*START, 3, "--json")
    assert later.status == 1
    assert later.json["reason"] == "later"
    assert later.json["counts"]["pending"] == 1
    assert "resume" in later.err
    assert say(*START, 3).status == 3
    run = later.json["id"]
    with rig.RunLock(on.library.folder, run):
        assert say("send", "resume", run).status == 5
    assert say("send", "cancel", run).status == 0
    assert say("send", "resume", run).status == 1
    assert say("send", "pause", run).status == 1
    sent_before = say(*START, 3)
    assert sent_before.status == 3
    assert "--again" in sent_before.err
    assert say(*START, 3, "--again").status == 1


def test_a_server_that_is_not_there_is_5_and_a_wrong_password_is_1(serve, stage, say):
    server = serve(password="kiwi-Lantern")
    on = stage(server.port, 3, user="news", sign_in=SignIn.PASSWORD)

    assert say(*START, 3).status == 5
    assert on.library.runs.all() == ()
    wrong = say(*START, 3, "--password-stdin", "--json", stdin="wrong\n")
    assert (wrong.status, wrong.json["reason"]) == (1, "sign-in")
    server.end()
    gone = say("send", "resume", wrong.json["id"], "--password-stdin", "--json", stdin="kiwi-Lantern\n")
    assert (gone.status, gone.json["reason"]) == (5, "server")
    assert "Lantern" not in gone.out + gone.err


def test_words_are_listed_added_and_removed(stage, say):
    stage(25, 1)
    usual = say("send", "words").out.split()
    added = say("send", "words", "add", "Helpdesk", "clinic").out.split()
    removed = say("send", "words", "remove", "helpdesk", "clinic", "refuge", "--json")

    assert "refuge" in usual
    assert set(added) - set(usual) == {"Helpdesk", "clinic"}
    assert {each["word"] for each in removed.json["items"]} == set(usual) - {"refuge"}


@pytest.mark.skipif(not rig.IS_TORTURE, reason="two processes and a wait; NEWSLETTER_TORTURE=1 runs it")
def test_on_a_terminal_it_waits_a_minute_and_shows_how_far_it_is(serve, stage, program):
    pty = pytest.importorskip("pty")
    server = serve(delay=0.05)
    on = stage(server.port, 10)
    ours, theirs = pty.openpty()
    terminal = {"stdin": theirs, "stdout": theirs, "stderr": theirs}
    with program.start(*START, 10, **terminal) as process:
        assert rig.wait_until(lambda: any(run.state == "running" for run in on.library.runs.all()))
        (run,) = on.library.runs.all()
        process.terminate()
        process.wait(timeout=30)
        minute = (run.begins - run.created).total_seconds()
    with program.start("send", "resume", run.id, **terminal) as process:
        process.wait(timeout=30)
    rig.os.close(theirs)
    seen = rig.all_of(ours)

    assert 59 < minute < 62
    assert "60 seconds" in seen
    assert "10 of 10, 10 sent, 0 failed" in seen
    assert len(server.kept) == 10


def test_help_shows_examples(say):
    told = say("send", "--help").out
    for verb in ("look", "test", "start", "status", "pause", "resume", "cancel", "settle", "report", "words"):
        assert f"\n  {verb} " in told
    assert "newsletter-app send start" in told


def test_a_typed_stop_in_the_time_to_think_calls_it_off(serve, stage, program):
    server = serve()
    on = stage(server.port, 3)
    with program.start(*START, 3, "--delay", "60", "--json") as process:
        assert rig.wait_until(lambda: any(run.state == "running" for run in on.library.runs.all()))
        process.send_signal(rig.signal.SIGINT)
        out, err = process.communicate(timeout=30)

    assert process.returncode == 1
    assert json.loads(out)["state"] == "cancelled"
    assert "60 seconds" in err
    assert server.kept == []
    assert program.run(*START, 3).status == 0


def test_what_goes_out_is_kept_as_a_revision_and_marked(serve, stage, say):
    server = serve()
    stage(server.port, 2)

    refused = say(*START, 1)
    before = say("revisions", "spring", "--json").json["items"]
    assert refused.status == 3
    assert not any("sent" in each["uses"] for each in before)

    assert say(*START, 2).status == 0
    after = {each["number"]: each["uses"] for each in say("revisions", "spring", "--json").json["items"]}
    assert "sent" in after[before[0]["number"]]
