"""Runs a module that dies by its own hand at a chosen step of what it writes.

    python -m torture.mortal FOLDER COUNT MODULE ARGUMENTS...

A step is a file in FOLDER that is opened, renamed, made or removed, or an SQL statement that changes a thing.
It is killed just before the COUNTth, so that also points between two steps are tried, which no clock hits.
With COUNT 0 it lives, and its last line on stderr says how many steps there were.
"""

import atexit
import os
import runpy
import signal
import sqlite3
import sys
from collections.abc import Callable

STEPS = "steps: "
_TOUCHES = {"open", "os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.link", "os.truncate", "os.chmod"}
_READS = ("SELECT", "PRAGMA", "WITH", "--", "ROLLBACK")


class Steps:
    """Counts the steps of this process, and ends it at the last one it may take."""

    def __init__(self, folder: str, last: int) -> None:
        self._folder, self._last, self.count = folder, last, 0

    def watch(self, event: str, arguments: tuple[object, ...]) -> None:
        """Take note of what Python does with files, as an audit hook."""
        path = arguments[0] if event in _TOUCHES else None
        if isinstance(path, str | bytes) and os.fsdecode(path).startswith(self._folder):
            self._step()

    def watching(self, connect: Callable[..., sqlite3.Connection]) -> Callable[..., sqlite3.Connection]:
        """Return what connects, and takes note of each statement from then on."""

        def connected(*arguments: object, **more: object) -> sqlite3.Connection:
            connection = connect(*arguments, **more)
            connection.set_trace_callback(self._look_at_statement)
            return connection

        return connected

    def _look_at_statement(self, statement: str) -> None:
        if not statement.lstrip().upper().startswith(_READS):
            self._step()

    def _step(self) -> None:
        self.count += 1
        if self.count == self._last:
            os.kill(os.getpid(), signal.SIGKILL)


def main() -> None:
    """Watch from here on, and become the module."""
    folder, last, module, *arguments = sys.argv[1:]
    steps = Steps(folder, int(last))
    if last == "0":
        atexit.register(lambda: print(f"{STEPS}{steps.count}", file=sys.stderr))
    sys.addaudithook(steps.watch)
    sqlite3.connect = steps.watching(sqlite3.connect)
    sys.argv = [module, *arguments]
    runpy.run_module(module, run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    main()
