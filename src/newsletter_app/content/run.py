"""One sending of one newsletter to one list, and its fate for each reader."""

from dataclasses import dataclass, fields
from datetime import UTC, datetime
from enum import StrEnum

_NEVER = datetime.fromtimestamp(0, UTC)


class RunState(StrEnum):
    """Where a run is: draft -> preparing -> ready (frozen) -> running <-> paused -> finished | cancelled."""

    PREPARING = "preparing"
    READY = "ready"
    RUNNING = "running"
    PAUSED = "paused"
    FINISHED = "finished"
    CANCELLED = "cancelled"


class DeliveryState(StrEnum):
    """What became of the message to one reader; `sending` is committed before the server hears of it."""

    PENDING = "pending"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"
    UNKNOWN = "unknown"
    SUPPRESSED = "suppressed"
    EXCLUDED = "excluded"
    CANCELLED = "cancelled"


class PauseReason(StrEnum):
    """Why a run is paused."""

    NONE = ""
    ASKED = "asked"
    EQUAL_FAILURES = "equal-failures"
    SIGN_IN = "sign-in"
    HARD_FAILURES = "hard-failures"
    SERVER = "server"
    LATER = "later"
    INTERRUPTED = "interrupted"
    OVERDUE = "overdue"


@dataclass(frozen=True, slots=True)
class Counts:
    """How many deliveries of a run are in each state; one in `sending` counts as pending."""

    candidates: int = 0
    sent: int = 0
    failed: int = 0
    suppressed: int = 0
    excluded: int = 0
    cancelled: int = 0
    unknown: int = 0
    pending: int = 0

    @property
    def is_balanced(self) -> bool:
        """Tell whether everybody is accounted for."""
        parts: list[int] = [getattr(self, field.name) for field in fields(self)[1:]]
        return self.candidates == sum(parts)


@dataclass(frozen=True, slots=True)
class Run:
    """A run, with what was frozen for it named by its sha256; times are UTC.

    `newsletter`, `list` and `account` are ids. `begins` is when the first message may go, `rate` messages a
    minute (0: no limit). `parent` is the run that went to the same list before. `said` is a redacted sentence
    about why it is paused.
    """

    id: str
    newsletter: str
    title: str
    subject: str
    list: str
    list_name: str
    account: str
    account_name: str
    state: RunState
    content_sha256: str
    recipients_sha256: str
    confirmed: int = 0
    rate: int = 0
    parent: str = ""
    reason: PauseReason = PauseReason.NONE
    said: str = ""
    created: datetime = _NEVER
    prepared: datetime | None = None
    begins: datetime | None = None
    ended: datetime | None = None
    counts: Counts = Counts()


@dataclass(frozen=True, slots=True)
class Delivery:
    """The message to one reader; `number` counts from 1 in the run, `code` is the server's last (0: none).

    `values` are the frozen merge values as sorted pairs. `said` is redacted: it holds no address.
    `claimed` is when the server was about to hear of it.
    """

    run: str
    number: int
    contact: str
    address: str
    message_id: str
    state: DeliveryState
    attempts: int = 0
    code: int = 0
    said: str = ""
    token: str = ""
    values: tuple[tuple[str, str], ...] = ()
    updated: datetime = _NEVER
    claimed: datetime | None = None
