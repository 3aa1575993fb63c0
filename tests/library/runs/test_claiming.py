"""A message is given out once, after that is written down, and ends in one state."""

import datetime as dt

import pytest

from newsletter_app.content.run import Counts, DeliveryState, PauseReason, RunState
from newsletter_app.errors import Conflict, Missing, NotNow
from newsletter_app.library.claims import MOST_ATTEMPTS, Outcome

LATER = dt.datetime(2026, 3, 1, 12, 1, tzinfo=dt.UTC)


def outcome(claimed, state, **values):
    return Outcome(claimed.delivery.number, state, **values)


def test_messages_come_in_order_each_one_once(stage):
    run = stage.running(3)
    claimed, numbers = stage.claim(run), []
    while claimed.delivery:
        numbers.append(claimed.delivery.number)
        claimed = stage.claim(run, outcome(claimed, DeliveryState.SENT, code=250), claimed.delivery.number)
    assert (numbers, claimed.state) == ([1, 2, 3], RunState.RUNNING)
    assert stage.runs.counts(run.id) == Counts(candidates=3, sent=3)


def test_a_claimed_message_says_all_that_is_needed_to_send_it(stage, clock):
    run = stage.running(1)
    message = stage.claim(run).delivery
    assert (message.state, message.claimed, message.updated) == (
        DeliveryState.SENDING,
        clock.moment,
        clock.moment,
    )
    assert (message.address, message.token, message.attempts) == ("P1@example.test", "token1", 0)
    assert message == stage.runs.deliveries(run.id)[0]


def test_a_message_in_hand_counts_as_pending(stage):
    run = stage.running(2)
    stage.claim(run)
    assert stage.runs.counts(run.id) == Counts(candidates=2, pending=2)


@pytest.mark.parametrize("state", [DeliveryState.SENT, DeliveryState.FAILED, DeliveryState.UNKNOWN])
def test_an_outcome_is_written_with_what_the_server_said(stage, state):
    run = stage.running(1)
    claimed = stage.claim(run)
    said = "5.1.1 <p1@example.test>: gone"
    assert stage.claim(run, outcome(claimed, state, code=550, said=said)).delivery is None
    (message,) = stage.runs.deliveries(run.id)
    assert (message.state, message.code, message.said, message.attempts) == (state, 550, "5.1.1 … gone", 1)


def test_a_message_surely_not_taken_waits_for_the_next_pass(stage):
    run = stage.running(2)
    first = stage.claim(run)
    second = stage.claim(run, outcome(first, DeliveryState.PENDING, code=451), first.delivery.number)
    assert second.delivery.number == 2
    over = stage.claim(run, outcome(second, DeliveryState.SENT), second.delivery.number)
    assert over.delivery is None
    again = stage.claim(run)
    assert (again.delivery.number, again.delivery.attempts) == (1, 1)


def test_the_fifth_try_is_the_last(stage):
    run = stage.running(1)
    for tried in range(MOST_ATTEMPTS):
        claimed = stage.claim(run)
        assert claimed.delivery.attempts == tried
        stage.runs.record(run.id, outcome(claimed, DeliveryState.PENDING, code=451))
    assert stage.claim(run).delivery is None
    assert stage.runs.counts(run.id) == Counts(candidates=1, failed=1)


def test_a_try_that_was_not_the_messages_fault_counts_for_none(stage):
    run = stage.running(1)
    for _again in range(2 * MOST_ATTEMPTS):
        claimed = stage.claim(run)
        stage.runs.record(run.id, outcome(claimed, DeliveryState.PENDING, attempts=0))
    assert stage.claim(run).delivery.attempts == 0


@pytest.mark.parametrize("state", sorted(set(DeliveryState) - {"sent", "failed", "unknown", "pending"}))
def test_no_outcome_has_another_state(state):
    with pytest.raises(ValueError):
        Outcome(1, state)


def test_an_outcome_is_written_once(stage):
    run = stage.running(2)
    claimed = stage.claim(run)
    stage.runs.record(run.id, outcome(claimed, DeliveryState.SENT))
    for state in (DeliveryState.SENT, DeliveryState.FAILED, DeliveryState.PENDING):
        with pytest.raises(Conflict):
            stage.runs.record(run.id, outcome(claimed, state))
        with pytest.raises(Conflict):
            stage.claim(run, outcome(claimed, state))
    assert stage.states(run) == ["sent", "pending"]


def test_an_outcome_for_a_message_nobody_claimed_is_refused(stage):
    run = stage.running(2)
    for number in (1, 99):
        with pytest.raises(Conflict):
            stage.claim(run, Outcome(number, DeliveryState.SENT))
    assert stage.states(run) == ["pending", "pending"]


def test_another_sender_does_not_end_our_message(stage):
    run = stage.running(2)
    claimed = stage.claim(run)
    with pytest.raises(Conflict):
        stage.claim(run, outcome(claimed, DeliveryState.SENT), by="somebody-else")
    assert stage.states(run) == ["sending", "pending"]


def test_two_senders_never_have_the_same_message(stage):
    run = stage.running(4)
    taken = [stage.claim(run, by=by).delivery.number for by in ("one", "two", "one", "two")]
    assert taken == [1, 2, 3, 4]


def test_a_dead_senders_messages_are_unknown(stage, clock):
    run = stage.running(3)
    claimed = stage.claim(run)
    at = clock.moment
    clock.pass_(hours=1)
    assert stage.runs.take_over(run.id, "next") == 1
    assert stage.runs.take_over(run.id, "next") == 0
    (message,) = stage.runs.unknown(run.id)
    assert (message.number, message.claimed, message.attempts) == (1, at, 1)
    assert "before the server" in message.said
    with pytest.raises(Conflict):
        stage.claim(run, outcome(claimed, DeliveryState.SENT))
    assert stage.claim(run).delivery.number == 2


def test_nothing_is_claimed_unless_the_run_is_running(stage):
    run = stage.ready(2)
    assert stage.claim(run) == stage.runs.claim(run.id, "me", stage.hash_address)
    assert (stage.claim(run).delivery, stage.claim(run).state) == (None, RunState.READY)
    stage.runs.begin(run.id, LATER)
    claimed = stage.claim(run)
    stage.runs.pause(run.id, PauseReason.ASKED)
    stopped = stage.claim(run, outcome(claimed, DeliveryState.SENT))
    assert (stopped.delivery, stopped.state) == (None, RunState.PAUSED)
    assert stage.states(run) == ["sent", "pending"]


def test_an_unknown_run_gives_nothing(stage):
    run = stage.running(1)
    with pytest.raises(Missing):
        stage.runs.claim("nope", "me", stage.hash_address)
    for call in (stage.runs.counts, stage.runs.content, stage.runs.cancel, stage.runs.finish):
        with pytest.raises(Missing):
            call("nope")
    assert stage.runs.get(run.id) == run


def test_a_cancelled_run_leaves_the_message_in_hand_to_its_sender(stage):
    run = stage.running(3)
    claimed = stage.claim(run)
    assert stage.runs.cancel(run.id).runs == {run.id}
    assert stage.states(run) == ["sending", "cancelled", "cancelled"]
    assert stage.claim(run, outcome(claimed, DeliveryState.SENT)).state is RunState.CANCELLED
    assert stage.runs.counts(run.id) == Counts(candidates=3, sent=1, cancelled=2)


def test_a_message_not_taken_in_a_cancelled_run_is_cancelled(stage):
    run = stage.running(2)
    claimed = stage.claim(run)
    stage.runs.cancel(run.id)
    stage.claim(run, outcome(claimed, DeliveryState.PENDING, code=451))
    assert stage.states(run) == ["cancelled", "cancelled"]


def test_who_is_suppressed_meanwhile_is_passed_over(stage):
    people = stage.people(4)
    run = stage.prepare(people)
    stage.runs.begin(run.id, LATER)
    claimed = stage.claim(run)
    stage.suppress(people[1])
    stage.unsubscribe(people[2])
    following = stage.claim(run, outcome(claimed, DeliveryState.SENT), 1)
    assert following.delivery.number == 4
    assert stage.states(run) == ["sent", "suppressed", "suppressed", "sending"]


def test_who_is_taken_off_the_list_meanwhile_is_passed_over(stage):
    people = stage.people(2)
    run = stage.prepare(people)
    stage.runs.begin(run.id, LATER)
    stage.take_off(people[0])
    assert stage.claim(run).delivery.number == 2


def test_who_was_erased_meanwhile_is_passed_over(stage, library):
    people = stage.people(2)
    run = stage.prepare(people)
    stage.runs.begin(run.id, LATER)
    with library._database.writing() as connection:
        connection.exec_driver_sql("UPDATE delivery SET address='', address_key='hash' WHERE number=1")
    assert stage.claim(run).delivery.number == 2
    assert stage.states(run) == ["suppressed", "sending"]


def test_addresses_are_hashed_only_where_somebody_is_suppressed(stage):
    people = stage.people(3)
    run = stage.prepare(people)
    stage.runs.begin(run.id, LATER)
    stage.hashed.clear()
    stage.claim(run)
    assert stage.hashed == []
    stage.suppress(people[2])
    stage.hashed.clear()
    stage.claim(run)
    assert stage.hashed == [people[1].key]


def test_everybody_may_be_suppressed_in_the_end(stage):
    people = stage.people(30)
    run = stage.prepare(people)
    stage.runs.begin(run.id, LATER)
    for person in people:
        stage.suppress(person)
    assert stage.claim(run).delivery is None
    stage.runs.finish(run.id)
    assert stage.runs.counts(run.id) == Counts(candidates=30, suppressed=30)


def test_an_outcome_and_the_next_claim_count_together_or_not_at_all(stage):
    run = stage.running(2)
    claimed = stage.claim(run)

    def fails(key):
        raise ZeroDivisionError

    stage.suppress(stage.people(1, start=3)[0])
    with pytest.raises(ZeroDivisionError):
        stage.runs.claim(run.id, "this-sender", fails, outcome(claimed, DeliveryState.SENT))
    assert stage.states(run) == ["sending", "pending"]


def test_a_run_finishes_only_when_everybody_is_accounted_for(stage):
    run = stage.running(2)
    claimed = stage.claim(run)
    with pytest.raises(NotNow, match="2 messages"):
        stage.runs.finish(run.id)
    stage.claim(run, outcome(claimed, DeliveryState.SENT))
    with pytest.raises(NotNow, match="1 message "):
        stage.runs.finish(run.id)
    stage.runs.take_over(run.id, "next")
    stage.runs.finish(run.id)
    ended = stage.runs.get(run.id)
    assert (ended.state, ended.counts) == (RunState.FINISHED, Counts(candidates=2, sent=1, unknown=1))
