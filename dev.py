"""The developer's command: `python3 dev.py demo` shows the program, `python3 dev.py test` tests it."""

# This file alone must be readable by every older Python, so that the sentence below can be said.
import sys

if sys.version_info < (3, 11):  # noqa: UP036 - the very case this file is for
    sys.exit(
        "Newsletter Editor needs Python 3.11 or newer, and this is Python "
        + ".".join(str(part) for part in sys.version_info[:2])
        + ".\nStart it with a newer one, such as: python3.12 dev.py demo"
    )

from pathlib import Path

ROOT = Path(__file__).resolve().parent
sys.path.insert(0, str(ROOT / "packaging"))

from developer.command import main  # noqa: E402 - found by the line above

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:], ROOT))
