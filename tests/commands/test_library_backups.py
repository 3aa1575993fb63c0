"""Backups are listed, written and taken back by the command line."""

import json
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import keyring
import keyring.backends.fail
import pytest

from newsletter_app.library.backup_names import BackupReason
from newsletter_app.library.cleaning import clean_picture
from newsletter_app.library.opening import open_library
from newsletter_app.library.second_place import SecondPlace
from newsletter_app.library.turns import WindowTurns

CSV = b"email,first_name\nann@example.test,Ann\nbob@example.test,Bob\ncas@example.test,Cas\n"


@pytest.fixture(autouse=True)
def _no_keyring():
    """Keep tests out of the keyring of whoever runs them."""
    before = keyring.get_keyring()
    keyring.set_keyring(keyring.backends.fail.Keyring())
    yield
    keyring.set_keyring(before)


@pytest.fixture
def friends(say, tmp_path: Path) -> None:
    (tmp_path / "friends.csv").write_bytes(CSV)
    assert say("contacts", "import", "friends.csv", "--list", "Friends", "--consent", "Yes.").status == 0


def titles(say) -> list[str]:
    return [item["title"] for item in say("list", "posts", "--json").json["items"]]


def listed(say) -> list[dict[str, Any]]:
    return say("library", "backups", "--json").json["items"]


def damage(folder: Path) -> bytes:
    data = b"SQLite format 3\0" + bytes(5000)
    (folder / "library.sqlite").write_bytes(data)
    return data


def test_without_a_library_there_is_nothing_to_list(say):
    said = say("library", "backups")
    assert (said.status, said.out) == (1, "")
    assert "no library" in said.err


def test_an_import_leaves_a_backup_of_before(say, post, tmp_path):
    (tmp_path / "more.md").write_text("# Another\n\nWords.\n")
    assert say("import", "more.md").status == 0
    (kept,) = listed(say)
    assert (kept["number"], kept["reason"], kept["place"]) == (1, "before-import", "library")
    assert kept["posts"] == 1
    assert Path(kept["file"]).stat().st_size == kept["size"]
    assert "Before an import" in say("library", "backups").out


def test_a_dry_run_makes_none(say, post, tmp_path):
    (tmp_path / "more.md").write_text("# Another\n\nWords.\n")
    say("import", "more.md", "--dry-run")
    assert listed(say) == []


def test_those_in_the_second_place_are_listed_and_taken_back_by_their_file(say, post, tmp_path, home):
    (tmp_path / "stick").mkdir()
    (home / "config").mkdir(parents=True)
    (home / "config" / "settings.toml").write_text(f'backup_folder = "{(tmp_path / "stick").as_posix()}"\n')
    with open_library(tmp_path / "library", clean_picture, make=False) as library:
        library.backups.take(BackupReason.ASKED)
        library.backups.bring_to(SecondPlace(tmp_path / "stick", library.id), {})
    here, there = listed(say)
    assert (here["place"], there["place"]) == ("library", "second")
    shutil.rmtree(tmp_path / "library" / "backups")
    damage(tmp_path / "library")
    assert listed(say) == [there]
    shutil.rmtree(tmp_path / "library")
    assert say("library", "restore", there["file"]).status == 0
    assert titles(say) == ["Spring meeting"]


def test_an_import_that_cannot_be_backed_up_is_told_and_goes_on(say, post, tmp_path):
    shutil.rmtree(tmp_path / "library" / "backups")
    (tmp_path / "library" / "backups").write_text("in the way")
    (tmp_path / "more.md").write_text("# Another\n\nWords.\n")
    said = say("import", "more.md")
    assert said.status == 0
    assert "backup" in said.err
    assert titles(say) == ["Another", "Spring meeting"]


def test_a_backup_is_taken_back_by_its_number_and_the_library_of_before_is_kept(say, post, tmp_path):
    (tmp_path / "more.md").write_text("# Another\n\nWords.\n")
    say("import", "more.md")
    said = say("library", "restore", "1", "--json")
    assert (said.status, said.err) == (0, "")
    assert titles(say) == ["Spring meeting"]
    assert set(said.json) == {"folder", "file", "aside", "notes"}
    assert say("library", "restore", said.json["aside"]).status == 0
    assert titles(say) == ["Another", "Spring meeting"]


def test_a_damaged_library_lists_its_backups_and_is_taken_back(say, post, tmp_path):
    say("library", "backup", "whole.zip")
    damaged = damage(tmp_path / "library")
    assert say("list").status == 1
    assert say("library", "backups").status == 0
    said = say("library", "restore", "whole.zip", "--json")
    assert said.status == 0
    assert (Path(said.json["aside"]) / "library.sqlite").read_bytes() == damaged
    assert titles(say) == ["Spring meeting"]
    assert say("library", "check").status == 0


@pytest.mark.parametrize("name", ["7", "nowhere.zip", "words.zip", "folder"])
def test_what_is_no_backup_is_a_sentence_and_changes_nothing(say, post, tmp_path, name):
    (tmp_path / "words.zip").write_text("words")
    (tmp_path / "folder").mkdir()
    said = say("library", "restore", name)
    assert (said.status, said.out) == (1, "")
    assert len(said.err.splitlines()) == 2
    assert titles(say) == ["Spring meeting"]
    assert not (tmp_path / "library" / "aside").exists()


def test_while_a_window_has_it_nothing_is_taken_back(say, post, tmp_path):
    say("library", "backup", "whole.zip")
    turns = WindowTurns(tmp_path / "library")
    turns.begin()
    said = say("library", "restore", "whole.zip")
    turns.close()
    assert said.status == 5
    assert "has had this library open" in said.err


def test_on_another_computer_the_key_comes_with_the_backup(say, friends, tmp_path, home):
    say("contacts", "unsubscribe", "bob@example.test")
    say("library", "backup", "whole.zip")
    shutil.rmtree(tmp_path / "library")
    shutil.rmtree(home)
    assert say("library", "restore", "whole.zip").status == 0
    assert say("contacts", "import", "friends.csv", "--list", "Friends", "--consent", "Yes.").status == 0
    (key,) = (home / "data" / "keys").iterdir()
    assert key.stat().st_mode & 0o777 == 0o600


def test_the_key_that_is_there_is_not_replaced(say, friends, tmp_path, home):
    say("contacts", "unsubscribe", "bob@example.test")
    say("library", "backup", "whole.zip")
    before = {file.name: file.read_bytes() for file in (home / "data" / "keys").iterdir()}
    assert say("library", "restore", "whole.zip").status == 0
    assert {file.name: file.read_bytes() for file in (home / "data" / "keys").iterdir()} == before


def test_who_was_erased_since_leaves_again(say, friends, tmp_path):
    say("library", "backup", "whole.zip")
    say("contacts", "erase", "ann@example.test")
    say("contacts", "unsubscribe", "bob@example.test")
    said = say("library", "restore", "whole.zip", "--json")
    assert said.json["notes"] == ["2 people who left after the backup was made have left again."]
    people = say("contacts", "list", "--list", "Friends", "--json").json["items"]
    assert b"ann@example.test" not in (tmp_path / "library" / "library.sqlite").read_bytes()
    assert len([person for person in people if not person["unsubscribed"]]) == 1


def know(home, folder) -> None:
    (home / "config").mkdir(parents=True, exist_ok=True)
    (home / "config" / "settings.toml").write_text(f'recent_libraries = ["{folder.as_posix()}"]\n')


def test_who_was_erased_since_leaves_again_in_another_folder_too(say, friends, tmp_path, home):
    say("library", "backup", "whole.zip")
    say("contacts", "erase", "ann@example.test")
    say("contacts", "unsubscribe", "bob@example.test")
    know(home, tmp_path / "library")
    said = say("--library", tmp_path / "new", "library", "restore", "whole.zip", "--json")
    assert said.json["notes"] == ["2 people who left after the backup was made have left again."]
    assert b"ann@example.test" not in (tmp_path / "new" / "library.sqlite").read_bytes()


def test_in_a_folder_where_nobody_knows_who_left_it_is_said(say, friends, tmp_path):
    say("library", "backup", "whole.zip")
    say("contacts", "erase", "ann@example.test")
    said = say("--library", tmp_path / "new", "library", "restore", "whole.zip")
    assert said.status == 0
    assert "Look through the lists before anything is sent." in said.err


def test_without_the_key_they_leave_when_it_is_brought_back(say, friends, tmp_path, home):
    say("contacts", "unsubscribe", "cas@example.test")
    say("library", "backup", "whole.zip")
    say("contacts", "erase", "ann@example.test")
    bare = tmp_path / "bare.zip"
    _without_key(tmp_path / "whole.zip", bare)
    shutil.rmtree(home)
    said = say("library", "restore", "bare.zip")
    assert said.status == 0
    assert "the key of the unsubscribed readers is not on this computer" in said.err
    assert say("contacts", "import", "friends.csv", "--list", "Friends", "--consent", "Yes.").status == 5
    assert say("contacts", "restore-key", "whole.zip").status == 0
    assert b"ann@example.test" not in (tmp_path / "library" / "library.sqlite").read_bytes()


def _without_key(source: Path, target: Path) -> None:
    with zipfile.ZipFile(source) as archive, zipfile.ZipFile(target, "w") as copy:
        for name in archive.namelist():
            if name != "suppression.key":
                copy.writestr(name, archive.read(name))


def test_the_program_as_people_start_it_takes_a_backup_back(post, tmp_path):
    def start(*arguments: str) -> subprocess.CompletedProcess[str]:
        program = [sys.executable, "-m", "newsletter_app", "--library", str(tmp_path / "library")]
        return subprocess.run([*program, *arguments], capture_output=True, text=True, check=False)

    assert start("library", "backup", str(tmp_path / "whole.zip")).returncode == 0
    damage(tmp_path / "library")
    assert start("library", "restore", str(tmp_path / "whole.zip")).returncode == 0
    shown = json.loads(start("show", "spring-meeting", "--json").stdout)
    assert shown["body"] == "We met at the *town hall*."
