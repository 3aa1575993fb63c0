"""Refuses every request of a page that does not stay inside the program."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtWebEngineCore import QWebEngineUrlRequestInfo, QWebEngineUrlRequestInterceptor

_PICTURE = QWebEngineUrlRequestInfo.ResourceType.ResourceTypeImage


class RequestWall(QWebEngineUrlRequestInterceptor):
    """Lets through `app:`, pictures in `data:` and about:blank; `refused` tells the scheme of any other."""

    refused = Signal(str)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._count = 0

    @property
    def count(self) -> int:
        """Return how many requests were refused."""
        return self._count

    # Qt

    def interceptRequest(self, request: QWebEngineUrlRequestInfo) -> None:
        url = request.requestUrl()
        scheme = url.scheme()
        is_data = scheme == "data" and request.resourceType() == _PICTURE
        if scheme == "app" or is_data or url.toString() == "about:blank":
            return
        request.block(True)
        self._count += 1
        self.refused.emit(scheme)
