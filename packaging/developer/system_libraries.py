"""Finds the libraries of the system that Qt lacks on Linux."""

import ctypes
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from developer import debian
from developer.stop import Stop


@dataclass(frozen=True, slots=True)
class SystemLibrary:
    """A shared object, with the package that brings it; `since_t64` where a release renamed it."""

    file: str
    package: str
    since_t64: str = ""

    @property
    def names(self) -> tuple[str, str]:
        """Return the package's name before t64, then since."""
        return self.package, self.since_t64 or self.package


# Proved in a minimal Debian 12 and 13; the second names are those of Debian 13 and Ubuntu 24.04.
WIDGETS = (
    SystemLibrary("libglib-2.0.so.0", "libglib2.0-0", "libglib2.0-0t64"),
    SystemLibrary("libGL.so.1", "libgl1"),
    SystemLibrary("libEGL.so.1", "libegl1"),
    SystemLibrary("libdbus-1.so.3", "libdbus-1-3"),
    SystemLibrary("libfontconfig.so.1", "libfontconfig1"),
    SystemLibrary("libxkbcommon.so.0", "libxkbcommon0"),
    SystemLibrary("libgssapi_krb5.so.2", "libgssapi-krb5-2"),
)
WEB = (
    SystemLibrary("libnss3.so", "libnss3"),
    SystemLibrary("libasound.so.2", "libasound2", "libasound2t64"),
    SystemLibrary("libXcomposite.so.1", "libxcomposite1"),
    SystemLibrary("libXdamage.so.1", "libxdamage1"),
    SystemLibrary("libXfixes.so.3", "libxfixes3"),
    SystemLibrary("libXrandr.so.2", "libxrandr2"),
    SystemLibrary("libXtst.so.6", "libxtst6"),
    SystemLibrary("libxkbfile.so.1", "libxkbfile1"),
    SystemLibrary("libgbm.so.1", "libgbm1"),
    SystemLibrary("libxcb-dri3.so.0", "libxcb-dri3-0"),
)
SCREEN = (
    SystemLibrary("libxcb-cursor.so.0", "libxcb-cursor0"),
    SystemLibrary("libxcb-icccm.so.4", "libxcb-icccm4"),
    SystemLibrary("libxcb-keysyms.so.1", "libxcb-keysyms1"),
    SystemLibrary("libxcb-shape.so.0", "libxcb-shape0"),
    SystemLibrary("libxkbcommon-x11.so.0", "libxkbcommon-x11-0"),
    SystemLibrary("libxcb-randr.so.0", "libxcb-randr0"),
    SystemLibrary("libxcb-xfixes.so.0", "libxcb-xfixes0"),
    SystemLibrary("libxcb-sync.so.1", "libxcb-sync1"),
)
WITHOUT_SCREEN = (*WIDGETS, *WEB)
WITH_SCREEN = (*WITHOUT_SCREEN, *SCREEN)


def missing(wanted: Sequence[SystemLibrary], is_there: Callable[[str], bool]) -> list[SystemLibrary]:
    """Return those of the wanted libraries that are not there."""
    return [library for library in wanted if not is_there(library.file)]


def lacking_packages(wanted: Sequence[SystemLibrary]) -> list[str]:
    """Return the packages that bring what is missing on Debian and its kin.

    Elsewhere than on Linux Qt brings all it needs. On other Linux raises Stop with the names of the files.
    """
    if not sys.platform.startswith("linux"):
        return []
    lacking = missing(wanted, _finder())
    if not lacking:
        return []
    if not debian.is_here():
        raise Stop(
            "Qt needs libraries of the system that are not installed: "
            + ", ".join(library.file for library in lacking)
            + ".\nInstall them with this system's package manager, then start this again."
        )
    return debian.current_names([library.names for library in lacking], debian.status())


def _finder() -> Callable[[str], bool]:
    listed = _listed()
    return lambda file: file in listed or _loads(file)


def _listed() -> frozenset[str]:
    ldconfig = next((path for path in ("/sbin/ldconfig", "/usr/sbin/ldconfig") if Path(path).exists()), None)
    if ldconfig is None:
        return frozenset()
    answer = subprocess.run([ldconfig, "-p"], capture_output=True, text=True, check=False)
    return names_in(answer.stdout, is_64_bit=sys.maxsize > 2**32)


def names_in(ldconfig: str, *, is_64_bit: bool) -> frozenset[str]:
    r"""Return the names in the answer of `ldconfig -p`; those of the other word size do not count.

    >>> names_in("\tlibnss3.so (libc6,x86-64) => /a\n\tlibc.so.6 (libc6) => /b\n", is_64_bit=True)
    frozenset({'libnss3.so'})
    """
    lines = (line.split() for line in ldconfig.splitlines() if "=>" in line)
    return frozenset(words[0] for words in lines if is_64_bit == ("64" in words[1]))


def _loads(file: str) -> bool:
    try:
        ctypes.CDLL(file)
    except OSError:
        return False
    return True
