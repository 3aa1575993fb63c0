"""Says whether what is on the screen is in the library."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from newsletter_app.i18n import _


class Saving(StrEnum):
    """How far the newest words have come on their way into the library."""

    OPENED = "opened"
    PENDING = "pending"
    SAVED = "saved"
    KEPT = "kept"
    FAILED = "failed"
    CONFLICT = "conflict"
    READ_ONLY = "read only"


@dataclass(frozen=True, slots=True)
class SaveState:
    """One state with the local time at which the words came where they are; why they came no further.

    `at` is that of the library's last COMMIT, or of the journal's where the words are KEPT there alone, or
    PENDING for longer than a moment;
    `hint` says what to do about the `reason`.
    """

    saving: Saving
    at: dt.datetime | None = None
    reason: str = ""
    hint: str = ""

    @property
    def words(self) -> str:
        """Return the state as the status bar tells it, "" where there is nothing to tell."""
        match self.saving:
            case Saving.SAVED if self.at is not None:
                return _("Saved {time}").format(time=_time(self.at))
            case Saving.PENDING if self.at is not None:
                return _("Kept on this computer {time}, on its way into the library…").format(
                    time=_time(self.at)
                )
            case Saving.PENDING:
                return _("Saving…")
            case Saving.KEPT if self.at is not None:
                return _("Kept on this computer {time}: {reason}").format(
                    time=_time(self.at), reason=self.reason
                )
            case Saving.FAILED:
                return _("Not saved: {reason}").format(reason=self.reason)
            case Saving.CONFLICT if self.at is not None:
                return _("Kept on this computer {time}: somebody else saved a newer version.").format(
                    time=_time(self.at)
                )
            case Saving.CONFLICT:
                return _("Not saved yet: somebody else saved a newer version.")
            case Saving.READ_ONLY:
                return _("This library can only be read.")
        return ""

    @property
    def is_safe(self) -> bool:
        """Tell whether everything on the screen is in the library."""
        return self.saving in (Saving.OPENED, Saving.SAVED, Saving.READ_ONLY)

    @property
    def is_trouble(self) -> bool:
        """Tell whether the library does not take the words, so that a person has to know."""
        return self.saving in (Saving.KEPT, Saving.FAILED)


def hindered() -> SaveState:
    """Return the state of words that a fault of the program keeps in the window."""
    return SaveState(Saving.FAILED, None, _("A fault in the program keeps your last words in the window."))


def _time(moment: dt.datetime) -> str:
    return moment.strftime("%H:%M")
