"""Sends newsletters by mail, to each reader once."""

from collections.abc import Sequence
from datetime import timedelta

from newsletter_app.content.changes import Changes
from newsletter_app.content.run import Delivery, PauseReason, Run, RunState
from newsletter_app.errors import NeedsConfirmation, Open
from newsletter_app.i18n import _
from newsletter_app.library.backup_names import BackupReason
from newsletter_app.library.hashed_address import HashAddress
from newsletter_app.library.library import Library
from newsletter_app.library.mail_tests import MailTest
from newsletter_app.library.reasons import Reason
from newsletter_app.library.run_drafts import RunDraft
from newsletter_app.library.settling import Settlement
from newsletter_app.mailing.account_secrets import secret_for
from newsletter_app.mailing.clock import USUAL, Clock
from newsletter_app.mailing.mailer import Mailer, OpenMailer
from newsletter_app.mailing.making import Made, Making
from newsletter_app.mailing.message_ids import message_ids
from newsletter_app.mailing.plan import SendPlan
from newsletter_app.mailing.planning import Planning
from newsletter_app.mailing.progress import Progress, unseen
from newsletter_app.mailing.report import report
from newsletter_app.mailing.running import IsCancelled, Running
from newsletter_app.mailing.trying import TestOutcome, addresses_to_test, try_out
from newsletter_app.rendering.going_out import going_out
from newsletter_app.rendering.mail_wish import MakeMail
from newsletter_app.secret_store import Secret, SecretStore

_TEST = "[TEST]"
_KEPT = timedelta(days=90)
"""How long it is kept who got what, after the end of a run."""


def never() -> bool:
    """Say that nobody wants to stop."""
    return False


class Sending:
    """Shows what would go to whom, tries it out, sends it, and says how it fares.

    Newsletters, accounts, lists and runs are named by id or, where a person types them, by slug or name. All
    calls may come from any thread; `progress` and `is_cancelled` are called in the thread of `deliver`.
    """

    def __init__(
        self,
        library: Library,
        make_mail: MakeMail,
        open_mailer: OpenMailer,
        secrets: SecretStore,
        hash_address: HashAddress,
        clock: Clock = USUAL,
    ) -> None:
        self._library = library
        self._open_mailer = open_mailer
        self._secrets = secrets
        self._hash_address = hash_address
        self._clock = clock
        self._planning = Planning(library, Making(make_mail, clock.now), hash_address)

    def look(self, newsletter: str, account: str, readers: str) -> SendPlan:
        """Return who would get the newsletter, how it would look from outside, and what stands out.

        Nothing is sent and nothing is kept. Raises Missing, ContentError, TemplateError, OverLimit,
        SecretsUnavailable where nobody can tell who left.
        """
        return self._planning.plan(newsletter, account, readers)

    def test(
        self,
        newsletter: str,
        account: str,
        addresses: Sequence[str],
        secret: Secret | None = None,
        is_cancelled: IsCancelled = never,
    ) -> tuple[TestOutcome, ...]:
        """Send a newsletter to test addresses, marked [TEST], each message alone; remember it and them.

        Raises what `look` does; ContentError where one is no address (then nothing was sent); MailError where
        there is no connection; SecretsUnavailable where the account's secret is needed.
        """
        wanted = addresses_to_test(addresses)
        made = self._planning.made(newsletter, account, prefix=_TEST)
        outcomes = try_out(self._mailer(made.account.id, secret), made.message, wanted, is_cancelled)
        if any(outcome.is_sent for outcome in outcomes):
            self._remember(made, [each.text for each in wanted])
        return outcomes

    def require_secret(self, account: str, secret: Secret | None = None) -> None:
        """Raise SecretsUnavailable where the account signs in, and what with is neither given nor kept."""
        secret_for(self._library.accounts.called(account), self._secrets, secret)

    def start(self, plan: SendPlan, confirm_count: int, rate: int = 0, *, again: bool = False) -> Run:
        """Freeze a run of what was looked at; nothing is sent yet, `deliver` does that.

        The library is backed up before, and a revision is kept of all that it is made of. `rate` is messages
        a minute, 0 for no limit. Raises NeedsConfirmation where newsletter, list or count are not what was
        looked at and confirmed, or where it went to this list before and not `again`.
        """
        made = self._planning.made(plan.newsletter.record.id, plan.account.id, plan.list)
        if made.message.sha256 != plan.content_sha256 or made.account != plan.account:
            raise _has_changed()
        self._library.backups.before(BackupReason.SENDING)
        with self._library.together():
            run = self._library.runs.prepare(
                _draft(plan, made, confirm_count, rate, again=again),
                self._planning.recipients(plan.list).candidates,
                message_ids(made.account.sender_domain),
                self._hash_address,
            )
            self._library.revisions.keep(going_out(made.newsletter, self._library.items), Reason.SENT)
        return run

    def deliver(
        self,
        run_id: str,
        secret: Secret | None = None,
        progress: Progress = unseen,
        is_cancelled: IsCancelled = never,
        delay: float = 0.0,
    ) -> Run:
        """Send what a run still has to send, after `delay` seconds; return the run as it is then.

        That is finished, cancelled, or paused with its reason. Once `is_cancelled` says so it pauses after
        the message in hand. A finished run comes back as it is. Raises NotNow for a cancelled one,
        LibraryBusy where another program has it in hand, LibraryError where the ledger cannot be written
        (nothing is sent without), SecretsUnavailable.
        """
        run = self._library.runs.get(run_id)
        if run.state is RunState.FINISHED:
            return run
        self._hash_address("")  # a key that is not there is said before anything is begun
        running = Running(self._library, self._hash_address, self._clock)
        done = running.carry_out(run, self._mailer(run.account, secret), delay, progress, is_cancelled)
        if (
            done.counts.sent
        ):  # by a clock that is years ahead no server's certificate holds: then nobody is forgotten
            self.forget_old()
        return done

    def pause(self, run_id: str) -> Changes:
        """Stop a run before its next message, whoever sends it. Raises Missing, NotNow."""
        return self._library.runs.pause(self._library.runs.get(run_id).id, PauseReason.ASKED)

    def cancel(self, run_id: str) -> Changes:
        """End a run for good before its next message, whoever sends it. Raises Missing, NotNow."""
        return self._library.runs.cancel(self._library.runs.get(run_id).id)

    def settle(self, run_id: str, number: int, settlement: Settlement, by: str) -> Changes:
        """Write down what a person decided about an unknown message. Raises Missing, NotNow."""
        return self._library.runs.settle(self._library.runs.get(run_id).id, number, settlement, by)

    def status(self, run_id: str = "") -> tuple[Run, tuple[Delivery, ...]]:
        """Return a run, the newest where none is named, with its unknown messages.

        Raises Missing, Ambiguous.
        """
        run = self._library.runs.get(run_id) if run_id else self._library.runs.newest()
        return run, self._library.runs.unknown(run.id)

    def report(self, run_id: str) -> str:
        """Return the story of a run as plain text that names no reader. Raises Missing."""
        return report(self._library.runs, self._library.runs.get(run_id))

    def forget_old(self) -> int:
        """Empty what names readers in sendings that ended 90 days ago; return how many messages."""
        return self._library.runs.forget_addresses(self._clock.now() - _KEPT)

    def _mailer(self, account: str, secret: Secret | None) -> Mailer:
        found = self._library.accounts.called(account)
        return self._open_mailer(found, secret_for(found, self._secrets, secret))

    def _remember(self, made: Made, addresses: Sequence[str]) -> None:
        test = MailTest(
            newsletter=made.newsletter.record.id,
            account=made.account.id,
            sent=self._clock.now(),
            content_sha256=made.message.sha256,
            subject=made.envelope.subject,
            preview_text=made.envelope.preview_text,
            text=made.text,
        )
        with self._library.together():
            self._library.mail_tests.keep(test)
            self._library.mail_tests.remember(addresses)


def _draft(plan: SendPlan, made: Made, confirmed: int, rate: int, *, again: bool) -> RunDraft:
    return RunDraft(
        newsletter=made.newsletter.record.id,
        title=made.newsletter.title,
        subject=made.envelope.subject,
        list=plan.list.id,
        list_name=plan.list.name,
        account=made.account.id,
        account_name=made.account.name,
        content=made.message.to_bytes(),
        content_sha256=made.message.sha256,
        confirmed=confirmed,
        rate=rate,
        again=again,
    )


def _has_changed() -> NeedsConfirmation:
    return NeedsConfirmation(
        _("The newsletter, or the account, has changed since it was looked at."),
        hint=_("Look at it again, then confirm."),
        action=Open.SENDING,
    )
