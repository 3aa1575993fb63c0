"""What a window shows first is read without SQLAlchemy, and says the same as the whole library."""

import datetime as dt
import inspect
import io
import sqlite3
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from newsletter_app.content.brand import Brand
from newsletter_app.content.kinds import Kind, Status
from newsletter_app.content.newsletter import HeadingEntry, Newsletter, PostEntry
from newsletter_app.content.post import Post
from newsletter_app.content.snippet import Snippet
from newsletter_app.errors import LibraryDamaged, LibraryUnwritable, Missing
from newsletter_app.library.assets import Assets
from newsletter_app.library.brand_store import BrandStore
from newsletter_app.library.cleaning import clean_picture
from newsletter_app.library.early import EarlyLibrary, Whole, open_early
from newsletter_app.library.early_parts import EarlyAssets, EarlyBrand, EarlyItems
from newsletter_app.library.items import Items
from newsletter_app.library.library import Library
from newsletter_app.library.opening import open_library
from newsletter_app.library.query import Query
from newsletter_app.library.turns import Turns, WindowTurns
from newsletter_app.library.versions import SCHEMA_VERSION

QUERIES = [
    Query(),
    Query(deleted=True),
    *(Query(kind) for kind in Kind),
    *(Query(Kind.POST, status) for status in Status),
    Query(Kind.NEWSLETTER, Status.DRAFT),
    Query(words="spring"),
    Query(tag="Näher"),
]


def png() -> bytes:
    """Return a small picture."""
    data = io.BytesIO()
    Image.new("RGB", (3, 2), "red").save(data, "PNG")
    return data.getvalue()


@pytest.fixture
def filled(folder: Path) -> Path:
    """Return the folder of a library with some of everything."""
    with open_library(folder, clean_picture, make=True) as library:
        picture = library.assets.add(png(), "a.png", alt="A house").item
        for number in range(7):
            date = dt.date(2026, 3, number + 1) if number % 2 else None
            tags = ("Näher", "spring") if number % 3 else ()
            post = Post(title=f"Spring {number}", body="Words of spring.", date=date, tags=tags)
            saved = library.items.add(post).item
        library.items.save(saved.with_body(f"![x](asset:{picture.sha256})"), keep=True)
        library.items.add(Post(title="Ready", status=Status.READY, cover=picture.sha256))
        entries = (HeadingEntry("Now"), PostEntry(saved.record.id))
        library.items.add(Newsletter(title="News", subject="Spring news", entries=entries))
        library.items.add(Snippet(name="contact", body="Call us."))
        library.items.delete(library.items.add(Post(title="Gone")).item.record.id)
        library.brand.save(Brand(name="The project", footer="Two\nlines"))
    return folder


def never(folder: Path) -> Whole:
    def open_it(_turns: Turns) -> Library:
        raise AssertionError("the whole library was asked for")

    return Whole(open_it, WindowTurns(folder))


def whole_of(folder: Path) -> Whole:
    def open_it(turns: Turns) -> Library:
        return open_library(folder, clean_picture, make=True, turns=turns)

    return Whole(open_it, WindowTurns(folder))


def both(folder: Path) -> tuple[Library, Library]:
    return open_early(folder, never(folder)), open_library(folder, clean_picture, make=False)


@pytest.mark.parametrize("query", [query for query in QUERIES if not (query.words or query.tag)])
@pytest.mark.parametrize(("start", "count"), [(0, 200), (0, 3), (2, 4), (50, 10)])
def test_the_first_cards_are_those_of_the_whole_library(filled: Path, query: Query, start: int, count: int):
    early, whole = both(filled)
    with early, whole:
        assert early.items.cards(query, start, count) == whole.items.cards(query, start, count)


def test_what_is_opened_counted_and_tagged_first_is_that_of_the_whole_library(filled: Path):
    early, whole = both(filled)
    with early, whole:
        for card in (*whole.items.cards(Query()), *whole.items.cards(Query(deleted=True))):
            assert early.items.get(card.id) == whole.items.get(card.id)
        assert early.items.counts() == whole.items.counts()
        assert early.items.tags() == whole.items.tags()
        assert early.brand.load() == whole.brand.load() == Brand(name="The project", footer="Two\nlines")
        (picture,) = whole.items.cards(Query(Kind.ASSET))
        for digits in (picture.cover, picture.cover[:12], f" {picture.cover.upper()} "):
            assert early.assets.by_sha(digits) == whole.assets.by_sha(digits)
            assert early.assets.path(digits) == whole.assets.path(digits)
        assert (early.id, early.folder) == (whole.id, whole.folder)
        assert (early.is_read_only, early.is_too_new) == (whole.is_read_only, whole.is_too_new)


def test_a_library_without_a_brand_has_the_usual_one(folder: Path):
    open_library(folder, clean_picture, make=True).close()
    with open_early(folder, never(folder)) as early:
        assert early.brand.load() == Brand()
        assert early.items.cards(Query()) == ()


@pytest.mark.parametrize("query", QUERIES)
def test_whatever_is_more_than_a_first_read_is_asked_of_the_whole_library(filled: Path, query: Query):
    with (
        open_early(filled, whole_of(filled)) as early,
        open_library(filled, clean_picture, make=False) as other,
    ):
        saved = early.items.add(Post(title="Written early", body="spring", tags=("Näher",))).item
        assert early.items.get(saved.record.id) == saved
        assert early.items.cards(query) == other.items.cards(query)
        assert early.items.find("written-early") == saved
        assert early.upkeep.info() == replace(other.upkeep.info(), held_by=None)
        assert early.revisions.of(saved.record.id) == other.revisions.of(saved.record.id)
        with early.together():
            early.items.delete(saved.record.id)
    with open_early(filled, never(filled)) as again:
        assert again.items.get(saved.record.id).record.deleted is not None


def test_a_method_is_looked_for_only_when_it_is_called(filled: Path):
    with open_early(filled, never(filled)) as early:
        assert callable(early.items.save)
        assert callable(early.upkeep.check)
        with pytest.raises(AssertionError, match="was asked for"):
            early.upkeep.check()


def test_what_is_not_there_is_missed_in_the_words_of_the_whole_library(filled: Path):
    with (
        open_early(filled, whole_of(filled)) as early,
        open_library(filled, clean_picture, make=False) as whole,
    ):
        for ask in (lambda lib: lib.items.get("nobody"), lambda lib: lib.assets.by_sha("0" * 12)):
            with pytest.raises(Missing) as early_error:
                ask(early)
            with pytest.raises(Missing) as error:
                ask(whole)
            assert str(early_error.value) == str(error.value)


def test_the_whole_library_is_opened_once_and_closed_with_the_early_one(filled: Path):
    opened: list[Library] = []

    def open_it(turns: Turns) -> Library:
        opened.append(open_library(filled, clean_picture, make=False, turns=turns))
        return opened[-1]

    whole = Whole(open_it, WindowTurns(filled))
    early = open_early(filled, whole)
    assert isinstance(early, EarlyLibrary)
    assert whole() is whole()
    early.items.find("news")
    early.close()
    assert len(opened) == 1
    assert not (filled / "library.sqlite-wal").exists()


def test_a_library_that_is_not_there_yet_is_made_by_the_whole_one(folder: Path):
    with open_early(folder, whole_of(folder)) as library:
        assert isinstance(library, Library)


def test_an_older_newer_or_damaged_library_is_left_to_the_whole_one(filled: Path):
    with sqlite3.connect(filled / "library.sqlite") as newer:
        newer.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
    newer.close()
    with open_early(filled, whole_of(filled)) as library:
        assert isinstance(library, Library)
        assert library.is_too_new
    (filled / "library.sqlite").write_bytes(b"no library at all")
    with pytest.raises(LibraryDamaged):
        open_early(filled, whole_of(filled))


def test_a_place_where_no_library_can_be_is_told_as_ever(tmp_path: Path):
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(LibraryUnwritable):
        open_early(tmp_path / "file" / "library", whole_of(tmp_path / "file" / "library"))


def test_a_file_that_fails_while_it_is_read_early_is_asked_of_the_whole_library(filled: Path):
    early = open_early(filled, whole_of(filled))
    early._reader._connection.close()  # type: ignore[attr-defined]
    with early:
        assert early.items.counts().posts == 8


def test_the_early_parts_take_what_the_whole_ones_take():
    for early, whole in ((EarlyItems, Items), (EarlyAssets, Assets), (EarlyBrand, BrandStore)):
        for name, method in vars(early).items():
            if not name.startswith("_"):
                assert inspect.signature(method) == inspect.signature(getattr(whole, name)), name


def test_nothing_of_sqlalchemy_is_loaded_for_the_first_look(filled: Path):
    code = (
        "import sys; from pathlib import Path; from newsletter_app.library.early import *\n"
        "from newsletter_app.library.turns import WindowTurns\n"
        "from newsletter_app.library.query import Query\n"
        "folder = Path(sys.argv[1])\n"
        "early = open_early(folder, Whole(None, WindowTurns(folder)))\n"
        "early.items.cards(Query()); early.brand.load()\n"
        "assert 'sqlalchemy' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code, str(filled)], check=True, timeout=60)
