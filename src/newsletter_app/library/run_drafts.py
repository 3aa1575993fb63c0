"""Says what a run shall be before it is frozen."""

from collections.abc import Callable
from dataclasses import dataclass

NameMessage = Callable[[str, int], str]
"""Gives the Message-ID of a run's id and a delivery's number, never twice the same."""


@dataclass(frozen=True, slots=True)
class RunDraft:
    """A run as a person confirmed it.

    `newsletter`, `list` and `account` are ids; `content` are the frozen bytes, `content_sha256` names what
    readers will see of them. `confirmed` is how many people the person said will get it, `rate` messages a
    minute (0: no limit); `again` that it may go a second time to the same list.
    """

    newsletter: str
    title: str
    subject: str
    list: str
    list_name: str
    account: str
    account_name: str
    content: bytes
    content_sha256: str
    confirmed: int
    rate: int = 0
    again: bool = False


@dataclass(frozen=True, slots=True)
class Candidate:
    """A reader of the run's list; `excluded` is why they do not get this one, "" where they do.

    `address_key` is an Address's `key`; `values` are the merge values.
    """

    contact: str
    address: str
    address_key: str
    token: str
    values: tuple[tuple[str, str], ...] = ()
    excluded: str = ""
