"""The time to think better of it passes only while somebody can look on."""

import signal
import time
from datetime import UTC, datetime, timedelta

import mail_run_rig as rig
import pytest

from newsletter_app.content.run import PauseReason, RunState
from newsletter_app.mailing.clock import Clock
from newsletter_app.mailing.progress import Stage
from newsletter_app.mailing.quiet import Quiet, think

BEGAN = datetime(2027, 3, 28, 0, 59, 30, tzinfo=UTC)  # half a minute before the clocks of Europe go forward


class Clocks:
    """Two clocks that go together, until something happens to one of them: `at` (seconds waited) -> what."""

    def __init__(self, **happens: float) -> None:
        self.waited = self.measured = 0.0
        self.now = BEGAN
        self._happens = happens

    def sleep(self, seconds: float) -> None:
        self.waited += seconds
        self.pass_(seconds, seconds)
        if self._happens and self.waited > 30:
            self.pass_(self._happens.pop("measured", 0.0), self._happens.pop("on_the_wall", 0.0))

    def pass_(self, measured: float, on_the_wall: float) -> None:
        self.measured += measured
        self.now += timedelta(seconds=on_the_wall)

    @property
    def clock(self) -> Clock:
        return Clock(now=lambda: self.now, monotonic=lambda: self.measured, sleep=self.sleep)


HOURS = 8 * 3600.0
TEN_YEARS = 10 * 365 * 86_400.0


def thought(**happens: float) -> tuple[Quiet, Clocks, int]:
    """Wait a minute by clocks to which something happens in the middle; count the times it began anew."""
    clocks, anew = Clocks(**happens), []
    quiet = Quiet(60.0, clocks.clock)
    think(quiet, lambda: False, clocks.clock, lambda: anew.append(True))
    return quiet, clocks, len(anew)


def test_a_minute_that_is_seen_takes_a_minute() -> None:
    quiet, clocks, anew = thought()

    assert clocks.waited == pytest.approx(60, abs=0.5)
    assert (quiet.is_overdue, anew) == (False, 0)


@pytest.mark.parametrize(
    "sleep",
    [{"measured": 300.0, "on_the_wall": 300.0}, {"on_the_wall": 300.0}, {"measured": 300.0}],
    ids=["stopped", "suspended", "stopped, clock set back"],
)
def test_after_a_sleep_of_minutes_there_is_a_whole_minute_again(sleep) -> None:
    quiet, clocks, anew = thought(**sleep)

    assert clocks.waited == pytest.approx(90, abs=0.5)
    assert (quiet.is_overdue, anew) == (False, 1)


@pytest.mark.parametrize(
    "sleep",
    [{"measured": HOURS, "on_the_wall": HOURS}, {"on_the_wall": HOURS}, {"on_the_wall": TEN_YEARS}],
    ids=["stopped", "suspended", "clock ten years ahead"],
)
def test_after_hours_it_is_overdue_at_once(sleep) -> None:
    quiet, clocks, _anew = thought(**sleep)

    assert quiet.is_overdue
    assert clocks.waited == pytest.approx(30, abs=0.5)


@pytest.mark.parametrize("back", [-1.0, -3600.0, -TEN_YEARS])
def test_a_clock_that_is_set_back_changes_nothing(back: float) -> None:
    quiet, clocks, anew = thought(on_the_wall=back)

    assert clocks.waited == pytest.approx(60, abs=0.5)
    assert (quiet.is_overdue, anew) == (False, 0)


def test_what_is_overdue_is_not_sent_by_itself_but_when_a_person_says_so(serve, stage, sending) -> None:
    server = serve()
    on = stage(server.port, 3)
    asleep = sending(on, clock=Clocks(on_the_wall=HOURS).clock)
    run = asleep.start(asleep.look(on.newsletter, "news", "Friends"), 3)
    paused = asleep.deliver(run.id, delay=40)
    assert (paused.state, paused.reason) == (RunState.PAUSED, PauseReason.OVERDUE)
    assert server.recipients == []

    done = sending(on, clock=rig.QUICK).deliver(run.id)

    assert done.state is RunState.FINISHED
    assert len(server.recipients) == len(set(server.recipients)) == 3


def test_the_window_is_told_that_the_minute_began_anew(serve, stage, sending) -> None:
    on = stage(serve().port, 3)
    room, stages = sending(on, clock=Clocks(on_the_wall=300.0).clock), []
    run = room.start(room.look(on.newsletter, "news", "Friends"), 3)
    room.deliver(run.id, progress=lambda _counts, stage: stages.append(stage), delay=40)

    assert stages.count(Stage.WAITING) == 2


def test_a_program_that_is_stopped_while_it_sends_goes_on_and_writes_to_each_once(
    serve, stage, program
) -> None:
    server = serve(delay=0.02)
    on = stage(server.port, 60)
    on.library.close()
    words = ("send", "start", on.newsletter, "--account", "news", "--list", "Friends", "--confirm-count", 60)
    process = program.start(*words)
    assert rig.wait_until(lambda: len(server.recipients) >= 10)
    process.send_signal(signal.SIGSTOP)
    time.sleep(1.0)  # what is tested is a standstill, which is a time
    so_far = len(server.recipients)
    assert so_far < 60
    process.send_signal(signal.SIGCONT)
    process.communicate(timeout=120)

    assert process.returncode == 0
    assert sorted(server.recipients) == sorted(set(server.recipients))
    assert len(server.recipients) == 60
