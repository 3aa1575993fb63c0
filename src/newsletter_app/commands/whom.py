"""Reads whom a verb is about."""

import sys

from newsletter_app.commands.texts import STDIN
from newsletter_app.errors import ContentError
from newsletter_app.i18n import _

_LONGEST = 1_000


def whom(written: str) -> str:
    """Return whom WHO means: what is written, or the first line of standard input for "-".

    Raises ContentError where nothing is written there.
    """
    if written != STDIN:
        return written
    lines = sys.stdin.buffer.read(_LONGEST).decode("utf-8-sig", "replace").split("\n")
    who = next((line.strip() for line in lines if line.strip()), "")
    if not who:
        raise ContentError(
            _("Nobody was named on standard input."), hint=_("Write an address or an id there, on one line.")
        )
    return who
