"""The clock on the wall goes back and forth while somebody types: every word is saved, in its order."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from itertools import cycle
from pathlib import Path

import pytest
from PySide6.QtCore import QObject

from newsletter_app.content.post import Post
from newsletter_app.desktop.desk import Desk
from newsletter_app.desktop.library_changes import LibraryChanges
from newsletter_app.desktop.save_state import Saving
from newsletter_app.desktop.tasks import ImmediateTasks
from newsletter_app.library.cleaning import clean_picture
from newsletter_app.library.library import Library
from newsletter_app.library.opening import open_library

YEARS = dt.timedelta(days=3652)
SECOND = dt.timedelta(seconds=1)


class Wall:
    """A clock that is set at every look."""

    def __init__(self, *steps: dt.timedelta) -> None:
        self._moment, self._steps = dt.datetime(2027, 3, 28, 1, 0, tzinfo=dt.UTC), cycle(steps)

    def __call__(self) -> dt.datetime:
        self._moment += next(self._steps)
        return self._moment


@pytest.fixture(
    params=[(-SECOND,), (YEARS, -YEARS, -YEARS, YEARS), (-dt.timedelta(hours=1), dt.timedelta(hours=1))],
    ids=["back a second", "ten years there and back", "summer and winter"],
)
def wall(request: pytest.FixtureRequest) -> Wall:
    return Wall(*request.param)


@pytest.fixture
def library(tmp_path: Path, wall: Wall) -> Iterator[Library]:
    with open_library(tmp_path / "library", clean_picture, make=True, now=wall) as library:
        yield library


def test_each_word_is_saved_and_each_revision_comes_after_the_one_before(
    qapp: QObject, library: Library, wall: Wall
) -> None:
    home = QObject()
    desk = Desk(library.items, ImmediateTasks(home), LibraryChanges(home), now=wall, parent=home)
    post = library.items.add(Post(title="Clocks", body="")).item.record.id
    desk.open(post)
    for number in range(20):
        assert isinstance(desk.item, Post)
        desk.change(replace(desk.item, body=f"{desk.item.body} {number}"))
        desk.keep() if number % 4 == 0 else desk.flush()
        assert desk.state.saving is Saving.SAVED

    item = library.items.get(post)
    assert isinstance(item, Post)
    assert item.body.split() == [str(number) for number in range(20)]
    kept = library.revisions.of(post)
    assert [each.number for each in kept] == sorted((each.number for each in kept), reverse=True)
    assert len(kept) >= 5
