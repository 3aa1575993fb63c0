"""A picture as it may be kept."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from newsletter_app.errors import PictureRefused
from newsletter_app.i18n import _

LARGEST_FILE = 20_000_000
"""The most bytes that are looked at."""


@dataclass(frozen=True, slots=True)
class CleanedPicture:
    """The bytes to keep, the suffix that fits them, width and height in pixels."""

    data: bytes
    suffix: str
    width: int
    height: int


CleanPicture = Callable[[bytes], CleanedPicture]


def picture_in(file: Path) -> bytes:
    """Return the bytes of a file. Raises OSError, and PictureRefused for one that is too large, unread."""
    _see_to_size(file.stat().st_size)
    with file.open("rb") as opened:
        return opened.read(LARGEST_FILE + 1)


def see_that_it_is_small(data: bytes) -> None:
    """Raise PictureRefused for a file that is too large to look at."""
    _see_to_size(len(data))


def _see_to_size(size: int) -> None:
    if size > LARGEST_FILE:
        raise PictureRefused(
            _("The picture has {size} MB; {most} MB is the most.").format(
                size=-(-size // 1_000_000), most=LARGEST_FILE // 1_000_000
            ),
            hint=_("Make it smaller with another program, then add it again."),
        )
