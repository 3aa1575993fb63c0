"""Says what came of a repair as a person would."""

from newsletter_app.desktop.while_closed import Result
from newsletter_app.desktop.widgets.words import error_words
from newsletter_app.errors import AppError, LibraryDamaged
from newsletter_app.i18n import _, ngettext
from newsletter_app.library.repairing.told import Repaired


def repaired_words(done: Repaired) -> Result:
    """Return what was saved, with what was not."""
    if done.aside is None:
        return Result(_("There was nothing to repair"), _("The library is sound."), _notes(done))
    words = ngettext(
        "{number} post is in the repaired library.",
        "{number} posts are in the repaired library.",
        done.counts.posts,
    ).format(number=done.counts.posts)
    words += " " + _("As it was before, the library is kept in {folder}.").format(folder=done.aside)
    if done.report is not None:
        words += " " + _("What follows is written down there in {file}.").format(file=done.report.name)
    heading = _("Repaired") if done.is_complete else _("Repaired, but not everything could be saved")
    return Result(heading, words, _notes(done))


def failed_words(error: AppError) -> Result:
    """Return why nothing was repaired."""
    kept = _("The library is as it was.")
    if isinstance(error, LibraryDamaged):  # its hint is for the command line; the page knows the other ways
        way = _("Go back to a backup, or open another library.")
        return Result(_("Not repaired"), f"{error.message} {kept} {way}", button=_("Other ways out"))
    return Result(_("Not repaired"), f"{error_words(error)} {kept}", button=_("Back"))


def _notes(done: Repaired) -> str:
    """Return a line for each thing that was done, what is lost first."""
    return "\n".join(told.message for told in done.lost_first)
