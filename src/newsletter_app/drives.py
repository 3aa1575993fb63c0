"""Knows the drives that folders lie on, and how much room is left there."""

import contextlib
import shutil
from pathlib import Path

from newsletter_app.i18n import _

LOW = 200_000_000
"""With fewer bytes free than these, a person is told before anything fails."""
_MB = 1_000_000
_AT_LEAST = 200_000


def drive_of(place: Path) -> Path:
    """Return where the drive hangs in that holds a file or folder, which need not be there."""
    part = place.absolute()
    while not part.is_mount() and part != part.parent:
        part = part.parent
    return part


def free_bytes(place: Path) -> int:
    """Return how many bytes can be written where a file or folder lies or would lie. Raises OSError."""
    part = place.absolute()
    while not part.exists() and part != part.parent:
        part = part.parent
    return shutil.disk_usage(part).free


def is_low(place: Path) -> bool:
    """Tell whether there is little room left; where nobody can tell, there is none to warn of."""
    with contextlib.suppress(OSError):
        return free_bytes(place) < LOW
    return False


def low_words(place: Path) -> str:
    """Say how little room is left."""
    return _("The drive that holds {place} ({drive}) is nearly full: {free} free.").format(
        place=place, drive=drive_of(place), free=_megabytes(_free(place))
    )


def full_words(place: Path, needed: int) -> str:
    """Say that there is not enough room for so many bytes, or that it is not for this person."""
    free = _free(place)
    if free > needed + LOW:
        told = _("There is not enough room for you on the drive of {place} ({drive}): about {needed} needed.")
        return told.format(place=place, drive=drive_of(place), needed=_megabytes(needed))
    return _("The drive that holds {place} ({drive}) is full: {free} free, about {needed} needed.").format(
        place=place,
        drive=drive_of(place),
        free=_megabytes(free),
        needed=_megabytes(max(needed, free + _AT_LEAST)),  # what is free was not enough, whatever is reckoned
    )


def _free(place: Path) -> int:
    with contextlib.suppress(OSError):
        return free_bytes(place)
    return 0


def _megabytes(count: int) -> str:
    return _("{number} MB").format(number=f"{count / _MB:,.1f}")
