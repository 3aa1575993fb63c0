"""The page that stands in the place of a library that is not there."""

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

from newsletter_app.desktop.absence.kept_texts import KeptTexts
from newsletter_app.desktop.theme.theme import Theme
from newsletter_app.desktop.widgets.centred import Centred
from newsletter_app.desktop.widgets.naming import named, with_role
from newsletter_app.desktop.widgets.ways import line, way, way_button
from newsletter_app.i18n import _

WIDTH = 640


class AbsenceView(QScrollArea):
    """Says what is known and offers what can be done; each wish goes out as a signal."""

    again_requested = Signal()
    other_requested = Signal()
    make_requested = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        named(self, "absence.page", _("There is no library here"))
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.heading = with_role(line("absence.heading"), "page-title")
        self.what = line("absence.what")
        self.why = line("absence.why")
        self.texts = KeptTexts(theme)
        self.again = way_button("absence.again", _("Try again"), "primary")
        self.other = way_button("absence.other", _("Open another library…"))
        self.make = way_button("absence.make", _("Make a new library"))
        self._about_other, self._about_make = _about("absence.about-other"), _about("absence.about-make")
        self._connect()
        self._lay_out(theme)
        self.texts.hide()

    def say_away(self, folder: str) -> None:
        """Say that a library should be in the folder and is not."""
        self.heading.setText(_("This library is not there"))
        self.what.setText(_("There is no library in {folder}.").format(folder=folder))
        self.why.setText(
            _(
                "Its drive may not be connected, or its folder was moved or renamed. Nothing was made in its "
                "place."
            )
        )
        self.why.show()
        self._about_other.setText(_("If it was moved, choose the folder where it lies now."))
        self._about_make.setText(_("An empty one, in the place of the one that is not there."))
        self._ways.addWidget(self._make_way)
        self._again_way.show()
        with_role(self.make, "")
        self.setFocusProxy(self.again)

    def say_none(self, folder: str) -> None:
        """Say that the folder, which a person chose, holds no library."""
        self.heading.setText(_("There is no library in this folder"))
        self.what.setText(_("{folder} holds no library yet.").format(folder=folder))
        self.why.hide()
        self._about_other.setText(_("Choose the folder of one that is there."))
        self._about_make.setText(_("An empty one, in this folder."))
        self._ways.insertWidget(0, self._make_way)
        self._again_way.hide()
        with_role(self.make, "primary")
        self.setFocusProxy(self.make)

    def show_texts(self, titles: Sequence[str]) -> None:
        """Say which texts are kept on this computer for the library."""
        self.texts.show_texts(titles)
        self.texts.setVisible(bool(titles))

    @Slot(str)
    def tell(self, sentence: str) -> None:
        """Say what came of copying or saving a text."""
        self.texts.tell(sentence)

    def _connect(self) -> None:
        self.again.clicked.connect(self.again_requested)
        self.other.clicked.connect(self.other_requested)
        self.make.clicked.connect(self.make_requested)

    def _lay_out(self, theme: Theme) -> None:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, theme.tokens.s6, 0, theme.tokens.s5)
        column.setSpacing(theme.tokens.s3)
        for part in (self.heading, self.what, self.why):
            column.addWidget(part)
        column.addSpacing(theme.tokens.s2)
        about_again = _about(
            "absence.about-again", _("Connect its drive or put its folder back, then try again.")
        )
        self._again_way = way(_("Open it when it is back"), about_again, self.again, theme)
        column.addWidget(self._again_way)
        column.addWidget(self.texts)
        self._ways = QVBoxLayout()
        self._ways.setSpacing(theme.tokens.s3)
        self._ways.addWidget(way(_("Open another one"), self._about_other, self.other, theme))
        self._make_way = way(_("Make a new one here"), self._about_make, self.make, theme)
        self._ways.addWidget(self._make_way)
        column.addLayout(self._ways)
        column.addStretch()
        self.setWidget(with_role(Centred(page, WIDTH, theme.tokens.s5), "surface"))


def _about(name: str, text: str = "") -> QLabel:
    return with_role(line(name, text), "muted")
