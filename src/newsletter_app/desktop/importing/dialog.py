"""Shows what an import would bring, before anything is changed."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from newsletter_app.desktop.theme.theme import Theme
from newsletter_app.desktop.widgets.dialog_buttons import DialogButtons
from newsletter_app.desktop.widgets.naming import named, with_role
from newsletter_app.i18n import _, ngettext
from newsletter_app.importing.plan import ImportPlan, PlannedPost

_NOTES_HEIGHT = 132


class ImportDialog(QDialog):
    """Lists the posts of a plan; `import_requested` carries whether duplicates come too."""

    import_requested = Signal(bool)

    def __init__(self, plan: ImportPlan, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("import.dialog")
        self.setMinimumSize(600, 420)
        self._plan, self._theme = plan, theme
        self.posts = with_role(named(QListWidget(), "import.posts", _("Posts to import")), "menu-list")
        self.duplicates = named(
            QCheckBox(_("Bring in again what the library has already")), "import.duplicates"
        )
        self._trouble = with_role(named(QLabel(), "import.trouble"), "danger")
        self._buttons = DialogButtons("", "import.start", self)
        self._lay_out()
        self._show_plan()

    def show_trouble(self, sentence: str) -> None:
        """Say what stands in the way."""
        self._trouble.setText(sentence)
        self._trouble.show()

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 16)
        layout.setSpacing(12)
        layout.addWidget(self.posts, 1)
        layout.addWidget(self._notes())
        layout.addWidget(self.duplicates)
        layout.addWidget(self._trouble)
        layout.addWidget(self._buttons)
        self.posts.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._trouble.setWordWrap(True)
        self._trouble.hide()
        self.duplicates.setVisible(any(post.is_duplicate for post in self._plan.posts))
        self.duplicates.toggled.connect(self._show_plan)
        self._buttons.accepted.connect(self._on_buttons_accepted)

    def _notes(self) -> QWidget:
        notes = named(QPlainTextEdit("\n".join(self._plan.notes)), "import.notes", _("What to know"))
        notes.setReadOnly(True)
        notes.setTabChangesFocus(True)
        notes.setFixedHeight(_NOTES_HEIGHT)
        notes.setVisible(bool(self._plan.notes))
        return notes

    @Slot()
    def _show_plan(self) -> None:
        coming = self._plan.coming(even_if_duplicate=self.duplicates.isChecked())
        number = len(coming)
        self.setWindowTitle(
            ngettext("Import {number} post", "Import {number} posts", number).format(number=number)
        )
        self._buttons.act.setText(self.windowTitle())
        self._buttons.act.setEnabled(number > 0)
        self.posts.clear()
        for post in self._plan.posts:
            self.posts.addItem(self._item(post, is_coming=post in coming))

    def _item(self, post: PlannedPost, *, is_coming: bool) -> QListWidgetItem:
        words = post.title if is_coming else _("{title} – in the library already").format(title=post.title)
        item = QListWidgetItem(
            self._theme.icon("post" if is_coming else "check", "accent" if is_coming else "muted"), words
        )
        item.setToolTip("\n".join(post.notes))
        item.setFlags(Qt.ItemFlag.ItemIsEnabled if is_coming else Qt.ItemFlag.NoItemFlags)
        return item

    @Slot()
    def _on_buttons_accepted(self) -> None:
        self._trouble.hide()
        self.import_requested.emit(self.duplicates.isChecked())
