"""Notices what a person should know before a newsletter goes out."""

from collections.abc import Iterator

from newsletter_app.i18n import _
from newsletter_app.mailing.differences import SinceTest
from newsletter_app.mailing.making import Made

_CLIPPED = 102_000
_NEARLY_CLIPPED = 90_000
_MANY = 5_000
_LONG_SUBJECT = 60
_PRIVATE_MAIL = frozenset(
    {"gmail.com", "googlemail.com", "yahoo.com", "yahoo.co.uk", "outlook.com", "hotmail.com", "live.com"}
    | {"icloud.com", "aol.com", "gmx.de", "gmx.net", "web.de", "proton.me", "protonmail.com"}
)
_THEIR_SERVERS = frozenset(
    {"google", "gmail", "yahoo", "outlook", "office365", "live", "mail.me", "icloud", "aol", "gmx", "web.de"}
    | {"proton"}
)


def findings(made: Made, count: int, telling: tuple[str, ...], tested: SinceTest | None) -> tuple[str, ...]:
    """Return what stands out, in whole sentences; none of it keeps anything from being sent (MAIL.md 5)."""
    return (
        *made.content.notes,
        *_about_the_envelope(made, telling),
        *_about_the_page(made),
        *_about_leaving(made, count),
        *_about_the_test(tested),
    )


def _about_the_envelope(made: Made, telling: tuple[str, ...]) -> Iterator[str]:
    envelope = made.envelope
    if telling:
        words = ", ".join(f"“{word}”" for word in telling)
        yield _("A passer-by can read {words} on a locked screen.").format(words=words)
    yield from _about_being_discreet(made)
    if len(envelope.subject) > _LONG_SUBJECT:
        yield _("The subject is longer than 60 characters; many programs cut it.")
    if envelope.subject.isupper() and len(envelope.subject.split()) > 1:
        yield _("The subject is all in capitals, which filters take for advertising.")
    if not envelope.preview_text:
        yield _("There is no preview text; mail programs show the first words of the mail instead.")
    elif envelope.preview_text == envelope.subject:
        yield _("The preview text only repeats the subject.")
    if made.account.sender_domain in _PRIVATE_MAIL and not _is_theirs(made.account.host):
        yield _("Mail from {domain} by another provider's server is likely to be refused.").format(
            domain=made.account.sender_domain
        )


def _about_being_discreet(made: Made) -> Iterator[str]:
    discreet = made.newsletter.discreet
    if discreet is None:
        return
    if not discreet.sender_name:
        yield _("It is discreet, but shows the sender's usual name.")
    if not discreet.subject:
        yield _("It is discreet, but shows its own subject.")
    if not discreet.preview_text and made.newsletter.preview_text:
        yield _("It is discreet, but shows its own preview text.")


def _about_the_page(made: Made) -> Iterator[str]:
    if not made.newsletter.entries and not made.newsletter.introduction.strip():
        yield _("The newsletter is empty: it has neither an introduction nor an entry.")
    size = len(made.content.html.encode())
    if size > _CLIPPED:
        yield _("The mail is larger than 102 KB: Gmail cuts it off, with the way to unsubscribe.")
    elif size > _NEARLY_CLIPPED:
        yield _("The mail is larger than 90 KB; Gmail cuts off what is past 102 KB.")


def _about_leaving(made: Made, count: int) -> Iterator[str]:
    if made.account.unsubscribe_url:
        return
    yield _("Readers unsubscribe by writing to the sender, for the account has no web address for that.")
    if count >= _MANY:
        yield _("Gmail and Yahoo ask for a web address for unsubscribing of whoever sends so much.")


def _about_the_test(tested: SinceTest | None) -> Iterator[str]:
    if tested is None:
        yield _("It has not been sent to a test address yet.")
    elif tested.sentences:
        yield _("It has changed since its last test mail.")


def _is_theirs(host: str) -> bool:
    return any(name in host.lower() for name in _THEIR_SERVERS)
