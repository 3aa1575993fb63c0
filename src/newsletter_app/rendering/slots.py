"""Reads the options that every shipped template has for a reader's safety."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from newsletter_app.errors import ContentError, Open
from newsletter_app.i18n import _

_PAGE = re.compile(r"https?://[^\s\x00-\x1f<>\"]+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Slots:
    """What stands before and after the text of a mail; "" for what it lacks.

    `exit` is the address of a neutral page, `exit_label` the words on the link where not the usual ones.
    """

    greeting: str = ""
    closing: str = ""
    safety: str = ""
    exit: str = ""
    exit_label: str = ""


NO_SLOTS = Slots()


def slots_of(options: Mapping[str, str]) -> Slots:
    """Return the slots that options fill. Raises ContentError as `exit_address` does."""
    return Slots(
        options.get("greeting", ""),
        options.get("closing", ""),
        options.get("safety", ""),
        exit_address(options),
        options.get("exit_label", ""),
    )


def exit_address(options: Mapping[str, str]) -> str:
    """Return the address of the neutral page, "" where none was chosen.

    Raises ContentError for one that is no web page: a reader in a hurry needs a link that works.
    """
    address = options.get("exit", "").strip()
    if address and not _PAGE.fullmatch(address):
        raise ContentError(
            _("“{address}” is no address of a page to leave for.").format(address=address[:80]),
            hint=_("Write it as https://www.example.org/, a page that anybody may have open."),
            action=Open.TEMPLATES,
        )
    return address
