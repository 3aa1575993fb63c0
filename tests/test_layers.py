"""Holds the walls of the house: who may import whom."""

import ast
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

PACKAGE = "newsletter_app"
SOURCE = Path(__file__).parents[1] / "src" / PACKAGE

FLOORS = (
    {"content"},
    {"rendering", "library"},
    {"importing", "exporting", "checking", "mailing", "publishing"},
    {"commands", "desktop"},
)
LEAVES = {
    "drives",
    "errors",
    "hard_ends",
    "i18n",
    "logs",
    "paths",
    "secret_store",
    "settings",
    "traces",
    "worker",
    "worker_clock",
}
# The composition roots: these build the parts and may import late. `assembly` holds the steps that `app`
# takes one after the other: in one file they were 350 lines, and every room of the window adds to them.
ROOTS = {"cli", "app", "assembly", "__main__"}
# Libraries of one system are imported where they are; Alembic, 238 ms, only where the schema differs.
MAY_BE_LATE = {"fcntl", "msvcrt", "pwd", "resource", "winreg", "newsletter_app.library.upgrading"}
ONLY = {
    "PySide6": {"desktop", "app", "assembly"},
    "shiboken6": {"desktop", "app"},
    "qtawesome": {"desktop", "app"},
    "sqlalchemy": {"library"},
    "alembic": {"library"},
    "sqlite3": {"library"},
    "psycopg": {"library"},
    "keyring": {"secret_store"},
    "smtplib": {"mailing"},
    "httpx": {"publishing", "checking"},
    "click": {"commands", "cli"},
    "rich": {"commands", "cli"},
}


class Import(NamedTuple):
    """One name that a file imports; `is_late` when it happens inside a function."""

    file: str
    line: int
    name: str
    is_late: bool

    @property
    def room(self) -> str:
        return Path(self.file).parts[0].removesuffix(".py")

    @property
    def target(self) -> str:
        parts = self.name.split(".")
        return parts[1] if parts[0] == PACKAGE and len(parts) > 1 else ""

    @property
    def outside(self) -> str:
        return self.name.split(".")[0]

    def __str__(self) -> str:
        return f"{self.file}, line {self.line}"


@cache
def imports_of(source: Path) -> tuple[Import, ...]:
    return tuple(found_in(source))


def found_in(source: Path) -> Iterator[Import]:
    for path in sorted(source.rglob("*.py")):
        file = path.relative_to(source).as_posix()
        tree = ast.parse(path.read_text(encoding="utf-8"))
        late = {
            id(n)
            for f in ast.walk(tree)
            if isinstance(f, ast.FunctionDef | ast.AsyncFunctionDef)
            for n in ast.walk(f)
        }
        for node in ast.walk(tree):
            for name in names_of(node, Path(file)):
                yield Import(file, node.lineno, name, id(node) in late)  # type: ignore[attr-defined]


def names_of(node: ast.AST, file: Path) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if not isinstance(node, ast.ImportFrom):
        return []
    if node.level == 0 and node.module != PACKAGE:
        return [node.module or ""]
    above = (PACKAGE, *file.parts[:-1])
    base = ".".join(above[: len(above) - node.level + 1]) if node.level else PACKAGE
    return (
        [f"{base}.{node.module}"] if node.level and node.module else [f"{base}.{a.name}" for a in node.names]
    )


def floor_of(room: str) -> int:
    return next((number for number, rooms in enumerate(FLOORS) if room in rooms), -1)


def breaches(source: Path) -> Iterator[str]:
    known = set().union(*FLOORS) | LEAVES | ROOTS
    for found in imports_of(source):
        yield from walls(found, known)
        yield from guests(found)
        if found.is_late and found.room not in ROOTS and found.name not in MAY_BE_LATE:
            roots = ", ".join(sorted(ROOTS))
            yield f"{found} imports {found.name} inside a function; only {roots} may import late."


def walls(found: Import, known: set[str]) -> Iterator[str]:
    if found.room not in known and found.room != "__init__":
        yield f"{found.file} is in no room of the house; give it one in DESIGN and here."
    if not found.target or found.target == found.room or found.room in ROOTS:
        return
    if found.room in LEAVES:
        if found.target not in LEAVES:
            yield f"{found} imports {found.target}, but {found.room} is a leaf and knows only leaves."
    elif found.target in ROOTS:
        yield f"{found} imports {found.target}, but nobody imports a composition root."
    elif floor_of(found.target) > floor_of(found.room):
        yield f"{found} looks up: {found.room} lies below {found.target}."
    elif floor_of(found.target) == floor_of(found.room):
        yield f"{found} looks sideways: {found.room} and {found.target} share a floor, so hand the part in."


def guests(found: Import) -> Iterator[str]:
    allowed = ONLY.get(found.outside)
    if allowed is not None and found.room not in allowed:
        yield f"{found} imports {found.outside}, which only {' and '.join(sorted(allowed))} may know."
    if found.room == "content" and found.outside != PACKAGE and found.outside not in sys.stdlib_module_names:
        yield f"{found} imports {found.outside}, but content is standard library only."
    if found.room == "content" and found.target and found.target != "content":
        yield f"{found} imports {found.target}, but content knows nothing but itself."


def test_the_house_keeps_its_walls():
    assert list(breaches(SOURCE)) == []


def test_a_house_is_looked_at():
    assert len({found.room for found in imports_of(SOURCE)}) > 5


@pytest.mark.parametrize(
    ("file", "text", "sentence"),
    [
        ("library/a.py", "import newsletter_app.desktop.shell", "library lies below desktop"),
        ("library/a.py", "from newsletter_app.rendering.source import Source", "looks sideways"),
        ("exporting/a.py", "from newsletter_app.importing import importing", "looks sideways"),
        ("exporting/a.py", "from ..importing.importing import Importing", "looks sideways"),
        ("exporting/targets/a.py", "from ...importing import importing", "looks sideways"),
        ("commands/a.py", "from newsletter_app import desktop", "looks sideways"),
        ("desktop/a.py", "from newsletter_app import app", "nobody imports a composition root"),
        ("errors.py", "from newsletter_app.content.post import Post", "is a leaf"),
        ("worker.py", "import newsletter_app.rendering.source", "is a leaf"),
        (
            "exporting/a.py",
            "from PySide6.QtCore import QObject",
            "only app and assembly and desktop may know",
        ),
        ("commands/a.py", "import sqlalchemy as sa", "only library may know"),
        ("exporting/a.py", "import sqlite3", "only library may know"),
        ("mailing/a.py", "import keyring", "only secret_store may know"),
        ("publishing/a.py", "import smtplib", "only mailing may know"),
        ("importing/a.py", "from click import echo", "only cli and commands may know"),
        ("desktop/a.py", "from rich.table import Table", "only cli and commands may know"),
        ("content/a.py", "import jinja2", "standard library only"),
        ("content/a.py", "from newsletter_app.i18n import _", "knows nothing but itself"),
        ("exporting/a.py", "def f():\n    import json", "only __main__, app, assembly, cli may import late"),
        ("utils/a.py", "import json", "in no room of the house"),
        ("helpers.py", "import json", "in no room of the house"),
    ],
)
def test_a_breach_is_told_in_a_sentence(tmp_path: Path, file: str, text: str, sentence: str):
    made_up(tmp_path, file, text)

    (found,) = breaches(tmp_path)

    assert sentence in found
    assert found.startswith(file)
    assert found.endswith(".")


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("app.py", "def build():\n    from newsletter_app.desktop.main_window import MainWindow"),
        ("cli.py", "import click\nfrom newsletter_app.library.opening import open_library"),
        (
            "desktop/a.py",
            "from PySide6 import QtCore\nfrom newsletter_app.exporting.exporting import Exporting",
        ),
        ("desktop/a.py", "from newsletter_app.desktop.theme import tokens\nfrom .theme import icons"),
        ("exporting/a.py", "from newsletter_app.library import library\nfrom newsletter_app.i18n import _"),
        ("content/a.py", "import re\nfrom newsletter_app.content.post import Post"),
    ],
)
def test_what_the_design_allows_is_left_in_peace(tmp_path: Path, file: str, text: str):
    made_up(tmp_path, file, text)

    assert list(breaches(tmp_path)) == []


def made_up(house: Path, file: str, text: str) -> None:
    path = house / file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
