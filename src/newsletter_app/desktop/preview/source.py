"""Answers the addresses of the preview from memory or from the library."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QFile, QIODevice, QObject
from PySide6.QtWebEngineCore import QWebEngineUrlRequestJob, QWebEngineUrlSchemeHandler

from newsletter_app.desktop.preview.addresses import MEDIA_TYPES, PAGE, POLICY, picture_of
from newsletter_app.errors import LibraryError

FindPicture = Callable[[str], Path]
_HEADERS = {
    b"Content-Security-Policy": POLICY.encode(),
    b"X-Content-Type-Options": b"nosniff",
    b"Referrer-Policy": b"no-referrer",
}


class PageSource(QWebEngineUrlSchemeHandler):
    """Serves the page's document and the pictures it names, and nothing else.

    `find_picture` returns the file of a picture by its sha256. One that raises LibraryError, or whose file
    is not there, is a picture that does not load.
    """

    def __init__(self, find_picture: FindPicture, parent: QObject) -> None:
        super().__init__(parent)
        self._find_picture = find_picture
        self.document = ""

    # Qt

    def requestStarted(self, job: QWebEngineUrlRequestJob) -> None:
        job.setAdditionalResponseHeaders({QByteArray(k): QByteArray(v) for k, v in _HEADERS.items()})
        sha256, suffix = picture_of(job.requestUrl())
        if job.requestMethod() != b"GET":
            job.fail(QWebEngineUrlRequestJob.Error.RequestDenied)
        elif job.requestUrl() == PAGE:
            self._send_document(job)
        elif sha256:
            self._send_picture(job, sha256, MEDIA_TYPES[suffix])
        else:
            job.fail(QWebEngineUrlRequestJob.Error.UrlNotFound)

    def _send_document(self, job: QWebEngineUrlRequestJob) -> None:
        data = QBuffer(job)
        data.setData(self.document.encode("utf-8", "replace"))
        data.open(QIODevice.OpenModeFlag.ReadOnly)
        job.reply(b"text/html;charset=utf-8", data)

    def _send_picture(self, job: QWebEngineUrlRequestJob, sha256: str, media_type: bytes) -> None:
        try:
            place = self._find_picture(sha256)
        except LibraryError:
            job.fail(QWebEngineUrlRequestJob.Error.UrlNotFound)
            return
        file = QFile(str(place), job)
        if file.open(QIODevice.OpenModeFlag.ReadOnly):
            job.reply(media_type, file)
        else:
            job.fail(QWebEngineUrlRequestJob.Error.UrlNotFound)
