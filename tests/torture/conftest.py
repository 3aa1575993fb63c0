"""Lets tests run some cases of a part, each part as `dev.py torture` runs it."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).parents[1]))

from torture.program import Program
from torture.results import CASE, CONTROL, Result, Results

SEED = 7


class Tortured:
    """What the cases and the control of a part came to."""

    def __init__(self, results: Results, part: str, status: int, told: str) -> None:
        self.status, self.told = status, told
        self.cases: list[Result] = list(results.of(part, CASE).values())
        self.controls: list[Result] = list(results.of(part, CONTROL).values())


@pytest.fixture
def torture(tmp_path: Path) -> Callable[[str, int], Tortured]:
    """Run so many cases of a part; where this machine cannot, the test is skipped and says why."""
    environment = Program(tmp_path, tmp_path / "home").environment

    def run(part: str, count: int) -> Tortured:
        words = ["--part", part, "--count", str(count), "--seed", str(SEED), "--place", str(tmp_path)]
        command = [sys.executable, "-m", "torture", *words]
        with (tmp_path / "said").open("w+") as said:  # no pipe: what a case left running would hold it open
            done = subprocess.run(command, env=environment, stdout=said, stderr=said, timeout=500)
            said.seek(0)
            told = said.read()
        for line in told.splitlines():
            if line.startswith("NOT RUN:"):
                pytest.skip(line)
        return Tortured(Results(tmp_path, SEED), part, done.returncode, told)

    return run


@pytest.fixture
def holds(torture: Callable[[str, int], Tortured]) -> Callable[[str, int], None]:
    """See that nothing is lost in so many cases of a part, and that its control loses something."""

    def see(part: str, count: int) -> None:
        tortured = torture(part, count)
        assert tortured.status == 0, tortured.told
        assert len(tortured.cases) == count
        assert all(result.outcome.is_harmless for result in tortured.cases)
        assert not tortured.controls[-1].outcome.is_harmless

    return see
