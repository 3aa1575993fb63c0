"""The key of who left is kept, known again, and its loss is noticed before anybody comes back."""

import datetime as dt
import stat
import zipfile
from pathlib import Path

import keyring.backends.fail
import pytest

from newsletter_app.errors import ContentError, SecretsUnavailable
from newsletter_app.library.library import Library
from newsletter_app.mailing.key_in_backup import key_in_backup
from newsletter_app.mailing.reader_files import ReaderFiles
from newsletter_app.mailing.readers_reading import read_here
from newsletter_app.mailing.readership import Readership
from newsletter_app.mailing.suppression_key import IN_BACKUP, SuppressionKey
from newsletter_app.secret_store import KeyringSecrets, MemorySecrets, Secret

CSV = b"email\nann@example.org\nbob@example.org\n"
NO_KEYRING = KeyringSecrets(keyring.backends.fail.Keyring())


def readership_with(library: Library, key: SuppressionKey) -> Readership:
    return Readership(library, key, read_here, lambda: dt.datetime(2026, 3, 1, tzinfo=dt.UTC))


def bring(readership: Readership, name: str = "Friends"):
    return readership.carry_out(readership.preview(CSV, "l.csv"), name, "Yes.")


@pytest.fixture
def left(readership: Readership) -> None:
    """One of two readers has unsubscribed."""
    bring(readership)
    readership.unsubscribe("ann@example.org")


def test_no_key_is_made_before_somebody_leaves(
    readership: Readership, library: Library, key: SuppressionKey, files: ReaderFiles
):
    bring(readership)
    files.about("ann@example.org")

    assert library.readers.key_mark() == ""
    assert key.for_backup() == {}


@pytest.mark.usefixtures("left")
def test_the_key_lies_in_the_keyring_and_not_in_the_library(
    library: Library, key: SuppressionKey, keys: Path, tmp_path: Path
):
    secret = key.for_backup()[IN_BACKUP]

    assert len(secret) == 64
    assert not keys.exists()
    for file in tmp_path.rglob("*"):
        assert not file.is_file() or not any(
            form in file.read_bytes() for form in (secret, bytes.fromhex(secret.decode()))
        )


def test_without_a_keyring_it_lies_in_a_file_for_its_owner_alone(library: Library, keys: Path):
    readership = readership_with(library, SuppressionKey(NO_KEYRING, keys, library))
    bring(readership)
    readership.unsubscribe("ann@example.org")

    (file,) = keys.iterdir()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(keys.stat().st_mode) == 0o700
    assert bring(readership_with(library, SuppressionKey(NO_KEYRING, keys, library)), "New").suppressed == (
        2,
    )


def test_a_keyring_that_comes_later_does_no_harm(library: Library, keys: Path, keyring: MemorySecrets):
    first = SuppressionKey(NO_KEYRING, keys, library)
    bring(readership_with(library, first))
    readership_with(library, first).unsubscribe("ann@example.org")

    assert SuppressionKey(keyring, keys, library).hash_address("a@b.c") == first.hash_address("a@b.c")


@pytest.mark.usefixtures("left")
def test_the_same_address_has_the_same_hash_in_every_session(
    library: Library, key: SuppressionKey, keyring: MemorySecrets, keys: Path
):
    assert SuppressionKey(keyring, keys, library).hash_address("ann@example.org") == key.hash_address(
        "ann@example.org"
    )
    assert len(key.hash_address("x")) == 64
    assert key.hash_address("x") != key.hash_address("y")


@pytest.mark.usefixtures("left")
@pytest.mark.parametrize("kept", ["nothing", "another key", "no key"])
def test_a_lost_key_lets_nobody_in(library: Library, keys: Path, kept: str, files: ReaderFiles):
    elsewhere = MemorySecrets()
    name = f"suppression-key {library.id} {library.readers.key_mark()}"
    if kept != "nothing":
        elsewhere.set(name, Secret("00" * 32 if kept == "another key" else "no key"))
    readership = readership_with(library, SuppressionKey(elsewhere, keys, library))

    for refused in (
        lambda: bring(readership, "New"),
        lambda: readership.unsubscribe("bob@example.org"),
        lambda: readership.erase("bob@example.org"),
    ):
        with pytest.raises(SecretsUnavailable, match="bring the key in from a backup"):
            refused()

    assert [of.name for of in library.readers.lists()] == ["Friends"]
    assert readership.find("bob@example.org").unsubscribed is None
    assert files.about("bob@example.org")
    assert files.of_list("Friends").people == 1


@pytest.mark.usefixtures("left")
def test_the_key_of_a_backup_lets_the_library_be_used_elsewhere(
    library: Library, key: SuppressionKey, tmp_path: Path, keys: Path
):
    library.upkeep.backup(tmp_path / "backup.zip", beside=key.for_backup())
    there = SuppressionKey(MemorySecrets(), keys, library)

    there.put_back(key_in_backup(tmp_path / "backup.zip"))

    assert bring(readership_with(library, there), "New").suppressed == (2,)


@pytest.mark.usefixtures("left")
@pytest.mark.parametrize("kept", [b"", b"00" * 32, b"not hex", b"\xff\xfe"])
def test_another_librarys_key_is_not_taken(library: Library, key: SuppressionKey, kept: bytes):
    before = key.for_backup()

    with pytest.raises(SecretsUnavailable, match="not the key"):
        key.put_back(kept)

    assert key.for_backup() == before


def test_a_library_without_a_key_takes_none(key: SuppressionKey):
    with pytest.raises(SecretsUnavailable):
        key.put_back(b"00" * 32)


@pytest.mark.parametrize("content", [b"", b"PK", b"no zip at all", None])
def test_what_is_no_backup_with_a_key_is_said(tmp_path: Path, content: bytes | None):
    file = tmp_path / "some.zip"
    if content is not None:
        file.write_bytes(content)

    with pytest.raises(ContentError, match="cannot be read as a backup"):
        key_in_backup(file)


def test_a_backup_without_a_key_is_said(tmp_path: Path):
    with zipfile.ZipFile(tmp_path / "some.zip", "w") as archive:
        archive.writestr("library.sqlite", b"x")

    with pytest.raises(ContentError, match="no key"):
        key_in_backup(tmp_path / "some.zip")


def test_a_key_lost_before_anybody_left_is_made_anew(library: Library, key: SuppressionKey, keys: Path):
    key.require()
    first = library.readers.key_mark()

    fresh = SuppressionKey(MemorySecrets(), keys, library)
    readership = readership_with(library, fresh)
    bring(readership)
    readership.unsubscribe("ann@example.org")

    assert library.readers.key_mark() not in ("", first)
    assert readership_with(library, fresh) is not None
    # Who had the first key at hand notices before using it.
    with pytest.raises(SecretsUnavailable):
        readership_with(library, key).unsubscribe("bob@example.org")


def test_two_programs_that_make_a_key_at_once_agree_on_one(library: Library, keys: Path):
    shared = MemorySecrets()
    second = SuppressionKey(shared, keys, library)

    class Slow(MemorySecrets):
        def set(self, name: str, secret: Secret) -> None:
            second.require()
            shared.set(name, secret)

        def get(self, name: str) -> Secret | None:
            return shared.get(name)

    first = SuppressionKey(Slow(), keys, library)

    assert first.hash_address("ann@example.org") == second.hash_address("ann@example.org")


def test_suppressions_without_a_mark_are_a_lost_key(library: Library, key: SuppressionKey):
    library.readers.suppress("ann@example.org", "unsubscribed", lambda address: address)

    with pytest.raises(SecretsUnavailable):
        key.require()


def test_a_folder_that_cannot_be_written_is_said(library: Library, tmp_path: Path):
    (tmp_path / "file").write_text("x")
    key = SuppressionKey(NO_KEYRING, tmp_path / "file" / "keys", library)

    with pytest.raises(SecretsUnavailable, match="cannot be kept"):
        key.require()

    assert library.readers.key_mark() == ""
