"""Old states are thinned by count and by their own stamps; no clock can make one old."""

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from newsletter_app.library.moments import micros
from newsletter_app.library.reasons import Reason
from newsletter_app.library.thinning import NEWEST, Dated, worn_out

START = micros(dt.datetime(2026, 3, 29, 0, 30, tzinfo=dt.UTC))  # half an hour before British summer time
HOUR = 3_600_000_000
TEN_YEARS = 87_660 * HOUR
STEPS = st.one_of(
    st.integers(0, 3 * HOUR),
    st.integers(0, 40 * 24 * HOUR),
    st.sampled_from([HOUR, -HOUR, -1_000_000, TEN_YEARS, -TEN_YEARS]),
)


@st.composite
def histories(draw):
    """States as they come, with a clock that runs, jumps ten years ahead or back, changes to summer time."""
    now, states = START, []
    for number, step in enumerate(draw(st.lists(STEPS, max_size=150)), 1):
        now = max(now + step, 0)
        states.append(Dated(number, now, draw(st.integers(0, 19)) == 0))
    return states


def left(states):
    gone = worn_out(states)
    return [state for state in states if state.number not in gone]


@given(histories())
def test_the_newest_the_first_and_lasting_ones_always_stay(states):
    numbers = {state.number for state in left(states)}
    assert {state.number for state in states[-NEWEST:] + states[:1]} <= numbers
    assert {state.number for state in states if state.is_lasting} <= numbers


@given(histories())
def test_thinning_twice_is_thinning_once(states):
    once = left(states)
    assert left(once) == once


@given(histories())
def test_what_went_would_not_come_back_with_what_is_new(states):
    for end in range(len(states)):
        assert set(left(states[: end + 1])) & set(states[:end]) <= set(left(states[:end]))


@given(histories())
def test_thinning_as_they_come_is_thinning_at_the_end(states):
    kept = []
    for state in states:
        kept = left([*kept, state])
    assert kept == left(states)


@given(histories(), st.randoms())
def test_numbers_give_the_order_and_nothing_else(states, random):
    shuffled = random.sample(states, len(states))
    assert worn_out(shuffled) == worn_out(states)


@given(histories())
def test_of_each_of_the_last_seven_days_the_last_state_is_there(states):
    last = {}
    for state in reversed(states):
        last.setdefault(state.kept // (24 * HOUR), state.number)
    assert set(list(last.values())[:7]) <= {state.number for state in left(states)}


def test_there_is_something_to_thin():
    """The control: without it the tests above would hold of a function that drops nothing."""
    every_minute = [Dated(number, START + number * HOUR // 60) for number in range(1, 601)]
    assert len(left(every_minute)) < 40


def test_a_year_of_daily_work_leaves_a_few_dozen():
    daily = [Dated(number, START + number * 3 * HOUR) for number in range(1, 3_000)]
    assert len(left(daily)) < 70


def test_a_jump_of_ten_years_there_and_back_drops_no_more_than_without(library, clock):
    from newsletter_app.content.post import Post

    post = library.items.add(Post(title="One", body="0")).item
    for number in range(1, 40):
        if number in (10, 20):
            clock.pass_(days=3652 if number == 10 else -3652)
        clock.pass_(seconds=30)
        post = library.items.save(post.with_body(str(number)), keep=True).item
    numbers = [kept.number for kept in library.revisions.of(post.record.id)]
    assert numbers == sorted(numbers, reverse=True)
    assert numbers[:NEWEST] == list(range(40, 20, -1))
    assert 19 in numbers or 20 in numbers  # the last one of the hour in which the clock was wrong
    assert numbers[-1] == 1
    assert library.upkeep.check() == ()
    assert library.revisions.of(post.record.id)[-1].reason is Reason.MADE
