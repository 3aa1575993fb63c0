"""A program that races for a library: told "go" it takes it if it can, told "let go" it lets go.

Run as `racer.py FOLDER [unlocked]` by the tests of turns. It answers each line with one of its own. Without
locks of the system it shows what they are for.
"""

import fcntl
import sys
from pathlib import Path

from newsletter_app.library.turns import WindowTurns


def main(folder: Path) -> None:
    turns = WindowTurns(folder)
    for wish in sys.stdin:
        if wish.strip() == "let go":
            turns.close()
            print("gone", flush=True)
            continue
        turns.begin()
        print(turns.refusal.message if turns.refusal else "held", flush=True)


if __name__ == "__main__":
    if sys.argv[2:]:
        fcntl.flock = lambda *_given: None
    main(Path(sys.argv[1]))
