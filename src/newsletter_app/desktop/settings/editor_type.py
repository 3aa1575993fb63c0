"""Puts the type of the editor that the settings name into force."""

from PySide6.QtCore import QObject, Slot

from newsletter_app.desktop.editor.editor_type import EditorType
from newsletter_app.desktop.editor.view import EditorView
from newsletter_app.desktop.kept_settings import KeptSettings
from newsletter_app.desktop.middle import Middle
from newsletter_app.settings import Settings


class ChosenType(QObject):
    """Gives the editor its font, size and width; at once, then whenever a setting changes."""

    def __init__(self, editor: EditorView, middle: Middle, kept: KeptSettings) -> None:
        super().__init__(editor)
        self._editor, self._middle = editor, middle
        kept.changed.connect(self._on_kept_changed)
        self._on_kept_changed(kept.value)

    @Slot(object)
    def _on_kept_changed(self, settings: Settings) -> None:
        chosen = EditorType(settings.editor_font, settings.editor_size, settings.editor_width)
        self._editor.use_type(chosen)
        self._middle.set_column(self._editor.text_edit.column)
