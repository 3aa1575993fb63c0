"""Keeps the key under which the addresses of those who left are hashed."""

import contextlib
import hashlib
import hmac
import secrets as random
from pathlib import Path

from newsletter_app.errors import LibraryError, Open, SecretsUnavailable
from newsletter_app.i18n import _
from newsletter_app.library.files import make_folder, write_file
from newsletter_app.library.library import Library
from newsletter_app.library.readers import HashAddress
from newsletter_app.secret_store import Secret, SecretStore

IN_BACKUP = "suppression.key"
"""The name under which the key lies in a backup of its library."""

_BYTES = 32
_PURPOSE = b"newsletter-editor: which key this is"
_MARK_LETTERS = 16


class SuppressionKey:
    """The key of one library's hashes: in the keyring, else in a file of `folder` for its owner alone.

    It is made when it is first needed. The library holds a mark of it, so that another key, or none, is
    noticed: with it those who left would come back. Without anybody who left, a lost one is made anew.
    """

    def __init__(self, secrets: SecretStore, folder: Path, library: Library) -> None:
        self._secrets = secrets
        self._folder = folder
        self._library = library
        self._known = b""

    def hash_address(self, key: str) -> str:
        """Return the hash, in hex, of an address's key (HMAC-SHA-256). Raises SecretsUnavailable."""
        return _hmac(self._key(), key.encode("utf-8", "surrogatepass")).hex()

    def require(self) -> None:
        """Have the key at hand. Raises SecretsUnavailable where it is lost, or cannot be kept.

        Who left before the library was taken back from a backup, and could not be recognised without the key,
        leaves it now.
        """
        if self._known and _mark(self._known) != self._library.readers.key_mark():
            self._known = b""
        self._key()
        with contextlib.suppress(
            LibraryError
        ):  # while somebody else writes it stays as it is until the next time
            self._library.remembering.erase_again(self.hash_address)

    def comparing(self) -> HashAddress:
        """Return `hash_address` for asking who has left, for which no key needs to be made.

        Raises SecretsUnavailable where the key is lost.
        """
        if not self._library.readers.key_mark() and not self._library.readers.has_suppressions():
            return str
        self.require()
        return self.hash_address

    def reading(self) -> HashAddress | None:
        """Return `hash_address` where the key is there, else None: for looking alone."""
        try:
            self._known = self._known or self._found()
        except SecretsUnavailable:
            return None
        return self.hash_address if self._known else None

    def for_backup(self) -> dict[str, bytes]:
        """Return the key as a file of the backup; nothing where none was made. Raises SecretsUnavailable."""
        if not self._library.readers.key_mark():
            return {}
        return {IN_BACKUP: self._key().hex().encode()}

    def put_back(self, kept: bytes) -> None:
        """Take the key out of a backup. Raises SecretsUnavailable where it is not that of this library."""
        key = _key_of(kept)
        if not key or _mark(key) != self._library.readers.key_mark():
            raise SecretsUnavailable(
                _("This is not the key of this library's unsubscribed readers."),
                hint=_("Choose a backup of this very library."),
                action=Open.READERS,
            )
        self._keep(key)
        self._known = key

    def _key(self) -> bytes:
        if not self._known:
            self._known = self._found() or self._made()
        return self._known

    def _found(self) -> bytes:
        """Return the key, b"" where none is needed yet. Raises SecretsUnavailable where it is lost."""
        mark = self._library.readers.key_mark()
        kept = (self._in_keyring(mark), self._in_file(mark)) if mark else ()
        key = next((key for key in kept if key and _mark(key) == mark), b"")
        if not key and self._library.readers.has_suppressions():
            raise _lost()
        return key

    def _made(self) -> bytes:
        """Make a key; another program that was quicker wins, since keys never take each other's place."""
        before = self._library.readers.key_mark()
        key = random.token_bytes(_BYTES)
        self._keep(key)
        with self._library.together_regardless():
            is_first = self._library.readers.key_mark() == before
            if is_first:
                self._library.readers.set_key_mark(_mark(key))
        if is_first:
            return key
        found = self._found()
        if not found:
            raise _lost()
        return found

    def _keep(self, key: bytes) -> None:
        try:
            self._secrets.set(self._name(_mark(key)), Secret(key.hex()))
        except SecretsUnavailable:
            self._write(key)

    def _write(self, key: bytes) -> None:
        file = self._file(_mark(key))
        try:
            make_folder(file.parent)
            write_file(file, key.hex().encode())
        except OSError as error:
            raise SecretsUnavailable(
                _("The key of the unsubscribed readers cannot be kept in {folder}.").format(
                    folder=file.parent
                ),
                hint=_("Make room there, or allow writing."),
            ) from error

    def _in_keyring(self, mark: str) -> bytes:
        try:
            kept = self._secrets.get(self._name(mark))
        except SecretsUnavailable:
            return b""
        return _key_of(kept.text.encode()) if kept else b""

    def _in_file(self, mark: str) -> bytes:
        try:
            return _key_of(self._file(mark).read_bytes())
        except OSError:
            return b""

    def _name(self, mark: str) -> str:
        return f"suppression-key {self._library.id} {mark}"

    def _file(self, mark: str) -> Path:
        return self._folder / f"{self._library.id}-{mark}.key"


def _key_of(kept: bytes) -> bytes:
    try:
        return bytes.fromhex(kept.decode("ascii"))
    except ValueError:
        return b""


def _mark(key: bytes) -> str:
    return _hmac(key, _PURPOSE).hex()[:_MARK_LETTERS]


def _hmac(key: bytes, message: bytes) -> bytes:
    return hmac.digest(key, message, hashlib.sha256)


def _lost() -> SecretsUnavailable:
    return SecretsUnavailable(
        _("The key of this library's unsubscribed readers is not on this computer."),
        hint=_(
            "Unlock the keyring, or bring the key in from a backup of the library "
            "(newsletter-app contacts restore-key FILE); until then nobody can be brought in or written to."
        ),
        action=Open.READERS,
    )
