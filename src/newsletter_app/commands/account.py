"""Looks after the accounts that mail goes out by."""

from typing import Any

import click

from newsletter_app.commands.grammar import Verbs
from newsletter_app.commands.parts import Parts, pass_parts
from newsletter_app.commands.secret_line import password_stdin, secret_given, token_stdin
from newsletter_app.commands.texts import bytes_of
from newsletter_app.content.mail_account import MailAccount, Security, SignIn
from newsletter_app.i18n import _
from newsletter_app.mailing.account_checks import authorities_in, sender_of
from newsletter_app.mailing.account_defaults import way_out
from newsletter_app.mailing.providers import PROVIDERS, provider_at

_SECURITY = click.Choice([str(security) for security in Security])
_COLUMNS = ("id", "name", "host", "port", "security", "from")
_PROVIDER_COLUMNS = ("name", "host", "port", "security", "domains")


@click.group("account", cls=Verbs)
def account() -> None:
    r"""Look after the accounts that mail goes out by.

    Passwords and tokens come from standard input alone, and are kept in the system's keyring alone. Host,
    port and security are filled in for the providers listed by "account providers".

    \b
    Examples:
      pass mail/news | newsletter-app account add news --from "Harbour Project <news@example.org>" \
        --host smtp.example.org --user news@example.org --password-stdin
      newsletter-app account test news
    """


@account.command("add")
@click.argument("name")
@click.option("--from", "sender", metavar="FROM", required=True, help=_("Who writes: “Name <address>”."))
@click.option("--host", default="", help=_("The server; filled in where the sender's provider is known."))
@click.option("--port", type=int, default=0, help=_("Usually 465 for tls, 587 for starttls."))
@click.option("--security", type=_SECURITY, help=_("How it is encrypted; none is for this computer alone."))
@click.option("--reply-to", default="", metavar="A", help=_("The address that answers go to."))
@click.option("--ca", default="", metavar="FILE", help=_("A private certificate authority to trust (PEM)."))
@click.option(
    "--unsubscribe-url", default="", metavar="U", help=_("The https address for leaving; may hold {token}.")
)
@click.option("--user", default="", metavar="U", help=_("Who signs in."))
@password_stdin
@token_stdin
@pass_parts
def add(
    parts: Parts, /, name: str, user: str, *, password_stdin: bool, token_stdin: bool, **told: Any
) -> None:
    """Add an account; its password or token goes into the system's keyring."""
    if bool(user) != (password_stdin or token_stdin):
        raise click.UsageError(_("--user goes with --password-stdin or --token-stdin."))
    secret = secret_given(password=password_stdin, token=token_stdin)
    sign_in = SignIn.TOKEN if token_stdin else SignIn.PASSWORD if password_stdin else SignIn.NONE
    added = parts.accounts(parts.to_write()).add(_account(name, user, sign_in, told), secret)
    if secret and not added.secret_id:
        parts.answer.note(_not_kept(added))
    _advise(parts, added)
    shown = _shown(added)
    parts.answer.one(shown, [f"{added.id}\t{added.name}\t{added.host}:{added.port}\t{added.security}"])


@account.command("list")
@pass_parts
def list_(parts: Parts) -> None:
    """List the accounts."""
    parts.answer.many([_shown(each) for each in parts.accounts(parts.to_read()).all()], _COLUMNS)


@account.command("providers")
@pass_parts
def providers(parts: Parts) -> None:
    """List the providers whose servers are filled in, with what they want for signing in."""
    shown = [
        {
            "name": each.name,
            "host": each.host,
            "port": each.port,
            "security": str(each.security),
            "domains": " ".join(each.domains),
            "advice": each.advice_in_words,
        }
        for each in PROVIDERS
    ]
    parts.answer.many(shown, _PROVIDER_COLUMNS)


@account.command("test")
@click.argument("name")
@password_stdin
@token_stdin
@pass_parts
def test(parts: Parts, name: str, *, password_stdin: bool, token_stdin: bool) -> None:
    """Try name, connection, encryption and sign-in, saying each step; no mail is sent."""
    accounts = parts.accounts(parts.to_read())
    secret = secret_given(password=password_stdin, token=token_stdin)
    said = accounts.test(name, secret, parts.answer.note)
    parts.answer.lines([{"message": sentence} for sentence in said], said[-1:])


@account.command("remove")
@click.argument("name")
@pass_parts
def remove(parts: Parts, name: str) -> None:
    """Remove an account, and its secret from the keyring."""
    removed = parts.accounts(parts.to_write()).remove(name)
    if removed.left_in_keyring:
        parts.answer.note(
            _("There is no keyring that can be used: a secret called “{name}” may still lie in it.").format(
                name=removed.left_in_keyring
            )
        )
    parts.answer.one({"name": name, "removed": True}, [_("Removed: {name}").format(name=name)])


def _account(name: str, user: str, sign_in: SignIn, told: dict[str, Any]) -> MailAccount:
    sender_name, sender = sender_of(told["sender"])
    security = Security(told["security"]) if told["security"] else None
    host, port, security = way_out(sender, told["host"].strip(), told["port"], security)
    ca = authorities_in(bytes_of(told["ca"]).decode("utf-8", "replace")) if told["ca"] else ""
    return MailAccount(
        name=name,
        host=host,
        port=port,
        security=security,
        sender=sender,
        sender_name=sender_name,
        reply_to=told["reply_to"],
        ca=ca,
        unsubscribe_url=told["unsubscribe_url"],
        user=user,
        sign_in=sign_in,
    )


def _advise(parts: Parts, added: MailAccount) -> None:
    provider = provider_at(added.host)
    if provider and provider.advice:
        parts.answer.note(provider.advice_in_words)
    if not added.unsubscribe_url:
        parts.answer.note(
            _("Without an https address for unsubscribing, readers leave by writing to the From address.")
        )


def _not_kept(added: MailAccount) -> str:
    option = "--token-stdin" if added.sign_in is SignIn.TOKEN else "--password-stdin"
    return _(
        "There is no keyring that can be used: the account is kept without its secret, and each send and "
        "test needs {option}."
    ).format(option=option)


def _shown(of: MailAccount) -> dict[str, Any]:
    return {
        "id": of.id,
        "kind": "account",
        "name": of.name,
        "host": of.host,
        "port": of.port,
        "security": str(of.security),
        "from": f"{of.sender_name} <{of.sender}>" if of.sender_name else of.sender,
        "reply_to": of.reply_to,
        "unsubscribe_url": of.unsubscribe_url,
        "private_ca": bool(of.ca),
        "user": of.user,
        "sign_in": str(of.sign_in),
        "keeps_secret": bool(of.secret_id),
    }
