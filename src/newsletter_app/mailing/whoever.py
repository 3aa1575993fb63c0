"""Finds out about whom something is asked."""

from newsletter_app.content.address import NotAnAddress, address_key, parse_address
from newsletter_app.content.contact import Contact
from newsletter_app.errors import Missing, Open
from newsletter_app.i18n import _
from newsletter_app.library.readers import Readers


def named(readers: Readers, who: str) -> Contact:
    """Return who has that address, in whatever spelling, or that id. Raises Missing, not repeating it."""
    if not who.strip():
        raise Missing(_("No reader was named."), hint=_("Give an address or an id."), action=Open.READERS)
    return readers.find(who.strip())


def whoever(readers: Readers, who: str) -> Contact | None:
    """Return the reader, None for one who is no reader but stands elsewhere. Raises Missing."""
    try:
        return named(readers, who)
    except Missing:
        if "@" in who and readers.about_address(address_key(who)):
            return None
        raise


def masked(contact: Contact) -> str:
    """Return the contact's address with enough left to recognise it by."""
    try:
        return parse_address(contact.address).masked
    except NotAnAddress:
        return "…"
