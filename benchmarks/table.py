"""Prints what the benchmarks measured as one table."""

import json
import os
import sys
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

_HEAD = ("what", "measured", "goal", "beside it, in the same run")


@dataclass(frozen=True, slots=True)
class Row:
    """One measurement with its unit, as it is to be read: "16.7 / 17.9 ms"; `goal` and `peer` likewise."""

    what: str
    measured: str
    goal: str = ""
    peer: str = ""


def report(rows: Iterable[Row]) -> None:
    """Hand rows over to the command that runs all benchmarks; print them where there is none."""
    rows = list(rows)
    gathered = os.environ.get("NEWSLETTER_BENCH_ROWS")
    if not gathered:
        print(drawn(rows))
        return
    with Path(gathered).open("a", encoding="utf-8") as file:
        file.writelines(json.dumps(asdict(row), ensure_ascii=False) + "\n" for row in rows)


def percentiles(values: Iterable[float], unit: str = "ms") -> str:
    """Return median and 95th percentile as they stand in the table.

    >>> percentiles([1.0, 2.0, 3.0])
    '2.0 / 3.0 ms'
    """
    ordered = sorted(values)
    p50, p95 = (ordered[min(len(ordered) - 1, round(part * (len(ordered) - 1)))] for part in (0.5, 0.95))
    return f"{p50:.1f} / {p95:.1f} {unit}"


def drawn(rows: Iterable[Row]) -> str:
    """Return the rows as a table of plain text."""
    lines = [_HEAD, *((row.what, row.measured, row.goal, row.peer) for row in rows)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(_HEAD))]
    text = [
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
        for line in lines
    ]
    text.insert(1, "  ".join("-" * width for width in widths))
    return "\n".join(text)


def _read(file: Path) -> list[Row]:
    return [Row(**json.loads(line)) for line in file.read_text(encoding="utf-8").splitlines()]


if __name__ == "__main__":
    print(drawn(_read(Path(sys.argv[1]))))
