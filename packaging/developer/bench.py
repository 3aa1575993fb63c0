"""Runs the benchmarks, one after the other on a screen of their own."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from developer import debian
from developer.children import child_environment, has_screen
from developer.environment import Environment
from developer.stop import Stop

_TABLE = "table.py"
_SCREEN_TOOLS = {"Xvfb": "xvfb", "xdotool": "xdotool"}


def bench(environment: Environment, arguments: list[str]) -> int:
    """Run the named benchmarks, else all, then print their rows as one table."""
    scripts = list(_scripts(environment.root / "benchmarks", arguments))
    with tempfile.TemporaryDirectory() as folder, _screen() as display:
        rows = Path(folder) / "rows.jsonl"
        rows.touch()
        told = {"NEWSLETTER_BENCH_ROWS": str(rows), "NEWSLETTER_BENCH_KEEP": folder}
        base = {**os.environ, **display, "QT_QUICK_BACKEND": "software", **told}
        child = child_environment(base, is_root=debian.is_root())
        failed = [script.stem for script in scripts if not _runs(environment, script, child)]
        _runs(environment, environment.root / "benchmarks" / _TABLE, child, str(rows))
    if failed:
        print(f"Not measured, since it failed: {', '.join(failed)}", file=sys.stderr)
    return 1 if failed else 0


def _scripts(folder: Path, names: list[str]) -> Iterator[Path]:
    there = {path.stem: path for path in sorted(folder.glob("*.py")) if _measures(path)}
    for name in names or there:
        if name not in there:
            raise Stop(f"There is no benchmark {name}. There are: {', '.join(there)}.", status=2)
        yield there[name]


def _measures(path: Path) -> bool:
    """Tell a benchmark from what the benchmarks share, which is only imported."""
    return path.name != _TABLE and '__name__ == "__main__"' in path.read_text(encoding="utf-8")


def _runs(environment: Environment, script: Path, child: dict[str, str], *arguments: str) -> bool:
    print(f"{script.stem} …" if script.name != _TABLE else "", flush=True)
    command: list[str | Path] = [environment.python, script, *arguments]
    return subprocess.run(command, cwd=environment.root, env=child, check=False).returncode == 0


@contextmanager
def _screen() -> Iterator[dict[str, str]]:
    """Yield the variables that name a screen: the person's own, else one that lives as long as this block."""
    if has_screen():
        yield {}
        return
    reads, writes = os.pipe()
    command = ["Xvfb", "-displayfd", str(writes), "-screen", "0", "1600x1000x24", "-nolisten", "tcp"]
    screen = subprocess.Popen(command, pass_fds=[writes], stderr=subprocess.DEVNULL)
    os.close(writes)
    try:
        with os.fdopen(reads) as pipe:
            number = pipe.readline().strip()
        if not number:
            raise Stop("Xvfb did not start.")
        yield {"DISPLAY": f":{number}", "QT_QPA_PLATFORM": "xcb"}
    finally:
        screen.terminate()
        screen.wait(timeout=10)


def lacking_packages() -> list[str]:
    """Return the packages that give us a screen where there is none. Raises Stop where apt cannot."""
    if has_screen():
        return []
    lacking = [package for tool, package in _SCREEN_TOOLS.items() if shutil.which(tool) is None]
    if lacking and not debian.is_here():
        raise Stop(f"The benchmarks need a screen, or these programs: {', '.join(lacking)}.")
    return lacking
