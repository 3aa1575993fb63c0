"""What stays of the backups goes by their order and their names, never by a clock."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsletter_app.library.backup_names import BackupName, BackupReason, read_name
from newsletter_app.library.backup_thinning import NEWEST, those_that_stay

START = dt.datetime(2026, 3, 1, 12, tzinfo=dt.UTC)
YEARS = dt.timedelta(days=3652)


def names(moments) -> list[BackupName]:
    return [BackupName(number, moment, BackupReason.OPENED) for number, moment in enumerate(moments, 1)]


def numbers(stay) -> list[int]:
    return sorted(name.number for name in stay)


def grown(moments) -> frozenset[BackupName]:
    """Return what is there when each backup was made and thinned after the one before it."""
    there: frozenset[BackupName] = frozenset()
    for name in names(moments):
        there = those_that_stay({*there, name})
    return there


clocks = st.lists(
    st.one_of(
        st.timedeltas(min_value=dt.timedelta(0), max_value=dt.timedelta(days=3)),
        st.sampled_from(
            [YEARS, -YEARS, -dt.timedelta(seconds=1), dt.timedelta(hours=1), -dt.timedelta(hours=1)]
        ),
    ),
    max_size=150,
)


@given(clocks)
def test_whatever_the_clock_does_the_newest_stay_and_each_day_keeps_its_last(steps):
    moments = [START]
    for step in steps:
        moments.append(moments[-1] + step)
    made = names(moments)
    there = grown(moments)
    assert set(made[-NEWEST:]) <= there
    assert set(made[-NEWEST - 1 : -NEWEST]) <= there
    assert len(there) <= NEWEST + 7 + 5 + 12
    older = made[:-NEWEST]
    last_of_day = {name.made.date(): name for name in older}
    days = list(dict.fromkeys(name.made.date() for name in reversed(older)))
    assert {last_of_day[day] for day in days[:7]} <= those_that_stay(made)


def test_a_year_of_work_keeps_days_weeks_and_months():
    moments = [START + dt.timedelta(hours=6 * number) for number in range(4 * 365)]
    there = grown(moments)
    older = sorted(name.made.date() for name in there)[:-NEWEST]
    assert len(there) >= NEWEST + 20
    assert older[0] <= moments[-1].date() - dt.timedelta(days=300)
    assert len({(day.year, day.month) for day in older}) == 12


def test_ten_years_forward_and_back_take_away_nothing_new():
    moments = [START + dt.timedelta(hours=number) for number in range(30)]
    moments += [START + YEARS, *(START + dt.timedelta(hours=30 + number) for number in range(15))]
    assert numbers(grown(moments)) == list(range(1, 47))


def test_thinning_by_age_would_have_lost_nearly_all():
    """The control: what a rule that asks the clock keeps after it jumped, by the same measure."""

    def by_age(there, now):
        return {name for name in there if now - name.made < dt.timedelta(days=30)}

    moments = [START + dt.timedelta(hours=number) for number in range(24)] + [START + YEARS]
    there: set[BackupName] = set()
    for name in names(moments):
        there = by_age({*there, name}, name.made)
    assert numbers(there) == [25]


@pytest.mark.parametrize(
    "moment",
    [
        dt.datetime(2026, 3, 29, 0, 59, 59, tzinfo=dt.UTC),
        dt.datetime(2026, 10, 25, 1, 0, 0, tzinfo=dt.UTC),
        dt.datetime(2026, 10, 25, 2, 30, tzinfo=dt.timezone(dt.timedelta(hours=1))),
    ],
)
def test_a_name_says_the_same_in_summer_and_winter_time(moment):
    name = BackupName(7, moment, BackupReason.IMPORT)
    assert read_name(name.text) == BackupName(7, moment.astimezone(dt.UTC), BackupReason.IMPORT)


@pytest.mark.parametrize(
    "text", ["library.zip", "42-20260301T120000Z-opened.zip", "000042-20269901T120000Z-opened.zip", ".lock"]
)
def test_other_files_are_no_backups(text):
    assert read_name(text) is None


def test_numbers_may_outgrow_their_six_digits():
    name = BackupName(1_234_567, START, BackupReason.OPENED)
    assert read_name(name.text) == name
