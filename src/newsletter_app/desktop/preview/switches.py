"""The row of buttons above the preview."""

from dataclasses import replace

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QToolButton, QWidget

from newsletter_app.desktop.preview.looks import Looks, PageView, PageWidth
from newsletter_app.desktop.theme.theme import Theme
from newsletter_app.i18n import N_, _

_VIEWS = (
    (PageView.BLOG, N_("Blog"), N_("The page as the blog shows it")),
    (PageView.EMAIL, N_("E-mail"), N_("The page as a mail program shows it")),
    (PageView.TEXT, N_("Text"), N_("The plain text that goes with the e-mail")),
)
_WIDTHS = (
    (PageWidth.DESKTOP, "desktop", N_("As wide as on a desktop")),
    (PageWidth.PHONE, "phone", N_("As wide as on a phone")),
)


class Switches(QWidget):
    """Blog, e-mail or text; desktop or phone; light or dark. `looks_requested` carries the Looks wanted."""

    looks_requested = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._looks = theme, Looks()
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 16, 0)
        row.setSpacing(2)
        self._views = self._group(row, [self._word(*view) for view in _VIEWS])
        row.addStretch()
        self._widths = self._group(row, [self._picture(*width) for width in _WIDTHS])
        row.addSpacing(8)
        self._dark = self._button("preview.dark", _("Show the page as in dark mode"))
        self._dark.setIcon(theme.icon("dark"))
        self._dark.toggled.connect(self._on_dark_toggled)
        row.addWidget(self._dark)

    @property
    def first(self) -> QWidget:
        """Return the button that takes the keys first."""
        return self._views.buttons()[0]

    def show_looks(self, looks: Looks) -> None:
        """Press the buttons of these looks, without asking for them."""
        self._looks = looks
        self._button_of(self._views, looks.view).setChecked(True)
        self._button_of(self._widths, looks.width).setChecked(True)
        self._dark.blockSignals(True)
        self._dark.setChecked(looks.is_dark)
        self._dark.blockSignals(False)

    def _group(self, row: QHBoxLayout, buttons: list[QToolButton]) -> QButtonGroup:
        group = QButtonGroup(self)
        group.setExclusive(True)
        for button in buttons:
            group.addButton(button)
            row.addWidget(button)
        buttons[0].setChecked(True)
        group.buttonClicked.connect(self._on_group_button_clicked)
        return group

    def _word(self, view: PageView, label: str, tip: str) -> QToolButton:
        button = self._button(f"preview.view.{view}", _(tip))
        button.setText(_(label))
        button.setAccessibleName(_(label))
        button.setProperty("role", "word")
        button.setProperty("value", view)
        return button

    def _picture(self, width: PageWidth, icon: str, tip: str) -> QToolButton:
        button = self._button(f"preview.width.{width}", _(tip))
        button.setIcon(self._theme.icon(icon))
        button.setProperty("value", width)
        return button

    def _button(self, name: str, tip: str) -> QToolButton:
        button = QToolButton(self)
        button.setCheckable(True)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setObjectName(name)
        button.setToolTip(tip)
        button.setAccessibleName(tip)
        return button

    @staticmethod
    def _button_of(group: QButtonGroup, value: str) -> QAbstractButton:
        return next(b for b in group.buttons() if b.property("value") == value)

    @Slot(object)
    def _on_group_button_clicked(self, button: QToolButton) -> None:
        value = button.property("value")
        is_view = button in self._views.buttons()
        self._ask(
            replace(self._looks, view=PageView(value))
            if is_view
            else replace(self._looks, width=PageWidth(value))
        )

    @Slot(bool)
    def _on_dark_toggled(self, is_dark: bool) -> None:
        self._ask(replace(self._looks, is_dark=is_dark))

    def _ask(self, looks: Looks) -> None:
        self._looks = looks
        self.looks_requested.emit(looks)
