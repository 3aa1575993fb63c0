"""The row on top of the library: search field, tags, new."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QMenu, QPushButton, QToolButton, QVBoxLayout, QWidget

from newsletter_app.content.kinds import Kind
from newsletter_app.desktop.theme.theme import Theme
from newsletter_app.i18n import _

_NEW = (Kind.POST, Kind.NEWSLETTER, Kind.SNIPPET)


class SearchField(QLineEdit):
    """Finds as one types; Down goes to the list, Escape clears."""

    down_pressed = Signal()

    # Qt

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tell of Down and clear at Escape."""
        match event.key():
            case Qt.Key.Key_Down | Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self.down_pressed.emit()
            case Qt.Key.Key_Escape if self.text():
                self.clear()
            case _other:
                super().keyPressEvent(event)


class SearchRow(QWidget):
    """What to look for and which tag to stay with; `tag_requested` carries "" for all tags."""

    words_changed = Signal(str)
    tag_requested = Signal(str)
    new_requested = Signal(str)
    down_pressed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.field = self._make_field(theme)
        self.tags = _menu_button(theme, "tag", "library.tags", _("Show only items with a tag"))
        self.new = _menu_button(theme, "add", "library.new", _("New item (Ctrl+N for a post)"))
        self.chip = self._make_chip()
        self._fill_new(theme)
        self.offer_tags(())
        self._arrange(theme.tokens.s3, theme.tokens.s1)

    def show_tag(self, tag: str) -> None:
        """Show which tag is chosen, "" for none."""
        self.chip.setText(_("Tag: {tag}  ×").format(tag=tag))
        self.chip.setAccessibleName(_("Stop showing only the tag {tag}").format(tag=tag))
        self.chip.setVisible(bool(tag))

    def offer_tags(self, tags: Sequence[tuple[str, int]]) -> None:
        """Fill the menu of tags, each with how many items have it."""
        menu = self.tags.menu()
        menu.clear()
        for tag, number in tags:
            menu.addAction(f"{tag}\t{number}").setData(tag)
        if not tags:
            menu.addAction(_("No tags yet")).setEnabled(False)

    def _make_field(self, theme: Theme) -> SearchField:
        field = SearchField()
        field.setObjectName("library.search")
        field.setPlaceholderText(_("Search"))
        field.setAccessibleName(_("Search the library"))
        field.setToolTip(_("Search the library (Ctrl+Shift+F)"))
        field.setClearButtonEnabled(True)
        field.addAction(theme.icon("find", "muted"), QLineEdit.ActionPosition.LeadingPosition)
        field.textChanged.connect(self.words_changed)
        field.down_pressed.connect(self.down_pressed)
        return field

    def _make_chip(self) -> QPushButton:
        chip = QPushButton()
        chip.setObjectName("library.tag")
        chip.setProperty("role", "link")
        chip.clicked.connect(self._on_chip_clicked)
        chip.hide()
        return chip

    def _fill_new(self, theme: Theme) -> None:
        labels = {
            Kind.POST: _("New post"),
            Kind.NEWSLETTER: _("New newsletter"),
            Kind.SNIPPET: _("New snippet"),
        }
        for kind in _NEW:
            action = self.new.menu().addAction(theme.icon(kind.value), labels[kind])
            action.setData(kind.value)
        self.new.menu().triggered.connect(self._on_new_triggered)
        self.tags.menu().triggered.connect(self._on_tag_triggered)

    def _arrange(self, margin: int, space: int) -> None:
        row = QHBoxLayout()
        row.setSpacing(space)
        row.addWidget(self.field, 1)
        row.addWidget(self.tags)
        row.addWidget(self.new)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(margin, margin, margin, space)
        layout.setSpacing(space)
        layout.addLayout(row)
        layout.addWidget(self.chip, alignment=Qt.AlignmentFlag.AlignLeft)

    @Slot()
    def _on_chip_clicked(self) -> None:
        self.tag_requested.emit("")

    @Slot(QAction)
    def _on_tag_triggered(self, action: QAction) -> None:
        self.tag_requested.emit(action.data())

    @Slot(QAction)
    def _on_new_triggered(self, action: QAction) -> None:
        self.new_requested.emit(action.data())


def _menu_button(theme: Theme, icon: str, name: str, label: str) -> QToolButton:
    button = QToolButton()
    button.setIcon(theme.icon(icon))
    button.setObjectName(name)
    button.setAccessibleName(label)
    button.setToolTip(label)
    button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
    button.setMenu(QMenu(button))
    return button
