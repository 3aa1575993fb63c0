"""Asks for the options of one template."""

from collections.abc import Mapping

from PySide6.QtWidgets import QDialog, QLabel, QVBoxLayout, QWidget

from newsletter_app.desktop.template_options.form import OptionsForm
from newsletter_app.desktop.widgets.dialog_buttons import DialogButtons
from newsletter_app.i18n import _
from newsletter_app.rendering.template_manifest import TemplateManifest


class OptionsDialog(QDialog):
    """Shows what a template can be told; `chosen` is what differs from its defaults."""

    def __init__(self, manifest: TemplateManifest, chosen: Mapping[str, str], parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("template.options_dialog")
        self.setWindowTitle(_("Set the options of “{template}”").format(template=manifest.name))
        self.setMinimumWidth(480)
        description = QLabel(manifest.description, wordWrap=True)
        description.setProperty("role", "muted")
        self._form = OptionsForm()
        self._form.ask(manifest, chosen)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 16)
        layout.setSpacing(16)
        layout.addWidget(description)
        layout.addWidget(self._form)
        buttons = DialogButtons(_("Use these"), "template.use", self)
        buttons.accepted.connect(self.accept)
        layout.addWidget(buttons)

    @property
    def chosen(self) -> dict[str, str]:
        """Return the options that differ from their default, as text."""
        return self._form.chosen
