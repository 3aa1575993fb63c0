"""Makes the message that is frozen for a run, or tried on a test address."""

from dataclasses import dataclass

from newsletter_app.content.contact import ReaderList
from newsletter_app.content.discreet import Envelope
from newsletter_app.content.mail_account import MailAccount
from newsletter_app.content.newsletter import Newsletter
from newsletter_app.mailing.clock import Now
from newsletter_app.mailing.frozen_envelope import FrozenEnvelope
from newsletter_app.mailing.frozen_message import FrozenMessage, freeze
from newsletter_app.mailing.unsubscribe_address import usual_mailto
from newsletter_app.rendering.mail_wish import MailWish, MakeMail
from newsletter_app.rendering.mime import MailContent
from newsletter_app.rendering.reader_values import NOBODY, one_line

NO_LIST = ReaderList(id="", name="", list_id="")
"""For a message that goes to no list, but to test addresses."""


@dataclass(frozen=True, slots=True)
class Made:
    """A newsletter as it goes out by an account, with the message that was frozen of it."""

    newsletter: Newsletter
    account: MailAccount
    content: MailContent
    message: FrozenMessage

    @property
    def envelope(self) -> Envelope:
        """Return what a lock screen shows of it."""
        subject, preview = NOBODY.filled(self.content.subject), NOBODY.filled(self.content.preview_text)
        return Envelope(sender_name(self.newsletter, self.account), self.account.sender, subject, preview)

    @property
    def text(self) -> str:
        """Return the plain text, with the fallbacks of its merge fields."""
        return NOBODY.filled(self.content.text)

    @property
    def html(self) -> str:
        """Return the page, with the fallbacks of its merge fields; these are HTML already."""
        return NOBODY.filled(self.content.html)


@dataclass(frozen=True, slots=True)
class Making:
    """Makes messages out of newsletters."""

    make_mail: MakeMail
    now: Now

    def made(
        self, newsletter: Newsletter, account: MailAccount, readers: ReaderList = NO_LIST, prefix: str = ""
    ) -> Made:
        """Return the message to the readers of a list, with `prefix` before its subject.

        The name staff gave the list is not in it: it may say what nobody should read on a screen. Raises
        ContentError, TemplateError, Missing, OverLimit.
        """
        mailto = usual_mailto(account.sender)
        content = self.make_mail(newsletter, MailWish(unsubscribe=mailto))
        envelope = FrozenEnvelope(
            sender=account.sender,
            sender_name=sender_name(newsletter, account),
            reply_to=account.reply_to,
            list_id=f"{readers.list_id}.{account.sender_domain}" if readers.list_id else "",
            date=self.now(),
            unsubscribe_url=account.unsubscribe_url,
            mailto=mailto,
            prefix=prefix,
        )
        return Made(newsletter, account, content, freeze(content, envelope))


def sender_name(newsletter: Newsletter, account: MailAccount) -> str:
    """Return in whose name it comes, as far as it can be seen: the neutral one where there is one."""
    neutral = newsletter.discreet.sender_name if newsletter.discreet else ""
    return one_line(neutral) or one_line(account.sender_name)
