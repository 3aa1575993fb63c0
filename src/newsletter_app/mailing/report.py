"""Tells about a run without naming any reader."""

from collections import Counter
from collections.abc import Iterator
from itertools import count

from newsletter_app.content.run import Counts, Delivery, DeliveryState, Run
from newsletter_app.i18n import N_, _
from newsletter_app.library.runs import Runs

_PAGE = 1_000
_NOTABLE = (DeliveryState.FAILED, DeliveryState.PENDING, DeliveryState.UNKNOWN)
_COUNTED = (
    ("candidates", N_("On the list")),
    ("sent", N_("Sent")),
    ("failed", N_("Failed")),
    ("unknown", N_("Unknown")),
    ("pending", N_("Still to be sent")),
    ("suppressed", N_("Left before it was their turn")),
    ("excluded", N_("Without an address mail can go to")),
    ("cancelled", N_("Called off")),
)


def report(runs: Runs, run: Run) -> str:
    """Return the story of a run as plain text, without addresses, names or Message-IDs.

    Answers of the server stand with how often they came; a reader is told by their number in the run alone.
    """
    return "\n".join([*_head(run), "", *_numbers(run.counts), "", *_answers(runs, run.id)]).strip() + "\n"


def _head(run: Run) -> Iterator[str]:
    yield _("Sending of “{title}” to “{list}”").format(title=run.title, list=run.list_name)
    yield ""
    yield _("Subject: {subject}").format(subject=run.subject)
    yield _("Account: {account}").format(account=run.account_name)
    yield _("Number: {id}").format(id=run.id)
    yield _("State: {state}").format(state=run.state)
    if run.said:
        yield _("Why: {said}").format(said=run.said)
    for name, moment in ((_("Made"), run.created), (_("Begun"), run.begins), (_("Ended"), run.ended)):
        if moment is not None:
            yield f"{name}: {moment:%Y-%m-%d %H:%M} UTC"
    yield _("Content: {sha256}").format(sha256=run.content_sha256)
    yield _("Recipients: {sha256}").format(sha256=run.recipients_sha256)


def _numbers(counts: Counts) -> Iterator[str]:
    for field, name in _COUNTED:
        yield f"{_(name)}: {getattr(counts, field)}"


def _answers(runs: Runs, run_id: str) -> Iterator[str]:
    for state in _NOTABLE:
        answers = Counter((each.code, each.said) for each in _all(runs, run_id, state))
        for (code, said), number in answers.most_common():
            yield f"{state}, {number} ×: {code or '-'} {said}".rstrip()


def _all(runs: Runs, run_id: str, state: DeliveryState) -> Iterator[Delivery]:
    for start in count(0, _PAGE):
        page = runs.deliveries(run_id, state, start, _PAGE)
        yield from page
        if len(page) < _PAGE:
            return
