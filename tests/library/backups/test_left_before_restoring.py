"""Who left after a backup was made leaves again when it is taken back."""

import hmac
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
