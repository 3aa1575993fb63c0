"""The cover picture, small, with what one can do about it."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from newsletter_app.desktop.library.thumbnails import square
from newsletter_app.desktop.theme.theme import Theme
from newsletter_app.i18n import _


class CoverField(QWidget):
    """Shows the cover's thumbnail; choosing and taking away are wishes."""

    choose_requested = Signal()
    remove_requested = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._side = theme.tokens.thumbnail
        self._shown: tuple[int, float] | None = None
        self.picture = QLabel(alignment=Qt.AlignmentFlag.AlignCenter)
        self.picture.setFixedSize(QSize(self._side, self._side))
        self.picture.setProperty("role", "sunken")
        self.choose = QPushButton()
        self.choose.setObjectName("details.cover")
        self.choose.clicked.connect(self.choose_requested)
        self.remove = QPushButton(_("Remove"))
        self.remove.setObjectName("details.cover.remove")
        self.remove.setProperty("role", "link")
        self.remove.setAccessibleName(_("Remove the cover"))
        self.remove.clicked.connect(self.remove_requested)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        for widget in (self.picture, self.choose, self.remove):
            layout.addWidget(widget)
        layout.addStretch()
        self.show_cover("", QPixmap())

    def show_cover(self, sha256: str, picture: QPixmap) -> None:
        """Show the cover, or that there is none."""
        self.picture.setVisible(bool(sha256))
        shown = (picture.cacheKey(), self.devicePixelRatioF())
        if shown != self._shown:
            self._shown = shown
            self.picture.setPixmap(square(picture, self._side, self.devicePixelRatioF()))
        self.choose.setText(_("Change…") if sha256 else _("Choose…"))
        self.choose.setAccessibleName(_("Change the cover") if sha256 else _("Choose a cover"))
        self.remove.setVisible(bool(sha256))
