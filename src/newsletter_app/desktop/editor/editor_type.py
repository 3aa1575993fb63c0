"""Says in which type the editor is written."""

from dataclasses import dataclass

from PySide6.QtGui import QFont, QFontMetricsF


@dataclass(frozen=True, slots=True)
class EditorType:
    """A font family, "" for the system's; a size in pixels; the width of the column in characters."""

    family: str = ""
    size: int = 16
    letters: int = 72

    def font(self, usual: QFont) -> QFont:
        """Return the font, taking from `usual` what is not chosen."""
        font = QFont(usual)
        if self.family:
            font.setFamily(self.family)
        font.setPixelSize(self.size)
        return font

    def width_in(self, font: QFont) -> int:
        """Return how many pixels the characters of the column take in a font."""
        return round(QFontMetricsF(font).averageCharWidth() * self.letters)

    def style_sheet(self) -> str:
        """Return what the window's style sheet would otherwise decide."""
        family = self.family.replace("\\", "").replace('"', "")
        chosen = f' font-family: "{family}";' if family else ""
        return f"QPlainTextEdit {{ font-size: {self.size}px;{chosen} }}"
