"""Draws the table of figures."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from torture.part import Part
from torture.results import CASE, CONTROL, Result, Results

HEADINGS = (
    "part",
    "cases",
    "killed or cut",
    "lost",
    "torn",
    "seconds",
    "what was lost where, what was measured",
)
_NAMED = 6


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a part held what it promises: nothing lost, and a control that lost something."""

    part: Part
    cases: tuple[Result, ...]
    controls: tuple[Result, ...]

    @property
    def is_good(self) -> bool:
        """Tell whether nothing was lost, and whether the control shows that it would have been noticed."""
        return bool(self.cases) and all(r.outcome.is_harmless for r in self.cases) and self.is_proved

    @property
    def is_proved(self) -> bool:
        """Tell whether the control lost something."""
        return not self.part.guard or any(not result.outcome.is_harmless for result in self.controls)


def verdict(part: Part, results: Results) -> Verdict:
    """Return what is known of a part."""
    cases, controls = (tuple(results.of(part.name, kind).values()) for kind in (CASE, CONTROL))
    return Verdict(part, cases, controls)


def table(verdicts: Iterable[Verdict], skipped: Iterable[tuple[Part, str]]) -> str:
    """Return the figures of all parts as one Markdown table, those that could not run at its end."""
    rows = [HEADINGS, tuple("---" for _heading in HEADINGS)]
    for each in verdicts:
        rows.append(_row(each.part.name, each.cases, ""))
        if each.part.guard:
            rows.append(_row(f"{each.part.name}, control", each.controls, _control_words(each)))
    rows += [(part.name, "0", "0", "-", "-", "0", f"**NOT RUN: {lacking}**") for part, lacking in skipped]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows) + "\n"


def _row(name: str, results: Sequence[Result], before: str) -> tuple[str, ...]:
    outcomes = [result.outcome for result in results]
    sums = (sum(getattr(outcome, what) for outcome in outcomes) for what in ("ended", "lost", "torn"))
    seconds = sum(result.seconds for result in results)
    words = "; ".join(filter(None, (before, _measured(results), _found(results)))) or "nothing"
    return (
        name,
        str(len(outcomes)),
        *map(str, sums),
        f"{seconds:.0f}",
        " ".join(words.replace("|", "/").split()),
    )


def _control_words(each: Verdict) -> str:
    said = f"with {each.part.guard}"
    return said if each.is_proved else f"{said} **NOTHING WAS LOST: this harness is dead**"


def _measured(results: Sequence[Result]) -> str:
    names = dict.fromkeys(name for result in results for name in result.outcome.measured)
    return "; ".join(f"{name}: {_spread(name, results)}" for name in names)


def _spread(name: str, results: Sequence[Result]) -> str:
    values = sorted(result.outcome.measured[name] for result in results if name in result.outcome.measured)
    return f"median {values[len(values) // 2]:.2f}, most {values[-1]:.2f}"


def _found(results: Sequence[Result]) -> str:
    said = Counter(sentence for result in results for sentence in result.outcome.found)
    named = [
        f"{sentence} ({count}x)" if count > 1 else sentence for sentence, count in said.most_common(_NAMED)
    ]
    return "; ".join(named) + (f"; and {len(said) - _NAMED} more" if len(said) > _NAMED else "")
