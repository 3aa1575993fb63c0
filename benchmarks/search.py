"""Measures search as you type in a library of 100,000 posts."""

import argparse
import datetime as dt
import os
import random
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import insert, text
from table import Row, percentiles, report

from newsletter_app.content.ids import new_id
from newsletter_app.content.items import Item
from newsletter_app.content.kinds import Kind, Status
from newsletter_app.content.newsletter import Newsletter
from newsletter_app.content.post import Post
from newsletter_app.content.record import Record
from newsletter_app.library import schema
from newsletter_app.library.cleaning import clean_picture
from newsletter_app.library.connecting import Access
from newsletter_app.library.database import Database
from newsletter_app.library.library import Library
from newsletter_app.library.looking import FILE
from newsletter_app.library.moments import micros
from newsletter_app.library.opening import open_library
from newsletter_app.library.query import Query
from newsletter_app.library.rows import content_values, record_values
from newsletter_app.library.tidying import folded
from newsletter_app.library.turns import CommandTurns

POSTS = 100_000
_START = dt.datetime(2020, 1, 1, tzinfo=dt.UTC)
_SYLLABLES = (
    "ba",
    "co",
    "di",
    "fu",
    "ga",
    "he",
    "ki",
    "lo",
    "ma",
    "ne",
    "pi",
    "qu",
    "ra",
    "so",
    "té",
    "un",
    "ve",
    "wi",
    "xo",
    "yu",
    "za",
    "sh",
    "tr",
    "ing",
    "ed",
    "er",
)
_COMMON = [
    "the",
    "and",
    "of",
    "to",
    "in",
    "that",
    "for",
    "with",
    "support",
    "report",
    "safety",
    "group",
    "learning",
    "people",
    "substance",
    "abuse",
]


def main() -> None:
    """Print the rows; --posts makes a smaller or larger library."""
    chosen = arguments(__doc__)
    report(rows(chosen.posts, chosen.keep))


def arguments(about: str | None) -> argparse.Namespace:
    """Read how many posts there shall be, and the folder that libraries are kept in for the next run."""
    parser = argparse.ArgumentParser(description=about)
    parser.add_argument("--posts", type=int, default=POSTS)
    kept = os.environ.get("NEWSLETTER_BENCH_KEEP")
    parser.add_argument("--keep", default=kept, help="a folder: the library is made there once for all runs")
    return parser.parse_args()


def rows(posts: int, keep: str | None = None) -> Iterator[Row]:
    """Give what was measured in a library of so many posts."""
    words = vocabulary(random.Random(1))
    with filled(posts, words, keep) as folder:
        size = (folder / FILE).stat().st_size / 1_000_000
        yield Row(f"library of {posts:,} posts: its file", f"{size:.0f} MB")
        yield _row("open it and list the first 200", [_opened(folder) for _ in range(10)])
        with open_library(folder, clean_picture, make=False) as library:
            yield from _queries(library, words)


@contextmanager
def filled(posts: int, words: list[str], keep: str | None) -> Iterator[Path]:
    """Give the folder of a library of so many posts; one that is not to be kept goes away afterwards."""
    with tempfile.TemporaryDirectory() as passing:
        folder = Path(keep or passing) / f"library-{posts}"
        if not folder.exists():
            made = folder.with_suffix(".part")  # one that was left half made is not taken for a whole one
            shutil.rmtree(made, ignore_errors=True)
            open_library(made, clean_picture, make=True).close()
            fill(made / FILE, posts, words)
            made.rename(folder)
        yield folder


def vocabulary(chance: random.Random) -> list[str]:
    """Return 20,000 words that can be told apart, the common ones first."""
    made = {"".join(chance.choices(_SYLLABLES, k=chance.randint(2, 4))) for _ in range(20_000)}
    return _COMMON + sorted(made)


def fill(file: Path, posts: int, words: list[str]) -> None:
    """Put in posts of 60 to 200 words, and a newsletter for every 1,000 of them, row by row to save time."""
    chance = random.Random(2)
    drawn = chance.choices(words, [1 / (place + 1) for place in range(len(words))], k=500_000)
    database = Database(file, Access.WRITE, 5, None, CommandTurns(file.parent, 5))
    for start in range(0, posts, 1_000):
        made: list[Item] = [
            _post(chance, drawn, number) for number in range(start, min(start + 1_000, posts))
        ]
        made.append(Newsletter(title=f"Edition {start}", subject="News"))
        _write(database, [_recorded(item, start + place) for place, item in enumerate(made)])
    with database.writing() as connection:
        connection.execute(text("INSERT INTO item_words (item_words) VALUES ('rebuild')"))
    database.close()


def _recorded(item: Item, number: int) -> Item:
    moment = _START + dt.timedelta(minutes=number, seconds=isinstance(item, Newsletter))
    slug = f"item-{number}"
    return item.with_record(Record(new_id(), slug, 1, 1, moment, moment, None, micros(moment)))


def _write(database: Database, items: list[Item]) -> None:
    values = [
        content_values(item) | record_values(item.record) | {"origin": "", "slug_frozen": 0} for item in items
    ]
    tags = [
        {"seat": item.record.seat, "folded": folded(name), "is_listed": 1, "name": name}
        for item in items
        for name in dict.fromkeys(item.tags)
    ]
    with database.writing() as connection:
        connection.execute(insert(schema.item), values)
        connection.execute(insert(schema.tag), tags)


def _post(chance: random.Random, drawn: list[str], number: int) -> Post:
    place, length = chance.randrange(len(drawn) - 300), chance.randint(60, 200)
    text = drawn[place : place + length]
    title = f"{' '.join(text[:6])} {number}".capitalize()
    return Post(
        title=title,
        body=" ".join(text),
        tags=(f"topic {number % 40}", "news"),
        status=Status.READY if number % 3 else Status.DRAFT,
    )


def _queries(library: Library, words: list[str]) -> Iterator[Row]:
    typed = _typed(words)
    cards = library.items.cards
    goal = "p95 ≤ 8 ms with painting"
    yield _measured("search as typed, first 200 cards", typed, lambda text: cards(Query(words=text)), goal)
    yield _measured("the same, posts only", typed, lambda text: cards(Query(Kind.POST, words=text)))
    yield _measured(
        "the same, drafts only", typed, lambda text: cards(Query(Kind.POST, Status.DRAFT, words=text))
    )
    yield _measured(
        "the same, newsletters only", typed, lambda text: cards(Query(Kind.NEWSLETTER, words=text))
    )
    yield _measured("the same, one tag", typed, lambda text: cards(Query(tag="news", words=text)))
    yield _measured("the same, one of 40 tags", typed, lambda text: cards(Query(tag="topic 7", words=text)))
    none = [""] * 20
    yield _measured("no words, first 200 cards", none, lambda _text: cards(Query()))
    yield _measured("no words, drafts", none, lambda _text: cards(Query(Kind.POST, Status.DRAFT)))
    yield _measured("no words, one tag", none, lambda _text: cards(Query(tag="news")))
    yield _measured("no words, 200 cards from place 50,000", none, lambda _text: cards(Query(), 50_000))
    yield _measured("counts", none, lambda _text: library.items.counts())
    yield _measured("tags", none, lambda _text: library.items.tags())
    yield _measured("an autosave", none, lambda _text: _save(library))


def _typed(words: list[str]) -> list[str]:
    """Return what stands in the field after each key, for words common and rare."""
    chance = random.Random(3)
    asked = [*_COMMON[:8], *chance.sample(words, 12), "safety rep", "the group lear"]
    return [word[:end] for word in asked for end in range(1, len(word) + 1)]


def _save(library: Library) -> None:
    post = library.items.get(library.items.cards(Query(Kind.POST), 100, 1)[0].id)
    if isinstance(post, Post):
        library.items.save(post.with_body(post.body + " more"), keep=False)


def _opened(folder: Path) -> float:
    start = time.perf_counter()
    with open_library(folder, clean_picture, make=False) as library:
        library.items.cards(Query())
    return (time.perf_counter() - start) * 1000


def _measured(name: str, texts: list[str], act: Callable[[str], object], goal: str = "") -> Row:
    act(texts[0])
    return _row(name, [_time(act, text) for text in texts for _ in range(3)], goal)


def _time(act: Callable[[str], object], text: str) -> float:
    start = time.perf_counter()
    act(text)
    return (time.perf_counter() - start) * 1000


def _row(name: str, times: list[float], goal: str = "") -> Row:
    return Row(name, percentiles(times), goal)


if __name__ == "__main__":
    main()
