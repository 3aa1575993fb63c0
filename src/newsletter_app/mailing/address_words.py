"""Says in words why a text is no address we can write to."""

from newsletter_app.content.address import Address, AddressFault, NotAnAddress, parse_address
from newsletter_app.errors import ContentError, Open
from newsletter_app.i18n import N_, _

_SENTENCES = {
    AddressFault.EMPTY: N_("There is no address."),
    AddressFault.CONTROL: N_("The address holds a line break or a control character."),
    AddressFault.NO_AT: N_("The address has no @."),
    AddressFault.SEVERAL_ATS: N_("The address has more than one @."),
    AddressFault.LOCAL: N_("What stands before the @ cannot be a mailbox."),
    AddressFault.NOT_ASCII: N_("What stands before the @ has letters that most mail servers do not take."),
    AddressFault.QUOTED: N_("What stands before the @ is in quotation marks and needs them."),
    AddressFault.DOMAIN: N_("What stands behind the @ is no domain."),
    AddressFault.TOO_LONG: N_("The address is longer than 254 characters."),
}


def in_words(fault: AddressFault) -> str:
    """Return one sentence, which does not repeat the address."""
    return _(_SENTENCES[fault])


def address_of(text: str) -> Address:
    """Return the address in `text`. Raises ContentError, which does not repeat it."""
    try:
        return parse_address(text)
    except NotAnAddress as error:
        raise ContentError(
            in_words(error.fault), hint=_("Write it as name@example.org."), action=Open.READERS
        ) from None
