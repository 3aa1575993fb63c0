"""A day of work in the real window neither ends it nor makes it larger."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from newsletter_app.content.post import Post
from newsletter_app.library.cleaning import clean_picture
from newsletter_app.library.opening import open_library

pytestmark = [
    pytest.mark.window,
    pytest.mark.skipif(not sys.platform.startswith("linux"), reason="Memory is read as Linux tells it."),
]
IS_LONG = bool(os.environ.get("NEWSLETTER_TORTURE"))
PARTS = 20 if IS_LONG else 4
WHOLE = (50_000, 50_000, 100_000, 5_000, 20_000) if IS_LONG else (2_000, 2_000, 4_000, 40, 400)
"""Emits, connects, void calls, reloads of the preview, keys."""
WARM = PARTS // 4
"""What is looked at first fills caches: from this part on memory may grow by a tenth."""
MOST = 1.1
LOST, GAINED = 200, 2_000
"""A reference that is lost is one step to an abort; one that is gained is held by something that was made."""


def lived(folder: Path, seconds: float) -> tuple[list[dict[str, int]], str]:
    """Return the figures after each part, and what the editor held at the end."""
    amounts = [str(amount // PARTS) for amount in WHOLE]
    rest = "10000" if IS_LONG else "500"
    program = Path(__file__).with_name("a_long_day.py")
    told = subprocess.run(
        [sys.executable, str(program), str(folder), str(PARTS), rest, *amounts],
        capture_output=True,
        text=True,
        check=False,
        timeout=seconds,
    )
    assert told.returncode == 0, told.stderr[-2_000:]
    *figures, end = [json.loads(line) for line in told.stdout.splitlines()]
    return figures, end["text"]


def test_a_long_day_leaves_memory_and_counts_where_they_were(tmp_path: Path) -> None:
    folder = tmp_path / "library"
    with open_library(folder, clean_picture, make=True) as library:
        post = library.items.add(Post(title="A long day", body="It begins.")).item.record.id
    figures, text = lived(folder, 7_200 if IS_LONG else 120)
    if file := os.environ.get("NEWSLETTER_SOAK_FIGURES"):
        Path(file).write_text(json.dumps(figures), encoding="utf-8")

    with open_library(folder, clean_picture, make=False) as library:
        item = library.items.get(post)
    assert isinstance(item, Post)
    assert item.body == text
    assert len(text) == WHOLE[-1] % 380  # each key is a letter, but the one that empties the page
    first, last = figures[WARM - 1], figures[-1]
    assert len(figures) == PARTS
    assert last["rss"] <= MOST * first["rss"]
    assert last["all"] <= MOST * first["all"]
    for name in ("none", "true"):
        assert -LOST < last[name] - first[name] < GAINED, name
