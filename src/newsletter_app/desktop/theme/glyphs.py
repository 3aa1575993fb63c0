"""The line-drawn icons of the window, Phosphor as QtAwesome ships it."""

import json
from importlib.util import find_spec
from pathlib import Path

from PySide6.QtGui import QFont, QPainterPath, QRawFont

_FONT, _NAMES = "phosphor-1.3.0.ttf", "phosphor-charmap-1.3.0.json"


class Glyphs:
    """Gives the outline of an icon by its Phosphor name.

    QtAwesome's own loader reads a dozen fonts, which would show the window a quarter of a second later; so
    only its one font file is read here, when the first icon is drawn.
    """

    def __init__(self) -> None:
        self._codes: dict[str, str] = {}
        self._fonts: dict[int, QRawFont] = {}
        self._data = b""

    def outline(self, name: str, size: int) -> QPainterPath:
        """Return the outline centred in a square of `size` pixels. Raises KeyError for an unknown name."""
        font = self._font(size)
        index = font.glyphIndexesForString(self._code(name))[0]
        path = font.pathForGlyph(index)
        advance = font.advancesForGlyphIndexes([index])[0].x()
        path.translate((size - advance) / 2, (size - font.ascent() - font.descent()) / 2 + font.ascent())
        return path

    def _code(self, name: str) -> str:
        if not self._codes:
            names = json.loads((_folder() / _NAMES).read_text(encoding="utf-8"))
            self._codes = {key: chr(int(code, 16)) for key, code in names.items()}
        return self._codes[name]

    def _font(self, size: int) -> QRawFont:
        if not self._data:
            self._data = (_folder() / _FONT).read_bytes()
        if size not in self._fonts:
            self._fonts[size] = QRawFont(self._data, size, QFont.HintingPreference.PreferNoHinting)
        return self._fonts[size]


def _folder() -> Path:
    spec = find_spec("qtawesome")
    if spec is None or spec.origin is None:
        raise FileNotFoundError("qtawesome")
    return Path(spec.origin).parent / "fonts"
