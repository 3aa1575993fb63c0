"""Holds the readers of a library, with the lists they are on."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from newsletter_app.content.changes import Changes
from newsletter_app.content.contact import Arrival, Consent, Contact, Membership, ReaderList
from newsletter_app.errors import Conflict, Open
from newsletter_app.i18n import _
from newsletter_app.library import arrivals as arriving
from newsletter_app.library import contacts, erasing, reader_lists, subject_access, suppressions, who_left
from newsletter_app.library.arrivals import BroughtIn
from newsletter_app.library.contact_rows import membership_rows
from newsletter_app.library.database import Database
from newsletter_app.library.erasing import Erased
from newsletter_app.library.hashed_address import HashAddress
from newsletter_app.library.moments import Clock, micros
from newsletter_app.library.once_more import once_more
from newsletter_app.library.person import Person, person_at, person_of
from newsletter_app.library.settings_rows import read_setting, write_setting
from newsletter_app.library.sweeping import sweep

__all__ = ["BroughtIn", "Erased", "HashAddress", "Readers"]

_KEY_MARK = "suppression_key_mark"
_SHORTEST_TRACE = 6


class Readers:
    """Lists, people, consents; those who left are known by a keyed hash alone.

    Whoever calls hands in `hash_address`, for the library never sees the key of the hash. `write_down` keeps
    who left where no restore of the library undoes it. Each write counts
    when it returns; its changes are empty where nothing differs. No error repeats an address.
    """

    def __init__(self, database: Database, now: Clock, write_down: Callable[[], None]) -> None:
        self._database = database
        self._now = now
        self._write_down = write_down

    def lists(self) -> tuple[ReaderList, ...]:
        """Return all lists in the order of the alphabet; `people` are those who may be written to."""
        with self._database.reading() as connection:
            return reader_lists.lists(connection)

    def list_called(self, name: str) -> ReaderList:
        """Return the list with that id or name, whatever its case. Raises Missing."""
        with self._database.reading() as connection:
            return reader_lists.list_called(connection, name)

    @once_more
    def make_list(self, name: str) -> ReaderList:
        """Take in a new, empty list. Raises ContentError without a name, Conflict where another has it."""
        with self._database.writing() as connection:
            return reader_lists.make_list(connection, name, self._moment())

    @once_more
    def rename_list(self, list_id: str, name: str) -> Changes:
        """Give a list another name; its List-Id stays. Raises Missing, Conflict, ContentError."""
        with self._database.writing() as connection:
            return Changes(readers=reader_lists.rename_list(connection, list_id, name))

    @once_more
    def delete_list(self, list_id: str) -> Changes:
        """Delete a list, with the people that are on no other.

        Raises Missing, NotNow while a run to it has not ended.
        """
        with self._database.writing() as connection:
            reader_lists.delete_list(connection, list_id)
            return Changes(readers=True)

    @once_more
    def bring_in(self, list_id: str, arrivals: Sequence[Arrival], hash_address: HashAddress) -> BroughtIn:
        """Bring people onto a list, all of them or none.

        Who is known keeps id and token, gets what was empty filled, and a consent only where this list had
        none of theirs. Who may not be written to stays out. Raises Missing, ContentError with the line of a
        wrong address.
        """
        with self._database.writing() as connection:
            wanted = reader_lists.list_called(connection, list_id)
            return arriving.bring_in(connection, wanted.id, arrivals, hash_address, self._now())

    def find(self, who: str) -> Contact:
        """Return the reader with that address in whatever spelling, that id or that token. Raises Missing."""
        with self._database.reading() as connection:
            return contacts.found_contact(connection, who)

    def people(
        self, list_id: str = "", words: str = "", start: int = 0, count: int = 200
    ) -> tuple[Contact, ...]:
        """Return readers by name (those without one last), then address, from place `start` (from 0) on.

        Those of one list where `list_id` is given; those with every one of the words in name or address.
        Who left is among them, with the moment.
        """
        with self._database.reading() as connection:
            return contacts.people(connection, list_id, words, start, count)

    def count(self, list_id: str = "", words: str = "") -> int:
        """Count the readers that `people` gives in all."""
        with self._database.reading() as connection:
            return contacts.count(connection, list_id, words)

    def memberships(self, contact_id: str) -> tuple[Membership, ...]:
        """Return the lists a reader is on, and why, oldest first."""
        with self._database.reading() as connection:
            return membership_rows(connection, contact_id)

    @once_more
    def save(
        self, contact: Contact, hash_address: HashAddress | None = None, *, before: Contact | None = None
    ) -> Changes:
        """Correct what is known of a reader; a changed address is refused without `hash_address`.

        Id, token and the moments stay. Raises Missing; Conflict where another reader has the address, or
        where the reader is no longer as `before`; ContentError; LibraryError where the new address may not be
        written to.
        """
        with self._database.writing() as connection:
            differs = contacts.save_contact(connection, contact, hash_address, before, self._moment())
        self._write_down()
        return Changes(readers=differs)

    @once_more
    def add(self, contact: Contact, list_id: str, consent: Consent, hash_address: HashAddress) -> Contact:
        """Bring one person onto a list, and return them as they are known then.

        Raises Missing, ContentError, LibraryError where they may not be written to.
        """
        with self._database.writing():
            result = self.bring_in(list_id, [Arrival(contact, consent)], hash_address)
            if result.suppressed:
                raise suppressions.refusal()
            return self.find(contact.address)

    @once_more
    def leave(self, list_id: str, contact_id: str) -> Changes:
        """Take a reader off one list; runs to it pass them over from now on. Raises Missing."""
        with self._database.writing() as connection:
            return Changes(readers=contacts.leave(connection, list_id, contact_id))

    @once_more
    def unsubscribe(self, contact_id: str, hash_address: HashAddress) -> Changes:
        """Keep a reader from being written to, by whatever list and after every import. Raises Missing."""
        with self._database.writing_regardless() as connection:
            is_new = contacts.unsubscribe(connection, contact_id, hash_address, self._moment())
        self._write_down()
        return Changes(readers=is_new)

    @once_more
    def suppress(self, address_key: str, reason: str, hash_address: HashAddress) -> Changes:
        """Keep whoever has that address from being written to, be they a reader or not."""
        with self._database.writing_regardless() as connection:
            is_new = suppressions.keep_out(connection, hash_address(address_key), reason, self._moment())
            left = contacts.mark_unsubscribed(connection, address_key, self._moment())
        self._write_down()
        return Changes(readers=is_new or left)

    def is_suppressed(self, address_key: str, hash_address: HashAddress) -> bool:
        """Tell whether that address may not be written to."""
        with self._database.reading() as connection:
            return bool(suppressions.suppressed_among(connection, [hash_address(address_key)]))

    def are_lists_in_doubt(self) -> bool:
        """Tell whether a repair may have lost some of those who left; meanwhile nothing is sent."""
        with self._database.reading() as connection:
            return who_left.is_in_doubt(connection)

    def take_lists_as_right(self) -> bool:
        """Take it from a person that all who left are known; tell whether a repair had left that in doubt."""
        with self._database.writing() as connection:
            return who_left.take_as_known(connection)

    def has_suppressions(self) -> bool:
        """Tell whether anybody may not be written to."""
        with self._database.reading() as connection:
            return suppressions.has_suppressions(connection)

    def key_mark(self) -> str:
        """Return by what the right key of the hashes is recognised; "" where none was ever made."""
        with self._database.reading() as connection:
            return read_setting(connection, _KEY_MARK) or ""

    @once_more
    def set_key_mark(self, mark: str) -> None:
        """Keep the mark. Raises Conflict where another is kept that somebody is suppressed by."""
        with self._database.writing() as connection:
            kept = read_setting(connection, _KEY_MARK) or mark
            if kept != mark and suppressions.has_suppressions(connection):
                raise _another_key()
            write_setting(connection, _KEY_MARK, mark)

    def about(
        self, contact_id: str, hash_address: HashAddress | None = None
    ) -> dict[str, list[dict[str, Any]]]:
        """Return, by table, every row that names a reader, for themselves to read. Raises Missing.

        With `hash_address` the row of their suppression as well. Of texts that are about others, too, only
        the passages that name them.
        """
        with self._database.reading() as connection:
            return subject_access.about(connection, person_of(connection, contact_id), hash_address)

    def about_address(
        self, address_key: str, hash_address: HashAddress | None = None
    ) -> dict[str, list[dict[str, Any]]]:
        """Do what `about` does for whoever has that address. Raises Missing for what is no address."""
        with self._database.reading() as connection:
            return subject_access.about(connection, person_at(connection, address_key), hash_address)

    @once_more
    def erase(self, contact_id: str, hash_address: HashAddress) -> Erased:
        """Erase a reader down to the bytes of the file, but keep by hash that they must not come back.

        Not inside `Library.together`: only what counts already can be erased. Raises Missing.
        """
        with self._database.writing_regardless() as connection:
            person = person_of(connection, contact_id)
            erased = erasing.erase(connection, person, hash_address, self._moment())
        return self._swept(person, erased)

    @once_more
    def erase_address(self, address_key: str, hash_address: HashAddress) -> Erased:
        """Do what `erase` does for whoever has that address. Raises Missing for what is no address."""
        with self._database.writing_regardless() as connection:
            person = person_at(connection, address_key)
            erased = erasing.erase(connection, person, hash_address, self._moment())
        return self._swept(person, erased)

    def _swept(self, person: Person, erased: Erased) -> Erased:
        self._write_down()
        distinctive = (value for value in person.values if len(value) >= _SHORTEST_TRACE)
        return replace(erased, remains=sweep(self._database.file, (*person.needles, *distinctive)))

    def _moment(self) -> int:
        return micros(self._now())


def _another_key() -> Conflict:
    return Conflict(
        _("This library remembers by another key who left."),
        hint=_("Bring that key back from the library's backup."),
        action=Open.READERS,
    )
