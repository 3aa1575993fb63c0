"""Remembers what was tried before a newsletter goes out."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, insert, select

from newsletter_app.content.address import address_key
from newsletter_app.content.changes import Changes
from newsletter_app.content.discreet import USUAL_WORDS
from newsletter_app.content.kinds import Kind
from newsletter_app.content.plain import without_control_characters
from newsletter_app.errors import Missing
from newsletter_app.i18n import _
from newsletter_app.library.database import Database
from newsletter_app.library.encoding import to_json
from newsletter_app.library.moments import micros, moment_of
from newsletter_app.library.schema import item
from newsletter_app.library.schema import mail_test as table
from newsletter_app.library.settings_rows import read_setting, write_setting

ADDRESSES = "test_addresses"
"""The key of the setting that holds the remembered addresses, a JSON list."""
WORDS = "discreet_words"
"""The key of the setting that holds the telling words, a JSON list."""


@dataclass(frozen=True, slots=True)
class MailTest:
    """The last test mail of a newsletter; `text` is its plain text, to say later what differs."""

    newsletter: str
    account: str
    sent: datetime
    content_sha256: str
    subject: str
    preview_text: str
    text: str


class MailTests:
    """Test mails, the addresses they go to, the words that tell too much on a lock screen."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def last(self, newsletter_id: str) -> MailTest | None:
        """Return the last test mail of a newsletter, None where there was none."""
        with self._database.reading() as connection:
            wanted = select(table).where(table.c.newsletter == newsletter_id)
            row = connection.execute(wanted).mappings().first()
        return None if row is None else MailTest(**{**row, "sent": moment_of(row["sent"])})

    def keep(self, test: MailTest) -> Changes:
        """Keep a test mail in place of the one before. Raises Missing where its newsletter is gone."""
        with self._database.writing() as connection:
            if connection.execute(select(item.c.id).where(item.c.id == test.newsletter)).first() is None:
                raise Missing(
                    _("The newsletter of this test mail is no longer there."),
                    hint=_("The list shows what is there."),
                )
            connection.execute(delete(table).where(table.c.newsletter == test.newsletter))
            connection.execute(insert(table), _values(test))
        return Changes.of(Kind.NEWSLETTER, test.newsletter)

    def addresses(self) -> tuple[str, ...]:
        """Return the addresses test mails went to last."""
        return self._read(ADDRESSES, ())

    def remember(self, addresses: Iterable[str]) -> Changes:
        """Keep these addresses, each mailbox once, in place of those before."""
        by_key: dict[str, str] = {}
        for address in addresses:
            if address.strip():
                by_key.setdefault(address_key(address), address.strip())
        return self._write(ADDRESSES, by_key.values())

    def words(self) -> tuple[str, ...]:
        """Return the words that tell too much from outside; the usual ones where nobody changed them."""
        return self._read(WORDS, USUAL_WORDS)

    def set_words(self, words: Iterable[str]) -> Changes:
        """Keep these words, each once, in place of those before; none at all is a choice as well."""
        tidy = (" ".join(without_control_characters(word).split()) for word in words)
        return self._write(WORDS, {word.casefold(): word for word in tidy if word}.values())

    def _read(self, key: str, usual: tuple[str, ...]) -> tuple[str, ...]:
        with self._database.reading() as connection:
            kept = read_setting(connection, key)
        return usual if kept is None else tuple(json.loads(kept))

    def _write(self, key: str, values: Iterable[str]) -> Changes:
        text = to_json(list(values))
        with self._database.writing() as connection:
            if read_setting(connection, key) == text:
                return Changes()
            write_setting(connection, key, text)
        return Changes(accounts=True)


def _values(test: MailTest) -> dict[str, str | int]:
    return {
        "newsletter": test.newsletter,
        "account": test.account,
        "sent": micros(test.sent),
        "content_sha256": test.content_sha256,
        "subject": test.subject,
        "preview_text": test.preview_text,
        "text": test.text,
    }
