"""Gives every failure its exit status and its words."""

from newsletter_app.errors import (
    AppError,
    Conflict,
    LibraryBusy,
    NeedsConfirmation,
    ServerUnreachable,
    Unavailable,
)

DONE = 0
FAILED = 1
_STATUSES = (
    (NeedsConfirmation, 3),
    (Conflict, 4),
    (LibraryBusy, 5),
    (Unavailable, 5),
    (ServerUnreachable, 5),
)


def exit_status(error: AppError) -> int:
    """Return what a script is told: 3 refused until confirmed, 4 conflict, 5 not there, else 1."""
    return next((status for kind, status in _STATUSES if isinstance(error, kind)), FAILED)


def in_words(error: AppError) -> str:
    """Return the sentence, with what to do on a line of its own."""
    return "\n".join(" ".join(part.split()) for part in (error.message, error.hint) if part)
