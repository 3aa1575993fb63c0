"""Reads what is pasted or dropped."""

from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMimeData
from PySide6.QtGui import QImage, QImageWriter

from newsletter_app.desktop.editor.pictures import OfferedPicture
from newsletter_app.i18n import _

SUFFIXES = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".heic", ".heif")


def pictures_in(data: QMimeData) -> tuple[OfferedPicture, ...]:
    """Return the pictures in the data: files, else one image; none where it is text."""
    files = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
    found = tuple(OfferedPicture(f.name, file=f) for f in files if f.suffix.lower() in SUFFIXES)
    if found or not data.hasImage() or data.hasText():
        return found
    image = data.imageData()
    if not isinstance(image, QImage) or image.isNull():
        return ()
    return (OfferedPicture(_("Pasted picture.png"), _png(image)),)


def _png(image: QImage) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"png")).write(image)
    return bytes(buffer.data().data())
