"""Keeps the editor's place and the preview's place together."""

from PySide6.QtCore import QObject

from newsletter_app.desktop.editor.text_edit import EditorText
from newsletter_app.desktop.preview.presenter import PreviewPresenter


class InStep(QObject):
    """Caret and scrolling go from the editor to the preview, a click in the preview to the editor."""

    def __init__(self, text: EditorText, preview: PreviewPresenter) -> None:
        super().__init__(text)
        text.caret_moved.connect(preview.show_caret)
        text.scrolled.connect(preview.follow)
        preview.place_requested.connect(text.go_to)
