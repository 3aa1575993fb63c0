"""Gives tests a library with all sorts of things in it, as it is closed and as it is after a kill."""

import importlib.util
import shutil
import sys
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from PIL import Image

from newsletter_app.content.post import Post
from newsletter_app.library.backup_names import BackupReason
from newsletter_app.library.cleaning import clean_picture
from newsletter_app.library.library import Library
from newsletter_app.library.opening import open_library
from newsletter_app.library.versions import SCHEMA_VERSION

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))
FIXTURE = HERE.parent / "fixtures" / f"schema-{SCHEMA_VERSION}"
LENGTHS = (40, 300, 900, 2_500, 9_000)


def load(name: str) -> ModuleType:
    """Return a file of this folder as a module."""
    spec = importlib.util.spec_from_file_location(f"library_damage_{name}", HERE / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def mutator() -> ModuleType:
    return load("mutator")


@pytest.fixture(scope="session")
def trial() -> ModuleType:
    return load("trial")


@pytest.fixture(scope="session")
def closed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library that was closed."""
    folder = tmp_path_factory.mktemp("closed") / "library"
    shutil.copytree(FIXTURE, folder)
    with open_library(folder, clean_picture, make=False) as library:
        fill(library, 0)
        library.backups.take(BackupReason.OPENED)
    return folder


@pytest.fixture(scope="session")
def killed(closed: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library whose program was killed: half of what it holds waits in the log beside its file."""
    place = tmp_path_factory.mktemp("killed")
    shutil.copytree(closed, place / "open")
    with open_library(place / "open", clean_picture, make=False) as library:
        fill(library, 100)
        shutil.copytree(place / "open", place / "library")
    return place / "library"


@pytest.fixture(scope="session")
def wordy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library without a picture whose program was killed; half of what it holds waits in the log."""
    place = tmp_path_factory.mktemp("wordy")
    with open_library(place / "open", clean_picture, make=True) as library:
        write_posts(library, 0)
        library.backups.take(BackupReason.OPENED)
    with open_library(place / "open", clean_picture, make=False) as library:
        write_posts(library, 100)
        shutil.copytree(place / "open", place / "library")
    return place / "library"


@pytest.fixture(scope="session")
def truth(killed: Path, trial: ModuleType, tmp_path_factory: pytest.TempPathFactory) -> Any:
    """What is in the library whose program was killed."""
    return trial.truth_of(shutil.copytree(killed, tmp_path_factory.mktemp("truth") / "library"))


@pytest.fixture
def copy_of(tmp_path: Path) -> Callable[[Path], Path]:
    """Make a copy that a test may damage."""

    def copied(folder: Path) -> Path:
        return shutil.copytree(folder, tmp_path / f"copy-{len(list(tmp_path.iterdir()))}")

    return copied


def fill(library: Library, first: int) -> None:
    """Write posts, and add a picture."""
    write_posts(library, first)
    target = BytesIO()
    Image.new("RGB", (30 + first, 20), "teal").save(target, "PNG")
    library.assets.add(target.getvalue(), f"hall-{first}.png", alt=f"The hall, {first}")


def write_posts(library: Library, first: int) -> None:
    """Write posts of several lengths; some are saved again and again, some only by themselves."""
    for number in range(first, first + 10):
        body = words(number, LENGTHS[number % len(LENGTHS)])
        saved = library.items.add(Post(title=f"Post {number}", body=body, tags=("a", f"t{number % 3}"))).item
        if number % 2:
            saved = library.items.save(saved.with_body(f"{body}\n\nAgain, {number}."), keep=True).item
        if number % 5 == 0:
            library.items.save(saved.with_body(f"{body}\n\nStill being written, {number}."), keep=False)


def words(number: int, length: int) -> str:
    """Return a text in which no two places are the same."""
    text = " ".join(f"w{number}x{place}" for place in range(length // 5))
    return text[:length]
