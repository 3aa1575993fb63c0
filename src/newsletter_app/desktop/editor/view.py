"""Shows a text to be written."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from newsletter_app.content.asset import Asset
from newsletter_app.desktop.editor import inline_commands, insert_commands
from newsletter_app.desktop.editor.alt_bar import AltBar
from newsletter_app.desktop.editor.edit import Command
from newsletter_app.desktop.editor.editor_type import EditorType
from newsletter_app.desktop.editor.find_bar import FindBar
from newsletter_app.desktop.editor.finding import Finding
from newsletter_app.desktop.editor.incoming import SUFFIXES
from newsletter_app.desktop.editor.link_popover import LinkPopover
from newsletter_app.desktop.editor.pictures import OfferedPicture
from newsletter_app.desktop.editor.text_edit import COLUMN, EditorText
from newsletter_app.desktop.editor.toolbar import EditorToolbar
from newsletter_app.desktop.theme.theme import Theme
from newsletter_app.desktop.widgets.centred import Centred
from newsletter_app.desktop.widgets.handing_keys import HandsKeysOn
from newsletter_app.desktop.widgets.notice_bar import NoticeBar
from newsletter_app.i18n import N_, _

TOOLBAR_INSET = 7  # a drawing stands so far inside its button


class EditorView(HandsKeysOn, QWidget):
    """Toolbar, bars and the text.

    `text_changed`: a person changed the text, to be read from `text`. `pictures_offered` carries pictures
    pasted, dropped or chosen; `picture_described` an asset with its alt text and whether it is decoration.
    """

    text_changed = Signal()
    pictures_offered = Signal(object)
    picture_described = Signal(object, str, bool)
    snippets_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("editor")
        self.setProperty("role", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._theme = theme
        self.toolbar = EditorToolbar(theme, self)
        self._bar = FindBar(theme, self)
        self._alt = AltBar(self)
        self._notice = NoticeBar("editor.notice", self)
        self.text_edit = EditorText(theme, self)
        self._places: list[tuple[Centred, int]] = []
        self._link = LinkPopover(self)
        self._finding = Finding(self._bar, self.text_edit, theme)
        self._lay_out()
        self._connect()
        self._add_keys()
        self.keys_for = self.text_edit

    @property
    def text(self) -> str:
        """Return the whole text."""
        return self.text_edit.text

    def open(self, text: str, *, is_read_only: bool) -> None:
        """Show another text from its beginning."""
        self.text_edit.open(text)
        self.set_read_only(is_read_only=is_read_only)

    def set_read_only(self, *, is_read_only: bool) -> None:
        """Take keys, or only show the text."""
        self.text_edit.setReadOnly(is_read_only)
        self.toolbar.setEnabled(not is_read_only)

    def take(self, text: str) -> None:
        """Show a newer state of the same text."""
        self.text_edit.take(text)

    def close_text(self) -> None:
        """Show that nothing is open."""
        self.open("", is_read_only=True)

    def use_type(self, chosen: EditorType) -> None:
        """Write in another font or size, or in a wider column; the bars above it go along."""
        self.text_edit.use_type(chosen)
        for place, more in self._places:
            place.set_width(self.text_edit.column + more)

    def show_snippets(self, names: Sequence[str]) -> None:
        """Offer these snippets."""
        self.toolbar.show_snippets(names)

    def put_pictures(self, assets: Sequence[Asset]) -> None:
        """Put pictures in at the caret, and ask for the descriptions they lack."""
        sources = tuple(insert_commands.picture(a.sha256, a.alt, a.caption) for a in assets)
        self.text_edit.run(insert_commands.pictures(sources))
        for asset in assets:
            if not asset.alt and not asset.decorative:
                self._alt.ask(asset)

    def put_description(self, asset: Asset, alt: str) -> None:
        """Write the alt text into the picture's source."""
        caret = self.text_edit.selection
        edit = insert_commands.described(self.text, asset.sha256, alt)
        self.text_edit.apply(edit)
        if edit.start >= caret.end:
            self.text_edit.select(caret)

    def say(self, sentence: str) -> None:
        """Say what went wrong, above the text."""
        self._notice.ask(sentence, (("close", _("Close")),))

    @Slot(int)
    def go_to(self, offset: int) -> None:
        """Put the caret there, and write on."""
        self.text_edit.go_to(offset)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in (self.toolbar, self._bar, self._notice, self._alt):
            inset = TOOLBAR_INSET if part is self.toolbar else 0
            place = Centred(part, COLUMN + 2 * inset, self._theme.tokens.s5 - inset)
            self._places.append((place, 2 * inset))
            column.addWidget(place)
        column.addWidget(self.text_edit)
        column.setStretchFactor(self.text_edit, 1)

    def _connect(self) -> None:
        self.toolbar.command_requested.connect(self._on_toolbar_command_requested)
        self.toolbar.link_requested.connect(self._on_toolbar_link_requested)
        self.toolbar.picture_requested.connect(self._on_toolbar_picture_requested)
        self.toolbar.snippets_requested.connect(self.snippets_requested)
        self.text_edit.edited.connect(self.text_changed)
        self.text_edit.pictures_offered.connect(self.pictures_offered)
        self._alt.described.connect(self.picture_described)
        self._alt.finished.connect(self.text_edit.setFocus)
        self._link.link_given.connect(self._on_link_given)
        self._notice.answered.connect(self._notice.hide)

    def _add_keys(self) -> None:
        in_window = Qt.ShortcutContext.WindowShortcut
        self._add_key("find", N_("Find"), "Ctrl+F", self._on_find_requested).setShortcutContext(in_window)
        self._add_key("replace", N_("Replace"), "Ctrl+H", self._on_replace_requested).setShortcutContext(
            in_window
        )
        self._add_key(
            "paste_plain", N_("Paste without formatting"), "Ctrl+Shift+V", self.text_edit.paste_plain
        )

    def _add_key(self, name: str, label: str, keys: str, asked: object) -> QAction:
        action = QAction(_(label), self)
        action.setObjectName(f"editor.action.{name}")
        action.setShortcut(QKeySequence(keys))
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        action.triggered.connect(asked)
        self.addAction(action)
        self.toolbar.actions_by_name[name] = action
        return action

    @Slot(object)
    def _on_toolbar_command_requested(self, command: Command) -> None:
        self.text_edit.run(command)
        self.text_edit.setFocus()

    @Slot()
    def _on_toolbar_link_requested(self) -> None:
        edit = self.text_edit
        place = edit.viewport().mapToGlobal(edit.cursorRect().bottomLeft())
        self._link.ask(inline_commands.link_at(edit.text, edit.selection), place)

    @Slot(object, str, str)
    def _on_link_given(self, written: inline_commands.WrittenLink, label: str, url: str) -> None:
        self.text_edit.apply(inline_commands.link(written, label, url))
        self.text_edit.setFocus()

    @Slot()
    def _on_toolbar_picture_requested(self) -> None:
        kinds = " ".join(f"*{suffix}" for suffix in SUFFIXES)
        chosen, _kind = QFileDialog.getOpenFileNames(
            self, _("Put in pictures"), "", _("Pictures ({kinds})").format(kinds=kinds)
        )
        if chosen:
            files = tuple(OfferedPicture(Path(name).name, file=Path(name)) for name in chosen)
            self.pictures_offered.emit(files)

    @Slot()
    def _on_find_requested(self) -> None:
        self._finding.open(with_replace=False)

    @Slot()
    def _on_replace_requested(self) -> None:
        self._finding.open(with_replace=True)
