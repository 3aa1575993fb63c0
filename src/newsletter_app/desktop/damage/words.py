"""Says what came of a repair as a person would."""

from newsletter_app.desktop.while_closed import Result
from newsletter_app.desktop.widgets.words import error_words
from newsletter_app.errors import AppError
from newsletter_app.i18n import _, ngettext
from newsletter_app.library.repairing.told import Repaired

_MOST = 12


def repaired_words(done: Repaired) -> Result:
    """Return what was saved, with what was not."""
    if done.aside is None:
        return Result(_("There was nothing to repair"), _("The library is sound."), _notes(done))
    counted = ngettext(
        "{number} post is in the repaired library.",
        "{number} posts are in the repaired library.",
        done.counts.posts,
    ).format(number=done.counts.posts)
    kept = _("As it was before, the library is kept in {folder}.").format(folder=done.aside)
    heading = _("Repaired") if done.is_complete else _("Repaired, but not everything could be saved")
    return Result(heading, f"{counted} {kept}", _notes(done))


def failed_words(error: AppError) -> Result:
    """Return why nothing was repaired."""
    return Result(_("Not repaired"), f"{error_words(error)} {_('The library is as it was.')}")


def _notes(done: Repaired) -> str:
    """Return a line for each thing that was done, what is lost first."""
    lines = [told.message for told in sorted(done.told, key=lambda told: not told.is_loss)]
    rest = len(lines) - _MOST
    if rest > 0:
        more = ngettext("… and {number} more line.", "… and {number} more lines.", rest).format(number=rest)
        lines = [*lines[:_MOST], more]
    return "\n".join(lines)
