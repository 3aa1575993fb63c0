"""Freezes one message, so that each reader's copy is only patched."""

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import replace

from newsletter_app.content.address import Address, parse_address
from newsletter_app.errors import ContentError
from newsletter_app.i18n import _
from newsletter_app.mailing.frozen_bytes import packed, unpacked
from newsletter_app.mailing.frozen_envelope import (
    FrozenEnvelope,
    checked,
    date_header,
    first_headers,
    last_headers,
    unsubscribe_forms,
)
from newsletter_app.mailing.unsubscribe_address import with_token
from newsletter_app.rendering.mail_headers import header_lines, mailbox_lines
from newsletter_app.rendering.merge_marks import UNSUBSCRIBE
from newsletter_app.rendering.mime import MailContent, body, content_headers, plain_subject
from newsletter_app.rendering.mime_bodies import filled
from newsletter_app.rendering.reader_values import NOBODY, ReaderValues

_MESSAGE_ID = re.compile(r"<[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]{1,200}@[A-Za-z0-9.-]{1,255}>")


class FrozenMessage:
    """A message of which every reader gets the same, but for their name, address and merge fields."""

    def __init__(self, content: MailContent, envelope: FrozenEnvelope) -> None:
        self.content = content
        self.envelope = checked(envelope)
        self.sha256 = _sha256(content, envelope)
        self._from = first_headers(envelope)
        self._date = date_header(envelope)
        self._list = last_headers(envelope)
        self._forms = unsubscribe_forms(envelope)
        self._end = "".join(f"{name}: {value}\r\n" for name, value in content_headers(content.language))
        self._body = body(content)
        self._subject(NOBODY)

    @property
    def sender(self) -> Address:
        """Return the address it comes from."""
        return parse_address(self.envelope.sender)

    def to_bytes(self) -> bytes:
        """Return all of it, to be kept with a run."""
        return packed(self.content, self.envelope)

    @classmethod
    def from_bytes(cls, data: bytes) -> "FrozenMessage":
        """Return the message of which `to_bytes` gave the bytes. Raises LibraryDamaged."""
        return cls(*unpacked(data))

    def for_reader(
        self, address: Address, name: str, message_id: str, token: str, values: Mapping[str, str]
    ) -> bytes:
        """Return the message to one reader, all ASCII, lines of at most 998 bytes that end in CRLF.

        Names and values lose line ends and control characters, and a value that is empty or unknown gives the
        field's fallback. Raises ContentError for a Message-ID or a token that cannot be one.
        """
        if not _MESSAGE_ID.fullmatch(message_id):
            raise ContentError(_("The Message-ID is none."))
        stops = tuple(with_token(form, token) for form in self._forms)
        own = ReaderValues({**values, UNSUBSCRIBE: next(iter(stops), "")})
        head = (
            self._from,
            mailbox_lines("To", name, address.text),
            self._subject(own),
            self._date,
            f"Message-ID: {message_id}\r\n",
            self._list,
            _unsubscribe_headers(stops),
            self._end,
        )
        return "".join(head).encode("ascii") + filled(self._body, own)

    def _subject(self, values: ReaderValues) -> str:
        subject = plain_subject(values.filled(self.content.subject))
        return header_lines("Subject", f"{self.envelope.prefix} {subject}".strip())


def freeze(content: MailContent, envelope: FrozenEnvelope) -> FrozenMessage:
    """Return the message, ready for many readers.

    Raises ContentError for a subject, name, address or list that no header can hold.
    """
    return FrozenMessage(replace(content, notes=()), envelope)


def _unsubscribe_headers(stops: tuple[str, ...]) -> str:
    """Return the headers by which mail programs unsubscribe; one click is for https alone (RFC 8058)."""
    if not stops:
        return ""
    lines = "List-Unsubscribe: " + ",\r\n ".join(f"<{stop}>" for stop in stops) + "\r\n"
    one_click = "List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n"
    return lines + (one_click if stops[0].startswith("https:") else "")


def _sha256(content: MailContent, envelope: FrozenEnvelope) -> str:
    """Return the hash of what readers see: neither dates nor ids nor a prefix."""
    pictures = [[each.cid, hashlib.sha256(each.data).hexdigest()] for each in content.pictures]
    files = [[each.name, hashlib.sha256(each.data).hexdigest()] for each in content.files]
    seen = [
        [content.subject, content.preview_text, content.text, content.html, content.language],
        [pictures, files],
        [envelope.sender, envelope.sender_name, envelope.reply_to],
    ]
    return hashlib.sha256(json.dumps(seen).encode("utf-8")).hexdigest()
