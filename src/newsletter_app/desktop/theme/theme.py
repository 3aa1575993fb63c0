"""Gives the window its colours, light or dark, as the system or the person wants."""

from enum import StrEnum
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from newsletter_app.desktop.theme.glyphs import Glyphs
from newsletter_app.desktop.theme.icons import DRAWINGS, IconEngine
from newsletter_app.desktop.theme.palette import palette_of
from newsletter_app.desktop.theme.style_sheet import render_style_sheet
from newsletter_app.desktop.theme.tokens import Tokens, read_tokens


class Appearance(StrEnum):
    """Whether the window follows the system or is always light or dark."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class Theme(QObject):
    """The tokens in force; `theme_changed` tells that they are others now."""

    theme_changed = Signal()

    def __init__(
        self, application: QApplication, styles: Path, appearance: Appearance = Appearance.SYSTEM
    ) -> None:
        super().__init__(application)
        self._application, self._styles = application, styles
        self._light, self._dark = read_tokens(styles / "tokens.toml")
        self._template = (styles / "window.qss").read_text(encoding="utf-8")
        self._glyphs = Glyphs()
        self._appearance = appearance
        self._tokens = self._wanted()
        self._dress()
        application.styleHints().colorSchemeChanged.connect(self._on_system_scheme_changed)

    @property
    def tokens(self) -> Tokens:
        """Return the tokens to draw with now."""
        return self._tokens

    @property
    def appearance(self) -> Appearance:
        """Return what the person chose."""
        return self._appearance

    def choose(self, appearance: Appearance) -> None:
        """Follow the system, or be light or dark whatever the system says."""
        self._appearance = appearance
        self._follow()

    def icon(self, name: str, role: str = "text") -> QIcon:
        """Return an icon by our word for it, drawn in the token `role`; it recolours itself.

        Raises KeyError for a word that is not in `DRAWINGS`.
        """
        return QIcon(IconEngine(self._glyphs, self.current, DRAWINGS[name], role))

    def current(self) -> Tokens:
        """Return the tokens to draw with now, for those who ask at each painting."""
        return self._tokens

    def _wanted(self) -> Tokens:
        if self._appearance is Appearance.SYSTEM:
            scheme = self._application.styleHints().colorScheme()
            return self._dark if scheme is Qt.ColorScheme.Dark else self._light
        return self._dark if self._appearance is Appearance.DARK else self._light

    def _follow(self) -> None:
        if self._wanted() is not self._tokens:
            self._tokens = self._wanted()
            self._dress()
            self.theme_changed.emit()

    def _dress(self) -> None:
        self._application.setPalette(palette_of(self._tokens))
        self._application.setStyleSheet(render_style_sheet(self._template, self._tokens, self._styles))

    @Slot()
    def _on_system_scheme_changed(self) -> None:
        self._follow()
