"""Turns the words of options into values."""

import datetime as dt
import re

import click

from newsletter_app.content.kinds import NEWSLETTER_STATUSES, POST_STATUSES
from newsletter_app.content.languages import is_language
from newsletter_app.content.newsletter import PostEntry, Shown
from newsletter_app.errors import ContentError
from newsletter_app.i18n import _

POST_STATUS = click.Choice([str(status) for status in POST_STATUSES])
ANY_STATUS = click.Choice([str(status) for status in dict.fromkeys((*POST_STATUSES, *NEWSLETTER_STATUSES))])
_WEB_PAGE = re.compile(r"https?://[^\s<>\"]+", re.IGNORECASE)
SHOWN = click.Choice([str(shown) for shown in Shown])


def date_of(text: str) -> dt.date | None:
    """Return the day written as 2027-03-14; none for "". Raises ContentError."""
    if not text.strip():
        return None
    try:
        return dt.date.fromisoformat(text.strip())
    except ValueError as error:
        raise ContentError(
            _("“{text}” is no date.").format(text=text[:40]), hint=_("Write it as 2027-03-14.")
        ) from error


def language_of(text: str) -> str:
    """Return a language's tag. Raises ContentError."""
    if not is_language(text):
        raise ContentError(
            _("“{text}” is no language.").format(text=text[:40]), hint=_("Write it as en-GB, cy or de.")
        )
    return text


def address_of(text: str) -> str:
    """Return the address of a web page; none for "". Raises ContentError."""
    address = text.strip()
    if address and not _WEB_PAGE.fullmatch(address):
        raise ContentError(
            _("“{text}” is no address of a web page.").format(text=address[:80]),
            hint=_("Write it as https://example.org/blog/post."),
        )
    return address


def tags_of(written: tuple[str, ...]) -> tuple[str, ...]:
    """Return the tags; an empty one says that there are none."""
    return tuple(tag.strip() for tag in written if tag.strip())


def entry_of(written: str) -> tuple[str, Shown]:
    """Return the post and how it is shown, of POST or POST:full. Raises BadParameter, for the grammar."""
    post, colon, shown = written.rpartition(":")
    if not colon:
        return written, PostEntry("").shown
    if shown not in list(Shown):
        raise click.BadParameter(
            _("“{shown}” is none of {all}.").format(shown=shown, all=", ".join(Shown)), param_hint="--entry"
        )
    return post, Shown(shown)


def pair_of(written: str, option: str) -> tuple[str, str]:
    """Return name and value of K=V. Raises BadParameter, for the grammar."""
    name, sign, value = written.partition("=")
    if not sign or not name.strip():
        raise click.BadParameter(
            _("“{text}” lacks a sign of equality: write it as NAME=VALUE.").format(text=written),
            param_hint=option,
        )
    return name.strip(), value
