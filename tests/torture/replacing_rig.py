"""Makes the libraries that are replaced: one that was not closed, with an older backup, and a damaged one."""

import contextlib
import shutil
import sqlite3
from dataclasses import dataclass
from pathlib import Path

from torture.program import Program

FILE = "library.sqlite"
_PAGE, _DAMAGED = 4096, 3


@dataclass(frozen=True, slots=True)
class Way:
    """One way to replace a library: the words of the command, and where the library of before lies.

    `old` and `new` are the titles of posts that the program shows before and after, `old` None where it opens
    nothing before.
    """

    name: str
    words: tuple[object, ...]
    before: Path
    old: frozenset[str] | None
    new: frozenset[str]

    def put(self, program: Program) -> None:
        """Put the library of before where a program has its library."""
        shutil.rmtree(program.library, ignore_errors=True)
        shutil.copytree(self.before, program.library)


def ways(folder: Path) -> tuple[Way, ...]:
    """Make the libraries in a folder."""
    usual = Program(folder / "usual", folder / "home")
    for number in range(12):
        usual.do("new", "post", "--title", f"Post {number}", "--body", "-", typed=f"{number} words " * 300)
    usual.do("library", "backup", folder / "backup.zip")
    posts = titles(usual)
    shutil.copytree(usual.library, folder / "damaged")
    _damage(folder / "damaged" / FILE)
    _leave_unclosed(usual, folder / "unclosed")
    restore = ("library", "restore", folder / "backup.zip")
    return (
        Way("restore", restore, folder / "unclosed", posts | {"Written later"}, posts),
        _repair(folder),
    )


def parts_of(library: Path) -> dict[str, bytes]:
    """Return the bytes of a library's file and of its log, where anything waits there."""
    found = {name: library / name for name in (FILE, f"{FILE}-wal")}
    return {name: file.read_bytes() for name, file in found.items() if file.exists() and file.stat().st_size}


def titles(program: Program) -> frozenset[str]:
    """Return the titles of all posts."""
    return frozenset(each["title"] for each in program.do("list", "posts", "--json").json["items"])


def _leave_unclosed(program: Program, target: Path) -> None:
    """Copy the library while the last post waits in its log, as a program that was killed leaves it."""
    with contextlib.closing(sqlite3.connect(program.library / FILE)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM item").fetchone()
        program.do("new", "post", "--title", "Written later", "--body", "-", typed="Words.")
        shutil.copytree(program.library, target)
    assert (target / f"{FILE}-wal").stat().st_size


def _damage(file: Path) -> None:
    with file.open("r+b") as opened:
        opened.seek(_DAMAGED * _PAGE)
        opened.write(bytes(_PAGE))


def _repair(folder: Path) -> Way:
    """Repair it once, undisturbed, so that what can be read of it is known."""
    words, before = ("library", "repair"), folder / "damaged"
    shutil.copytree(before, folder / "repaired")
    repaired = Program(folder / "repaired", folder / "home")
    assert repaired.run("list", "posts").status
    repaired.do(*words)
    return Way("repair", words, before, None, titles(repaired))
