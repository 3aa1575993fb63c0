"""What can be chosen for a sending: the accounts, the lists, what was chosen last."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from newsletter_app.content.contact import ReaderList
from newsletter_app.content.mail_account import MailAccount
from newsletter_app.content.run import Run
from newsletter_app.library.library import Library

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Choices:
    """The accounts and lists of a library; `account` and `list` are the usual ones, "" where there is none.

    `addresses` are those test mails went to last.
    """

    accounts: tuple[MailAccount, ...]
    lists: tuple[ReaderList, ...]
    account: str
    list: str
    addresses: tuple[str, ...]


def choices_for(library: Library, newsletter: str) -> Choices:
    """Read what can be chosen; usual is what the newsletter, else any other, went out by last."""
    accounts, lists = library.accounts.all(), library.readers.lists()
    runs = (*library.runs.of(newsletter), *library.runs.all())
    tested = library.mail_tests.last(newsletter)
    tried = [tested.account] if tested is not None else []
    return Choices(
        accounts,
        lists,
        _usual([*tried, *_each(runs, lambda run: run.account)], [each.id for each in accounts]),
        _usual(_each(runs, lambda run: run.list), [each.id for each in lists]),
        library.mail_tests.addresses(),
    )


def _each(runs: tuple[Run, ...], part: Callable[[Run], str]) -> list[str]:
    return [part(run) for run in runs]


def _usual(wanted: list[str], there: list[str]) -> str:
    return next((each for each in (*wanted, *there) if each in there), "")
