"""Takes out of what is known of a reader what must not be stored."""

from dataclasses import replace

from newsletter_app.content.address import NotAnAddress, parse_address
from newsletter_app.content.contact import Consent, Contact
from newsletter_app.content.plain import without_control_characters
from newsletter_app.errors import ContentError
from newsletter_app.i18n import _


def tidy_contact(reader: Contact, line: int = 0) -> tuple[Contact, str]:
    """Return the reader, each text on one line but the values of own fields, with the key of their address.

    Raises ContentError for an address that cannot be written to; it names the line, not the address.
    """
    try:
        address = parse_address(reader.address)
    except NotAnAddress as error:
        raise ContentError(
            _("This is no address that mail can be sent to."),
            hint=_("It has one @, a name before it, and a domain behind it."),
            line=line,
        ) from error
    tidied = replace(
        reader,
        address=address.text,
        first_name=one_line(reader.first_name),
        last_name=one_line(reader.last_name),
        language=one_line(reader.language),
        fields=_fields(reader.fields),
    )
    return tidied, address.key


def tidy_consent(consent: Consent) -> Consent:
    """Return the consent without control characters; only its wording may have several lines."""
    return replace(
        consent,
        wording=without_control_characters(consent.wording).strip(),
        how=one_line(consent.how),
        source=one_line(consent.source),
    )


def one_line(text: str) -> str:
    """Return the text with single blanks, without control characters."""
    return " ".join(without_control_characters(text).split())


def _fields(fields: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
    kept = {one_line(name): without_control_characters(value).strip() for name, value in fields}
    return tuple(sorted((name, value) for name, value in kept.items() if name))
