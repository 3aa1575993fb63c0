"""Tells all rooms of the window which items a write has changed."""

from PySide6.QtCore import QObject, Signal

from newsletter_app.content.changes import Changes


class LibraryChanges(QObject):
    """Passes on what differs: whoever writes calls `tell`, whoever shows items listens to `happened`."""

    happened = Signal(object)

    def tell(self, changes: Changes) -> None:
        """Pass on which ids differ; nothing where none do."""
        if changes:
            self.happened.emit(changes)
