"""Starts the program from outside, as people and scripts do."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from torture.mortal import STEPS

TESTS = Path(__file__).parents[1]
LONG = 300.0
"""Seconds after which a program that does not answer is called stuck."""


@dataclass(frozen=True, slots=True)
class Said:
    """What the command line answered."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """Return the document it wrote."""
        return json.loads(self.out)


@dataclass(frozen=True, slots=True)
class Program:
    """The program on one library, with a home of its own; `guard` names what is taken out of it."""

    library: Path
    home: Path
    guard: str = ""

    @property
    def environment(self) -> dict[str, str]:
        """Return what its processes are started with."""
        own = {
            "NEWSLETTER_HOME": str(self.home),
            "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring",
            "PYTHONPATH": os.pathsep.join([str(TESTS), os.environ.get("PYTHONPATH", "")]).rstrip(os.pathsep),
            "QT_QPA_PLATFORM": "offscreen",
            "QT_QUICK_BACKEND": "software",
        }
        if hasattr(os, "geteuid") and os.geteuid() == 0:
            own["QTWEBENGINE_DISABLE_SANDBOX"] = "1"  # Chromium refuses root otherwise
        return {**os.environ, **own}

    def start(self, *words: object, **more: Any) -> subprocess.Popen[str]:
        """Start the command line, in a group of processes of its own."""
        module = ["torture.careless", self.guard] if self.guard else ["newsletter_app"]
        return self.start_module(*module, "--library", self.library, *words, **more)

    def start_module(self, *words: object, **more: Any) -> subprocess.Popen[str]:
        """Start a module of Python's with the same surroundings."""
        pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "stdin": subprocess.DEVNULL}
        command = [sys.executable, "-m", *map(str, words)]
        return subprocess.Popen(
            command, env=self.environment, text=True, start_new_session=True, **{**pipes, **more}
        )

    def start_mortal(self, folder: Path, step: int, *words: object) -> subprocess.Popen[str]:
        """Start the command line; it dies just before that step of what it writes."""
        module = ["torture.careless", self.guard] if self.guard else ["newsletter_app"]
        return self.start_module("torture.mortal", folder, step, *module, "--library", self.library, *words)

    def steps(self, folder: Path, *words: object) -> int:
        """Run the command line, which must succeed, and return in how many steps it wrote."""
        process = self.start_mortal(folder, 0, *words)
        told = process.communicate(timeout=LONG)[1]
        assert process.returncode == 0, (words, told)
        return int(told.rpartition(STEPS)[2])

    def run(self, *words: object, typed: str = "") -> Said:
        """Run the command line to its end. Raises AssertionError where it shows a traceback."""
        with self.start(*words, stdin=subprocess.PIPE) as process:
            out, err = process.communicate(typed, timeout=LONG)
        assert "Traceback" not in err, err
        return Said(process.returncode, out, err)

    def do(self, *words: object, typed: str = "") -> Said:
        """Run the command line, which must succeed."""
        said = self.run(*words, typed=typed)
        assert said.status == 0, (words, said)
        return said


def wait_until(is_so: Callable[[], object], seconds: float = LONG) -> bool:
    """Wait for a condition, with many looks a second; return whether it came."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if is_so():
            return True
        time.sleep(0.0005)
    return False
