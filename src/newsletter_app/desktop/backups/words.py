"""Says what a backup is as a person would."""

from newsletter_app.desktop.widgets.words import stamp_words
from newsletter_app.i18n import _
from newsletter_app.library.backup_shelf import KeptBackup

_KB, _MB = 1_000, 1_000_000


def size_words(size: int) -> str:
    """Return a size in the unit that a person reads it in.

    >>> size_words(999), size_words(5_167), size_words(12_345_678)
    ('1 KB', '5 KB', '12.3 MB')
    """
    if size < _MB:
        return _("{size} KB").format(size=max(1, round(size / _KB)))
    return _("{size} MB").format(size=f"{size / _MB:.1f}")


def backup_words(kept: KeptBackup) -> str:
    """Return by what a person tells one backup from the next."""
    return _("the backup of {moment}").format(moment=stamp_words(kept.made))
