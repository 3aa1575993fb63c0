"""What the rooms of readers, accounts and sending are built on; the composition root fills it in."""

from dataclasses import dataclass

from newsletter_app.desktop.sending.parts import MailParts
from newsletter_app.mailing.accounts import MailAccounts
from newsletter_app.mailing.reader_files import ReaderFiles
from newsletter_app.mailing.readership import Readership
from newsletter_app.mailing.suppression_key import SuppressionKey


@dataclass(frozen=True, slots=True)
class Mail:
    """The mailing side of one library, with the key under which those who left are kept."""

    parts: MailParts
    readership: Readership
    accounts: MailAccounts
    files: ReaderFiles
    key: SuppressionKey
