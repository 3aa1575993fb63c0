"""Whatever is done to a run, in whatever order, its ledger holds what a plain model holds."""

import datetime as dt
import os
import random
import shutil
import tempfile
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from newsletter_app.content.run import Counts, DeliveryState, PauseReason, RunState
from newsletter_app.errors import Conflict, NeedsConfirmation, NotNow
from newsletter_app.library.claims import MOST_ATTEMPTS, Outcome
from newsletter_app.library.cleaning import clean_picture
from newsletter_app.library.opening import open_library
from newsletter_app.library.settling import Settlement

TORTURE = bool(os.environ.get("NEWSLETTER_TORTURE"))
SENT, FAILED, UNKNOWN, PENDING = (
    DeliveryState.SENT,
    DeliveryState.FAILED,
    DeliveryState.UNKNOWN,
    DeliveryState.PENDING,
)
SENDING, SUPPRESSED, CANCELLED = DeliveryState.SENDING, DeliveryState.SUPPRESSED, DeliveryState.CANCELLED
OUTCOMES = st.sampled_from([SENT, SENT, FAILED, UNKNOWN, PENDING, PENDING])
SENDERS = ("one", "two")
WHICH = st.integers(1, 6)
SOON = dt.datetime(2026, 3, 1, tzinfo=dt.UTC)


class Message:
    """What the model knows of one message."""

    def __init__(self, state):
        self.state = state
        self.attempts = 0
        self.claims = 0
        self.allowed = 1


class LedgerModel(RuleBasedStateMachine):
    """Keeps beside the ledger a list of messages, the run's state, and what each sender has in hand."""

    blank: Path
    stage_of: type

    @initialize(count=st.integers(2, 6), barred=st.sets(st.integers(0, 5), max_size=2))
    def prepare(self, count, barred):
        self.folder = Path(tempfile.mkdtemp())
        shutil.copytree(self.blank, self.folder / "library")
        self._open()
        self.people = self.stage.people(count)
        self.barred = {number for number in barred if number < count}
        for number in self.barred:
            self.stage.suppress(self.people[number])
        if self.barred:
            with pytest.raises(NeedsConfirmation):
                self.stage.prepare(self.people)
        self.run_ = self.stage.prepare(self.people, count - len(self.barred))
        self.state = RunState.READY
        self.messages = [Message(SUPPRESSED if n in self.barred else PENDING) for n in range(count)]
        self.hands = dict.fromkeys(SENDERS)
        self.seen = set()
        self.begin()

    def _open(self):
        self.library = open_library(self.folder / "library", clean_picture, make=False)
        self.stage = self.stage_of(self.library)
        self.runs = self.library.runs

    def teardown(self):
        if hasattr(self, "library"):
            self.library.close()
            shutil.rmtree(self.folder)

    def _tries(self, is_allowed, call, after):
        """Do a thing that moves the run; it must raise where the model does not allow it."""
        if not is_allowed:
            with pytest.raises(NotNow):
                call(self.run_.id)
            return False
        call(self.run_.id)
        self.state = after
        return True

    @rule(
        sender=st.sampled_from(SENDERS),
        outcome=OUTCOMES,
        attempts=st.integers(0, 1),
        after=st.sampled_from([0, 0, 0, 1, 3]),
    )
    def claim(self, sender, outcome, attempts, after):
        given_back = self._outcome(sender, outcome, attempts)
        claimed = self.runs.claim(self.run_.id, sender, self.stage.hash_address, given_back, after=after)
        assert claimed.state is self.state
        expected = self._next(after)
        assert (claimed.delivery.number if claimed.delivery else None) == expected
        if expected is not None:
            message = self.messages[expected - 1]
            assert claimed.delivery.attempts == message.attempts
            message.state, message.claims = SENDING, message.claims + 1
            self.hands[sender] = expected

    @rule(sender=st.sampled_from(SENDERS), outcome=OUTCOMES, attempts=st.integers(0, 1))
    def record(self, sender, outcome, attempts):
        given_back = self._outcome(sender, outcome, attempts)
        if given_back is not None:
            self.runs.record(self.run_.id, given_back)

    def _outcome(self, sender, outcome, attempts):
        """Tell the model what became of what a sender has in hand; return what the ledger is told."""
        number, self.hands[sender] = self.hands[sender], None
        if number is None:
            return None
        message = self.messages[number - 1]
        message.attempts += attempts
        message.state = outcome
        if outcome is PENDING:
            message.allowed += 1
            if self.state is RunState.CANCELLED:
                message.state = CANCELLED
            if message.attempts >= MOST_ATTEMPTS:
                message.state = FAILED
        return Outcome(number, outcome, 250, "said", attempts)

    def _next(self, after):
        if self.state is not RunState.RUNNING:
            return None
        for number, message in enumerate(self.messages[after:], after + 1):
            if message.state is PENDING and message.attempts < MOST_ATTEMPTS:
                if number - 1 not in self.barred:
                    return number
                message.state = SUPPRESSED
        return None

    @rule(number=WHICH, sender=st.sampled_from(SENDERS))
    def speak_of_a_message_one_does_not_have(self, number, sender):
        if self.hands[sender] == number:
            return
        with pytest.raises(Conflict):
            self.runs.claim(self.run_.id, sender, self.stage.hash_address, Outcome(number, SENT))

    @rule()
    def take_over(self):
        held = [number for number in self.hands.values() if number is not None]
        assert self.runs.take_over(self.run_.id, "next") == len(held)
        for number in held:
            message = self.messages[number - 1]
            message.state, message.attempts = UNKNOWN, message.attempts + 1
        self.hands = dict.fromkeys(SENDERS)

    @rule()
    def begin(self):
        may = self.state in (RunState.READY, RunState.PAUSED)
        self._tries(may, lambda run_id: self.runs.begin(run_id, SOON), RunState.RUNNING)

    @rule()
    def pause(self):
        may = self.state in (RunState.RUNNING, RunState.PAUSED)
        self._tries(may, lambda run_id: self.runs.pause(run_id, PauseReason.ASKED), RunState.PAUSED)

    @rule(really=st.integers(0, 4))
    def cancel(self, really):
        if really:
            return
        if self._tries(self.state is not RunState.FINISHED, self.runs.cancel, RunState.CANCELLED):
            for message in self.messages:
                message.state = CANCELLED if message.state is PENDING else message.state

    @rule()
    def finish(self):
        open_ = any(message.state in (PENDING, SENDING) for message in self.messages)
        may = self.state in (RunState.RUNNING, RunState.PAUSED) and not open_
        self._tries(may, self.runs.finish, RunState.FINISHED)

    @precondition(lambda self: any(message.state is UNKNOWN for message in self.messages))
    @rule(chance=st.floats(0, 0.999), settlement=st.sampled_from(Settlement))
    def settle(self, chance, settlement):
        unknown = [n for n, message in enumerate(self.messages, 1) if message.state is UNKNOWN]
        number = unknown[int(chance * len(unknown))]
        message = self.messages[number - 1]
        if settlement is Settlement.AGAIN and self.state is RunState.CANCELLED:
            with pytest.raises(NotNow):
                self.runs.settle(self.run_.id, number, settlement, "M")
            return
        self.runs.settle(self.run_.id, number, settlement, "M")
        message.state = SENT
        if settlement is Settlement.AGAIN:
            message.state, message.attempts, message.allowed = PENDING, 0, message.allowed + 1
            self.state = RunState.PAUSED if self.state is RunState.FINISHED else self.state

    @rule(number=WHICH, settlement=st.sampled_from(Settlement))
    def settle_what_is_known(self, number, settlement):
        if number > len(self.messages) or self.messages[number - 1].state is UNKNOWN:
            return
        with pytest.raises(NotNow):
            self.runs.settle(self.run_.id, number, settlement, "M")

    @rule(number=WHICH)
    def suppress(self, number):
        if number <= len(self.people):
            self.stage.suppress(self.people[number - 1])
            self.barred.add(number - 1)

    @rule()
    def send_once_more_without_saying_so(self):
        reached = any(message.state in (SENT, UNKNOWN, SENDING) for message in self.messages)
        if self.state is RunState.CANCELLED and not reached:
            return
        with pytest.raises(NeedsConfirmation):
            self.stage.prepare(self.people, len(self.people) - len(self.barred))

    @rule()
    def open_again(self):
        self.library.close()
        self._open()

    @invariant()
    def the_ledger_is_the_model(self):
        if not hasattr(self, "library"):
            return
        run = self.runs.get(self.run_.id)
        held = self.runs.deliveries(self.run_.id)
        assert run.state is self.state
        self._note_the_steps([each.state for each in held])
        assert [each.state for each in held] == [message.state for message in self.messages]
        assert [each.attempts for each in held] == [message.attempts for message in self.messages]
        assert run.counts == self._counts()
        assert run.counts.is_balanced

    def _note_the_steps(self, states):
        before = getattr(self, "states", [])
        self.seen |= {(old, new) for old, new in zip(before, states, strict=False) if old is not new}
        self.states = states

    @invariant()
    def nobody_gets_it_more_often_than_allowed(self):
        if hasattr(self, "library"):
            assert all(message.claims <= message.allowed for message in self.messages)

    def _counts(self):
        number = Counter(message.state for message in self.messages)
        return Counts(
            candidates=len(self.messages),
            sent=number[SENT],
            failed=number[FAILED],
            suppressed=number[SUPPRESSED],
            cancelled=number[CANCELLED],
            unknown=number[UNKNOWN],
            pending=number[PENDING] + number[SENDING],
        )


@pytest.fixture
def ledger_model(blank, stage_of):
    class Model(LedgerModel):
        pass

    Model.blank, Model.stage_of = blank, staticmethod(stage_of)
    Model.TestCase.settings = settings(
        max_examples=1_000 if TORTURE else 8,
        stateful_step_count=60 if TORTURE else 40,
        deadline=None,
    )
    return Model.TestCase


def test_the_ledger_holds_what_a_plain_model_holds(ledger_model):
    ledger_model().runTest()


STEPS = {
    (PENDING, SENDING),
    (SENDING, SENT),
    (SENDING, FAILED),
    (SENDING, UNKNOWN),
    (SENDING, PENDING),
    (SENDING, CANCELLED),
    (PENDING, SUPPRESSED),
    (PENDING, CANCELLED),
    (UNKNOWN, SENT),
    (UNKNOWN, PENDING),
}
# One call may write an outcome, then claim the same message anew; or claim past one suppressed meanwhile.
STEPS_IN_ONE = {(PENDING, SENT), (UNKNOWN, SENDING)}


def walk(model, chance):
    """Do things at random, most often what a sender does; cancel only near the end."""
    model.prepare(chance.randint(3, 9), set(chance.sample(range(3), chance.randint(0, 1))))
    for steps_left in [*range(chance.randint(20, 60), 0, -1), *[0] * 20]:
        claim = lambda: model.claim(  # noqa: E731
            chance.choice(SENDERS), chance.choice([SENT, FAILED, UNKNOWN, PENDING, PENDING]), 1, 0
        )
        rare = [
            lambda: model.settle(chance.random(), Settlement.AGAIN) if _any_unknown(model) else None,
            lambda: model.settle(chance.random(), Settlement.AGAIN) if _any_unknown(model) else None,
            lambda: model.settle(chance.random(), Settlement.SENT) if _any_unknown(model) else None,
            lambda: model.speak_of_a_message_one_does_not_have(chance.randint(1, 9), chance.choice(SENDERS)),
            lambda: model.settle_what_is_known(chance.randint(1, 9), chance.choice(list(Settlement))),
            lambda: model.record(chance.choice(SENDERS), chance.choice([SENT, PENDING]), 1),
            lambda: model.suppress(chance.randint(1, 9)) if chance.random() < 0.5 else None,
            model.send_once_more_without_saying_so,
            model.take_over,
            model.pause,
            model.begin,
            model.begin,
            model.finish,
            model.pause if steps_left else lambda: model.cancel(0),
        ]
        chance.choice([claim] * len(rare) + rare)()
        model.the_ledger_is_the_model()
        model.nobody_gets_it_more_often_than_allowed()
    return model.seen


def _any_unknown(model):
    return any(message.state is UNKNOWN for message in model.messages)


def test_long_walks_meet_every_step_of_the_ledger(blank, stage_of):
    chance, seen = random.Random(7), set()
    for _number in range(400 if TORTURE else 10):
        model = LedgerModel()
        model.blank, model.stage_of = blank, stage_of
        seen |= walk(model, chance)
        model.teardown()
    assert seen >= STEPS
    assert seen <= STEPS | STEPS_IN_ONE
