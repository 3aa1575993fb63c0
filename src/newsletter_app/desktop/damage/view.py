"""The page that stands in the place of a library that is damaged."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

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
    choose_requested = Signal()
    file_requested = Signal()
    other_requested = Signal()
    folder_requested = Signal()
    again_requested = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.theme = theme
        named(self, "damage.page", _("The library is damaged"))
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.what = line("damage.what")
        self.repair = way_button("damage.repair", _("Repair"))
        self.about_backup = with_role(line("damage.backup"), "muted")
        self.restore = way_button("damage.restore", _("Restore…"))
        self.choose = way_button("damage.choose", _("Another backup…"), "link")
        self.file = way_button("damage.file", _("Restore from a file…"), "link")
        self.other = way_button("damage.other", _("Open another library…"), "link")
        self.folder = way_button("damage.folder", _("Open the folder"), "link")
        self.again = way_button("damage.again", _("Try again"), "link")
        self._connect()
        self._lay_out(theme)
        self.setFocusProxy(self.repair)
        self.again.hide()
        self.show_backups(())

    def say(self, what: str) -> None:
        """Say what happened."""
        self.what.setText(what)

    def show_backups(self, kept: Sequence[KeptBackup]) -> None:
        """Offer the newest backup, which comes first, and a choice of the others; or say there is none."""
        self.restore.setVisible(bool(kept))
        self.choose.setVisible(len(kept) > 1)
        self.about_backup.setText(_about(kept[0]) if kept else _("No automatic backup of it was found."))
        if self.focusProxy() is self.restore and self.repair.hasFocus():  # it could not have the keys before
            self.restore.setFocus()

    def advise_backup(self) -> None:
        """Say that a repair was tried and found nothing; going back to a backup is what is left."""
        self._about_repair.setText(_("It was tried, and found nothing that can be read in this file."))
        with_role(self.repair, "")
        with_role(self.restore, "primary")
        self.setFocusProxy(self.restore)

    def _connect(self) -> None:
        self.repair.clicked.connect(self.repair_requested)
        self.restore.clicked.connect(self.restore_requested)
        self.choose.clicked.connect(self.choose_requested)
        self.file.clicked.connect(self.file_requested)
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
        self._about_repair = with_role(line("damage.about-repair"), "muted")
        self._about_repair.setText(
            _(
                "Everything that can still be read goes into a new library, post by post, and you are told "
                "what could not be saved. This keeps the newest words, so try it first."
            )
        )
        for part in (heading, self.what, left):
            column.addWidget(part)
        column.addSpacing(theme.tokens.s2)
        column.addWidget(way(_("Repair it"), self._about_repair, with_role(self.repair, "primary"), theme))
        column.addWidget(way(_("Go back to a backup"), self.about_backup, self.restore, theme))
        column.addLayout(_row(self.choose, self.file))
        column.addLayout(_row(self.other, self.folder, self.again))
        column.addStretch()
        self.setWidget(with_role(Centred(page, WIDTH, theme.tokens.s5), "surface"))


def _row(*buttons: QPushButton) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(16)
    for button in buttons:
        row.addWidget(button)
    row.addStretch()
    return row


def _about(kept: KeptBackup) -> str:
    posts = ngettext("{number} post", "{number} posts", kept.posts).format(number=kept.posts)
    return _(
        "Take {backup} back, with {posts} in it. It was read again and found whole when it was made."
    ).format(backup=backup_words(kept), posts=posts)
