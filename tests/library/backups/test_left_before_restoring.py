"""Who left after a backup was made leaves again when it is taken back."""

import hmac
import shutil
import stat
import sys
import zipfile
from pathlib import Path

import pytest

from newsletter_app.content.contact import Arrival, Consent, Contact, Ground
from newsletter_app.errors import Missing
from newsletter_app.library.backup_names import BackupReason
from newsletter_app.library.restoring import restore

ERASED, LEFT, STAYS = "erased@canary.example", "left@canary.example", "stays@canary.example"


def hashed(key: str) -> str:
    return hmac.new(b"a key", key.encode(), "sha256").hexdigest()


def with_key(_library, _kept: bytes):
    return hashed


@pytest.fixture
def backup(library) -> Path:
    """A backup with three readers, of whom one was erased and one unsubscribed since."""
    friends = library.readers.make_list("Friends")
    arrivals = [
        Arrival(
            Contact(address, "Name", fields=(("town", f"{address}town"),)), Consent(Ground.CONSENT, "Yes.")
        )
        for address in (ERASED, LEFT, STAYS)
    ]
    library.readers.bring_in(friends.id, arrivals, hashed)
    library.readers.set_key_mark("mark")
    file = library.backups.take(BackupReason.ASKED).file
    library.readers.unsubscribe(library.readers.find(LEFT).id, hashed)
    library.readers.erase(library.readers.find(ERASED).id, hashed)
    library.close()
    return file


def hits(folder: Path) -> int:
    files = [file for file in folder.glob("library.sqlite*") if file.is_file()]
    return sum(file.read_bytes().count(ERASED.encode()) for file in files)


def see_who_left(library) -> None:
    with pytest.raises(Missing):
        library.readers.find(ERASED)
    assert library.readers.find(LEFT).unsubscribed is not None
    assert library.readers.find(STAYS).unsubscribed is None
    assert library.readers.is_suppressed(ERASED, hashed)
    assert library.readers.is_suppressed(LEFT, hashed)
    assert library.readers.key_mark() == "mark"
    assert library.upkeep.check() == ()


def test_the_backup_itself_names_who_was_erased_later(backup, tmp_path):
    """The control: without erasing again they would be back."""
    with zipfile.ZipFile(backup) as archive:
        archive.extract("library.sqlite", tmp_path / "plain")
    assert hits(tmp_path / "plain") > 0


def test_they_are_erased_again_down_to_the_bytes(library, backup, opened):
    (note,) = restore(library.folder, backup, key_of=with_key).notes
    assert note.startswith("2 people who left")
    assert hits(library.folder) == 0
    with opened(library.folder) as back:
        see_who_left(back)


def test_a_library_that_can_no_longer_be_read_forgets_none_of_them(library, backup, opened):
    (library.folder / "library.sqlite").write_bytes(b"words")
    restore(library.folder, backup, key_of=with_key)
    assert hits(library.folder) == 0
    with opened(library.folder) as back:
        see_who_left(back)


def test_a_torn_line_loses_nobody_else(library, backup, opened):
    (file,) = library.folder.glob("lasting-*.jsonl")
    file.write_bytes(
        file.read_bytes() + b'{"left": "abc',
    )
    (library.folder / "library.sqlite").write_bytes(b"words")
    restore(library.folder, backup, key_of=with_key)
    with opened(library.folder) as back:
        see_who_left(back)
        back.readers.unsubscribe(back.readers.find(STAYS).id, hashed)
    assert hashed(STAYS) in file.read_text()


def test_without_the_key_nobody_is_forgotten_and_it_is_done_as_soon_as_the_key_is_there(
    library, backup, opened
):
    (note,) = restore(library.folder, backup).notes
    assert "the key of the unsubscribed readers is not on this computer" in note
    with opened(library.folder) as back:
        assert back.readers.is_suppressed(ERASED, hashed)
        assert back.remembering.waits_for_the_key
        assert back.remembering.erase_again(hashed) == 2
        assert back.remembering.erase_again(hashed) == 0
        see_who_left(back)
    assert hits(library.folder) == 0


def test_the_file_that_lasts_holds_no_address_and_is_for_its_owner_alone(library, backup):
    (file,) = library.folder.glob("lasting-*.jsonl")
    assert "@" not in file.read_text()
    assert library.id in file.name
    if sys.platform != "win32":
        assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_the_backup_of_another_library_has_nothing_to_do_with_who_left_here(library, backup, full, opened):
    restore(library.folder, full, key_of=with_key)
    with opened(library.folder) as other:
        assert other.id != library.id
        assert not other.readers.is_suppressed(ERASED, hashed)
    assert (library.folder / f"lasting-{library.id}.jsonl").exists()


@pytest.fixture
def elsewhere(library, backup, tmp_path) -> Path:
    """The same backup, far from the library it was made of."""
    return shutil.copyfile(backup, tmp_path / "elsewhere.zip")


NOBODY_KNOWS = "Nothing on this computer tells who left"


def test_in_another_folder_they_leave_again_where_a_known_place_holds_the_library(
    library, elsewhere, opened, tmp_path
):
    nothing = tmp_path / "nothing"
    (note,) = restore(tmp_path / "new", elsewhere, key_of=with_key, others=(nothing, library.folder)).notes
    assert note.startswith("2 people who left")
    assert hits(tmp_path / "new") == 0
    assert not nothing.exists()
    with opened(tmp_path / "new") as back:
        see_who_left(back)


def test_what_a_known_library_did_not_yet_write_down_beside_it_counts_as_well(
    library, elsewhere, opened, tmp_path
):
    (file,) = library.folder.glob("lasting-*.jsonl")
    file.unlink()
    restore(tmp_path / "new", elsewhere, key_of=with_key, others=(library.folder,))
    with opened(tmp_path / "new") as back:
        see_who_left(back)


def test_a_known_library_that_can_no_longer_be_read_tells_who_left_by_what_lies_beside_it(
    library, elsewhere, opened, tmp_path
):
    (library.folder / "library.sqlite").write_bytes(b"words")
    restore(tmp_path / "new", elsewhere, key_of=with_key, others=(library.folder,))
    with opened(tmp_path / "new") as back:
        see_who_left(back)


def test_a_backup_that_lies_in_its_library_is_told_by_it_who_left(library, backup, opened, tmp_path):
    restore(tmp_path / "new", backup, key_of=with_key)
    with opened(tmp_path / "new") as back:
        see_who_left(back)


def test_a_library_is_only_asked_and_stays_as_it_is(library, elsewhere, tmp_path):
    before = {file: file.read_bytes() for file in library.folder.rglob("*") if file.is_file()}
    restore(tmp_path / "new", elsewhere, key_of=with_key, others=(library.folder,))
    assert {file: file.read_bytes() for file in library.folder.rglob("*") if file.is_file()} == before


@pytest.mark.parametrize("way", ["emptied", "without what was saved last"])
def test_a_damaged_library_in_a_known_place_is_not_opened(library, elsewhere, opened, tmp_path, way):
    """What waits beside it would go, or nobody could tell any more that something is missing."""
    folder = tmp_path / "known"
    with opened(library.folder) as present:
        present.readers.make_list("Only in what waits")
        shutil.copytree(library.folder, folder)
    if way == "emptied":
        (folder / "library.sqlite").write_bytes(b"")
    else:
        (folder / "library.sqlite-wal").unlink()
    before = {file.name: file.read_bytes() for file in folder.glob("library.sqlite*")}
    assert len(before) == 2 + (way == "emptied")
    restore(tmp_path / "new", elsewhere, key_of=with_key, others=(folder,))
    assert {file.name: file.read_bytes() for file in folder.glob("library.sqlite*")} == before


def test_where_nobody_knows_who_left_it_is_said(elsewhere, opened, tmp_path):
    """They are back, which nobody can help: the control of those above."""
    (note,) = restore(tmp_path / "new", elsewhere, key_of=with_key).notes
    assert note.startswith(NOBODY_KNOWS)
    with opened(tmp_path / "new") as back:
        assert back.readers.find(ERASED)


def test_another_library_in_a_known_place_tells_nothing(full, elsewhere, tmp_path):
    (note,) = restore(tmp_path / "new", elsewhere, key_of=with_key, others=(full,)).notes
    assert note.startswith(NOBODY_KNOWS)


def test_a_known_library_that_nobody_left_is_word_enough(library, opened, tmp_path):
    library.readers.bring_in(
        library.readers.make_list("Friends").id,
        [Arrival(Contact(STAYS, "Name"), Consent(Ground.CONSENT, "Yes."))],
        hashed,
    )
    library.upkeep.backup(tmp_path / "whole.zip")
    assert restore(tmp_path / "new", tmp_path / "whole.zip", others=(library.folder,)).notes == ()


def test_without_readers_there_is_nobody_to_look_for(library, tmp_path):
    library.upkeep.backup(tmp_path / "whole.zip")
    assert restore(tmp_path / "new", tmp_path / "whole.zip").notes == ()


def test_a_library_that_knows_itself_does_not_listen_to_a_copy_of_it(library, backup, opened, tmp_path):
    """Whoever tries something out in a copy does not take readers out of the library by it."""
    copy = shutil.copytree(library.folder, tmp_path / "copy")
    with opened(copy) as copied:
        copied.readers.unsubscribe(copied.readers.find(STAYS).id, hashed)
    restore(library.folder, backup, key_of=with_key, others=(copy,))
    with opened(library.folder) as back:
        see_who_left(back)
