"""Says how what was written fares after a fault."""

from newsletter_app.content.items import title_of
from newsletter_app.desktop.desk import Desk
from newsletter_app.i18n import _


def text_words(desk: Desk | None) -> tuple[str, bool]:
    """Return a sentence on what is on the desk, and whether all of it is where it outlives the program."""
    if desk is None:
        return _("Your text is safe: nothing was open that is not saved."), True
    if desk.is_behind:
        return _("Your text is still in the window, but not saved. Copy what you wrote last."), False
    if not desk.drafts.unsaved:
        return _("Your text is safe: everything you wrote is saved."), True
    if not desk.drafts.unkept:
        return _("Your text is safe: what is not saved yet is kept on this computer."), True
    unkept = {item.record.id for item in desk.drafts.unkept}
    item, state = next(each for each in desk.drafts.unsaved if each[0].record.id in unkept)
    told = _("Your text is still here. “{title}”: {state}").format(title=title_of(item), state=state.words)
    return told, False
