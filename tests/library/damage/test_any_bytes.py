"""Whatever bytes a library's file consists of: opening, checking and repairing end in words and in time."""

import os
import shutil
import tempfile
import time
from pathlib import Path

from hypothesis import example, given, settings
from hypothesis import strategies as st

from newsletter_app.errors import AppError
from newsletter_app.library.cleaning import clean_picture
from newsletter_app.library.opening import open_library
from newsletter_app.library.repairing.repair import repair
from newsletter_app.library.versions import SCHEMA_VERSION

FILE = "library.sqlite"
FIXTURE = Path(__file__).parents[1] / "fixtures" / f"schema-{SCHEMA_VERSION}"
SIZE = (FIXTURE / FILE).stat().st_size
LONGEST = 60.0  # a slow machine with much else to do; one takes half a second
EXAMPLES = 1_000 if os.environ.get("NEWSLETTER_TORTURE") else 10

writings = st.lists(st.tuples(st.integers(0, SIZE - 1), st.binary(min_size=1, max_size=600)), max_size=12)


@settings(max_examples=EXAMPLES, deadline=None, derandomize=True)
@given(writings, st.integers(0, SIZE), st.binary(max_size=200))
@example([(215282, b"\x80")], 0, b"")  # what SQLite says of it repeats the byte, which is no UTF-8
def test_any_bytes_end_in_words(written, length, log):
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "library"
        shutil.copytree(FIXTURE, folder)
        data = bytearray((folder / FILE).read_bytes())
        for at, new in written:
            data[at : at + len(new)] = new
        (folder / FILE).write_bytes(data if length < SIZE // 2 else data[:length])
        if log:
            (folder / f"{FILE}-wal").write_bytes(log)
        start = time.monotonic()
        look(folder)
        try:
            done = repair(folder)
        except AppError as error:
            assert error.message.endswith(".")  # noqa: PT017 - any of several errors may come, or none
        else:
            assert done.aside is None or (done.aside / FILE).exists()
            with open_library(folder, clean_picture, make=False) as library:
                assert [fault for fault in library.upkeep.check() if "picture" not in fault] == []
        assert time.monotonic() - start < LONGEST


def look(folder: Path) -> None:
    """Open and check; where it is refused, the file must be as it was."""
    before = (folder / FILE).read_bytes()
    try:
        with open_library(folder, clean_picture, make=False) as library:
            library.upkeep.check()
            library.items.all()
    except AppError:
        pass
    else:
        return
    assert (folder / FILE).read_bytes() == before
