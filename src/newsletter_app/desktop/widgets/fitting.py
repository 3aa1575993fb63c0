"""Makes a dialog as tall as its sentences need, however they wrap."""

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QWidget


class FittedDialog(QDialog):
    """Keeps its width; `fit` when something in it has come or gone."""

    def fit(self) -> None:
        """Take the height that the layout wants at this width."""
        layout = self.layout()
        if layout is not None:
            layout.activate()
            wanted = layout.totalHeightForWidth(self.width())
            self.resize(self.width(), wanted if wanted > 0 else layout.totalSizeHint().height())

    # Qt

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.fit()


def refit(part: QWidget) -> None:
    """Let the dialog that a part is in take the height it needs now."""
    dialog = part.window()
    if isinstance(dialog, FittedDialog) and dialog.isVisible():
        dialog.fit()
