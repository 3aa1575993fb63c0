"""Runs the cases of a part that are not finished yet."""

import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path

from torture.outcome import Outcome
from torture.part import Bench, Part
from torture.results import CASE, CONTROL, Result, Results

MOST_CONTROLS = 12
"""Tries after which a control that lost nothing is given up: the harness is dead then."""

Try = Callable[[int, random.Random], Outcome]


def run_part(part: Part, results: Results, seed: int, numbers: Iterable[int]) -> None:
    """Try the control until it loses something, then each of the cases; what is finished is not repeated."""
    done = results.of(part.name, CASE)
    missing = [number for number in numbers if number not in done]
    tries = results.of(part.name, CONTROL)
    is_proved = not part.guard or any(not result.outcome.is_harmless for result in tries.values())
    if not missing and is_proved:
        return
    with (
        tempfile.TemporaryDirectory(prefix="newsletter-torture-") as folder,
        part.bench(Path(folder)) as bench,
    ):
        if not is_proved:
            _prove(part.name, bench, results, seed)
        for number in missing:
            _try(part.name, CASE, number, bench.case, results, seed)


def _prove(part: str, bench: Bench, results: Results, seed: int) -> None:
    for number in range(MOST_CONTROLS):
        if not _try(part, CONTROL, number, bench.control, results, seed).is_harmless:
            return


def _try(part: str, kind: str, number: int, attempt: Try, results: Results, seed: int) -> Outcome:
    began = time.monotonic()
    try:
        outcome = attempt(number, random.Random(f"{seed}:{part}:{kind}:{number}"))
    except Exception as error:  # noqa: BLE001 - a case that breaks off must not end the others
        outcome = Outcome(torn=int(kind == CASE), found=(f"the {kind} broke off: {error!r}",))
    results.add(Result(part, kind, number, time.monotonic() - began, outcome))
    _tell(part, kind, number, outcome)
    return outcome


def _tell(part: str, kind: str, number: int, outcome: Outcome) -> None:
    if outcome.found or sys.stderr.isatty():
        said = "; ".join(outcome.found) or "nothing lost"
        print(f"{part}, {kind} {number}: {said}", file=sys.stderr, flush=True)
