"""The harness repeats nothing that is finished, and does not pass where it is dead."""

import os
import random
import subprocess
import sys
from contextlib import contextmanager

import pytest

from torture import report
from torture.killing import end
from torture.outcome import Outcome
from torture.parts.typing import judged
from torture.results import CASE, CONTROL, Result, Results
from torture.running import MOST_CONTROLS, run_part


class Made:
    """A part whose cases and controls come to what the test says."""

    name, about, guard, full = "made", "made for this test", "nothing", 3

    def __init__(self, case=Outcome, control=lambda: Outcome(lost=1)):
        self._case, self._control = case, control
        self.tried = []

    def lacking(self):
        return ""

    @contextmanager
    def bench(self, folder):
        yield self

    def case(self, number, dice):
        self.tried.append((number, dice.random()))
        return self._case()

    def control(self, number, dice):
        return self._control()


@pytest.fixture
def results(tmp_path):
    return Results(tmp_path / "torture", 1)


def test_a_finished_case_is_not_repeated(results):
    first, second = Made(), Made()
    run_part(first, results, 1, range(2))
    run_part(second, results, 1, range(4))
    assert [number for number, _dice in first.tried] == [0, 1]
    assert [number for number, _dice in second.tried] == [2, 3]


def test_a_case_throws_the_same_dice_each_time(results, tmp_path):
    first, second = Made(), Made()
    run_part(first, results, 1, range(3))
    run_part(second, Results(tmp_path / "again", 1), 1, [2])
    assert second.tried == first.tried[2:]


def test_what_is_forgotten_is_tried_again(results):
    run_part(Made(), results, 1, range(2))
    results.forget({"made"})
    again = Made()
    run_part(again, results, 1, range(2))
    assert len(again.tried) == 2


def test_a_line_that_was_cut_off_is_no_case(results, tmp_path):
    run_part(Made(), results, 1, range(1))
    with (tmp_path / "torture" / "cases-1.jsonl").open("a") as file:
        file.write('{"part": "ma')
    assert len(results.of("made", CASE)) == 1


def test_a_control_that_loses_nothing_is_a_failure(results):
    part = Made(control=Outcome)
    run_part(part, results, 1, range(1))
    assert len(results.of("made", CONTROL)) == MOST_CONTROLS
    verdict = report.verdict(part, results)
    assert not verdict.is_good
    assert "NOTHING WAS LOST" in report.table([verdict], [])


@pytest.mark.parametrize("outcome", [Outcome(lost=1), Outcome(torn=1)])
def test_a_loss_is_a_failure(outcome, results):
    part = Made(case=lambda: outcome)
    run_part(part, results, 1, range(1))
    assert not report.verdict(part, results).is_good


def test_a_case_that_breaks_off_is_told_and_does_not_end_the_others(results):
    part = Made(case=lambda: 1 // 0)
    run_part(part, results, 1, range(2))
    verdict = report.verdict(part, results)
    assert not verdict.is_good
    assert "the case broke off: ZeroDivisionError('integer division or modulo by zero') (2x)" in report.table(
        [verdict], []
    )


def test_the_table_says_what_could_not_run():
    assert "**NOT RUN: It takes root.**" in report.table([], [(Made(), "It takes root.")])


def test_the_table_has_the_figures(results):
    for number in range(3):
        outcome = Outcome(ended=1, lost=number, found=("gone",), measured={"seconds": float(number)})
        results.add(Result("made", CASE, number, 2.0, outcome))
    row = report.table([report.verdict(Made(), results)], []).splitlines()[2]
    assert row == "| made | 3 | 3 | 3 | 0 | 6 | seconds: median 1.00, most 2.00; gone (3x) |"


def test_a_program_that_has_ended_is_not_ended_again(monkeypatch):
    """Its number may be that of a group of somebody else's by then."""
    process = subprocess.Popen([sys.executable, "-c", ""], start_new_session=True, text=True)
    process.wait()
    ended = []
    monkeypatch.setattr(os, "killpg", lambda *given: ended.append(given))
    end(process)
    assert ended == []


def test_what_a_killed_program_started_is_ended_with_it():
    script = "import subprocess, sys; subprocess.run([sys.executable, '-c', 'print(1, flush=True); input()'])"
    process = subprocess.Popen(
        [sys.executable, "-c", script],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        start_new_session=True,
        text=True,
    )
    with process:
        assert process.stdout.readline() == "1\n"
        end(process)
        assert process.stdout.read() == ""  # nobody holds its other end any more


def test_the_dice_of_two_cases_differ(results):
    part = Made()
    run_part(part, results, 1, range(2))
    assert part.tried[0][1] != part.tried[1][1]
    assert part.tried[0][1] == random.Random("1:made:case:0").random()


class Shown:
    """What a window that was killed had shown, typed and said."""

    shown, typed, safe, late = "w000001 w000002", {3: 10.0, 4: 10.5}, 3, 0.0


def test_words_that_an_earlier_window_left_are_missed_too():
    assert judged(Shown, 11.0, "w000001 w000002 w000003", "").lost == 0
    outcome = judged(Shown, 11.0, "w000002 w000003", "")
    assert outcome.lost == 1
    assert outcome.found == ("words 1 to 1 were shown as saved and are gone",)
