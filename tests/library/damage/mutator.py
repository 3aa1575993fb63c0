"""Damages libraries in ways that disks, drives, people and other programs do; the same seed does the same."""

import contextlib
import os
import random
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

FILE = "library.sqlite"
PAGE = 4096
Harm = Callable[[Path, random.Random], str]


def damage(folder: Path, seed: int) -> str:
    """Damage the library in `folder`; return what was done, its first word the name of the way."""
    chance = random.Random(seed)
    ways = HARMS if (folder / f"{FILE}-wal").exists() else HARMS[: -len(TO_LOGS)]
    return ways[seed % len(ways)](folder, chance)


def flip(file: Path, chance: random.Random, count: int, start: int = 0, end: int | None = None) -> None:
    """Turn over some bits of a file."""
    data = bytearray(file.read_bytes())
    for _ in range(count):
        data[chance.randrange(start, min(end or len(data), len(data)))] ^= 1 << chance.randrange(8)
    file.write_bytes(data)


def write_over(file: Path, place: int, new: bytes) -> None:
    """Put other bytes somewhere into a file."""
    with file.open("r+b") as opened:
        opened.seek(place)
        opened.write(new)


def query(folder: Path, *statements: str) -> None:
    """Change the database behind the program's back, also where its rules forbid that."""
    with contextlib.closing(sqlite3.connect(folder / FILE, isolation_level=None)) as connection:
        connection.execute("PRAGMA ignore_check_constraints=ON")
        for statement in statements:
            connection.execute(statement)


def _pages(folder: Path) -> int:
    return (folder / FILE).stat().st_size // PAGE


def one_bit(folder: Path, chance: random.Random) -> str:
    flip(folder / FILE, chance, 1)
    return "one-bit"


def many_bits(folder: Path, chance: random.Random) -> str:
    count = chance.choice((8, 64, 512))
    flip(folder / FILE, chance, count)
    return f"many-bits {count}"


def bits_of_the_head(folder: Path, chance: random.Random) -> str:
    flip(folder / FILE, chance, 4, 0, 100)
    return "bits-of-the-head"


def zeroed_pages(folder: Path, chance: random.Random) -> str:
    numbers = chance.sample(range(1, _pages(folder)), chance.choice((1, 3, 10)))
    for number in numbers:
        write_over(folder / FILE, number * PAGE, bytes(PAGE))
    return f"zeroed-pages {sorted(numbers)}"


def zeroed_first_page(folder: Path, _chance: random.Random) -> str:
    write_over(folder / FILE, 0, bytes(PAGE))
    return "zeroed-first-page"


def zeroed_sector(folder: Path, chance: random.Random) -> str:
    place = chance.randrange(PAGE // 512, (folder / FILE).stat().st_size // 512) * 512
    write_over(folder / FILE, place, bytes(512))
    return f"zeroed-sector {place}"


def garbage_pages(folder: Path, chance: random.Random) -> str:
    number = chance.randrange(1, _pages(folder))
    write_over(folder / FILE, number * PAGE, chance.randbytes(PAGE))
    return f"garbage-page {number}"


def swapped_pages(folder: Path, chance: random.Random) -> str:
    data = (folder / FILE).read_bytes()
    one, other = sorted(chance.sample(range(1, _pages(folder)), 2))
    for place, source in ((one, other), (other, one)):
        write_over(folder / FILE, place * PAGE, data[source * PAGE : (source + 1) * PAGE])
    return f"swapped-pages {one} {other}"


def truncated(folder: Path, chance: random.Random) -> str:
    size = chance.randrange(1, (folder / FILE).stat().st_size)
    os.truncate(folder / FILE, size)
    return f"truncated {size}"


def truncated_to_pages(folder: Path, chance: random.Random) -> str:
    number = chance.randrange(1, _pages(folder))
    os.truncate(folder / FILE, number * PAGE)
    return f"truncated-to-pages {number}"


def lengthened(folder: Path, chance: random.Random) -> str:
    with (folder / FILE).open("ab") as opened:
        opened.write(chance.randbytes(chance.randrange(1, 3 * PAGE)))
    return "lengthened"


def garbage(folder: Path, chance: random.Random) -> str:
    (folder / FILE).write_bytes(chance.randbytes((folder / FILE).stat().st_size))
    return "garbage"


def emptied(folder: Path, _chance: random.Random) -> str:
    (folder / FILE).write_bytes(b"")
    return "emptied"


def gone(folder: Path, _chance: random.Random) -> str:
    (folder / FILE).unlink()
    return "gone"


def a_text(folder: Path, _chance: random.Random) -> str:
    (folder / FILE).write_text("Dear colleagues,\nthe minutes of our meeting follow.\n" * 40)
    return "a-text"


def of_another_program(folder: Path, _chance: random.Random) -> str:
    for ending in ("", "-wal", "-shm"):
        (folder / f"{FILE}{ending}").unlink(missing_ok=True)
    query(folder, "CREATE TABLE song (name TEXT)", "INSERT INTO song VALUES ('Blue')")
    return "of-another-program"


def newer(folder: Path, _chance: random.Random) -> str:
    query(folder, "PRAGMA user_version = 99", "UPDATE alembic_version SET version_num = '0099'")
    return "newer"


def torn_rows(folder: Path, chance: random.Random) -> str:
    statement = chance.choice(TORN)
    query(folder, statement)
    return f"torn-rows {statement}"


def missing_parts(folder: Path, chance: random.Random) -> str:
    statement = chance.choice(MISSING)
    query(folder, "PRAGMA foreign_keys=OFF", statement)
    return f"missing-parts {statement}"


def pictures(folder: Path, chance: random.Random) -> str:
    file = chance.choice(sorted((folder / "assets").iterdir()))
    match chance.randrange(4):
        case 0:
            file.unlink()
        case 1:
            os.truncate(file, file.stat().st_size // 2)
        case 2:
            flip(file, chance, 1)
        case _:
            shutil.rmtree(folder / "assets")
    return f"pictures {file.name[:12]}"


def log_gone(folder: Path, _chance: random.Random) -> str:
    (folder / f"{FILE}-wal").unlink()
    return "log-gone"


def log_flipped(folder: Path, chance: random.Random) -> str:
    flip(folder / f"{FILE}-wal", chance, chance.choice((1, 8)), 32)
    return "log-flipped"


def log_cut(folder: Path, chance: random.Random) -> str:
    size = (folder / f"{FILE}-wal").stat().st_size
    os.truncate(folder / f"{FILE}-wal", chance.randrange(0, size * 2 // 3))
    return "log-cut"


def log_zeroed(folder: Path, _chance: random.Random) -> str:
    file = folder / f"{FILE}-wal"
    file.write_bytes(bytes(file.stat().st_size))
    return "log-zeroed"


def log_without_index(folder: Path, _chance: random.Random) -> str:
    (folder / f"{FILE}-shm").unlink(missing_ok=True)
    return "log-without-index"


def index_is_garbage(folder: Path, chance: random.Random) -> str:
    (folder / f"{FILE}-shm").write_bytes(chance.randbytes(32768))
    return "index-is-garbage"


def log_without_index_flipped(folder: Path, chance: random.Random) -> str:
    (folder / f"{FILE}-shm").unlink(missing_ok=True)
    size = (folder / f"{FILE}-wal").stat().st_size
    flip(folder / f"{FILE}-wal", chance, 2, 32, size // 2)
    return "log-without-index-flipped"


def log_of_another(folder: Path, _chance: random.Random) -> str:
    """Put the log of another database, pages of the same size, beside the library."""
    other = folder / "other.sqlite"
    with contextlib.closing(sqlite3.connect(other, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode=WAL")
        for number in range(6):
            connection.execute(f"CREATE TABLE other{number} (words TEXT)")
            connection.execute(f"INSERT INTO other{number} VALUES (?)", ("other " * 900,))
        shutil.copyfile(f"{other}-wal", folder / f"{FILE}-wal")
    for file in folder.glob("other.sqlite*"):
        file.unlink()
    return "log-of-another"


TORN = (
    "UPDATE item SET details = '{' WHERE seat = (SELECT max(seat) FROM item WHERE kind = 'post')",
    "UPDATE item SET body = CAST(x'436166e921' AS TEXT) WHERE kind = 'post' AND revision = 1",
    "UPDATE item SET title = 'Another' WHERE seat = (SELECT min(seat) FROM item WHERE kind = 'post')",
    "UPDATE item SET kind = 'song' WHERE seat = (SELECT min(seat) FROM item WHERE kind = 'post')",
    "UPDATE item SET status = 'gone' WHERE seat = (SELECT min(seat) FROM item WHERE kind = 'post')",
    "UPDATE item SET tags = 'x', date = 'soon' WHERE kind = 'post'",
    "UPDATE item SET excerpt = '', marks = ''",
    "UPDATE revision SET content = x'00'",
    "UPDATE revision SET content = x'00' WHERE number = 1",
    "DELETE FROM revision",
    "DELETE FROM item WHERE seat = (SELECT max(seat) FROM item WHERE kind = 'post')",
    "DELETE FROM asset",
    "UPDATE contact SET fields = '{', token = id",
    "UPDATE membership SET ground = 'whim'",
    "DELETE FROM reader_list",
    "DELETE FROM contact",
    "UPDATE account SET details = ''",
    "UPDATE run SET state = 'dreaming'",
    "UPDATE delivery SET state = 'dreaming'",
    "DELETE FROM delivery WHERE number = 1",
    "DELETE FROM run",
    "DELETE FROM run_content",
    "UPDATE setting SET value = '{' WHERE key = 'brand'",
    "DELETE FROM setting",
)
MISSING = (
    "DROP TABLE revision",
    "DROP TABLE item_words",
    "DROP TABLE tag",
    "DROP TABLE setting",
    "DROP TABLE suppression",
    "DROP TABLE delivery",
    "DROP TABLE asset",
    "DROP TABLE alembic_version",
    "ALTER TABLE item DROP COLUMN more",
    "ALTER TABLE item DROP COLUMN details",
    "ALTER TABLE revision DROP COLUMN words",
    "INSERT INTO item_words (item_words) VALUES ('delete-all')",
    "DELETE FROM tag",
    "PRAGMA user_version = 1",
    "PRAGMA application_id = 7",
)
TO_LOGS: tuple[Harm, ...] = (
    log_gone,
    log_flipped,
    log_cut,
    log_zeroed,
    log_without_index,
    log_without_index_flipped,
    index_is_garbage,
    log_of_another,
)
HARMS: tuple[Harm, ...] = (
    one_bit,
    zeroed_pages,
    truncated,
    torn_rows,
    missing_parts,
    many_bits,
    garbage_pages,
    zeroed_first_page,
    zeroed_sector,
    truncated_to_pages,
    swapped_pages,
    bits_of_the_head,
    garbage,
    emptied,
    a_text,
    of_another_program,
    newer,
    lengthened,
    pictures,
    gone,
    *TO_LOGS,
)
