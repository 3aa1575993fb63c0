"""Reads what a newsletter shall show from outside."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, TypeVar

import click

from newsletter_app.content.discreet import Discreet
from newsletter_app.i18n import _

NAMES = ("discreet_sender", "discreet_subject", "discreet_preview")
"""The names that click gives the options, in the order of the value's fields."""

_FIELDS = ("sender_name", "subject", "preview_text")
NOTHING = Discreet()
_Command = TypeVar("_Command", bound=Callable[..., Any])


def discreet_options(command: _Command) -> _Command:
    """Add --discreet-sender, --discreet-subject and --discreet-preview to a command."""
    for option in (
        click.option("--discreet-preview", metavar="TEXT", help=_("Preview text that tells nothing.")),
        click.option("--discreet-subject", metavar="TEXT", help=_("Subject that tells nothing.")),
        click.option("--discreet-sender", metavar="TEXT", help=_("Name of the sender that tells nothing.")),
    ):
        command = option(command)
    return command


def discreet_of(given: Mapping[str, Any], before: Discreet | None = None) -> Discreet | None:
    """Return what was there with what was given; None where nothing is left of it."""
    texts = {
        field: given[name] for field, name in zip(_FIELDS, NAMES, strict=True) if given.get(name) is not None
    }
    wanted = replace(before or NOTHING, **{field: " ".join(text.split()) for field, text in texts.items()})
    return None if wanted == NOTHING else wanted
