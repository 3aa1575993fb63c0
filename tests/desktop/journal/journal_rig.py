"""What the tests of the journal do with a window, and read of it and of its library."""

import contextlib
import re
import sqlite3
import subprocess
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtWidgets import QLabel, QPlainTextEdit, QWidget

LONG = 30_000
TYPIST = Path(__file__).parent / "typist.py"


@contextlib.contextmanager
def held_up(folder):
    """Let another program write to the library for as long as this lasts."""
    with contextlib.closing(sqlite3.connect(folder / "library.sqlite", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")


@contextlib.contextmanager
def taken_away(folder):
    """Let the library not be in its place for as long as this lasts."""
    file, elsewhere = folder / "library.sqlite", folder / "elsewhere"
    file.rename(elsewhere)
    yield
    elsewhere.rename(file)


def part(window, kind, name):
    found = window.findChild(kind, name)
    assert found is not None, name
    return found


def text_of(window):
    return part(window, QPlainTextEdit, "editor.text")


def said(window):
    return part(window, QLabel, "status.saving").text()


def sentence(window, bar):
    """Return what a bar above the text says, "" while it is hidden."""
    shown = part(window, QWidget, bar)
    return part(window, QLabel, f"{bar}.sentence").text() if shown.isVisible() else ""


def bodies(folder):
    """Return what the library's file holds, by title, without opening it as a library."""
    with contextlib.closing(sqlite3.connect(f"file:{folder / 'library.sqlite'}?mode=ro", uri=True)) as found:
        return dict(found.execute("SELECT title, body FROM item WHERE deleted IS NULL"))


@dataclass
class Typing:
    """A window of another process that is typed into; `log` is what it wrote down."""

    process: subprocess.Popen
    log: Path

    def lines(self, word):
        text = self.log.read_text() if self.log.exists() else ""
        return [int(number) for number in re.findall(rf"^{word} (\d+)$", text, re.MULTILINE)]

    def newest(self, word):
        return max(self.lines(word), default=0)


def words_in(text):
    """Return the numbers of the words that were typed, in the order they stand in."""
    return [int(number) for number in re.findall(r"w(\d{4})", text)]
