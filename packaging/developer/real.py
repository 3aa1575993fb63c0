"""Runs the tests that need real counterparts, where this machine can have them."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from developer import debian
from developer.children import run
from developer.environment import TO_DEVELOP, Environment

LOCKS = (*TO_DEVELOP, "requirements-real.txt")
_PROGRAMS = {"/usr/bin/chromium": "chromium", "/usr/bin/spamassassin": "spamassassin"}


@dataclass(frozen=True, slots=True)
class Counterpart:
    """A server that a script in tests/real starts.

    `place` is the variable that says where it keeps its state, `told` the one by which tests find it.
    """

    name: str
    script: str
    place: str
    folder: str
    told: str


_SERVERS = (
    Counterpart("WordPress", "wordpress-up.sh", "SITE_DIR", "wordpress-dev", "NEWSLETTER_WORDPRESS"),
    Counterpart("The mail server", "mail-up.sh", "MAIL_DIR", "mail-dev", "NEWSLETTER_MAIL"),
)


def lacking_packages() -> list[str]:
    """Return the packages of the browser and of the spam filter that lack, where we may install them."""
    lacking = [package for program, package in _PROGRAMS.items() if not Path(program).exists()]
    return lacking if _is_possible() else []


def real(environment: Environment, arguments: list[str]) -> int:
    """Start a WordPress, a mail server and a keyring on this computer, run tests/real, and end them again.

    Says so and returns 0 where the machine cannot have them: it takes Debian or its kin, and root. Each that
    cannot be had is told, and its tests skip themselves.
    """
    if not _is_possible():
        print("Skipped: the real counterparts are installed on Debian, as root.")
        return 0
    scripts = environment.root / "tests" / "real"
    with ExitStack() as stack:
        for each in _SERVERS:
            stack.enter_context(_started(each, scripts))
        _have_keyring(scripts / "secrets-up.sh")
        return run(
            [environment.python, "-m", "pytest", "tests/real", *arguments], environment.root, offscreen=True
        )


@contextmanager
def _started(counterpart: Counterpart, scripts: Path) -> Iterator[None]:
    script = str(scripts / counterpart.script)
    folder = Path(tempfile.gettempdir()) / "newsletter-editor-tests" / counterpart.folder
    os.environ[counterpart.place] = str(folder)
    try:
        if _succeeds(script, "up"):
            os.environ[counterpart.told] = str(folder / "env.json")
        else:
            _tell_skipped(counterpart.name)
        yield
    finally:
        _succeeds(script, "stop")


def _have_keyring(script: Path) -> None:
    if _succeeds(str(script), "install"):
        os.environ["NEWSLETTER_KEYRING"] = str(script)
    else:
        _tell_skipped("The keyring")


def _tell_skipped(name: str) -> None:
    print(f"{name} could not be installed here; what stood in the way is told above. Its tests are skipped.")


def _succeeds(*command: str) -> bool:
    return subprocess.run(["bash", *command], stdout=subprocess.DEVNULL, check=False).returncode == 0


def _is_possible() -> bool:
    return sys.platform.startswith("linux") and debian.is_here() and debian.is_root()
