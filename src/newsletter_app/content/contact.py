"""A reader, the lists they are on, and on what ground they are written to."""

from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

_NEVER = datetime.fromtimestamp(0, UTC)


class Ground(StrEnum):
    """On what legal ground somebody is written to (UK PECR, regulation 22; UK GDPR, article 6)."""

    CONSENT = "consent"
    SOFT_OPT_IN = "soft-opt-in"
    MEMBERSHIP = "membership"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Contact:
    """A reader; `address` is an Address's `text`. `fields` are sorted (name, value) pairs for merging.

    `token` is random and stands for the reader in an unsubscribe link. `unsubscribed` is when they left, for
    good and from every list. Never saved: `id` is "".
    """

    address: str
    first_name: str = ""
    last_name: str = ""
    language: str = ""
    fields: tuple[tuple[str, str], ...] = ()
    id: str = ""
    token: str = ""
    created: datetime = _NEVER
    unsubscribed: datetime | None = None

    @property
    def merge_values(self) -> dict[str, str]:
        """Return what merge fields stand for: the own fields, then the names everybody has."""
        name = f"{self.first_name} {self.last_name}".strip()
        own = {
            "first_name": self.first_name,
            "last_name": self.last_name,
            "name": name,
            "language": self.language,
            "email": self.address,
        }
        return dict(self.fields) | own


@dataclass(frozen=True, slots=True)
class Consent:
    """Why a reader may be written to: the wording they saw, when, how and from where we know it."""

    ground: Ground = Ground.CONSENT
    wording: str = ""
    given: datetime = _NEVER
    how: str = ""
    source: str = ""
    opt_out_offered: bool = True


@dataclass(frozen=True, slots=True)
class Membership:
    """That a reader is on a list, and why."""

    list: str
    contact: str
    consent: Consent
    joined: datetime = _NEVER


@dataclass(frozen=True, slots=True)
class ReaderList:
    """A named set of readers; `list_id` is the part before the domain in its List-Id header (RFC 2919).

    It is random, for whoever sees a mail's headers must not learn what the list is about.
    """

    id: str
    name: str
    list_id: str
    created: datetime = _NEVER
    people: int = 0
    unsubscribed: int = 0


@dataclass(frozen=True, slots=True)
class Arrival:
    """A reader as read from a file, with the line they stand in (from 1)."""

    contact: Contact
    consent: Consent
    line: int = 0
