"""Checks the code and runs the tests."""

import os
import sys
from pathlib import Path

from developer.children import run
from developer.environment import Environment


def lint(environment: Environment, arguments: list[str]) -> int:
    """Check format, style, types and layers; the first that fails ends it."""
    python = environment.python
    steps: tuple[tuple[str, list[str | Path]], ...] = (
        ("Format", [python, "-m", "ruff", "format", "--check", "--quiet", *(arguments or ["."])]),
        ("Style", [python, "-m", "ruff", "check", "--quiet", *(arguments or ["."])]),
        ("Types", [python, "-m", "mypy"]),
        ("Types of the developer's command", [python, "-m", "mypy", "--strict", "packaging/developer"]),
        ("Layers", [python, "-m", "pytest", "-q", "--no-header", "tests/test_layers.py"]),
    )
    for name, command in steps:
        print(f"{name}:", flush=True)
        status = run(command, environment.root, offscreen=True)
        if status:
            print(f"{name}: failed. `python3 dev.py lint` says it again.", file=sys.stderr)
            return status
    return 0


_ALL_AT_ONCE = ("-n", "auto", "--dist", "loadfile", "--max-worker-restart", "0", "-p", "no:benchmark")
"""A process for each core, a file of tests in one of them: its parts are then made once.

A process that dies ends the run at once, as failed: in its place xdist would start another, and with files
kept together that one can wait for work that never comes (seen with 3.8.0).
"""


def test(environment: Environment, arguments: list[str]) -> int:
    """Run the tests without a screen; all of them on all cores, those that are named as the arguments say."""
    command = [environment.python, "-m", "pytest", *(arguments or _ALL_AT_ONCE)]
    return run(command, environment.root, offscreen=True)


def torture(environment: Environment, arguments: list[str]) -> int:
    """End the program by force, again and again, and look whether a word was lost; hours, not minutes."""
    os.environ["PYTHONPATH"] = str(environment.root / "tests")
    return run([environment.python, "-m", "torture", *arguments], environment.root, offscreen=True)


def check(environment: Environment, arguments: list[str]) -> int:
    """Lint, then test."""
    return lint(environment, []) or test(environment, arguments)
