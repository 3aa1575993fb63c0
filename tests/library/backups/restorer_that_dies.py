"""Takes a backup back until it is killed at a given step; started by the test of kills, once for all rounds.

A step is anything that Python does to a file or a folder of the library. Each line on standard input, a JSON
list of library folder, backup and number of the step, begins a round in a child of ours; it is answered with
the step it came to, 0 where it was not killed.
"""

import json
import os
import signal
import sys
from pathlib import Path

from newsletter_app.library.restoring import restore

_STEPS = ("open", "os.rename", "os.remove", "os.link", "os.mkdir", "os.rmdir", "os.chmod", "os.truncate")


def kill_at(step: int, folder: str) -> None:
    """Die before the step of that number; the number of the step is left in a pipe for the parent."""
    done = 0

    def watch(event, arguments):
        nonlocal done
        if event in _STEPS and any(folder in os.fsdecode(each) for each in arguments if is_path(each)):
            done += 1
            if done == step:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(watch)


def is_path(value: object) -> bool:
    return isinstance(value, (str, bytes, os.PathLike))


def main() -> None:
    for line in sys.stdin:
        folder, backup, step = json.loads(line)
        child = os.fork()
        if child == 0:
            kill_at(step, folder)
            restore(Path(folder), Path(backup))
            os._exit(0)
        _child, status = os.waitpid(child, 0)
        print(step if os.WIFSIGNALED(status) else 0, flush=True)


main()
