"""The place where all sendings are listed, with the one that is marked below."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from newsletter_app.content.run import Run
from newsletter_app.desktop.sending.run_list import RunList
from newsletter_app.desktop.sending.run_view import RunView
from newsletter_app.desktop.theme.theme import Theme
from newsletter_app.desktop.widgets.centred import Centred
from newsletter_app.desktop.widgets.handing_keys import HandsKeysOn
from newsletter_app.desktop.widgets.naming import with_role
from newsletter_app.desktop.widgets.state_panel import StatePanel
from newsletter_app.i18n import _

_WIDTH = 720


class SentPage(HandsKeysOn, QStackedWidget):
    """The list above, its current sending below; a sentence where nothing was sent yet."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("mailing.sent")
        self.list = RunList(theme)
        self.run = RunView()
        self.state = StatePanel("mailing.nothing")
        self.state.say(_("Nothing was sent yet. Open a newsletter and choose “Send…”."))
        self.addWidget(self.state)
        self.addWidget(Centred(self._column(theme), _WIDTH, theme.tokens.s5))
        self.keys_for = self.list

    def show_runs(self, runs: Sequence[Run]) -> None:
        """List the sendings."""
        self.setCurrentIndex(1 if runs else 0)
        self.list.show_runs(runs)

    def _column(self, theme: Theme) -> QWidget:
        column = QWidget()
        layout = QVBoxLayout(column)
        layout.setContentsMargins(0, theme.tokens.s4, 0, 0)
        layout.setSpacing(theme.tokens.s3)
        layout.addWidget(with_role(QLabel(_("Sent mail")), "page-title"))
        layout.addWidget(self.list)
        area = QScrollArea(widgetResizable=True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(self.run)
        self.run.hide()  # until there is a sending to show
        area.viewport().setAutoFillBackground(False)
        self.run.setAutoFillBackground(False)  # which setWidget has set
        layout.addSpacing(theme.tokens.s2)
        layout.addWidget(area, 1)
        return column
