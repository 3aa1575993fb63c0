"""Installs packages of Debian and Ubuntu."""

import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

from developer.stop import Stop

_DPKG_STATUS = Path("/var/lib/dpkg/status")


def is_here() -> bool:
    """Tell whether this system installs with apt."""
    return shutil.which("apt-get") is not None and _DPKG_STATUS.is_file()


def is_root() -> bool:
    """Tell whether we may install; never on Windows, where the question does not arise."""
    return hasattr(os, "geteuid") and os.geteuid() == 0


def has_t64_names(status: str) -> bool:
    r"""Tell from dpkg's list whether libraries carry the t64 of Debian 13 and Ubuntu 24.04 in their names.

    >>> has_t64_names("Package: libssl3t64\nStatus: install ok installed\n")
    True
    """
    return any(line.startswith("Package: ") and line.endswith("t64") for line in status.splitlines())


def current_names(names: Sequence[tuple[str, str]], status: str) -> list[str]:
    """Return the names by which this release knows the packages, each given as (old name, name since t64)."""
    return [new if has_t64_names(status) else old for old, new in names]


def status() -> str:
    """Return dpkg's list of what is installed."""
    return _DPKG_STATUS.read_text(encoding="utf-8", errors="replace")


def install(packages: Sequence[str]) -> None:
    """Install packages where we are root; else raise Stop with the command that does it."""
    if not is_root():
        raise Stop(
            "Some packages of the system that this needs are not installed. This installs them:\n\n"
            f"    sudo apt-get install --no-install-recommends {' '.join(packages)}\n\nThen start this again."
        )
    print(f"Installing packages of the system: {' '.join(packages)}", flush=True)
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run(["apt-get", "update", "-qq"], env=quiet, check=False)
    command = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages]
    done = subprocess.run(command, env=quiet, stdout=subprocess.DEVNULL, check=False)
    if done.returncode:
        raise Stop(f"The packages could not be installed.\nTry by hand: {' '.join(command)}")
