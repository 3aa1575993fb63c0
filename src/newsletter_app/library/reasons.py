"""Names why a state of an item is kept."""

from enum import StrEnum

from newsletter_app.i18n import N_, _


class Reason(StrEnum):
    """Why a state was kept, or what became of it since."""

    MADE = "made"
    IMPORTED = "imported"
    SAVED = "saved"
    LEFT = "left"
    EXPORTED = "exported"
    SENT = "sent"
    PUBLISHED = "published"
    BEFORE_REVERT = "before revert"
    REVERTED = "reverted"
    SOURCE = "gone back to"

    @classmethod
    def _missing_(cls, value: object) -> "Reason":  # noqa: ARG003 - what a newer program, or damage, wrote
        return cls.SAVED


LASTING = frozenset({Reason.EXPORTED, Reason.SENT, Reason.PUBLISHED, Reason.SOURCE})
"""What became of a state that somebody may ask for by its number: it stays, however old."""

GOING_BACK = frozenset({Reason.BEFORE_REVERT, Reason.REVERTED})
"""These states are kept without a title too: nobody can be asked for one in the middle of going back."""

_WORDS = {
    Reason.MADE: N_("made"),
    Reason.IMPORTED: N_("imported"),
    Reason.SAVED: N_("saved"),
    Reason.LEFT: N_("left"),
    Reason.EXPORTED: N_("exported"),
    Reason.SENT: N_("sent"),
    Reason.PUBLISHED: N_("published"),
    Reason.BEFORE_REVERT: N_("kept before going back"),
    Reason.REVERTED: N_("gone back"),
    Reason.SOURCE: N_("gone back to"),
}


def reason_words(reasons: tuple[Reason, ...]) -> str:
    """Return the reasons as a person would say them.

    >>> reason_words((Reason.LEFT, Reason.EXPORTED))
    'left, exported'
    """
    return ", ".join(_(_WORDS[reason]) for reason in reasons)
