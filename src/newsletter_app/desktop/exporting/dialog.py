"""Asks what to make of the open item, and where to put it."""

from collections.abc import Callable, Mapping
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from newsletter_app.desktop.exporting.about_targets import about
from newsletter_app.desktop.exporting.wish import Wish
from newsletter_app.desktop.template_options.form import OptionsForm
from newsletter_app.desktop.widgets.dialog_buttons import DialogButtons
from newsletter_app.desktop.widgets.naming import named, with_role
from newsletter_app.exporting.choices import Choices
from newsletter_app.exporting.target import Target
from newsletter_app.i18n import _
from newsletter_app.rendering.template_manifest import TemplateManifest

TemplatesFor = Callable[[str], tuple[TemplateManifest, ...]]
UsualChoices = Callable[[str], Choices]
INLINE = ("blog", "wordpress", "page")
"""The targets whose pictures can be put into the HTML itself."""


class ExportDialog(QDialog):
    """Offers the targets; `export_requested` carries a Wish, and the dialog stays until it is closed."""

    export_requested = Signal(object)

    def __init__(
        self, targets: tuple[Target, ...], templates_for: TemplatesFor, usual: UsualChoices, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setObjectName("export.dialog")
        self.setMinimumSize(640, 480)
        self._item, self._name = "", ""
        self._targets_by_name = {target.name: target for target in targets}
        self._templates_for, self._usual = templates_for, usual
        self._manifests: dict[str, TemplateManifest] = {}
        self._remembered: Mapping[str, Wish] = {}
        self.targets = named(QListWidget(), "export.target", _("What to make"))
        self.template = named(QComboBox(), "export.template", _("Template"))
        self.options = OptionsForm()
        self.inline = named(QCheckBox(_("Put the pictures into the file itself")), "export.inline")
        self.place = named(QLineEdit(), "export.place", _("Where to put it"))
        self._about = with_role(QLabel(), "muted")
        self._trouble = with_role(named(QLabel(), "export.trouble"), "danger")
        self._lay_out(targets)

    def ask(self, item: str, title: str, name: str, folder: Path, remembered: Mapping[str, Wish]) -> None:
        """Ask about an item; `name` is the file name without suffix, `remembered` the last wish by target."""
        self._item, self._name, self._folder, self._remembered = item, name, folder, remembered
        self.setWindowTitle(_("Export “{title}”").format(title=title))
        self._on_targets_changed()

    def choose_target(self, name: str) -> None:
        """Make a target current."""
        self.targets.setCurrentRow(list(self._targets_by_name).index(name))

    def show_trouble(self, sentence: str) -> None:
        """Say what stands in the way."""
        self._trouble.setText(sentence)
        self._trouble.show()

    @property
    def wish(self) -> Wish:
        """Return what the fields say."""
        target = self._target
        takes_pictures = target.name in INLINE and self.inline.isChecked()
        choices = Choices(
            template=str(self.template.currentData() or "") if target.family else "",
            options=self.options.chosen if target.family else {},
            pictures="inline" if takes_pictures else "beside",
        )
        return Wish(self._item, target.name, Path(self.place.text().strip()).expanduser(), choices)

    @property
    def _target(self) -> Target:
        return self._targets_by_name[self.targets.currentItem().data(Qt.ItemDataRole.UserRole)]

    def _lay_out(self, targets: tuple[Target, ...]) -> None:
        columns = QHBoxLayout()
        columns.setSpacing(24)
        columns.addWidget(self._target_list(targets))
        columns.addLayout(self._right(), 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 16)
        layout.setSpacing(16)
        layout.addLayout(columns, 1)
        layout.addWidget(self._trouble)
        layout.addWidget(self._buttons())
        self._trouble.setWordWrap(True)
        self._trouble.hide()

    def _target_list(self, targets: tuple[Target, ...]) -> QListWidget:
        with_role(self.targets, "menu-list").setFixedWidth(176)
        for target in targets:
            item = QListWidgetItem(_(target.label))
            item.setData(Qt.ItemDataRole.UserRole, target.name)
            item.setSizeHint(QSize(160, 32))
            self.targets.addItem(item)
        self.targets.setCurrentRow(0)
        self.targets.currentRowChanged.connect(self._on_targets_changed)
        return self.targets

    def _right(self) -> QVBoxLayout:
        self._about.setWordWrap(True)
        self._fields = QFormLayout()
        self._fields.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        self._fields.setVerticalSpacing(8)
        self._fields.addRow(_("Template"), self.template)
        self._fields.addRow(self.options)
        self._fields.addRow(self.inline)
        self._fields.addRow(_("Where to put it"), self._place_row())
        self.template.currentIndexChanged.connect(self._on_template_changed)
        right = QVBoxLayout()
        right.setSpacing(16)
        right.addWidget(self._about)
        right.addLayout(self._fields)
        right.addStretch()
        return right

    def _place_row(self) -> QWidget:
        row = QWidget()
        layout = QHBoxLayout(row)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        browse = named(QPushButton(_("Choose…")), "export.choose", _("Choose where to put it"))
        browse.setAutoDefault(False)  # Enter exports
        browse.clicked.connect(self._on_browse_clicked)
        layout.addWidget(self.place, 1)
        layout.addWidget(browse)
        return row

    def _buttons(self) -> QDialogButtonBox:
        buttons = DialogButtons(_("Export"), "export.start", self)
        buttons.accepted.connect(self._on_buttons_accepted)
        return buttons

    @Slot()
    def _on_targets_changed(self) -> None:
        target = self._target
        last = self._remembered.get(target.name)
        self._trouble.hide()
        self._about.setText(about(target.name))
        self._offer_templates(target, last)
        self._fields.setRowVisible(self.inline, target.name in INLINE)
        self.inline.setChecked(last is not None and last.choices.pictures == "inline")
        is_its_own = last is not None and last.item == self._item
        folder = last.out.parent if last is not None else self._folder
        self.place.setText(str(last.out if last and is_its_own else folder / f"{self._name}{target.suffix}"))

    def _offer_templates(self, target: Target, last: Wish | None) -> None:
        self._manifests = {t.name: t for t in self._templates_for(target.family)} if target.family else {}
        self.template.blockSignals(True)
        self.template.clear()
        for name in self._manifests:
            self.template.addItem(name.replace("-", " ").capitalize(), name)
        chosen = last.choices if last is not None and last.choices.template else self._usual(target.family)
        self.template.setCurrentIndex(max(0, self.template.findData(chosen.template)))
        self.template.blockSignals(False)
        self._fields.setRowVisible(self.template, bool(self._manifests))
        self._ask_options(chosen.options)

    def _ask_options(self, chosen: Mapping[str, str]) -> None:
        manifest = self._manifests.get(str(self.template.currentData() or ""))
        self._fields.setRowVisible(self.options, manifest is not None and bool(manifest.options))
        if manifest is not None:
            self.options.ask(manifest, chosen)

    @Slot()
    def _on_template_changed(self) -> None:
        self._ask_options({})

    @Slot()
    def _on_browse_clicked(self) -> None:
        chosen, _filter = QFileDialog.getSaveFileName(
            self, _("Where to put it"), self.place.text(), options=QFileDialog.Option.DontConfirmOverwrite
        )
        if chosen:
            self.place.setText(chosen)

    @Slot()
    def _on_buttons_accepted(self) -> None:
        self._trouble.hide()
        self.export_requested.emit(self.wish)
