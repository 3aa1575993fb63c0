"""A run goes the ways the ledger knows, no other."""

import datetime as dt

import pytest

from newsletter_app.content.run import Counts, DeliveryState, PauseReason, RunState
from newsletter_app.errors import Missing, NotNow
from newsletter_app.library.run_states import MOVES, move
from newsletter_app.library.settling import Settlement

SOON = dt.datetime(2026, 3, 1, 12, 1, tzinfo=dt.UTC)


def brought_to(stage, state):
    run = stage.ready(0 if state is RunState.FINISHED else 2)
    if state in (RunState.RUNNING, RunState.PAUSED, RunState.FINISHED):
        stage.runs.begin(run.id, SOON)
    if state is RunState.PAUSED:
        stage.runs.pause(run.id, PauseReason.SERVER)
    if state is RunState.FINISHED:
        stage.runs.finish(run.id)
    if state is RunState.CANCELLED:
        stage.runs.cancel(run.id)
    return run


CALLS = {
    "begin": lambda runs, run_id: runs.begin(run_id, SOON),
    "pause": lambda runs, run_id: runs.pause(run_id, PauseReason.ASKED),
    "cancel": lambda runs, run_id: runs.cancel(run_id),
}
ALLOWED = {
    "begin": {RunState.READY: RunState.RUNNING, RunState.PAUSED: RunState.RUNNING},
    "pause": {RunState.RUNNING: RunState.PAUSED, RunState.PAUSED: RunState.PAUSED},
    "cancel": dict.fromkeys(
        (RunState.READY, RunState.RUNNING, RunState.PAUSED, RunState.CANCELLED), RunState.CANCELLED
    ),
}


@pytest.mark.parametrize("before", [state for state in RunState if state is not RunState.PREPARING])
@pytest.mark.parametrize("name", CALLS)
def test_each_step_is_allowed_from_where_the_ledger_says(stage, before, name):
    run = brought_to(stage, before)
    assert stage.runs.get(run.id).state is before
    if before in ALLOWED[name]:
        changes = CALLS[name](stage.runs, run.id)
        assert bool(changes) == (ALLOWED[name][before] is not before)
    else:
        with pytest.raises(NotNow):
            CALLS[name](stage.runs, run.id)
    assert stage.runs.get(run.id).state is ALLOWED[name].get(before, before)


@pytest.mark.parametrize("before", [RunState.READY, RunState.FINISHED, RunState.CANCELLED])
def test_only_a_run_under_way_finishes(stage, before):
    run = brought_to(stage, before) if before is not RunState.READY else stage.ready(0)
    with pytest.raises(NotNow):
        stage.runs.finish(run.id)


def test_a_paused_run_that_is_done_can_be_finished(stage):
    run = stage.running(1)
    stage.send(run, 1)
    stage.runs.pause(run.id, PauseReason.ASKED)
    stage.runs.finish(run.id)
    assert stage.runs.get(run.id).state is RunState.FINISHED


@pytest.mark.parametrize("before", [state for state in RunState if state is not RunState.PREPARING])
@pytest.mark.parametrize("after", list(RunState))
def test_a_move_the_ledger_has_not_raises(stage, library, before, after):
    run = brought_to(stage, before)
    if after in MOVES[before]:
        return
    with pytest.raises(NotNow), library._database.writing() as connection:
        move(connection, run.id, after)
    assert stage.runs.get(run.id).state is before


def test_a_run_says_why_it_is_paused_until_it_goes_on(stage):
    run = stage.running(1)
    stage.runs.pause(run.id, PauseReason.SIGN_IN, "535 for news@example.test")
    paused = stage.runs.get(run.id)
    assert (paused.reason, paused.said) == (PauseReason.SIGN_IN, "535 for …")
    stage.runs.pause(run.id, PauseReason.ASKED)
    assert stage.runs.get(run.id).reason is PauseReason.SIGN_IN
    stage.runs.begin(run.id, SOON)
    again = stage.runs.get(run.id)
    assert (again.reason, again.said, again.begins) == (PauseReason.NONE, "", SOON)


def test_an_ended_run_says_when(stage, clock):
    finished = brought_to(stage, RunState.FINISHED)
    assert stage.runs.get(finished.id).ended == clock.moment


def test_cancelling_ends_the_run_and_all_that_is_pending(stage, clock):
    run = stage.running(3)
    stage.send(run, 1)
    stage.runs.cancel(run.id)
    ended = stage.runs.get(run.id)
    assert (ended.ended, ended.counts) == (clock.moment, Counts(candidates=3, sent=1, cancelled=2))


def test_a_person_takes_an_unknown_message_as_sent(stage):
    run = stage.running(2)
    (number,) = stage.make_unknown(run)
    assert stage.runs.settle(run.id, number, Settlement.SENT, "Meera").runs == {run.id}
    (message, _other) = stage.runs.deliveries(run.id)
    assert message.state is DeliveryState.SENT
    assert message.said.startswith("Taken as sent by Meera, 2026-03-01 12:00 UTC.")
    assert "before the server" in message.said
    assert stage.runs.unknown(run.id) == ()


def test_a_person_has_an_unknown_message_sent_again_with_its_own_id(stage):
    run = stage.running(2)
    (number,) = stage.make_unknown(run)
    before = stage.runs.unknown(run.id)[0]
    stage.runs.settle(run.id, number, Settlement.AGAIN, "Meera")
    again = stage.claim(run).delivery
    assert (again.number, again.message_id, again.attempts) == (number, before.message_id, 0)
    assert "To be sent again, says Meera" in stage.runs.deliveries(run.id)[0].said


def test_a_message_to_be_sent_again_opens_a_finished_run_paused(stage):
    run = stage.running(1)
    (number,) = stage.make_unknown(run)
    stage.runs.finish(run.id)
    stage.runs.settle(run.id, number, Settlement.AGAIN, "Meera")
    opened = stage.runs.get(run.id)
    assert (opened.state, opened.ended, opened.reason) == (RunState.PAUSED, None, PauseReason.ASKED)
    stage.runs.begin(run.id, SOON)
    stage.send(run, 1)
    stage.runs.finish(run.id)
    assert stage.runs.counts(run.id) == Counts(candidates=1, sent=1)


def test_a_message_of_a_cancelled_run_can_only_be_taken_as_sent(stage):
    run = stage.running(2)
    (number,) = stage.make_unknown(run)
    stage.runs.cancel(run.id)
    with pytest.raises(NotNow):
        stage.runs.settle(run.id, number, Settlement.AGAIN, "Meera")
    stage.runs.settle(run.id, number, Settlement.SENT, "Meera")
    assert stage.runs.counts(run.id) == Counts(candidates=2, sent=1, cancelled=1)


def test_only_an_unknown_message_can_be_settled(stage):
    run = stage.running(4)
    stage.send(run, 1)
    stage.claim(run)
    before = stage.states(run)
    for number in (1, 2, 3):
        for settlement in Settlement:
            with pytest.raises(NotNow):
                stage.runs.settle(run.id, number, settlement, "Meera")
    with pytest.raises(Missing):
        stage.runs.settle(run.id, 99, Settlement.SENT, "Meera")
    assert stage.states(run) == before


def test_addresses_of_old_runs_are_forgotten_their_counts_stay(stage, clock, library):
    people = stage.people(3)
    run = stage.prepare(people)
    stage.runs.begin(run.id, SOON)
    stage.send(run, 1)
    unknown = stage.make_unknown(run)
    stage.send(run, 1)
    assert stage.runs.forget_addresses(clock.moment + dt.timedelta(days=1)) == 0
    stage.runs.finish(run.id)
    counts = stage.runs.counts(run.id)
    assert stage.runs.forget_addresses(clock.moment) == 0
    clock.pass_(days=90)
    assert stage.runs.forget_addresses(clock.moment) == 3
    assert stage.runs.forget_addresses(clock.moment) == 0
    assert stage.runs.counts(run.id) == counts
    for message in stage.runs.deliveries(run.id):
        assert (message.address, message.contact, message.token, message.values) == ("", "", "", ())
    with pytest.raises(NotNow):
        stage.runs.settle(run.id, unknown[0], Settlement.AGAIN, "Meera")
    stage.runs.settle(run.id, unknown[0], Settlement.SENT, "Meera")


def test_a_run_that_has_not_ended_keeps_its_addresses(stage, clock):
    run = stage.running(2)
    stage.runs.pause(run.id, PauseReason.ASKED)
    clock.pass_(days=900)
    assert stage.runs.forget_addresses(clock.moment) == 0
    assert all(message.address for message in stage.runs.deliveries(run.id))


def test_deliveries_can_be_read_in_parts(stage):
    run = stage.ready(5)
    assert [each.number for each in stage.runs.deliveries(run.id, start=1, count=2)] == [2, 3]
    assert [each.number for each in stage.runs.deliveries(run.id, DeliveryState.PENDING, 4)] == [5]
    assert stage.runs.deliveries(run.id, DeliveryState.SENT) == ()
