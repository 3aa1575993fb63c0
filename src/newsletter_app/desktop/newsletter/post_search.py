"""The field that finds posts to put into a newsletter."""

from collections.abc import Collection, Sequence

from PySide6.QtCore import QModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QCompleter, QLineEdit, QWidget

from newsletter_app.desktop.widgets.offer_list import offer_list
from newsletter_app.i18n import _
from newsletter_app.library.query import Card

_ID = Qt.ItemDataRole.UserRole


class PostSearch(QLineEdit):
    """Asks for posts by the words typed, and tells which one was picked.

    Empty, it offers the newest posts; Down opens the offer.
    """

    search_requested = Signal(str)
    picked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("newsletter.add_posts")
        self.setAccessibleName(_("Add posts"))
        self.setPlaceholderText(_("Add posts: type a word of the title or text"))
        self._found = QStandardItemModel(self)
        self._offer = QCompleter(self._found, self)
        self._offer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._offer.setMaxVisibleItems(8)
        self._offer.setWidget(self)
        self._popup = offer_list("newsletter.found_posts", _("Posts that were found"))
        self._offer.setPopup(self._popup)
        self._offer.activated[QModelIndex].connect(self._on_offer_activated)  # type: ignore[index]  # an overload
        self.textEdited.connect(self.search_requested)

    def offer(self, cards: Sequence[Card], taken: Collection[str] = ()) -> None:
        """Offer these posts under the field; those with an id in `taken` say that they are here already."""
        self._found.clear()
        for card in cards:
            title = card.title or _("Untitled")
            words = _("Already here: {title}").format(title=title)
            item = QStandardItem(words if card.id in taken else title)
            item.setData(card.id, _ID)
            item.setToolTip(card.excerpt)
            self._found.appendRow(item)
        if cards and self.hasFocus():
            self._offer.complete()
            self._popup.setCurrentIndex(self._popup.model().index(0, 0))
        else:
            self._popup.hide()

    @property
    def _offers_something(self) -> bool:
        return self._found.rowCount() > 0 and (bool(self.text()) or self._popup.isVisible())

    @Slot(QModelIndex)
    def _on_offer_activated(self, index: QModelIndex) -> None:
        self.clear()
        self.picked.emit(index.data(_ID))

    # Qt

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down and not self._popup.isVisible():
            self.search_requested.emit(self.text())
            return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._offers_something:
            chosen = self._popup.currentIndex()
            self._popup.hide()
            self._on_offer_activated(chosen if chosen.isValid() else self._found.index(0, 0))
            return
        super().keyPressEvent(event)
