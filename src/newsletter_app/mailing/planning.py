"""Gathers what a person looks at before a newsletter goes out."""

from dataclasses import dataclass

from newsletter_app.content.contact import ReaderList
from newsletter_app.content.discreet import telling_words
from newsletter_app.content.kinds import Kind
from newsletter_app.content.newsletter import Newsletter
from newsletter_app.content.run import Run, RunState
from newsletter_app.errors import Missing
from newsletter_app.i18n import _
from newsletter_app.library.hashed_address import HashAddress
from newsletter_app.library.library import Library
from newsletter_app.mailing.differences import SinceTest, since_test
from newsletter_app.mailing.findings import findings
from newsletter_app.mailing.making import NO_LIST, Made, Making
from newsletter_app.mailing.plan import SendPlan
from newsletter_app.mailing.recipients import Recipients, recipients_of


@dataclass(frozen=True, slots=True)
class Planning:
    """Reads newsletter, account, list and people from the library; writes nothing."""

    library: Library
    making: Making
    hash_address: HashAddress

    def made(self, newsletter: str, account: str, readers: ReaderList = NO_LIST, prefix: str = "") -> Made:
        """Return the message as it would go out. Raises Missing, ContentError, TemplateError, OverLimit."""
        sender = self.library.accounts.called(account)
        return self.making.made(self._newsletter(newsletter), sender, readers, prefix)

    def recipients(self, readers: ReaderList) -> Recipients:
        """Return everybody on a list. Raises SecretsUnavailable where nobody can tell who left."""
        return recipients_of(self.library.readers, readers.id, self.hash_address)

    def plan(self, newsletter: str, account: str, readers: str) -> SendPlan:
        """Return who would get what. Raises as `made` and `recipients` do."""
        wanted = self.library.readers.list_called(readers)
        made = self.made(newsletter, account, wanted)
        recipients = self.recipients(wanted)
        first, last = recipients.masked
        telling, tested = self._telling(made), self._since_test(made)
        return SendPlan(
            newsletter=made.newsletter,
            account=made.account,
            list=wanted,
            count=len(recipients.writable),
            excluded=recipients.excluded,
            suppressed=len(recipients.suppressed),
            first=first,
            last=last,
            envelope=made.envelope,
            telling=telling,
            findings=findings(made, len(recipients.writable), telling, tested),
            content_sha256=made.message.sha256,
            last_test=self.library.mail_tests.last(made.newsletter.record.id),
            since_test=tested,
            already_sent=self._already_sent(made.newsletter, wanted),
            html=made.html,
            text=made.text,
        )

    def _newsletter(self, reference: str) -> Newsletter:
        found = self.library.items.find(reference, Kind.NEWSLETTER)
        if not isinstance(found, Newsletter):
            raise Missing(_("There is no newsletter “{name}”.").format(name=reference))
        return found

    def _telling(self, made: Made) -> tuple[str, ...]:
        envelope = made.envelope
        shown = f"{envelope.sender_name} {envelope.sender} {envelope.subject} {envelope.preview_text}"
        return telling_words(shown, self.library.mail_tests.words())

    def _since_test(self, made: Made) -> SinceTest | None:
        test = self.library.mail_tests.last(made.newsletter.record.id)
        return None if test is None else since_test(test, made)

    def _already_sent(self, newsletter: Newsletter, readers: ReaderList) -> Run | None:
        """Return the newest run to the list; one that was cancelled counts only where it reached somebody."""
        runs = self.library.runs.of(newsletter.record.id)
        return next((run for run in runs if run.list == readers.id and _counts(run)), None)


def _counts(run: Run) -> bool:
    return run.state is not RunState.CANCELLED or run.counts.sent + run.counts.unknown > 0
