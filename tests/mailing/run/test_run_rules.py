"""The rules of a run, each by itself: pace, pauses, waiting, names."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mail_run_rig import MadeUpTime

from newsletter_app.content.run import Counts, DeliveryState, PauseReason
from newsletter_app.mailing.message_ids import message_ids
from newsletter_app.mailing.pausing import FIRST_JUDGED, MOST_EQUAL, Watch
from newsletter_app.mailing.progress import Stage, Teller
from newsletter_app.mailing.rate import Pace
from newsletter_app.mailing.waiting import wait

SENT, FAILED, PENDING, UNKNOWN = (
    DeliveryState.SENT,
    DeliveryState.FAILED,
    DeliveryState.PENDING,
    DeliveryState.UNKNOWN,
)


@given(rate=st.integers(1, 600), takes=st.lists(st.sampled_from((0.0, 0.01, 0.3, 1.9, 2.5, 9.0))))
def test_no_minute_sees_a_twentieth_too_many(rate: int, takes: list[float]):
    time = MadeUpTime()
    pace = Pace(rate, time)
    went = []

    for seconds in [*takes, *[0.0] * rate]:
        time.sleep(pace.wait())
        pace.took_one()
        went.append(time.now)
        time.sleep(seconds)

    for began in went[::7]:
        assert sum(began <= each < began + 60 for each in went) <= rate * 1.05 + 1


def test_a_rate_is_kept_where_the_server_is_fast():
    time = MadeUpTime()
    pace = Pace(120, time)

    for _message in range(121):
        time.sleep(pace.wait() + 0.001)
        pace.took_one()

    assert time.now - 1_000.0 == pytest.approx(60, rel=0.01)


def test_what_was_lost_while_the_server_was_away_is_not_made_up_for():
    time = MadeUpTime()
    pace = Pace(60, time)
    pace.took_one()
    time.sleep(30)

    pace.took_one()

    assert pace.wait() == pytest.approx(1.0)


def test_a_moment_late_does_not_make_all_that_follow_late():
    time = MadeUpTime()
    pace = Pace(600, time)
    pace.took_one()
    time.sleep(0.45)

    for _message in range(4):
        pace.took_one()

    assert pace.wait() == pytest.approx(0.05)


def test_without_a_rate_nobody_waits():
    pace = Pace(0, MadeUpTime())
    pace.took_one()
    assert pace.wait() == 0


def test_ten_equal_failures_in_a_row_are_enough():
    watch = Watch()
    for _number in range(MOST_EQUAL - 1):
        watch.take(PENDING, 451, "451 later")
    assert watch.reason is PauseReason.NONE

    watch.take(PENDING, 451, "451 later")

    assert watch.reason is PauseReason.EQUAL_FAILURES
    assert "451 later" in watch.sentence


@pytest.mark.parametrize("between", [(SENT, 250), (FAILED, 451), (PENDING, 450), (UNKNOWN, 0)])
def test_something_else_between_them_begins_the_count_anew(between: tuple[DeliveryState, int]):
    watch = Watch()
    for number in range(2 * MOST_EQUAL):
        watch.take(*(between if number == MOST_EQUAL - 1 else (PENDING, 451)))
        if number < 2 * MOST_EQUAL - 2:
            assert watch.reason is PauseReason.NONE


def test_that_what_was_refused_for_now_is_refused_again_says_nothing_new():
    watch = Watch()
    for _number in range(3 * MOST_EQUAL):
        watch.take(PENDING, 451, is_repeat=True)
    assert watch.reason is PauseReason.NONE
    for _number in range(MOST_EQUAL):
        watch.take(FAILED, 550, is_repeat=True)
    assert watch.reason is PauseReason.EQUAL_FAILURES


def test_ten_refused_for_now_get_a_second_try_before_they_are_a_reason():
    watch = Watch()
    for _number in range(MOST_EQUAL):
        assert watch.due == 0
        watch.take(PENDING, 451)
    assert watch.due == MOST_EQUAL

    watch.try_again()

    for _number in range(MOST_EQUAL):
        assert (watch.due, watch.reason) == (0, PauseReason.NONE)
        watch.take(PENDING, 451, is_repeat=True)
    assert (watch.due, watch.reason) == (0, PauseReason.EQUAL_FAILURES)


@pytest.mark.parametrize("failure", [(FAILED, 550), (UNKNOWN, 0), (PENDING, 0)])
def test_no_second_try_where_the_server_did_not_ask_for_one(failure: tuple[DeliveryState, int]):
    watch = Watch()
    for _number in range(MOST_EQUAL):
        watch.take(*failure)
    assert watch.due == 0


@given(st.lists(st.booleans(), max_size=400))
def test_the_share_of_refused_counts_from_the_hundredth_on(refused: list[bool]):
    watch = Watch()
    for number, is_refused in enumerate(refused):
        watch.take(FAILED if is_refused else SENT, 550 + number if is_refused else 250)
    is_too_many = len(refused) >= FIRST_JUDGED and sum(refused) > 0.05 * len(refused)
    assert (watch.reason is PauseReason.HARD_FAILURES) == is_too_many


def test_five_in_a_hundred_are_not_too_many():
    watch = Watch()
    for number in range(100):
        watch.take(FAILED if number % 20 == 0 else SENT, 550)
    assert watch.reason is PauseReason.NONE
    watch.take(FAILED, 550)
    assert watch.reason is PauseReason.HARD_FAILURES
    assert "6 of 101" in watch.sentence


def test_waiting_ends_within_a_tenth_of_a_second_of_the_wish():
    time = MadeUpTime()
    assert wait(60, lambda: time.now >= 1_010, time.sleep, time)
    assert time.now == pytest.approx(1_010, abs=0.11)
    assert not wait(1, lambda: False, time.sleep, time)
    assert time.now == pytest.approx(1_011, abs=0.12)


def test_each_message_has_a_name_of_its_own_on_the_domain_of_the_sender():
    name = message_ids("example.org")
    names = {name("runrunrunrun", number) for number in range(1, 501)} | {name("runrunrunrun", 1)}
    assert len(names) == 501
    assert all(re.fullmatch(r"<[a-z0-9]{12}\.\d+\.[a-z2-7]{12}@example\.org>", each) for each in names)


def test_counting_takes_at_most_a_twentieth_of_the_time():
    time = MadeUpTime()
    told: list[Stage] = []

    def count() -> Counts:
        time.sleep(0.05)
        return Counts()

    teller = Teller(lambda _counts, stage: told.append(stage), count, time)
    began = time.now
    while time.now < began + 60:
        teller.tell(Stage.SENDING)
        time.sleep(0.01)

    assert 0.05 * len(told) <= 60 / 50 + 0.1
    assert len(told) > 20
