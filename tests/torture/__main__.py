"""Reads the command line of `dev.py torture`."""

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from torture import report
from torture.disks import in_a_world_of_mounts
from torture.part import Part
from torture.registry import PARTS
from torture.results import Results
from torture.running import run_part

PLACE = Path(__file__).parents[2] / "build" / "torture"


def main(arguments: Sequence[str]) -> int:
    """Run the parts that are named, else all; return 1 where something was lost or a control lost nothing."""
    options = _parser().parse_args(arguments)
    parts = [part for part in PARTS if part.name in (options.part or [each.name for each in PARTS])]
    results = Results(options.place, options.seed)
    if options.fresh:
        results.forget({part.name for part in parts})
    skipped = [(part, lacking) for part in parts if (lacking := part.lacking())]
    able = [part for part in parts if part not in [each for each, _lacking in skipped]]
    for part in able:
        print(f"{part.name}: {part.about}", file=sys.stderr, flush=True)
        run_part(part, results, options.seed, _numbers(part, options))
    return _tell([report.verdict(part, results) for part in able], skipped, options.place)


def _numbers(part: Part, options: argparse.Namespace) -> Sequence[int]:
    if options.case is not None:
        return [options.case]
    return range(part.full if options.count is None else options.count)


def _tell(verdicts: list[report.Verdict], skipped: list[tuple[Part, str]], place: Path) -> int:
    table = report.table(verdicts, skipped)
    (place / "report.md").write_text(table, encoding="utf-8")
    print(table)
    for part, lacking in skipped:
        print(f"NOT RUN: {part.name}. {lacking}", file=sys.stderr)
    return 0 if all(each.is_good for each in verdicts) else 1


def _parser() -> argparse.ArgumentParser:
    listed = "\n".join(f"  {part.name:<14} {part.full:>4}  {part.about}" for part in PARTS)
    parser = argparse.ArgumentParser(
        prog="dev.py torture",
        description="Ends the program by force, again and again, and looks whether a word was lost.",
        epilog=f"parts, with their cases in full:\n{listed}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    names = [part.name for part in PARTS]
    parser.add_argument(
        "--part", action="append", choices=names, metavar="P", help="only this one; may be repeated"
    )
    parser.add_argument("--seed", type=int, default=1, metavar="S", help="what all that is random comes from")
    parser.add_argument("--count", type=int, metavar="N", help="so many cases of each part")
    parser.add_argument("--case", type=int, metavar="N", help="only the case with this number")
    parser.add_argument("--fresh", action="store_true", help="repeat the cases that are finished")
    parser.add_argument(
        "--place", type=Path, default=PLACE, metavar="FOLDER", help="where finished cases and report.md go"
    )
    return parser


if __name__ == "__main__":
    in_a_world_of_mounts(os.environ, sys.argv[1:])
    sys.exit(main(sys.argv[1:]))
