"""Holds what stands in the headers of every message of a run."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime

from newsletter_app.content.address import NotAnAddress, parse_address
from newsletter_app.errors import ContentError, Open
from newsletter_app.i18n import _
from newsletter_app.mailing.unsubscribe_address import https_form, mailto_form
from newsletter_app.rendering.mail_headers import mailbox_lines

_LIST_ID = re.compile(r"[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)+")
_LONGEST_LIST_ID = 255
_NEVER = datetime.fromtimestamp(0, UTC)
_JOINERS = "\u200c\u200d\u00a0"


@dataclass(frozen=True, slots=True)
class FrozenEnvelope:
    """Who writes, for which list, when.

    `sender` and `reply_to` are addresses. `list_id` is "" for a test mail; without a dot the sender's domain
    is added (RFC 2919). What staff call the list is not in it: they name it for themselves, and mail programs
    would show it. `unsubscribe_url` is https and may hold `{token}`; `mailto` is for those who have none.
    `prefix` stands before the subject ("[TEST]").
    """

    sender: str
    sender_name: str = ""
    reply_to: str = ""
    list_id: str = ""
    date: datetime = _NEVER
    unsubscribe_url: str = ""
    mailto: str = ""
    prefix: str = ""


def checked(envelope: FrozenEnvelope) -> FrozenEnvelope:
    """Return the envelope. Raises ContentError for anything that would not stay within its header."""
    if not all(map(_is_one_line, (envelope.sender_name, envelope.prefix))):
        raise _refused(_("A name holds a line end or another control character."))
    for address in (envelope.sender, *filter(None, (envelope.reply_to,))):
        _require_address(address)
    list_id = _list_id(envelope)
    if envelope.list_id and not (_LIST_ID.fullmatch(list_id) and len(list_id) <= _LONGEST_LIST_ID):
        raise _refused(_("The list's id is not one that mail can use."))
    return envelope


def first_headers(envelope: FrozenEnvelope) -> str:
    """Return the header From."""
    return mailbox_lines("From", envelope.sender_name, envelope.sender)


def date_header(envelope: FrozenEnvelope) -> str:
    """Return the header Date."""
    return f"Date: {format_datetime(envelope.date)}\r\n"


def last_headers(envelope: FrozenEnvelope) -> str:
    """Return Reply-To and List-Id, each where there is one."""
    reply = f"Reply-To: {envelope.reply_to}\r\n" if envelope.reply_to else ""
    return reply + (f"List-Id: <{_list_id(envelope)}>\r\n" if envelope.list_id else "")


def unsubscribe_forms(envelope: FrozenEnvelope) -> tuple[str, ...]:
    """Return the addresses to unsubscribe at, https before mailto, each with `{token}` where that goes."""
    url = (https_form(envelope.unsubscribe_url),) if envelope.unsubscribe_url else ()
    mail = (mailto_form(envelope.mailto),) if envelope.mailto else ()
    return (*url, *mail)


def _list_id(envelope: FrozenEnvelope) -> str:
    if "." in envelope.list_id:
        return envelope.list_id
    return f"{envelope.list_id}.{envelope.sender.rpartition('@')[2]}"


def _is_one_line(text: str) -> bool:
    return all(character.isprintable() or character in _JOINERS for character in text)


def _require_address(address: str) -> None:
    """Raise ContentError, which does not repeat it, for an address that a header could not hold as it is."""
    try:
        is_plain = parse_address(address).text == address
    except NotAnAddress:
        is_plain = False
    if not is_plain:
        raise _refused(_("The sender's address, or that for replies, is not one that mail can use."))


def _refused(message: str) -> ContentError:
    return ContentError(message, hint=_("Correct it under Settings, Accounts."), action=Open.ACCOUNTS)
