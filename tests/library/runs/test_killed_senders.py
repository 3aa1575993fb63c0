"""A sender may be killed at any moment: nobody gets a message twice, nobody is passed over in silence."""

import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest

from newsletter_app.content.run import DeliveryState
from newsletter_app.library.cleaning import clean_picture
from newsletter_app.library.opening import open_library

TORTURE = bool(os.environ.get("NEWSLETTER_TORTURE"))
KILLS = 200 if TORTURE else 20
PEOPLE = 200 * KILLS
SCRIPT = Path(__file__).with_name("sender_that_dies.py")

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="senders are forked here")


class Killer:
    """Starts a sender, kills it after a moment, and says what the server and the ledger then hold."""

    def __init__(self, folder, run_id, way):
        self.folder, self.run_id = folder, run_id
        self.server = folder.parent / "server"
        self.server.touch()
        command = [sys.executable, str(SCRIPT), str(folder), run_id, str(self.server), way]
        self.process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1
        )
        self.chance = random.Random(3)

    def kill_one(self):
        """Kill a sender some time after its first message."""
        before = self.server.stat().st_size
        self.process.stdin.write("\n")
        child = int(self.process.stdout.readline())
        while self.server.stat().st_size == before:
            time.sleep(0.0005)
        time.sleep(self.chance.uniform(0, 0.03))
        os.kill(child, signal.SIGKILL)
        assert self.process.stdout.readline() == "ended\n"

    def received(self):
        return Counter(int(line.split()[0]) for line in self.server.read_text().splitlines())

    def __enter__(self):
        return self

    def __exit__(self, *_reason):
        self.process.stdin.close()
        self.process.stdout.close()
        self.process.wait(30)


@pytest.fixture
def run(stage):
    return stage.running(PEOPLE)


def in_state(library, run, state):
    return {each.number for each in library.runs.deliveries(run.id, state, count=PEOPLE)}


def test_after_each_kill_what_was_in_hand_is_unknown_and_nothing_is_claimed_twice(run, library, folder):
    library.close()
    in_doubt = 0
    with Killer(folder, run.id, "claims") as killer:
        for _kill in range(KILLS):
            killer.kill_one()
            with open_library(folder, clean_picture, make=False) as opened:
                sending = in_state(opened, run, DeliveryState.SENDING)
                before = in_state(opened, run, DeliveryState.UNKNOWN)
                assert len(sending) <= 1
                assert opened.runs.take_over(run.id, "next") == len(sending)
                in_doubt += len(sending)
                assert in_state(opened, run, DeliveryState.UNKNOWN) == before | sending
                assert opened.runs.counts(run.id).is_balanced
                received = killer.received()
                sent, unknown = (
                    in_state(opened, run, state) for state in (DeliveryState.SENT, DeliveryState.UNKNOWN)
                )
                assert max(received.values()) == 1
                assert sent <= received.keys() <= sent | unknown
    assert KILLS / 2 <= in_doubt <= KILLS


def test_writing_down_only_what_was_sent_sends_twice(run, library, folder):
    """The control: it must find doubles, or the test above finds nothing."""
    library.close()
    with Killer(folder, run.id, "records-afterwards") as killer:
        for _kill in range(KILLS):
            killer.kill_one()
        twice = sum(count - 1 for count in killer.received().values())
    assert twice >= KILLS / 4
