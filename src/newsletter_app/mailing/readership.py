"""Lets readers come and go: on what ground they may be written to, and never again once they left."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from newsletter_app.content.address import address_key
from newsletter_app.content.changes import Changes
from newsletter_app.content.contact import Arrival, Consent, Contact, Ground, ReaderList
from newsletter_app.errors import ContentError, Missing, Open
from newsletter_app.i18n import _
from newsletter_app.library.backup_names import BackupReason
from newsletter_app.library.library import Library
from newsletter_app.library.readers import BroughtIn, Erased
from newsletter_app.mailing.address_words import address_of
from newsletter_app.mailing.import_preview import ImportPreview
from newsletter_app.mailing.readers_reading import ReadReaders
from newsletter_app.mailing.suppression_key import SuppressionKey
from newsletter_app.mailing.whoever import named, whoever

Clock = Callable[[], datetime]

HOW = "import"
"""How we know of a consent that came with a file."""


class Readership:
    """Brings readers in, corrects what is known of them, lets them go.

    Lists are made, renamed and deleted, people looked up and taken off a list by `Library.readers` itself.
    """

    def __init__(self, library: Library, key: SuppressionKey, read: ReadReaders, now: Clock) -> None:
        self._readers = library.readers
        self._library = library
        self._key = key
        self._read = read
        self._now = now

    # Coming

    def preview(self, data: bytes, file_name: str) -> ImportPreview:
        """Return what a CSV file would bring; nothing is changed. Raises CannotImport, OverLimit."""
        return self._read(data, file_name)

    def carry_out(
        self,
        preview: ImportPreview,
        list_name: str,
        wording: str,
        ground: Ground = Ground.CONSENT,
        *,
        opt_out_offered: bool = True,
    ) -> BroughtIn:
        """Bring all the readers of the preview onto the list of that name or id, which is made if need be.

        The library is backed up first. All or nothing: raises CannotImport, with line numbers, where a line
        is faulty; ContentError without a wording or a list's name; SecretsUnavailable where nobody can tell
        who has unsubscribed.
        """
        preview.require_faultless()
        basis = Consent(ground, _wording(wording), self._now(), HOW, preview.file, opt_out_offered)
        arrivals = [Arrival(reader.contact, basis, reader.line) for reader in preview.people]
        self._key.comparing()  # a keyring may ask for its password, and must not do so while we write
        self._library.backups.before(BackupReason.IMPORT)
        with self._library.together():
            return self._readers.bring_in(self._list_for(list_name).id, arrivals, self._key.comparing())

    def add(self, contact: Contact, list_id: str, consent: Consent) -> Contact:
        """Put one person onto a list. Raises ContentError where the address or the wording is none."""
        known = replace(contact, address=address_of(contact.address).text)
        basis = replace(consent, wording=_wording(consent.wording))
        return self._readers.add(known, list_id, basis, self._key.comparing())

    # Being there

    def find(self, who: str) -> Contact:
        """Return who has that address, in whatever spelling, or that id. Raises Missing, not repeating it."""
        return named(self._readers, who)

    def save(self, contact: Contact, before: Contact) -> Changes:
        """Correct what was known of a person as `before`.

        Raises ContentError for an address that is none, Conflict where it is somebody else's or the person
        changed meanwhile, LibraryError where the new address may not be written to.
        """
        known = replace(contact, address=address_of(contact.address).text)
        if known.address == before.address:
            return self._readers.save(known, before=before)
        self._key.require()
        return self._readers.save(known, self._key.hash_address, before=before)

    # Going

    def unsubscribe(self, who: str) -> Changes:
        """Never write to somebody again; no import brings them back. Raises Missing, SecretsUnavailable."""
        found = self.find(who)
        self._key.require()
        return self._readers.unsubscribe(found.id, self._key.hash_address)

    def erase(self, who: str) -> Erased:
        """Delete all that names somebody; a hash stays, so that they are not brought in again.

        The answer lists the items whose text names them, for a person has to edit those. Somebody who is no
        reader any more, but stands elsewhere in the library, is erased too. Raises Missing,
        SecretsUnavailable.
        """
        found = whoever(self._readers, who)
        self._key.require()
        if found is None:
            return self._readers.erase_address(address_key(who), self._key.hash_address)
        return self._readers.erase(found.id, self._key.hash_address)

    def _list_for(self, name: str) -> ReaderList:
        if not name.strip():
            raise ContentError(_("A list needs a name."), hint=_("Type one."), action=Open.READERS)
        try:
            return self._readers.list_called(name)
        except Missing:
            return self._readers.make_list(name)


def _wording(wording: str) -> str:
    if wording.strip():
        return wording.strip()
    raise ContentError(
        _("It is not said why these readers may be written to."),
        hint=_("Give the words that they agreed to."),
        action=Open.READERS,
    )
