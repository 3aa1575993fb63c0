"""The page that stands in the place of a library that is damaged."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from newsletter_app.desktop.backups.words import backup_words
from newsletter_app.desktop.theme.theme import Theme
from newsletter_app.desktop.widgets.centred import Centred
from newsletter_app.desktop.widgets.naming import named, with_role
from newsletter_app.desktop.widgets.ways import line, way, way_button
from newsletter_app.i18n import _, ngettext
from newsletter_app.library.backup_shelf import KeptBackup

WIDTH = 640


class DamageView(QScrollArea):
    """Says what happened and offers the ways out; each wish goes out as a signal."""

    repair_requested = Signal()
    restore_requested = Signal()
    other_requested = Signal()
    folder_requested = Signal()
    again_requested = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        named(self, "damage.page", _("The library is damaged"))
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.what = line("damage.what")
        self.repair = way_button("damage.repair", _("Repair"))
        self.about_backup = with_role(line("damage.backup"), "muted")
        self.restore = way_button("damage.restore", _("Restore…"))
        self.other = way_button("damage.other", _("Open another library…"), "link")
        self.folder = way_button("damage.folder", _("Open the folder"), "link")
        self.again = way_button("damage.again", _("Try again"), "link")
        self._connect()
        self._lay_out(theme)
        self.setFocusProxy(self.repair)
        self.again.hide()
        self.show_backup(None)

    def say(self, what: str) -> None:
        """Say what happened."""
        self.what.setText(what)

    def show_backup(self, kept: KeptBackup | None) -> None:
        """Offer the newest backup, or say that there is none."""
        self.restore.setVisible(kept is not None)
        if kept is None:
            self.about_backup.setText(_("There is no automatic backup of this library."))
            return
        posts = ngettext("{number} post", "{number} posts", kept.posts).format(number=kept.posts)
        self.about_backup.setText(
            _(
                "Take {backup} back, with {posts} in it. It was read again and found whole when it was made."
            ).format(backup=backup_words(kept), posts=posts)
        )

    def _connect(self) -> None:
        self.repair.clicked.connect(self.repair_requested)
        self.restore.clicked.connect(self.restore_requested)
        self.other.clicked.connect(self.other_requested)
        self.folder.clicked.connect(self.folder_requested)
        self.again.clicked.connect(self.again_requested)

    def _lay_out(self, theme: Theme) -> None:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, theme.tokens.s6, 0, theme.tokens.s5)
        column.setSpacing(theme.tokens.s3)
        heading = with_role(line("damage.heading"), "page-title")
        heading.setText(_("This library is damaged"))
        left = line("damage.left")
        left.setText(
            _("It is left exactly as it is. Whichever way you choose, what is there now is kept aside.")
        )
        about_repair = with_role(line("damage.about-repair"), "muted")
        about_repair.setText(
            _(
                "Everything that can still be read goes into a new library, post by post, and you are told "
                "what could not be saved. This keeps the newest words, so try it first."
            )
        )
        for part in (heading, self.what, left):
            column.addWidget(part)
        column.addSpacing(theme.tokens.s2)
        column.addWidget(way(_("Repair it"), about_repair, with_role(self.repair, "primary"), theme))
        column.addWidget(way(_("Go back to a backup"), self.about_backup, self.restore, theme))
        column.addLayout(self._foot())
        column.addStretch()
        self.setWidget(with_role(Centred(page, WIDTH, theme.tokens.s5), "surface"))

    def _foot(self) -> QHBoxLayout:
        foot = QHBoxLayout()
        foot.setSpacing(16)
        for button in (self.other, self.folder, self.again):
            foot.addWidget(button)
        foot.addStretch()
        return foot
