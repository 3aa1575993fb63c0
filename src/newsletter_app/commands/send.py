"""Sends newsletters by mail."""

import getpass
import sys
from pathlib import Path

import click

from newsletter_app.commands import send_shapes
from newsletter_app.commands.foreground import ProgressLine, require_finished, stoppable
from newsletter_app.commands.grammar import Verbs
from newsletter_app.commands.parts import Parts, pass_parts
from newsletter_app.commands.secret_line import password_stdin, secret_given, token_stdin
from newsletter_app.commands.send_words import words
from newsletter_app.commands.whom import whom
from newsletter_app.content.address import address_key
from newsletter_app.content.run import Delivery, PauseReason, Run, RunState
from newsletter_app.errors import MailError, Missing, Open
from newsletter_app.exporting.files import write_with_companions
from newsletter_app.i18n import _
from newsletter_app.library.run_lock import is_held
from newsletter_app.library.settling import Settlement
from newsletter_app.mailing.sending import Sending
from newsletter_app.secret_store import Secret

_THINK = 60.0
_PER_MINUTE = "/min"


def rate_of(_context: click.Context, _parameter: click.Parameter, written: str) -> int:
    """Return the messages in a minute, written as 60/min or 60; 0 for "". Raises BadParameter."""
    number = written.removesuffix(_PER_MINUTE)
    if written and (not number.isdecimal() or int(number) < 1):
        raise click.BadParameter(_("“{text}” is no rate: write it as 60/min.").format(text=written))
    return int(number or 0)


account_option = click.option("--account", "account", metavar="A", required=True, help=_("By which account."))
list_option = click.option("--list", "readers", metavar="L", required=True, help=_("The list of readers."))


@click.group("send", cls=Verbs)
def send() -> None:
    r"""Send a newsletter by mail, to each reader of a list once.

    Every message goes to one reader alone, and is written down before the server hears of it. A sending that
    was broken off goes on where it was; what nobody can tell of is listed by its status, for you to settle.

    \b
    Examples:
      newsletter-app send look spring --account news --list Friends
      newsletter-app send test spring --account news --to meera@example.org
      newsletter-app send start spring --account news --list Friends --confirm-count 240
      newsletter-app send status
    """


send.add_command(words)


@send.command("look")
@click.argument("id_", metavar="ID")
@account_option
@list_option
@pass_parts
def look(parts: Parts, id_: str, account: str, readers: str) -> None:
    """Show who would get it, what a passer-by sees, and what changed since the last test; send nothing."""
    plan = parts.sending(parts.to_read()).look(id_, account, readers)
    parts.answer.one(send_shapes.plan(plan), send_shapes.plan_lines(plan))


@send.command("test")
@click.argument("id_", metavar="ID")
@click.argument("more", metavar="[ADDR]...", nargs=-1)
@account_option
@click.option("--to", "to", metavar="ADDR", multiple=True, help=_("Else the addresses of the last test."))
@password_stdin
@token_stdin
@pass_parts
def test(
    parts: Parts,
    id_: str,
    more: tuple[str, ...],
    account: str,
    to: tuple[str, ...],
    *,
    password_stdin: bool,
    token_stdin: bool,
) -> None:
    """Send it to test addresses, each alone, with [TEST] before the subject."""
    library = parts.to_write()
    addresses = (*to, *more) or library.mail_tests.addresses()
    secret = secret_given(password=password_stdin, token=token_stdin)
    with stoppable() as stop:
        outcomes = parts.sending(library).test(id_, account, addresses, secret, stop)
    told = [{"address": each.address, "sent": each.is_sent, "message": each.sentence} for each in outcomes]
    parts.answer.lines(told, [f"{each.address}\t{each.sentence}" for each in outcomes])
    if len(outcomes) < len(addresses) or not all(each.is_sent for each in outcomes):
        raise MailError(_("Not every test mail was sent."), hint=_("What was said of each stands above."))


@send.command("start")
@click.argument("id_", metavar="ID")
@account_option
@list_option
@click.option("--confirm-count", metavar="N", type=int, required=True, help=_("How many people will get it."))
@click.option("--delay", metavar="SECONDS", type=click.FloatRange(0, 86_400), help=_("60 on a terminal."))
@click.option("--rate", metavar="N/min", default="", callback=rate_of, help=_("At most so many in a minute."))
@click.option("--again", is_flag=True, help=_("Send it to a list that already got it."))
@password_stdin
@token_stdin
@pass_parts
def start(
    parts: Parts,
    id_: str,
    account: str,
    readers: str,
    confirm_count: int,
    delay: float | None,
    rate: int,
    *,
    again: bool,
    password_stdin: bool,
    token_stdin: bool,
) -> None:
    """Send it to everybody on the list; it stays in the foreground, and Ctrl+C pauses it."""
    secret = secret_given(password=password_stdin, token=token_stdin)
    sending = parts.sending(parts.to_write())
    sending.require_secret(account, secret)
    plan = sending.look(id_, account, readers)
    for finding in plan.findings:
        parts.answer.note(finding)
    run = sending.start(plan, confirm_count, rate, again=again)
    wait = _usual_delay() if delay is None else delay
    if wait:
        parts.answer.note(
            _("The first message goes in {seconds:g} seconds; Ctrl+C calls it off.").format(seconds=wait)
        )
    _deliver(parts, sending, run, secret, wait)


@send.command("resume")
@click.argument("run_id", metavar="RUN")
@password_stdin
@token_stdin
@pass_parts
def resume(parts: Parts, run_id: str, *, password_stdin: bool, token_stdin: bool) -> None:
    """Go on with a sending that was paused or broken off, in the foreground."""
    secret = secret_given(password=password_stdin, token=token_stdin)
    sending = parts.sending(parts.to_write())
    run, _unknown = sending.status(run_id)
    _deliver(parts, sending, run, secret, 0.0)


@send.command("status")
@click.argument("run_id", metavar="[RUN]", default="")
@pass_parts
def status(parts: Parts, run_id: str) -> None:
    """Show how far a sending is, the newest where none is named, with the messages to settle."""
    library = parts.to_read()
    run, unknown = parts.sending(library).status(run_id)
    _answer(parts, run, unknown)
    if run.state in (RunState.READY, RunState.RUNNING) and not is_held(library.folder, run.id):
        parts.answer.note(
            _("No program is sending it now. Go on with: newsletter-app send resume {id}").format(id=run.id)
        )


@send.command("list")
@pass_parts
def list_(parts: Parts) -> None:
    """List the sendings, newest first."""
    parts.answer.many([send_shapes.run(each) for each in parts.to_read().runs.all()], send_shapes.COLUMNS)


@send.command("pause")
@click.argument("run_id", metavar="RUN")
@pass_parts
def pause(parts: Parts, run_id: str) -> None:
    """Stop a sending before its next message, from whichever program it goes out."""
    sending = parts.sending(parts.to_write())
    sending.pause(run_id)
    _answer(parts, *sending.status(run_id))


@send.command("cancel")
@click.argument("run_id", metavar="RUN")
@pass_parts
def cancel(parts: Parts, run_id: str) -> None:
    """End a sending for good; who did not get it yet will not."""
    sending = parts.sending(parts.to_write())
    sending.cancel(run_id)
    _answer(parts, *sending.status(run_id))


@send.command("settle")
@click.argument("run_id", metavar="RUN")
@click.argument("who", metavar="WHO")
@click.argument("as_", metavar="sent|again", type=click.Choice([str(each) for each in Settlement]))
@pass_parts
def settle(parts: Parts, run_id: str, who: str, as_: str) -> None:
    """Decide about a message of which nobody can tell whether it arrived."""
    sending = parts.sending(parts.to_write())
    run, unknown = sending.status(run_id)
    sending.settle(run.id, _named(unknown, whom(who)).number, Settlement(as_), _person())
    _answer(parts, *sending.status(run.id))


@send.command("report")
@click.argument("run_id", metavar="RUN")
@click.option("--out", metavar="FILE", default="", help=_("Write it to this file."))
@click.option("--force", is_flag=True, help=_("Write over what is there."))
@pass_parts
def report(parts: Parts, run_id: str, out: str, *, force: bool) -> None:
    """Tell the story of a sending without naming any reader."""
    sending = parts.sending(parts.to_read())
    run, _unknown = sending.status(run_id)
    text = sending.report(run.id)
    if out:
        write_with_companions(Path(out), text.encode(), {}, force=force)
    parts.answer.one(send_shapes.run(run) | {"report": text, "file": out}, [out or text.rstrip()])


def _deliver(parts: Parts, sending: Sending, run: Run, secret: Secret | None, delay: float) -> None:
    with stoppable() as stop:
        done = sending.deliver(run.id, secret, ProgressLine(), stop, delay)
    if delay and stop.was_typed and _is_untouched(done):
        sending.cancel(done.id)
    done, unknown = sending.status(run.id)
    _answer(parts, done, unknown)
    require_finished(done)


def _is_untouched(run: Run) -> bool:
    """Tell whether it was called off before the first message."""
    tried = run.counts.sent + run.counts.failed + run.counts.unknown
    return run.reason is PauseReason.INTERRUPTED and not tried


def _answer(parts: Parts, run: Run, unknown: tuple[Delivery, ...]) -> None:
    parts.answer.one(send_shapes.status(run, unknown), send_shapes.status_lines(run, unknown))


def _named(unknown: tuple[Delivery, ...], who: str) -> Delivery:
    key = address_key(who)
    for each in unknown:
        if who in (each.contact, each.message_id) or key == address_key(each.address):
            return each
    raise Missing(
        _("Nobody of that name is to be settled in this sending."),
        hint=_("Its status lists those who are."),
        action=Open.SENDING,
    )


def _usual_delay() -> float:
    return _THINK if sys.stdout is not None and sys.stdout.isatty() else 0.0


def _person() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "?"
