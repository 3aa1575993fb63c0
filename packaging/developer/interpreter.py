"""Finds the Python that the project is to run on."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from developer.stop import Stop

OLDEST = (3, 11)
_ASK = "import sys, platform; print(platform.python_version(), sys.base_prefix, sep='\\n')"


@dataclass(frozen=True, slots=True)
class Interpreter:
    """An interpreter outside any virtual environment; `version` has all its parts, such as 3.11.7."""

    path: Path
    version: str
    prefix: str

    @property
    def feature(self) -> tuple[int, int]:
        """Return its version's first two parts."""
        major, minor = self.version.split(".")[:2]
        return int(major), int(minor)

    @property
    def identity(self) -> str:
        """Return what differs between any two interpreters of this machine."""
        return f"{self.version} {self.prefix}"

    @property
    def is_the_systems(self) -> bool:
        """Tell whether the system's package manager brought it."""
        return self.prefix == "/usr"


def ask(path: Path) -> Interpreter | None:
    """Return what the interpreter at `path` says of itself; None where it does not run."""
    try:
        answer = subprocess.run([path, "-c", _ASK], capture_output=True, text=True, timeout=30, check=True)
    except (OSError, subprocess.SubprocessError):
        return None
    version, prefix = answer.stdout.splitlines()[:2]
    return Interpreter(path, version, prefix)


def this_one() -> Interpreter:
    """Return the interpreter that runs us, or the one its virtual environment was made by."""
    found = ask(Path(sys.executable))
    if found is None:
        raise Stop(f"{sys.executable} does not run.")
    if sys.prefix == sys.base_prefix:
        return found
    name = f"python{found.feature[0]}.{found.feature[1]}" if os.name != "nt" else "python.exe"
    folder = Path(sys.base_prefix) / ("bin" if os.name != "nt" else "")
    return ask(folder / name) or found


def find(wanted: str) -> Interpreter:
    """Return an interpreter of the version `wanted`, such as 3.12. Raises Stop where there is none."""
    for path in _places(wanted):
        found = ask(path)
        if found and f"{found.version}.".startswith(f"{wanted}."):
            return _new_enough(found)
    raise Stop(f"There is no Python {wanted} on this machine.\nInstall it, or leave out --python.")


def _places(wanted: str) -> Iterator[Path]:
    for name in (f"python{wanted}", "python3", "python"):
        found = shutil.which(name)
        if found:
            yield Path(found)
    yield from sorted((Path.home() / ".pyenv" / "versions").glob(f"{wanted}*/bin/python"), reverse=True)
    yield from sorted(Path("C:/").glob(f"Python{wanted.replace('.', '')}/python.exe"))


def _new_enough(found: Interpreter) -> Interpreter:
    if found.feature < OLDEST:
        raise Stop(f"Newsletter Editor needs Python 3.11 or newer, and {found.path} is {found.version}.")
    return found
