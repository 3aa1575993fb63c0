"""Makes a browser profile that keeps nothing."""

from PySide6.QtCore import QObject
from PySide6.QtWebEngineCore import QWebEngineDownloadRequest, QWebEngineProfile, QWebEngineSettings

from newsletter_app.desktop.preview.addresses import SCHEME
from newsletter_app.desktop.preview.interceptor import RequestWall
from newsletter_app.desktop.preview.source import FindPicture, PageSource

_Attribute = QWebEngineSettings.WebAttribute
OFF = (
    _Attribute.JavascriptEnabled,
    _Attribute.JavascriptCanOpenWindows,
    _Attribute.JavascriptCanAccessClipboard,
    _Attribute.JavascriptCanPaste,
    _Attribute.LocalContentCanAccessFileUrls,
    _Attribute.LocalContentCanAccessRemoteUrls,
    _Attribute.AllowRunningInsecureContent,
    _Attribute.AllowGeolocationOnInsecureOrigins,
    _Attribute.NavigateOnDropEnabled,
    _Attribute.LocalStorageEnabled,
    _Attribute.PluginsEnabled,
    _Attribute.PdfViewerEnabled,
    _Attribute.WebGLEnabled,
    _Attribute.Accelerated2dCanvasEnabled,
    _Attribute.ScreenCaptureEnabled,
    _Attribute.FullScreenSupportEnabled,
    _Attribute.AutoLoadIconsForPage,
    _Attribute.TouchIconsEnabled,
    _Attribute.DnsPrefetchEnabled,
    _Attribute.ErrorPageEnabled,
    _Attribute.HyperlinkAuditingEnabled,
)


class PreviewProfile(QWebEngineProfile):
    """An off-the-record profile behind the wall, whose pages come from `source`."""

    def __init__(self, find_picture: FindPicture, parent: QObject) -> None:
        super().__init__(parent)
        self.source = PageSource(find_picture, self)
        self.wall = RequestWall(self)
        self.installUrlSchemeHandler(SCHEME, self.source)
        self.setUrlRequestInterceptor(self.wall)
        self.setHttpCacheType(QWebEngineProfile.HttpCacheType.NoCache)
        self.setPersistentCookiesPolicy(QWebEngineProfile.PersistentCookiesPolicy.NoPersistentCookies)
        self.setSpellCheckEnabled(False)
        self.setPushServiceEnabled(False)
        self.downloadRequested.connect(self._on_download_requested)
        harden(self.settings())

    def _on_download_requested(self, download: QWebEngineDownloadRequest) -> None:
        download.cancel()


def harden(settings: QWebEngineSettings) -> None:
    """Turn off everything a page of plain text with pictures can do without."""
    for attribute in OFF:
        settings.setAttribute(attribute, False)
    settings.setUnknownUrlSchemePolicy(QWebEngineSettings.UnknownUrlSchemePolicy.DisallowUnknownUrlSchemes)
