"""Tells in one sentence where a sending stands."""

from newsletter_app.content.run import Counts, Run, RunState
from newsletter_app.desktop.sending.words import how_far, moment_words, stage_words, why_paused
from newsletter_app.i18n import _, ngettext
from newsletter_app.mailing.progress import Stage


def state_sentence(
    run: Run, counts: Counts, stage: Stage | None, seconds: int, *, is_ours: bool, is_elsewhere: bool
) -> str:
    """Return where it stands; `seconds` are left until the first message while it waits."""
    if is_ours:
        return _going(counts, stage, seconds)
    if is_elsewhere:
        return _("Another program is sending it: {far} have it.").format(far=how_far(counts))
    match run.state:
        case RunState.FINISHED:
            return _finished(run, counts)
        case RunState.CANCELLED:
            return _("It was cancelled. {far} had it by then; nobody else will get it.").format(
                far=how_far(counts)
            )
        case RunState.PAUSED:
            return f"{_('Paused after {far}.').format(far=how_far(counts))} {why_paused(run)}".strip()
        case RunState.RUNNING:
            return _("It stopped after {far}: the program ended while it was sending.").format(
                far=how_far(counts)
            )
    return _("It was confirmed and not begun.")


def ended_words(run: Run) -> str:
    """Return what a person is told who looks elsewhere when a sending ends."""
    far = how_far(run.counts)
    match run.state:
        case RunState.FINISHED:
            return _("“{title}” was sent: {far} have it.").format(title=run.title, far=far)
        case RunState.CANCELLED:
            return _("The sending of “{title}” was cancelled: {far} have it.").format(
                title=run.title, far=far
            )
    said = _("The sending of “{title}” is paused after {far}.").format(title=run.title, far=far)
    return f"{said} {why_paused(run)}".strip()


def _going(counts: Counts, stage: Stage | None, seconds: int) -> str:
    if stage is None:
        return _("It begins in a moment, or once another sending is over.")
    if stage is Stage.WAITING:
        words = ngettext(
            "The first message goes in {seconds} second. Nobody has it yet.",
            "The first message goes in {seconds} seconds. Nobody has it yet.",
            seconds,
        )
        return words.format(seconds=seconds)
    return _("{stage}. {far} have it.").format(stage=stage_words(stage), far=how_far(counts))


def _finished(run: Run, counts: Counts) -> str:
    when = moment_words(run.ended) if run.ended is not None else ""
    said = _("Finished on {moment}. {far} were sent it.").format(moment=when, far=how_far(counts))
    if counts.unknown:
        said += " " + _("Some are to be settled below.")
    return said
