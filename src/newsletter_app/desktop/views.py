"""The views of the middle and of the preview, made before there is a library."""

from PySide6.QtWidgets import QWidget

from newsletter_app.content.kinds import Kind
from newsletter_app.desktop.details.view import DetailsView
from newsletter_app.desktop.editor.view import EditorView
from newsletter_app.desktop.middle import HEADER_WIDTH, Middle
from newsletter_app.desktop.preview.view import PreviewView
from newsletter_app.desktop.theme.theme import Theme
from newsletter_app.desktop.widgets.centred import Centred


class Views:
    """The widgets that two of the columns hold; their presenters come when the library is open."""

    def __init__(self, theme: Theme) -> None:
        self._space = theme.tokens.s5
        self.details = DetailsView(theme)
        self.middle = Middle(theme, self.details)
        self.editor = EditorView(theme)
        self.middle.add_page(self.editor, Kind.POST, Kind.SNIPPET)
        self.preview = PreviewView(theme)

    def put_composer(self, composer: QWidget) -> None:
        """Show newsletters in `composer`."""
        self.middle.add_page(Centred(composer, HEADER_WIDTH, self._space), Kind.NEWSLETTER)
