"""Reads the developer's command line."""

import argparse
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from developer import bench, checks, debian, demo, environment, interpreter, real, system_libraries
from developer.children import run, tell_about_root
from developer.environment import TO_DEVELOP, TO_RUN, Environment
from developer.stop import Stop
from developer.system_libraries import SystemLibrary


@dataclass(frozen=True, slots=True)
class Verb:
    """One thing the command can do, with what it needs; `do` returns the exit status."""

    about: str
    do: Callable[[Environment, list[str]], int]
    locks: tuple[str, ...] = TO_DEVELOP
    libraries: tuple[SystemLibrary, ...] = system_libraries.WITHOUT_SCREEN
    more: Callable[[], list[str]] = list


def _run(place: Environment, arguments: list[str]) -> int:
    return run([place.python, "-m", "newsletter_app", *arguments], place.root)


VERBS = {
    "demo": Verb(
        "build the sample library, put it out in every target, open the window (--no-window, --fresh)",
        demo.demo,
        TO_RUN,
        system_libraries.WITH_SCREEN,
    ),
    "run": Verb(
        "start the program, with any of its own arguments", _run, TO_RUN, system_libraries.WITH_SCREEN
    ),
    "lint": Verb("check format, style, types and layers", checks.lint),
    "test": Verb("run the tests, with any of pytest's own arguments", checks.test),
    "torture": Verb(
        "end the program by force and look whether a word was lost: hours, not minutes", checks.torture
    ),
    "check": Verb("lint, then test", checks.check),
    "real": Verb(
        "run the tests against a real WordPress, mail server and keyring, where this machine can have them",
        real.real,
        real.LOCKS,
        more=real.lacking_packages,
    ),
    "bench": Verb(
        "measure, and print one table; or only the benchmarks that are named",
        bench.bench,
        libraries=system_libraries.WITH_SCREEN,
        more=bench.lacking_packages,
    ),
}


def main(arguments: Sequence[str], root: Path) -> int:
    """Do what the arguments say; return the exit status."""
    parser = _parser()
    options, rest = parser.parse_known_args(arguments)
    verb = VERBS[options.verb]
    try:
        found = interpreter.find(options.python) if options.python else interpreter.this_one()
        folder = root / (f".venv-{options.python}" if options.python else ".venv")
        lacking = [*system_libraries.lacking_packages(verb.libraries), *verb.more()]
        if not folder.exists():
            lacking += environment.lacking_packages(found)
        if lacking:
            debian.install(lacking)
        place = Environment(folder, root)
        place.ready(found, verb.locks)
        tell_about_root()
        return verb.do(place, rest)
    except Stop as stop:
        print(stop)
        return stop.status
    except KeyboardInterrupt:
        return 130


def _parser() -> argparse.ArgumentParser:
    verbs = "\n".join(f"  {name:<8} {verb.about}" for name, verb in VERBS.items())
    parser = argparse.ArgumentParser(
        prog="dev.py",
        description="The developer's command. What comes after the verb is handed on to it.",
        epilog=f"verbs:\n{verbs}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument(
        "--python", metavar="3.12", help="use this version, in a virtual environment of its own"
    )
    parser.add_argument("verb", choices=VERBS, metavar="verb")
    return parser
