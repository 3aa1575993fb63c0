"""Holds what a person looks at before a newsletter goes out."""

from dataclasses import dataclass

from newsletter_app.content.contact import ReaderList
from newsletter_app.content.discreet import Envelope
from newsletter_app.content.mail_account import MailAccount
from newsletter_app.content.newsletter import Newsletter
from newsletter_app.content.run import Run
from newsletter_app.library.mail_tests import MailTest
from newsletter_app.mailing.differences import SinceTest


@dataclass(frozen=True, slots=True)
class SendPlan:
    """Who would get what: the one screen before a count is typed.

    `count` people would get it; `excluded` have an address no mail can go to, `suppressed` left. `first` and
    `last` are masked addresses, three each at most. `telling` are the words of the envelope that tell a
    passer-by too much. `findings` are whole sentences. `last_test`, `since_test` are None where no test was
    sent, `already_sent` where the newsletter did not go to the list before. `html` and `text` have the
    fallbacks of their merge fields; pictures stand in `html` as cid: addresses.
    """

    newsletter: Newsletter
    account: MailAccount
    list: ReaderList
    count: int
    excluded: int
    suppressed: int
    first: tuple[str, ...]
    last: tuple[str, ...]
    envelope: Envelope
    telling: tuple[str, ...]
    findings: tuple[str, ...]
    content_sha256: str
    last_test: MailTest | None
    since_test: SinceTest | None
    already_sent: Run | None
    html: str
    text: str
