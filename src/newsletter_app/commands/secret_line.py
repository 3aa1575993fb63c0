"""Reads a password or token from standard input: arguments and the environment can be seen by others."""

import sys

import click

from newsletter_app.errors import ContentError
from newsletter_app.i18n import _
from newsletter_app.secret_store import Secret

_LONGEST = 100_000

password_stdin = click.option(
    "--password-stdin", is_flag=True, help=_("Read the password from standard input: one line.")
)
token_stdin = click.option(
    "--token-stdin", is_flag=True, help=_("Read an access token (XOAUTH2) from standard input: one line.")
)


def secret_given(*, password: bool, token: bool) -> Secret | None:
    """Return what stands on standard input where one of the two was asked for, else None.

    Raises ContentError, and UsageError where both were asked for.
    """
    if password and token:
        raise click.UsageError(_("Use one of --password-stdin and --token-stdin."))
    return _one_line() if password or token else None


def _one_line() -> Secret:
    """Return the one line, without its line end; everything else in it counts, spaces too."""
    data = sys.stdin.buffer.read(_LONGEST + 1) if sys.stdin is not None else b""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise _not_one_line(_("What stands on standard input is no UTF-8 text.")) from None
    text = text.removesuffix("\n").removesuffix("\r")
    if not text:
        raise _not_one_line(_("Nothing stands on standard input."))
    if len(data) > _LONGEST or text.splitlines() != [text] or "\0" in text:
        raise _not_one_line(_("What stands on standard input is not one line of text."))
    return Secret(text)


def _not_one_line(message: str) -> ContentError:
    return ContentError(message, hint=_("Write the password or the token there, on one line."))
