"""Says what is known of readers as a person would."""

from collections.abc import Sequence

from newsletter_app.content.address import NotAnAddress, parse_address
from newsletter_app.content.contact import Consent, Contact, Ground, ReaderList
from newsletter_app.desktop.widgets.words import date_words
from newsletter_app.i18n import N_, _, ngettext

_NAMED = 10
_GROUNDS = {
    Ground.CONSENT: N_("Consent"),
    Ground.SOFT_OPT_IN: N_("Soft opt-in"),
    Ground.MEMBERSHIP: N_("Membership"),
    Ground.OTHER: N_("Another ground"),
}
_MEANT = {
    Ground.CONSENT: N_("They agreed to get this mail, in the words below."),
    Ground.SOFT_OPT_IN: N_(
        "They gave their address in a related matter. It counts only where they could say no at once."
    ),
    Ground.MEMBERSHIP: N_("They belong to the organisation, and this mail is part of that."),
    Ground.OTHER: N_("Say in the words below what it is."),
}


def ground_word(ground: Ground) -> str:
    """Return what a ground is called."""
    return _(_GROUNDS[ground])


def ground_meaning(ground: Ground) -> str:
    """Return when a ground holds."""
    return _(_MEANT[ground])


def is_address(text: str) -> bool:
    """Tell whether a text is a whole mail address."""
    try:
        parse_address(text)
    except NotAnAddress:
        return False
    return True


def name_of(person: Contact) -> str:
    """Return the whole name, "" where none is known."""
    return f"{person.first_name} {person.last_name}".strip()


def counted(people: int) -> str:
    """Return how many people."""
    return ngettext("{number} person", "{number} people", people).format(number=f"{people:,}")


def list_facts(of: ReaderList) -> str:
    """Return how many get mail by a list, how many left, and since when it is there."""
    people = ngettext("{number} person gets mail", "{number} people get mail", of.people)
    left = _("{number} unsubscribed").format(number=f"{of.unsubscribed:,}")
    since = _("since {date}").format(date=date_words(of.created.astimezone().date()))
    return " · ".join((people.format(number=f"{of.people:,}"), left, since))


def consent_facts(consent: Consent) -> str:
    """Return on what ground somebody is written to, since when, and how we know."""
    given = _("given {date}").format(date=date_words(consent.given.astimezone().date()))
    known = _("known by: {how}").format(how=consent.how) if consent.how else ""
    source = _("from {source}").format(source=consent.source) if consent.source else ""
    offered = _("they could say no") if consent.opt_out_offered else ""
    return " · ".join(part for part in (ground_word(consent.ground), given, known, source, offered) if part)


def line_numbers(lines: Sequence[int]) -> str:
    """Return the first of the numbers."""
    return ", ".join(map(str, lines[:_NAMED])) + (", …" if len(lines) > _NAMED else "")
