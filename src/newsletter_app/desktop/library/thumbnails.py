"""Small pictures for the list, made beside the window."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QSize, Qt, Signal
from PySide6.QtGui import QImage, QImageReader, QPixmap

from newsletter_app.desktop.tasks import Lane, Tasks
from newsletter_app.errors import AppError

FindPicture = Callable[[str], Path]
_KEPT = 500


class Thumbnails(QObject):
    """Gives the thumbnail of a picture; one that is not there yet is made, and `made` carries its sha256."""

    made = Signal(str)

    def __init__(self, find: FindPicture, tasks: Tasks, side: int, parent: QObject) -> None:
        super().__init__(parent)
        self._find, self._tasks, self._side = find, tasks, side
        self._made: dict[str, QPixmap] = {}
        self.none = QPixmap()

    def of(self, sha256: str) -> QPixmap:
        """Return the thumbnail, a null one while it is being made or where the picture cannot be read."""
        if sha256 not in self._made:
            if len(self._made) >= _KEPT:
                del self._made[next(iter(self._made))]
            self._made[sha256] = QPixmap()
            work = partial(_read_small, self._find, sha256, self._side)
            self._tasks.run(Lane.PICTURES, work, partial(self._on_read, sha256), self._on_failed)
        return self._made[sha256]

    def _on_read(self, sha256: str, image: QImage) -> None:
        if not image.isNull():
            self._made[sha256] = QPixmap.fromImage(image)
            self.made.emit(sha256)

    def _on_failed(self, _error: AppError) -> None:
        """Leave the blank: the list is no place to complain about one picture."""


def square(picture: QPixmap, side: int, ratio: float) -> QPixmap:
    """Return the middle of a picture as a square of `side` pixels, sharp at that pixel ratio."""
    if picture.isNull():
        return picture
    pixels = round(side * ratio)
    filled = picture.scaled(
        pixels,
        pixels,
        Qt.AspectRatioMode.KeepAspectRatioByExpanding,
        Qt.TransformationMode.SmoothTransformation,
    )
    left, top = (filled.width() - pixels) // 2, (filled.height() - pixels) // 2
    cut = filled.copy(left, top, pixels, pixels)
    cut.setDevicePixelRatio(ratio)
    return cut


def _read_small(find: FindPicture, sha256: str, side: int) -> QImage:
    reader = QImageReader(str(find(sha256)))
    size = reader.size()
    if size.isValid():
        wanted = QSize(2 * side, 2 * side)
        reader.setScaledSize(size.scaled(wanted, Qt.AspectRatioMode.KeepAspectRatioByExpanding))
    return reader.read()
