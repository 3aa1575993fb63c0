"""S1: kills and faults at every step, and still each person once, or named."""

import json
import random
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import mail_run_rig as rig

from newsletter_app.content.run import DeliveryState, Run, RunState

PEOPLE, KILLS, DOUBLES = (5_000, 30, 50) if rig.IS_TORTURE else (120, 3, 3)
SEED = 7
KINDS = (
    *("rcpt-421", "rcpt-450", "rcpt-451", "rcpt-452", "rcpt-550!", "rcpt-rst", "rcpt-451!"),
    *("data-421", "data-451", "data-rst", "mid-rst", "end-452", "end-554!", "end-late"),
    *("end-rst", "end-lost", "end-lost", "end-lost"),
)
LOST = ("mid-rst", "end-rst", "end-lost")
STEPS = ("rcpt", "data", "mid", "kept", "replied")
MOST_STARTS = 3 * KILLS + 40


class Killer:
    """Ends a process at a moment that the dice choose: at a named step of the server's, or at any time."""

    def __init__(self, server: rig.FaultServer, kills: int, per_life: int) -> None:
        self.dice = random.Random(SEED)
        self.server, self.left, self.per_life = server, kills, per_life
        self.done = 0

    def let_live(self, process: subprocess.Popen[str]) -> int:
        """Return the exit status; negative where it was killed."""
        if self.left:
            self._aim(process)
        process.communicate(timeout=900)
        if process.returncode < 0:
            self.left -= 1
            self.done += 1
        return process.returncode

    def _aim(self, process: subprocess.Popen[str]) -> None:
        after = self.dice.randrange(self.per_life)
        if self.dice.random() < 0.5:
            self.server.order(kill={"pid": process.pid, "step": self.dice.choice(STEPS), "after": after})
            return
        before = len(self.server.kept)
        moment = self.dice.random() / 50
        rig.wait_until(lambda: process.poll() is not None or len(self.server.kept) >= before + after, 60)
        time.sleep(moment)
        process.kill()


def test_each_of_many_people_gets_it_once_whatever_breaks(tmp_path, serve, stage, program):
    server = serve(seed=SEED, share=0.1, kinds=KINDS, mail_share=0.005)
    on = stage(server.port, PEOPLE)
    killer = Killer(server, KILLS, max(2, PEOPLE // KILLS))
    began = time.monotonic()

    with sampling(tmp_path, server) as sampler:
        words = ["send", "start", on.newsletter, "--account", "news", "--list", "Friends"]
        words += ["--confirm-count", PEOPLE, "--json"]
        starts = 0
        while True:
            starts += 1
            killer.let_live(program.start(*words))
            run = run_of(on.library)
            assert run.counts.is_balanced
            words = ["send", "resume", run.id, "--json"]
            if run.state is RunState.FINISHED:
                break
            assert starts < MOST_STARTS
    sampled = sampler.told()

    found = told_apart(on.library, run, server)
    lost = sum(server.faults[kind] for kind in LOST)
    tell(starts, killer.done, lost, found, sampled, time.monotonic() - began)
    assert killer.done == KILLS
    assert sampled["wrong"] == []
    assert sampled["samples"] > 10
    assert found["doubled"] == 0
    assert found["missed in silence"] == 0
    assert found["marked sent, never taken"] == 0
    assert found["unknown"] <= KILLS + lost
    assert sum(server.faults.values()) > PEOPLE * 0.05


def test_the_control_that_writes_down_afterwards_mails_people_twice(serve, stage, sending):
    server = serve(seed=SEED, share=0.1 if rig.IS_TORTURE else 0.4, kinds=KINDS)
    on = stage(server.port, PEOPLE)
    room = sending(on)
    run = room.start(room.look(on.newsletter, "news", "Friends"), PEOPLE)
    killer = Killer(server, KILLS, max(2, PEOPLE // KILLS))
    script = str(Path(__file__).with_name("claim_after_send.py"))

    for _start in range(KILLS + 2):
        process = subprocess.Popen(
            [sys.executable, script, str(on.library.folder), run.id],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        killer.let_live(process)

    doubled = rig.doubles(server.recipients)
    print(f"control: {len(doubled)} of {PEOPLE} people were mailed twice or more")
    assert len(doubled) >= DOUBLES


class sampling:  # noqa: N801 - stands in a `with`, as a verb
    """Has another process look at the ledger all the while."""

    def __init__(self, tmp_path: Path, server: rig.FaultServer) -> None:
        ledger = str(tmp_path / "library" / "library.sqlite")
        script = str(Path(__file__).with_name("ledger_sampler.py"))
        self._command = [sys.executable, script, ledger, str(server.folder / "log.jsonl"), str(PEOPLE)]

    def __enter__(self) -> "sampling":
        self._process = subprocess.Popen(
            self._command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        return self

    def __exit__(self, *_reason: object) -> None:
        self._out, _err = self._process.communicate(timeout=60)

    def told(self) -> dict:
        assert self._process.returncode == 0
        return json.loads(self._out)


def run_of(library) -> Run:
    (run,) = library.runs.all()
    return run


def told_apart(library, run: Run, server: rig.FaultServer) -> dict[str, int]:
    """Compare the ledger with what the server took."""
    arrived = Counter(server.recipients)
    rows = library.runs.deliveries(run.id, None, 0, 1_000_000)
    assert len(rows) == run.counts.candidates == PEOPLE
    by_state = {state: {row.address for row in rows if row.state is state} for state in DeliveryState}
    named = by_state[DeliveryState.FAILED] | by_state[DeliveryState.UNKNOWN] | by_state[DeliveryState.PENDING]
    everybody = {row.address for row in rows}
    return {
        "doubled": sum(count > 1 for count in arrived.values()),
        "missed in silence": len(everybody - set(arrived) - named),
        "marked sent, never taken": len(by_state[DeliveryState.SENT] - set(arrived)),
        "taken, but not sent or unknown": len(
            set(arrived) - by_state[DeliveryState.SENT] - by_state[DeliveryState.UNKNOWN]
        ),
        "sent": len(by_state[DeliveryState.SENT]),
        "failed": len(by_state[DeliveryState.FAILED]),
        "unknown": len(by_state[DeliveryState.UNKNOWN]),
        "unknown that had arrived": len(by_state[DeliveryState.UNKNOWN] & set(arrived)),
    }


def tell(starts: int, kills: int, lost: int, found: dict, sampled: dict, seconds: float) -> None:
    print(
        f"{PEOPLE} people, {kills} kills, {starts} starts, {lost} answers lost: {found}; "
        f"{sampled['samples']} samples, {sampled['faults']} wrong; {seconds:.0f} s"
    )
