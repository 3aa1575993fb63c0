"""Tells of a fault that came before there is a window."""

from PySide6.QtWidgets import QApplication

from newsletter_app.desktop.faults.dialog import CLOSE, RESTART, FaultDialog
from newsletter_app.desktop.faults.report import Report
from newsletter_app.i18n import _
from newsletter_app.traces import trace


def ask_at_start(fault: BaseException) -> bool:
    """Show what happened; return whether the person wants to try again, which takes an application."""
    if QApplication.instance() is None:
        return False
    report, chosen = Report(), [CLOSE]
    report.add(trace(fault))
    dialog = FaultDialog(
        _("Newsletter Editor could not start"),
        _("Something went wrong inside the program before its window was there."),
        [(CLOSE, _("Close")), (RESTART, _("Try again"))],
        CLOSE,
        None,
    )
    dialog.show_text(_("Your text is safe: nothing in the library was changed."), is_safe=True)
    dialog.show_report(report.text)
    dialog.answered.connect(chosen.append)
    dialog.exec()
    return chosen[-1] == RESTART
