"""Makes the virtual environment that everything runs in."""

import hashlib
import json
import os
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from developer import debian
from developer.interpreter import Interpreter, ask
from developer.stop import Stop

TO_RUN = ("requirements.txt", "requirements-build.txt")
TO_DEVELOP = (*TO_RUN, "requirements-dev.txt")
_STAMP = "newsletter-stamp.json"
_PROJECT = "pyproject.toml"


@dataclass(frozen=True, slots=True)
class Environment:
    """A virtual environment of this checkout, which may not exist yet."""

    folder: Path
    root: Path

    @property
    def python(self) -> Path:
        """Return its interpreter."""
        return self.folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")

    def ready(self, interpreter: Interpreter, locks: Sequence[str]) -> None:
        """Bring it to where `interpreter` and the lock files want it; done at once where it is there already.

        One made by another interpreter or from other locks is made anew. Raises Stop where that fails.
        """
        wanted = {name: self._digest(name) for name in (*locks, _PROJECT)}
        had = self._had(interpreter)
        if any(had.get(name, digest) != digest for name, digest in wanted.items() if name != _PROJECT):
            had = {}
        if not had:
            self._make(interpreter)
        for name, digest in wanted.items():
            if had.get(name) != digest:
                self._install(name)
                had[name] = digest
                self._stamp(interpreter, had)

    def _digest(self, name: str) -> str:
        folder = self.root if name == _PROJECT else self.root / "packaging"
        return hashlib.sha256((folder / name).read_bytes()).hexdigest()

    def _had(self, interpreter: Interpreter) -> dict[str, str]:
        try:
            stamp: dict[str, Any] = json.loads((self.folder / _STAMP).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        is_alive = stamp.get("interpreter") == interpreter.identity and ask(self.python) is not None
        return dict(stamp.get("parts", {})) if is_alive else {}

    def _stamp(self, interpreter: Interpreter, parts: dict[str, str]) -> None:
        text = json.dumps({"interpreter": interpreter.identity, "parts": parts}, indent=1)
        (self.folder / _STAMP).write_text(text, encoding="utf-8")

    def _make(self, interpreter: Interpreter) -> None:
        if self.folder.exists():
            if not (self.folder / "pyvenv.cfg").is_file():
                raise Stop(f"{self.folder} is in the way: it is no virtual environment. Move it elsewhere.")
            shutil.rmtree(self.folder)
        print(f"Making {self.folder.name} with Python {interpreter.version}.", flush=True)
        self._run([str(interpreter.path), "-m", "venv", str(self.folder)])

    def _install(self, name: str) -> None:
        pip = [str(self.python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        if name == _PROJECT:
            self._run([*pip, "--no-build-isolation", "--no-deps", "--editable", str(self.root)])
            return
        print(f"Installing what packaging/{name} pins; the first time takes a few minutes.", flush=True)
        self._run([*pip, "--require-hashes", "--requirement", str(self.root / "packaging" / name)])

    def _run(self, command: list[str]) -> None:
        if subprocess.run(command, cwd=self.root, check=False).returncode:
            raise Stop(f"This did not work; what it said stands above:\n{' '.join(command)}")


def lacking_packages(interpreter: Interpreter) -> list[str]:
    """Return the package that Debian and its kin keep the making of virtual environments in, where it lacks.

    Raises Stop where the interpreter is not the system's.
    """
    probe = [str(interpreter.path), "-c", "import venv, ensurepip"]
    if subprocess.run(probe, capture_output=True, check=False).returncode == 0:
        return []
    if not (debian.is_here() and interpreter.is_the_systems):
        raise Stop(
            f"{interpreter.path} lacks the modules venv and ensurepip. Install them, then start again."
        )
    return ["python{}.{}-venv".format(*interpreter.feature)]
