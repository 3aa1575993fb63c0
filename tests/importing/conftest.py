"""Gives tests a library to import into."""

import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from newsletter_app.importing.importing import Importing
from newsletter_app.importing.reading import read_here
from newsletter_app.library.cleaning import clean_picture
from newsletter_app.library.library import Library
from newsletter_app.library.opening import open_library

sys.path.insert(0, str(Path(__file__).parent))


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with open_library(tmp_path / "library", clean_picture, make=True) as opened:
        yield opened


@pytest.fixture
def importing(library: Library) -> Importing:
    return Importing(library, read_here)


@pytest.fixture
def picture() -> bytes:
    """A small picture that says where it was taken."""
    image, out = Image.new("RGB", (40, 30), "teal"), BytesIO()
    exif = Image.Exif()
    exif[0x010E] = "CANARY-PLACE"
    image.save(out, "JPEG", exif=exif)
    return out.getvalue()
