"""Starts programs inside the virtual environment."""

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from developer import debian


def child_environment(base: Mapping[str, str], *, is_root: bool, offscreen: bool = False) -> dict[str, str]:
    """Return the environment of a child.

    As root Chromium's sandbox cannot start and is left out; never for anybody else. Offscreen is for tests:
    no window, no graphics card.
    """
    result = dict(base)
    if is_root:
        result.setdefault("QTWEBENGINE_DISABLE_SANDBOX", "1")
    if offscreen:
        result.update({"QT_QPA_PLATFORM": "offscreen", "QT_QUICK_BACKEND": "software"})
    return result


def run(command: Sequence[str | Path], root: Path, *, offscreen: bool = False) -> int:
    """Run a program in the project's folder to its end; return its exit status."""
    sys.stdout.flush()
    environment = child_environment(os.environ, is_root=debian.is_root(), offscreen=offscreen)
    return subprocess.run([str(part) for part in command], cwd=root, env=environment, check=False).returncode


def tell_about_root() -> None:
    """Say once that the sandbox of the preview is left out, where it is."""
    if debian.is_root() and "QTWEBENGINE_DISABLE_SANDBOX" not in os.environ:
        print(
            "Running as root: the preview's browser engine runs without its sandbox. Better be somebody else."
        )


def has_screen() -> bool:
    """Tell whether a window can be shown."""
    if not sys.platform.startswith("linux"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
