"""Shapes what is answered about sending: a run, and a plan of one, become plain objects."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from newsletter_app.content.run import Delivery, Run
from newsletter_app.i18n import _
from newsletter_app.mailing.plan import SendPlan

COLUMNS = ("id", "state", "title", "list", "created")


def run(of: Run) -> dict[str, Any]:
    """Return a run without any reader."""
    return {
        "id": of.id,
        "kind": "run",
        "newsletter": of.newsletter,
        "title": of.title,
        "subject": of.subject,
        "list": of.list_name,
        "list_id": of.list,
        "account": of.account_name,
        "account_id": of.account,
        "state": str(of.state),
        "reason": str(of.reason),
        "said": of.said,
        "counts": asdict(of.counts),
        "rate": of.rate,
        "parent": of.parent,
        "content_sha256": of.content_sha256,
        "created": moment(of.created),
        "begins": moment(of.begins),
        "ended": moment(of.ended),
    }


def status(of: Run, unknown: tuple[Delivery, ...]) -> dict[str, Any]:
    """Return a run with the messages that a person has to settle."""
    return run(of) | {"unknown": [_unknown(each) for each in unknown]}


def status_lines(of: Run, unknown: tuple[Delivery, ...]) -> Iterator[str]:
    """Yield what a person reads of a run."""
    yield f"{of.id}\t{of.state}\t{of.title} → {of.list_name}"
    if of.said:
        yield of.said
    yield "  ".join(f"{name}: {count}" for name, count in asdict(of.counts).items() if count)
    if unknown:
        yield _("Nobody can tell whether these arrived; settle each as sent or again:")
    for each in unknown:
        yield f"  {each.address}\t{moment(each.claimed) or '-'}\t{each.message_id}"


def plan(of: SendPlan) -> dict[str, Any]:
    """Return who would get what."""
    since = of.since_test
    return {
        "newsletter": of.newsletter.record.id,
        "title": of.newsletter.title,
        "list": of.list.name,
        "account": of.account.name,
        "count": of.count,
        "excluded": of.excluded,
        "suppressed": of.suppressed,
        "first": list(of.first),
        "last": list(of.last),
        "envelope": asdict(of.envelope),
        "telling_words": list(of.telling),
        "findings": list(of.findings),
        "content_sha256": of.content_sha256,
        "last_test": moment(since.tested) if since else None,
        "changed_since_test": list(since.sentences) if since else None,
        "lines_since_test": [f"{_SIGNS[each.change]} {each.text}" for each in since.lines] if since else None,
        "already_sent": of.already_sent.id if of.already_sent else None,
    }


_SIGNS = {"removed": "-", "added": "+", "same": " "}


def plan_lines(of: SendPlan) -> Iterator[str]:
    """Yield what a person reads before they type a count."""
    envelope = of.envelope
    yield _("To: {count} people on “{list}”").format(count=of.count, list=of.list.name)
    yield _("Left out: {suppressed} who left, {excluded} without a mail address").format(
        suppressed=of.suppressed, excluded=of.excluded
    )
    yield _("First and last: {addresses}").format(addresses=", ".join((*of.first, "…", *of.last)))
    yield _("From: {sender}").format(sender=f"{envelope.sender_name} <{envelope.sender}>".strip())
    yield _("Subject: {subject}").format(subject=envelope.subject)
    yield _("Preview text: {text}").format(text=envelope.preview_text)
    yield from _about_the_test(of)
    if of.already_sent:
        yield _("It went to this list before, in {run}.").format(run=of.already_sent.id)
    yield from of.findings


def moment(when: dt.datetime | None) -> str | None:
    """Return a moment as JSON has it, to the second."""
    return None if when is None else when.isoformat(timespec="seconds")


def _about_the_test(of: SendPlan) -> Iterator[str]:
    if of.since_test is None:
        return
    yield _("Last test mail: {moment}").format(moment=moment(of.since_test.tested))
    yield from of.since_test.sentences
    yield from (f"  {_SIGNS[each.change]} {each.text}" for each in of.since_test.lines)


def _unknown(of: Delivery) -> dict[str, Any]:
    return {
        "number": of.number,
        "contact": of.contact,
        "address": of.address,
        "time": moment(of.claimed),
        "message_id": of.message_id,
        "said": of.said,
    }
