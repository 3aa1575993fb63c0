"""Shows the program on its sample library."""

import argparse
import json
import os
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from developer import debian, sample
from developer.children import child_environment, has_screen, run
from developer.environment import Environment
from developer.stop import Stop

_ASK_TARGETS = (
    "import json; from newsletter_app.exporting.registry import TARGETS; "
    "print(json.dumps([[t.name, t.suffix, t.label] for t in TARGETS]))"
)
POST_TARGETS = ("blog", "wordpress", "page", "markdown")


@dataclass(frozen=True, slots=True)
class Program:
    """Newsletter Editor's command line on one library; `said` gathers what it remarks, each sentence once."""

    python: Path
    library: Path
    said: dict[str, None] = field(default_factory=dict)

    def __call__(self, *arguments: str) -> Any:
        """Run one command; return its JSON answer, None where it has none. Raises Stop where it fails."""
        command = ["-m", "newsletter_app", "--library", str(self.library), "--json", *arguments]
        answer = self._ask(command)
        return json.loads(answer) if answer.strip() else None

    def targets(self) -> list[tuple[str, str, str]]:
        """Return name, suffix and label of every target."""
        return [(name, suffix, label) for name, suffix, label in json.loads(self._ask(["-c", _ASK_TARGETS]))]

    def _ask(self, arguments: Sequence[str]) -> str:
        quiet = child_environment(os.environ, is_root=debian.is_root(), offscreen=True)
        done = subprocess.run(
            [self.python, *arguments], env=quiet, capture_output=True, encoding="utf-8", check=False
        )
        if done.returncode:
            raise Stop(f"{done.stderr}\nThis command failed:\nnewsletter-app {' '.join(arguments[2:])}")
        self.said.update(dict.fromkeys(done.stderr.splitlines()))
        return done.stdout


def demo(environment: Environment, arguments: list[str]) -> int:
    """Build, put out, tell, open the window."""
    options = _parser().parse_args(arguments)
    place = environment.root / "build" / "demo"
    if options.fresh and place.exists():
        shutil.rmtree(place)
    program = Program(environment.python, place / "library")
    _see_to_library(program, environment.root / "resources" / "sample")
    rows = _put_out(program, place)
    if program.said:
        print("\nWhat it said:", *program.said, sep="\n  ")
    _print_table(rows, environment.root)
    return _show(program, environment.root, wanted=not options.no_window)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="dev.py demo", allow_abbrev=False)
    parser.add_argument("--no-window", action="store_true", help="only put out, open no window")
    parser.add_argument("--fresh", action="store_true", help="throw away build/demo with all you did in it")
    return parser


def _see_to_library(program: Program, folder: Path) -> None:
    if program.library.exists():
        print("The sample library is there already; `dev.py demo --fresh` would make it anew.")
        return
    unfinished = program.library.with_name("unfinished")
    shutil.rmtree(unfinished, ignore_errors=True)
    unfinished.parent.mkdir(parents=True, exist_ok=True)
    print("Building the sample library.", flush=True)
    build(replace(program, library=unfinished), folder)
    unfinished.rename(program.library)


def build(program: Program, folder: Path) -> str:
    """Fill an empty library with the sample; return the newsletter's id."""
    described = sample.read(folder)
    for command in sample.before_newsletter(described, folder):
        program(*command)
    made = str(program(*sample.newsletter(described, folder))["id"])
    for command in sample.entries(described, folder, made):
        program(*command)
    return made


def _put_out(program: Program, place: Path) -> list[tuple[str, Path]]:
    newsletters = program("list", "newsletters")["items"]
    posts = program("list", "posts")["items"]
    jobs = [("newsletter", newsletters[-1]["id"], target) for target in program.targets()]
    print("Putting it out in every target.", flush=True)
    jobs += [("post", posts[0]["id"], target) for target in program.targets() if target[0] in POST_TARGETS]
    rows = []
    for kind, item, (name, suffix, label) in jobs:
        path = place / kind / f"{name}{suffix}"
        path.parent.mkdir(exist_ok=True)
        program("export", item, "--to", name, "--out", str(path), "--force")
        rows.append((f"{kind}: {label}", path))
    return rows


def _print_table(rows: list[tuple[str, Path]], root: Path) -> None:
    width = max(len(what) for what, _ in rows)
    print("\nWhat lies where:")
    for what, path in rows:
        print(f"  {what:<{width}}  {path.relative_to(root)}")


def _show(program: Program, root: Path, *, wanted: bool) -> int:
    if not wanted:
        return 0
    if not has_screen():
        print("\nThere is no screen here, so no window opens. Where there is one, this command opens it.")
        return 0
    print("\nOpening the window.")
    return run([program.python, "-m", "newsletter_app", "--library", program.library], root)
