"""Gives each test a library of its own, with a clock that can be moved."""

import datetime as dt
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from newsletter_app.library.cleaning import clean_picture
from newsletter_app.library.library import Library
from newsletter_app.library.opening import open_library


class MovableClock:
    def __init__(self) -> None:
        self.moment = dt.datetime(2026, 3, 1, 12, 0, tzinfo=dt.UTC)

    def __call__(self) -> dt.datetime:
        return self.moment

    def pass_(self, **amount: float) -> None:
        self.moment += dt.timedelta(**amount)


@pytest.fixture
def clock() -> MovableClock:
    return MovableClock()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "library"


@pytest.fixture(scope="session")
def blank(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty library; making one takes longer than copying it."""
    folder = tmp_path_factory.mktemp("blank") / "library"
    open_library(folder, clean_picture, make=True).close()
    return folder


@pytest.fixture
def library(blank: Path, folder: Path, clock: MovableClock) -> Iterator[Library]:
    shutil.copytree(blank, folder)
    with open_library(folder, clean_picture, make=False, now=clock) as opened:
        yield opened
