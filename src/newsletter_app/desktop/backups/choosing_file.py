"""Asks for the file of a backup."""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from newsletter_app.i18n import _


def ask_for_file(parent: QWidget | None) -> Path | None:
    """Return the file that the person chose, None for none."""
    kinds = ";;".join((_("Backups (*.zip)"), _("All files (*)")))
    file, _kind = QFileDialog.getOpenFileName(parent, _("Restore from a file"), "", kinds)
    return Path(file) if file else None
