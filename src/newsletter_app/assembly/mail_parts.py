"""Makes what looks after readers, with what writes to them."""

from functools import partial
from typing import TYPE_CHECKING

from newsletter_app.assembly.page_parts import late_sheet

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from newsletter_app.desktop.choice_rooms import ChoiceRooms
    from newsletter_app.desktop.library.view import LibraryView
    from newsletter_app.desktop.mail_parts import Mail
    from newsletter_app.desktop.middle_rooms import MiddleRooms
    from newsletter_app.desktop.opening_steps import Opened
    from newsletter_app.desktop.pages import Pages
    from newsletter_app.desktop.rooms import Rooms
    from newsletter_app.library.hashed_address import HashAddress
    from newsletter_app.library.library import Library
    from newsletter_app.library.restoring import Restored


class MailSteps:
    """The steps to mail, which come last."""

    def make_mail(self, opened: "Opened", pages: "Pages") -> "Mail":
        """Make what looks after readers and sends to them; the rooms that ask for it are imported as well."""
        from newsletter_app import paths
        from newsletter_app.desktop import backup_rooms, mail_rooms, reader_rooms  # noqa: F401 - so that the window need not wait
        from newsletter_app.desktop.mail_parts import Mail
        from newsletter_app.desktop.sending.parts import MailParts
        from newsletter_app.exporting.exporting import Exporting
        from newsletter_app.exporting.mail import mail_content
        from newsletter_app.library.moments import utc_now
        from newsletter_app.mailing.accounts import MailAccounts
        from newsletter_app.mailing.reader_files import ReaderFiles
        from newsletter_app.mailing.readers_reading import ReadInWorker
        from newsletter_app.mailing.readership import Readership
        from newsletter_app.mailing.sending import Sending
        from newsletter_app.mailing.smtp_mailer import open_smtp
        from newsletter_app.mailing.suppression_key import SuppressionKey
        from newsletter_app.secret_store import KeyringSecrets

        library, secrets = opened.library, KeyringSecrets()
        key = SuppressionKey(secrets, paths.data_folder() / "keys", library)
        make_mail = mail_content(library, pages.articles, pages.templates)
        parts = MailParts(
            library,
            Sending(library, make_mail, open_smtp, secrets, key.hash_address),
            Exporting(library, pages.articles, pages.templates),
            partial(late_sheet, library),
            _person(),
        )
        readership = Readership(library, key, ReadInWorker(opened.worker), utc_now)
        accounts = MailAccounts(library, secrets, open_smtp)
        return Mail(parts, readership, accounts, ReaderFiles(library.readers, key), key)

    def make_mail_rooms(
        self,
        rooms: "Rooms",
        middle: "MiddleRooms",
        choices: "ChoiceRooms",
        listed: "LibraryView",
        mail: "Mail",
    ) -> None:
        """Make what asks for it."""
        from newsletter_app.assembly.damage_parts import watch_damage
        from newsletter_app.desktop.backup_rooms import BackupRooms
        from newsletter_app.desktop.backups.care import BackupCare
        from newsletter_app.desktop.mail_rooms import MailRooms
        from newsletter_app.desktop.places import Places
        from newsletter_app.desktop.reader_rooms import ReaderRooms

        places = Places(listed, middle.views.middle, rooms.desk)
        places.titled.connect(rooms.window.show_title)
        ReaderRooms(rooms, places, mail.readership, mail.accounts, mail.files, mail.key)
        MailRooms(rooms, middle, places, choices.composing, mail.parts)
        choices.offer_backup(mail.key.for_backup)
        care = BackupCare(mail.parts.library, lambda: rooms.settings.value.backup_folder, mail.key.for_backup)
        others = rooms.settings.value.known_libraries
        BackupRooms(rooms, middle, care, partial(restore_closed, mail.parts.library.folder, others=others))
        watch_damage(rooms, middle)


def restore_closed(folder: "Path", source: "Path", others: "Sequence[Path]" = ()) -> "Restored":
    """Put the library of a backup in the place of one that is closed; with its key, where that is needed."""
    from newsletter_app import paths
    from newsletter_app.library.restoring import restore
    from newsletter_app.mailing.key_for_restoring import key_for_restoring
    from newsletter_app.mailing.suppression_key import SuppressionKey
    from newsletter_app.secret_store import KeyringSecrets

    def key_of(library: "Library", kept: bytes) -> "HashAddress | None":
        key = SuppressionKey(KeyringSecrets(), paths.data_folder() / "keys", library)
        return key_for_restoring(key, kept)

    return restore(folder, source, key_of=key_of, others=others)


def _person() -> str:
    """Return who sits at this computer, as the system calls them."""
    import getpass

    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "?"
