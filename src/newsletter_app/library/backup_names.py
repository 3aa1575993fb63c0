"""Names backups by number, moment and reason."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

from newsletter_app.i18n import N_, _

_MOMENT = "%Y%m%dT%H%M%SZ"
_NAME = re.compile(r"(\d{6,12})-(\d{8}T\d{6}Z)-([a-z-]{1,40})\.zip")


class BackupReason(StrEnum):
    """Why a backup was made."""

    OPENED = "opened"
    WORKING = "working"
    IMPORT = "before-import"
    UPGRADE = "before-upgrade"
    EMPTYING = "before-emptying"
    REPAIR = "before-repair"
    SENDING = "before-sending"
    RESTORE = "before-restore"
    ASKED = "asked"


_LABELS = {
    BackupReason.OPENED: N_("Library opened"),
    BackupReason.WORKING: N_("While working"),
    BackupReason.IMPORT: N_("Before an import"),
    BackupReason.UPGRADE: N_("Before an upgrade"),
    BackupReason.EMPTYING: N_("Before emptying the bin"),
    BackupReason.REPAIR: N_("Before a repair"),
    BackupReason.SENDING: N_("Before sending"),
    BackupReason.RESTORE: N_("Before a restore"),
    BackupReason.ASKED: N_("Asked for"),
}


def reason_words(reason: str) -> str:
    """Return why a backup was made as a person says it."""
    return _(_LABELS[BackupReason(reason)]) if reason in list(BackupReason) else reason


@dataclass(frozen=True, slots=True)
class BackupName:
    """What the name of a backup says; the number alone tells older from newer, for clocks jump."""

    number: int
    made: datetime
    reason: str

    @property
    def text(self) -> str:
        """Return the name of the file.

        >>> BackupName(42, datetime(2027, 3, 14, 14, 2, 11, tzinfo=UTC), BackupReason.IMPORT).text
        '000042-20270314T140211Z-before-import.zip'
        """
        return f"{self.number:06}-{self.without_number}"

    @property
    def without_number(self) -> str:
        """Return the part of the name that stays the same in every place the backup is brought to."""
        return f"{self.made.astimezone(UTC):{_MOMENT}}-{self.reason}.zip"


def read_name(text: str) -> BackupName | None:
    """Return what a name says, or None for a file that is no backup of ours."""
    match = _NAME.fullmatch(text)
    if match is None:
        return None
    try:
        made = datetime.strptime(match[2], _MOMENT).replace(tzinfo=UTC)
    except ValueError:
        return None
    return BackupName(int(match[1]), made, match[3])
