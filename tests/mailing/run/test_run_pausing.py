"""When a run stops, by itself or because somebody asks."""

import time

import mail_run_rig as rig
import pytest

from newsletter_app.content.mail_account import SignIn
from newsletter_app.content.run import PauseReason, RunState
from newsletter_app.errors import LibraryBusy, LibraryUnwritable, NotNow, SecretsUnavailable
from newsletter_app.library.run_lock import RunLock
from newsletter_app.mailing.clock import Clock
from newsletter_app.secret_store import Secret


@pytest.fixture
def ready(serve, stage, sending):
    """Freeze a run to some readers; return server, stage, room and run."""

    def make(people: int = 3, rate: int = 0, account: dict | None = None, **rules):
        server = serve(**rules)
        on = stage(server.port, people, **(account or {}))
        room = sending(on)
        return server, on, room, room.start(room.look(on.newsletter, "news", "Friends"), people, rate)

    return make


def all_get(people: int, kind: str) -> dict[str, list[str]]:
    return {f"reader{number:05}@example.test": [kind] for number in range(people)}


@pytest.mark.parametrize("kind", ["rcpt-550!", "rcpt-451!", "data-451!", "end-lost", "rcpt-rst!"])
def test_ten_equal_failures_in_a_row_pause_it(ready, kind: str):
    server, _on, room, run = ready(25, addresses=all_get(25, kind))

    run = room.deliver(run.id)

    assert (run.state, run.reason) == (RunState.PAUSED, PauseReason.EQUAL_FAILURES)
    assert "10 messages in a row" in run.said
    assert len({line["rcpt"] for line in server.lines if line.get("fault")}) == 10


def test_too_many_refused_for_good_pause_it_at_the_hundredth(ready):
    odd = {f"reader{number:05}@example.test": ["rcpt-550!"] for number in range(0, 150, 10)}
    _server, _on, room, run = ready(150, addresses=odd)

    run = room.deliver(run.id)

    assert (run.state, run.reason) == (RunState.PAUSED, PauseReason.HARD_FAILURES)
    assert run.counts.sent + run.counts.failed == 100
    assert f"{run.counts.failed} of 100" in run.said


def test_a_refused_sign_in_pauses_it_before_anybody_is_written_to(ready):
    signs_in = {"user": "news", "sign_in": SignIn.PASSWORD}
    server, _on, room, run = ready(account=signs_in, password="right")

    with pytest.raises(SecretsUnavailable):
        room.deliver(run.id)
    refused = room.deliver(run.id, Secret("wrong"))
    done = room.deliver(run.id, Secret("right"))

    assert (refused.state, refused.reason) == (RunState.PAUSED, PauseReason.SIGN_IN)
    assert refused.counts.pending == 3
    assert (done.state, done.counts.sent) == (RunState.FINISHED, 3)
    assert len(server.kept) == 3


def test_a_server_that_is_not_there_pauses_it_at_once(stage, sending):
    on = stage(1, 3)
    room = sending(on)
    run = room.start(room.look(on.newsletter, "news", "Friends"), 3)
    began = time.monotonic()

    run = room.deliver(run.id)

    assert (run.state, run.reason) == (RunState.PAUSED, PauseReason.SERVER)
    assert run.counts.pending == 3
    assert time.monotonic() - began < 5


def test_a_server_that_goes_away_is_sought_at_once_then_after_1_2_and_4_seconds(ready, sending):
    server, on, _room, run = ready(8)
    slept: list[float] = []
    time_ = rig.MadeUpTime(slept.append)
    gone = {3: server.end}
    room = sending(
        on,
        lambda account, secret: rig.Counting(account, secret, after=gone),
        clock=Clock(monotonic=time_, sleep=time_.sleep),
    )

    run = room.deliver(run.id)

    assert (run.state, run.reason) == (RunState.PAUSED, PauseReason.SERVER)
    assert (run.counts.sent, run.counts.pending) == (3, 5)
    assert sum(slept) == pytest.approx(7, abs=0.01)


def test_cancelling_stops_within_one_message(ready, sending):
    server, on, room, run = ready(60)
    cancels = {5: lambda: room.cancel(run.id)}

    done = sending(on, lambda account, secret: rig.Counting(account, secret, after=cancels)).deliver(run.id)

    assert len(server.kept) in (5, 6)
    assert done.state is RunState.CANCELLED
    assert done.counts.sent == len(server.kept)
    assert done.counts.cancelled == 60 - done.counts.sent
    assert done.counts.is_balanced


def test_another_program_cancels_or_pauses_within_one_message(ready, program):
    server, _on, room, run = ready(400, delay=0.02)
    with program.start("send", "resume", run.id) as process:
        assert rig.wait_until(lambda: len(server.kept) >= 5)
        room.pause(run.id)
        at_the_pause = len(server.kept)
        process.communicate(timeout=60)
    paused, _unknown = room.status(run.id)

    assert process.returncode == 1
    assert (paused.state, paused.reason) == (RunState.PAUSED, PauseReason.ASKED)
    assert len(server.kept) - at_the_pause <= 1
    assert paused.counts.sent == len(server.kept)

    with program.start("send", "resume", run.id) as process:
        assert rig.wait_until(lambda: len(server.kept) >= paused.counts.sent + 5)
        room.cancel(run.id)
        at_the_end = len(server.kept)
        process.communicate(timeout=60)
    assert process.returncode == 1
    assert len(server.kept) - at_the_end <= 1
    assert room.status(run.id)[0].state is RunState.CANCELLED
    with pytest.raises(NotNow):
        room.deliver(run.id)
    assert rig.doubles(server.recipients) == []


@pytest.mark.skipif(not rig.IS_TORTURE, reason="each is a process or two; NEWSLETTER_TORTURE=1 runs them")
@pytest.mark.parametrize("signal", ["SIGTERM", "SIGINT", "SIGHUP"])
def test_a_signal_pauses_after_the_message_in_hand(ready, program, signal: str):
    server, _on, room, run = ready(200, delay=0.02)
    with program.start("send", "resume", run.id) as process:
        assert rig.wait_until(lambda: len(server.kept) >= 3)
        process.send_signal(getattr(rig.signal, signal))
        _out, err = process.communicate(timeout=60)

    paused, unknown = room.status(run.id)
    assert process.returncode == 1
    assert (paused.state, paused.reason) == (RunState.PAUSED, PauseReason.INTERRUPTED)
    assert unknown == ()
    assert paused.counts.sent == len(server.kept)
    assert "resume" in err


def test_what_a_killed_program_had_in_hand_is_unknown_and_the_rest_goes(ready, program):
    server, _on, room, run = ready(30)
    with program.start("send", "resume", run.id) as process:
        server.order(kill={"pid": process.pid, "step": "kept", "after": 4})
        process.communicate(timeout=60)
    assert process.returncode == -9
    assert room.status(run.id)[0].state is RunState.RUNNING

    done = room.deliver(run.id)

    assert (done.state, done.counts.unknown, done.counts.sent) == (RunState.FINISHED, 1, 29)
    assert rig.doubles(server.recipients) == []
    assert len(server.recipients) == 30


def test_two_programs_never_hold_one_run(ready):
    _server, on, room, run = ready()
    with RunLock(on.library.folder, run.id), pytest.raises(LibraryBusy):
        room.deliver(run.id)
    assert room.deliver(run.id).state is RunState.FINISHED


def test_without_its_library_no_further_message_goes(ready, sending):
    server, on, room, run = ready(20)
    file = on.library.folder / "library.sqlite"
    goes = {3: lambda: file.rename(file.with_name("aside.sqlite"))}

    with pytest.raises(LibraryUnwritable):
        sending(on, lambda account, secret: rig.Counting(account, secret, after=goes)).deliver(run.id)
    went = len(server.kept)
    file.with_name("aside.sqlite").rename(file)
    done = room.deliver(run.id)

    assert went == 3
    assert rig.doubles(server.recipients) == []
    assert (done.state, done.counts.unknown) == (RunState.FINISHED, 1)
    assert done.counts.sent + done.counts.unknown == 20


def test_a_full_disk_stops_it_before_the_next_message(ready, program):
    resource = pytest.importorskip("resource")
    server, on, room, run = ready(400)
    wal = on.library.folder / "library.sqlite-wal"
    limit = wal.stat().st_size + 40_000

    def fill_up() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    with program.start("send", "resume", run.id, preexec_fn=fill_up) as process:
        _out, err = process.communicate(timeout=60)
    went = len(server.kept)
    assert process.returncode == 1
    assert "Traceback" not in err
    assert 0 < went < 400

    done = room.deliver(run.id)

    assert done.counts.unknown <= 1
    assert done.counts.sent + done.counts.unknown == 400
    assert rig.doubles(server.recipients) == []


@pytest.mark.parametrize("rate", [1_500, *([600] if rig.IS_TORTURE else [])])
def test_a_rate_is_kept_within_a_twentieth(ready, rate: int):
    server, _on, room, run = ready(41, rate=rate)

    room.deliver(run.id)

    times = [line["time"] for line in server.kept]
    assert len(times) == 41
    assert 40 / (times[-1] - times[0]) * 60 == pytest.approx(rate, rel=0.05)


def test_the_time_to_think_can_be_cut_short_by_cancelling(ready):
    server, _on, room, run = ready()
    done = room.deliver(run.id, delay=60, progress=lambda _counts, _stage: room.cancel(run.id))

    assert done.state is RunState.CANCELLED
    assert done.counts.cancelled == 3
    assert server.kept == []


def test_stopping_in_the_time_to_think_leaves_it_to_be_resumed(ready):
    server, _on, room, run = ready()
    paused = room.deliver(run.id, delay=60, is_cancelled=lambda: True)
    done = room.deliver(run.id)

    assert (paused.state, paused.reason) == (RunState.PAUSED, PauseReason.INTERRUPTED)
    assert done.counts.sent == 3 == len(server.kept)
