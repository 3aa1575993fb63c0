"""A page that goes nowhere by itself."""

import json
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QTimer, QUrl, Signal, Slot
from PySide6.QtWebEngineCore import (
    QWebEngineCertificateError,
    QWebEngineFullScreenRequest,
    QWebEnginePage,
    QWebEnginePermission,
    QWebEngineScript,
)

from newsletter_app.desktop.preview.addresses import PAGE
from newsletter_app.desktop.preview.page_script import SCRIPT
from newsletter_app.desktop.preview.profile import PreviewProfile, harden

_FIRST_RETRY_MS, _LAST_RETRY_MS, _STEADY_MS = 250, 30_000, 60_000
_WORLD = QWebEngineScript.ScriptWorldId.ApplicationWorld


class PreviewPage(QWebEnginePage):
    """Shows the document of its profile's source; patched from a world that the page cannot see.

    `ready` tells that a document has been loaded and can be spoken to. A link that is clicked is only told.
    """

    ready = Signal()
    link_requested = Signal(QUrl)
    crashed = Signal()

    def __init__(self, profile: PreviewProfile, parent: QObject) -> None:
        super().__init__(profile, parent)
        self._source = profile.source
        self._is_ready = self._is_loading_ours = False
        harden(self.settings())
        self.setAudioMuted(True)
        self._retry = QTimer(self, singleShot=True, interval=_FIRST_RETRY_MS)
        self._retry.timeout.connect(self._load)
        self._steady = QTimer(self, singleShot=True, interval=_STEADY_MS)
        self._steady.timeout.connect(self._on_steady)
        self.loadFinished.connect(self._on_load_finished)
        self.renderProcessTerminated.connect(self._on_render_process_terminated)
        self.permissionRequested.connect(self._on_permission_requested)
        self.fullScreenRequested.connect(self._on_full_screen_requested)
        self.certificateError.connect(self._on_certificate_error)
        for request in (self.fileSystemAccessRequested, self.registerProtocolHandlerRequested):
            request.connect(self._on_request)

    @property
    def is_ready(self) -> bool:
        """Tell whether a document is loaded."""
        return self._is_ready

    def show(self, document: str) -> None:
        """Load a complete document; after a crash when its time has come."""
        self._source.document = document
        if not self._retry.isActive():
            self._load()

    def keep(self, document: str) -> None:
        """Remember the document to load should the page have to be loaded anew."""
        self._source.document = document

    def call(self, function: str, *arguments: Any, answer: Callable[[Any], None] | None = None) -> None:
        """Call a function of the page script with arguments that JSON can say."""
        said = ",".join(json.dumps(argument) for argument in arguments)
        code = f"preview.{function}({said})"
        if answer is None:
            self.runJavaScript(code, _WORLD)
        else:
            self.runJavaScript(code, _WORLD, answer)

    @Slot()
    def _load(self) -> None:
        self._retry.stop()
        self._is_ready = False
        self._is_loading_ours = True
        self.load(PAGE)

    def _on_load_finished(self, is_loaded: bool) -> None:
        if not is_loaded:
            self._start_again_later()
            return
        self._retry.stop()
        self._steady.start()
        self.runJavaScript(SCRIPT, _WORLD)
        self._is_ready = True
        self.ready.emit()

    def _on_render_process_terminated(self, *_how: object) -> None:
        self._steady.stop()
        self._is_ready = False
        self._start_again_later()
        self.crashed.emit()

    def _start_again_later(self) -> None:
        if not self._is_ready:
            self._retry.start()
            self._retry.setInterval(min(self._retry.interval() * 2, _LAST_RETRY_MS))

    def _on_steady(self) -> None:
        self._retry.setInterval(_FIRST_RETRY_MS)

    def _on_permission_requested(self, permission: QWebEnginePermission) -> None:
        permission.deny()

    def _on_full_screen_requested(self, request: QWebEngineFullScreenRequest) -> None:
        request.reject()

    def _on_certificate_error(self, error: QWebEngineCertificateError) -> None:
        error.rejectCertificate()

    def _on_request(self, request: Any) -> None:
        request.reject()

    # Qt

    # The stubs name the arguments otherwise than the unused ones are named here, three times below.
    def acceptNavigationRequest(  # type: ignore[override]
        self, url: QUrl, kind: QWebEnginePage.NavigationType, _is_main_frame: bool
    ) -> bool:
        if self._is_loading_ours and url == PAGE:
            self._is_loading_ours = False
            return True
        if kind == QWebEnginePage.NavigationType.NavigationTypeLinkClicked:
            self.link_requested.emit(url)
        return False

    def createWindow(self, _kind: QWebEnginePage.WebWindowType) -> QWebEnginePage | None:  # type: ignore[override]
        return None

    def chooseFiles(self, _mode: Any, _old: Any, _accepted: Any) -> list[str]:
        return []

    def javaScriptAlert(self, _origin: QUrl, _text: str) -> None:  # type: ignore[override]
        return

    def javaScriptConsoleMessage(self, _level: Any, _text: str, _line: int, _source: str) -> None:
        return
