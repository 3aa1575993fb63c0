"""A picture of the library with what is said about it."""

from functools import partial

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QPixmap, QResizeEvent
from PySide6.QtWidgets import QCheckBox, QFormLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from newsletter_app.content.asset import Asset
from newsletter_app.desktop.widgets.handing_keys import HandsKeysOn
from newsletter_app.i18n import _

_WIDEST, _HIGHEST, _MARGIN = 672, 420, 24


class PictureView(HandsKeysOn, QWidget):
    """Shows the picture above its fields; `changed` carries a field's name and its new value."""

    changed = Signal(str, object)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("picture")
        self.picture = QLabel(alignment=Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom)
        self.picture.setMinimumSize(QSize(1, 1))
        self.facts = QLabel()
        self.facts.setProperty("role", "meta")
        self.alt, self.caption, self.credit, self.consent = (QLineEdit() for _number in range(4))
        self.decorative = QCheckBox(_("Decoration only: readers who hear the page are told nothing"))
        self.decorative.setObjectName("picture.decorative")
        self.decorative.toggled.connect(self._on_decorative_toggled)
        self._whole = QPixmap()
        self._arrange()
        self.keys_for = self.alt

    def show_asset(self, asset: Asset, picture: QPixmap, *, is_read_only: bool) -> None:
        """Show a picture and what is said about it, without telling of a change."""
        self.blockSignals(True)
        self._whole = picture
        self.facts.setText(f"{asset.name} · {asset.width} × {asset.height}")
        for name in ("alt", "caption", "credit", "consent"):
            field: QLineEdit = getattr(self, name)
            if field.text() != getattr(asset, name):
                field.setText(getattr(asset, name))
            field.setReadOnly(is_read_only)
        self.picture.setAccessibleName(asset.alt or asset.name)
        self.decorative.setChecked(asset.decorative)
        self.decorative.setDisabled(is_read_only)
        self.alt.setEnabled(not asset.decorative)
        self._fit()
        self.blockSignals(False)

    def _arrange(self) -> None:
        form = QFormLayout()
        form.setHorizontalSpacing(12)
        form.setVerticalSpacing(8)
        labels = {
            "alt": _("Description"),
            "caption": _("Caption"),
            "credit": _("Credit"),
            "consent": _("Consent note"),
        }
        for name, label in labels.items():
            field: QLineEdit = getattr(self, name)
            field.setObjectName(f"picture.{name}")
            field.setAccessibleName(label)
            field.textEdited.connect(partial(self.changed.emit, name))
            caption = QLabel(label)
            caption.setProperty("role", "muted")
            caption.setFixedHeight(32)
            caption.setBuddy(field)
            form.addRow(caption, field)
        self.alt.setPlaceholderText(_("What somebody who cannot see it should know"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
        layout.setSpacing(12)
        layout.addWidget(self.picture)
        layout.addWidget(self.facts)
        layout.addLayout(form)
        layout.addWidget(self.decorative)
        layout.addStretch()

    def _fit(self) -> None:
        if self._whole.isNull():
            self.picture.clear()
            return
        room = QSize(min(_WIDEST, max(80, self.width() - 2 * _MARGIN)), _HIGHEST)
        wanted = self._whole.size().scaled(room, Qt.AspectRatioMode.KeepAspectRatio)
        size = wanted.boundedTo(self._whole.size())
        scaled = self._whole.scaled(
            size, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
        )
        self.picture.setPixmap(scaled)

    @Slot(bool)
    def _on_decorative_toggled(self, is_decorative: bool) -> None:
        self.changed.emit("decorative", is_decorative)

    # Qt

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
