"""Every verb ends in a sentence where the library is damaged, and `library repair` saves what can be read."""

import shutil
from pathlib import Path

import pytest

FILE = "library.sqlite"
WAYS_OUT = ("library repair", "library restore")
# Each of them asks for the library before it looks at anything else.
VERBS = (
    ("new", "post", "--title", "x"),
    ("new", "newsletter", "--title", "x", "--subject", "y"),
    ("new", "snippet", "--name", "x", "--body", "-"),
    ("new", "asset", "hall.png", "--alt", "x"),
    ("edit", "spring-meeting", "--title", "x"),
    ("entries", "spring", "list"),
    ("entries", "spring", "add", "--divider"),
    ("list",),
    ("search", "hall"),
    ("show", "spring-meeting"),
    ("revisions", "spring-meeting"),
    ("revert", "spring-meeting", "1"),
    ("duplicate", "spring-meeting"),
    ("delete", "spring-meeting"),
    ("undelete", "spring-meeting"),
    ("import", "blog.txt"),
    ("import", "blog.txt", "--dry-run"),
    ("export", "spring-meeting", "--to", "blog", "--out", "x.html"),
    ("brand", "show"),
    ("brand", "set", "name=x"),
    ("contacts", "list"),
    ("contacts", "show", "a@example.test"),
    ("contacts", "unsubscribe", "a@example.test"),
    ("contacts", "erase", "a@example.test"),
    ("account", "list"),
    ("account", "remove", "x"),
    ("send", "status"),
    ("send", "cancel", "abcd"),
    ("library", "info"),
    ("library", "check"),
    ("library", "backup", "x.zip"),
)


def zero_page(folder: Path, number: int) -> None:
    with (folder / FILE).open("r+b") as file:
        file.seek(number * 4096)
        file.write(bytes(4096))


@pytest.fixture
def damaged(say, newsletter, picture, tmp_path) -> Path:
    """A library of which the pages of the items are blank."""
    (tmp_path / "blog.txt").write_text("# A title\n\nSome words.\n")
    zero_page(tmp_path / "library", 3)
    return tmp_path / "library"


@pytest.mark.parametrize("verb", VERBS, ids=" ".join)
def test_a_verb_says_what_to_do(say, damaged, verb):
    before = (damaged / FILE).read_bytes()
    said = say(*verb)
    assert said.status == 1
    assert said.out == ""
    assert all(way in said.err for way in WAYS_OUT)
    assert (damaged / FILE).read_bytes() == before


def garbage(file: Path) -> None:
    file.write_bytes(b"Minutes of a meeting. " * 2_000)


def no_head(file: Path) -> None:
    file.write_bytes(bytes(100) + file.read_bytes()[100:])


def no_end(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:-8_192])


def flipped(file: Path) -> None:
    data = bytearray(file.read_bytes())
    for place in range(3 * 4_096, 4 * 4_096, 64):
        data[place] ^= 0xFF
    file.write_bytes(data)


@pytest.mark.parametrize(
    ("harm", "words"),
    [
        (garbage, "its file was written over with something else."),
        (no_head, "the beginning of its file is blank."),
        (no_end, "8,192 of the "),
        (lambda file: zero_page(file.parent, 3), "1 of the "),
        (flipped, "pages of its file are not as they were written."),
    ],
    ids=["garbage", "no head", "no end", "a blank page", "bytes turned over"],
)
def test_a_check_says_what_is_wrong(say, newsletter, tmp_path, harm, words):
    harm(tmp_path / "library" / FILE)
    said = say("library", "check")
    assert said.status == 1
    assert words in said.err
    assert "is damaged" in said.err


def test_pages_that_are_free_are_not_taken_for_damage(say, newsletter, tmp_path):
    import contextlib
    import sqlite3

    file = tmp_path / "library" / FILE
    with contextlib.closing(sqlite3.connect(file, isolation_level=None)) as connection:
        connection.execute("PRAGMA secure_delete = ON")
        connection.execute("CREATE TABLE more (words)")
        connection.executemany("INSERT INTO more VALUES (?)", [("word " * 700,)] * 20)
        connection.execute("DROP TABLE more")
    flipped(file)
    assert "pages of its file are not as they were written." in say("library", "check").err


def test_a_table_that_is_not_there_is_no_page_that_is_torn(say, newsletter, tmp_path):
    import contextlib
    import sqlite3

    with contextlib.closing(sqlite3.connect(tmp_path / "library" / FILE, isolation_level=None)) as connection:
        connection.execute("DROP TABLE revision")
    assert "parts of its tables are missing." in say("library", "check").err


def test_the_newest_backup_is_named_where_there_is_one_and_none_where_there_is_not(say, damaged, tmp_path):
    assert "No backup lies beside it" in say("library", "check").err
    (tmp_path / "library" / "backups").mkdir(exist_ok=True)
    for name in ("000007-20270314T140211Z-opened.zip", "000012-20270101T140211Z-asked.zip", "words.zip"):
        (tmp_path / "library" / "backups" / name).write_bytes(b"")
    assert (
        "Its newest backup is taken back with newsletter-app library restore 12."
        in say("library", "check").err
    )


def test_every_verb_that_needs_a_library_is_among_them():
    from newsletter_app.commands import verbs

    assert {verb[0] for verb in VERBS} == verbs.VERBS.keys() - {"templates"}


def test_what_can_be_read_is_saved(say, damaged, post):
    before = (damaged / FILE).read_bytes()
    said = say("library", "repair", "--json")
    assert (said.status, said.json["repaired"], said.json["complete"]) == (1, True, False)
    told = {each["id"]: each for each in said.json["items"]}
    assert told[post["id"]]["title"] == "Spring meeting"
    assert "revision 1" in told[post["id"]]["message"]
    assert (Path(said.json["aside"]) / FILE).read_bytes() == before
    assert say("show", post["id"], "--json").json["body"] == post["body"]
    assert say("library", "check").status == 0
    again = say("library", "repair")
    assert (again.status, again.out) == (0, "The library is sound; there is nothing to repair.\n")


def test_what_only_follows_from_the_rest_is_no_loss(say, newsletter, tmp_path):
    import contextlib
    import sqlite3

    with contextlib.closing(sqlite3.connect(tmp_path / "library" / FILE, isolation_level=None)) as file:
        file.execute("INSERT INTO item_words (item_words) VALUES ('delete-all')")
        file.execute("DELETE FROM tag")
    checked = say("library", "check", "--json")
    assert checked.status == 0
    assert [each["repairable"] for each in checked.json["items"]] == [True, True]
    assert "library repair" in checked.err
    repaired = say("library", "repair")
    assert repaired.status == 0
    assert "1 post is in the repaired library." in repaired.out
    assert say("search", "town", "--json").json["items"] != []
    assert say("list", "--tag", "events", "--json").json["items"] != []


def test_nothing_is_touched_where_nothing_can_be_read(say, newsletter, tmp_path):
    (tmp_path / "library" / FILE).write_text("Minutes of a meeting.\n" * 400)
    said = say("library", "repair")
    assert said.status == 1
    assert "library restore" in said.err
    assert (tmp_path / "library" / FILE).read_text().startswith("Minutes")
    assert not (tmp_path / "library" / "aside").exists()


def test_a_torn_post_is_a_sentence_that_names_it(say, post, tmp_path):
    import contextlib
    import sqlite3

    with contextlib.closing(sqlite3.connect(tmp_path / "library" / FILE, isolation_level=None)) as file:
        file.execute("UPDATE item SET details = '{'")
    said = say("show", post["id"])
    assert said.status == 1
    assert "“Spring meeting”" in said.err
    assert "library repair" in said.err
    assert say("library", "repair").status == 0
    assert say("show", post["id"], "--json").json["summary"] == "Short"


def test_there_must_be_something_to_repair(say, tmp_path):
    said = say("library", "repair")
    assert said.status == 1
    assert "There is no library" in said.err
    assert not (tmp_path / "library").exists()


def test_a_newer_library_is_for_the_newer_program(say, post, tmp_path):
    import contextlib
    import sqlite3

    with contextlib.closing(sqlite3.connect(tmp_path / "library" / FILE, isolation_level=None)) as file:
        file.execute("PRAGMA user_version = 99")
        file.execute("UPDATE alembic_version SET version_num = '0099'")
    before = (tmp_path / "library" / FILE).read_bytes()
    said = say("library", "repair")
    assert said.status == 1
    assert "newer version" in said.err
    assert (tmp_path / "library" / FILE).read_bytes() == before


def test_a_repaired_library_still_opens_where_it_was_moved_to(say, damaged, tmp_path):
    assert say("library", "repair").status == 1
    shutil.move(damaged, tmp_path / "moved")
    assert say("--library", tmp_path / "moved", "library", "check").status == 0


@pytest.mark.parametrize("way", ["emptied", "gone"])
@pytest.mark.parametrize(
    "verb", [("list",), ("new", "post", "--title", "x"), ("import", "blog.txt")], ids=" ".join
)
def test_a_library_that_lost_its_file_is_no_place_for_a_new_one(say, post, tmp_path, way, verb):
    (tmp_path / "blog.txt").write_text("# A title\n\nSome words.\n")
    folder = tmp_path / "library"
    say("import", "blog.txt")  # what comes before an import is a backup
    (folder / FILE).unlink()
    if way == "emptied":
        (folder / FILE).touch()
    before = sorted(folder.rglob("*"))
    said = say(*verb)
    assert (said.status, said.out) == (1, "")
    assert "missing or empty" in said.err
    assert all(way_out in said.err for way_out in WAYS_OUT)
    assert sorted(folder.rglob("*")) == before
    backups = say("library", "backups", "--json").json["items"]
    assert say("library", "restore", str(backups[0]["number"])).status == 0
    assert say("show", post["id"]).status == 0
