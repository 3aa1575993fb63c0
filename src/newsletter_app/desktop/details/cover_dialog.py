"""Chooses a picture of the library, or a file to take into it."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from newsletter_app.desktop.library.card_list import CardList
from newsletter_app.desktop.library.model import CARD, CardsModel
from newsletter_app.desktop.library.search_row import SearchField
from newsletter_app.desktop.widgets.state_panel import StatePanel
from newsletter_app.i18n import _

PICTURES = "*.jpg *.jpeg *.png *.gif *.webp *.heic"


class CoverDialog(QDialog):
    """Lists the pictures of the library; `file_chosen` carries the path of a file to take in."""

    file_chosen = Signal(str)
    words_changed = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Choose a cover"))
        self.setObjectName("cover")
        self.resize(520, 560)
        self.search = SearchField()
        self.search.setObjectName("cover.search")
        self.search.setPlaceholderText(_("Search the pictures"))
        self.search.setAccessibleName(_("Search the pictures"))
        self.list = CardList()
        self.list.setObjectName("cover.list")
        self.list.setAccessibleName(_("Pictures"))
        self.state = StatePanel("cover.state")
        self._pages = QStackedWidget()
        self._pages.addWidget(self.list)
        self._pages.addWidget(self.state)
        self.from_file = QPushButton(_("From a file…"))
        self.from_file.setObjectName("cover.file")
        self.from_file.setAutoDefault(False)
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.use = self._buttons.addButton(_("Use as cover"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.use.setProperty("role", "primary")
        self._buttons.addButton(self.from_file, QDialogButtonBox.ButtonRole.ActionRole)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.setSpacing(12)
        for widget in (self.search, self._pages, self._buttons):
            layout.addWidget(widget)
        self._connect()

    @property
    def chosen(self) -> str:
        """Return the sha256 of the chosen picture, "" where none is."""
        index = self.list.currentIndex()
        return str(index.data(CARD).cover) if index.isValid() else ""

    def use_model(self, model: CardsModel, sentence: str) -> None:
        """List the pictures of a model, or say that there is none."""
        if self.list.model() is not model:
            self.list.setModel(model)
        self.state.say(sentence)
        self._pages.setCurrentWidget(self.list if model.rowCount() else self.state)
        self.use.setEnabled(bool(model.rowCount()))

    def _connect(self) -> None:
        self.search.textChanged.connect(self.words_changed)
        self.search.down_pressed.connect(self.list.setFocus)
        self.list.enter_pressed.connect(self.accept)
        self.list.doubleClicked.connect(self.accept)
        self.from_file.clicked.connect(self._on_from_file_clicked)
        self._buttons.accepted.connect(self.accept)
        self._buttons.rejected.connect(self.reject)

    @Slot()
    def _on_from_file_clicked(self) -> None:
        file, _filter = QFileDialog.getOpenFileName(
            self, _("Choose a picture"), "", _("Pictures ({patterns})").format(patterns=PICTURES)
        )
        if file:
            self.file_chosen.emit(file)
            self.reject()
