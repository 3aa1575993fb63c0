"""Starts the command line with one guard taken out, for controls.

python -m torture.careless GUARD ARGUMENTS...
"""

import contextlib
import sys
from collections.abc import Callable
from pathlib import Path

NONE = ""


def without_syncing() -> None:
    """Have SQLite not wait for the disk."""
    from newsletter_app.library import connecting

    others = [setting for setting in connecting._SETTINGS if not setting.startswith("synchronous")]
    connecting._SETTINGS = (*others, "synchronous=OFF")


def without_a_journal() -> None:
    """Have the window believe that the journal keeps what is typed."""
    from newsletter_app.library.journal import Journal

    Journal.keep = lambda _self, _item, *, is_sent: None


def with_plain_writes() -> None:
    """Write exports straight over what is there, portion by portion."""
    from newsletter_app.exporting import files, folders

    def write(path: Path, data: bytes) -> None:
        with path.open("wb", buffering=0) as file:
            for begin in range(0, len(data), 4096):
                file.write(data[begin : begin + 4096])

    files.replace_file = folders.replace_file = write


def with_a_transaction_for_each_item() -> None:
    """Have each write of an import count by itself."""
    from newsletter_app.library.library import Library

    Library.together = lambda _self: contextlib.nullcontext()


def with_a_transaction_for_each_statement() -> None:
    """Have SQLite count each statement by itself."""
    from newsletter_app.library import database

    database._begin = lambda _text, _connection: None


def without_a_decision() -> None:
    """Have nothing say that another library is to take the place of this one, be it half done or not."""
    from newsletter_app.library import swapping

    write = swapping.write_file
    swapping.write_file = lambda file, data: None if file.name == swapping._DECIDED else write(file, data)


GUARDS: dict[str, Callable[[], None]] = {
    NONE: lambda: None,
    "without syncing": without_syncing,
    "without a journal": without_a_journal,
    "with plain writes": with_plain_writes,
    "with a transaction for each item": with_a_transaction_for_each_item,
    "with a transaction for each statement": with_a_transaction_for_each_statement,
    "without a decision": without_a_decision,
}


def main() -> int:
    """Run the command line as it is then."""
    from newsletter_app import cli

    GUARDS[sys.argv[1]]()
    return cli.run(sys.argv[2:], lambda _library: 1)


if __name__ == "__main__":
    sys.exit(main())
