"""The addresses inside the preview, which no network knows."""

import re

from PySide6.QtCore import QUrl
from PySide6.QtWebEngineCore import QWebEngineUrlScheme

SCHEME = b"app"
PAGE_HOST, PICTURE_HOST = "preview", "assets"
PAGE = QUrl(f"{SCHEME.decode()}://{PAGE_HOST}/page")
POLICY = (
    "default-src 'none'; img-src app: data:; style-src 'unsafe-inline'; font-src app:; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
MEDIA_TYPES = {"png": b"image/png", "jpg": b"image/jpeg", "gif": b"image/gif", "webp": b"image/webp"}
_PICTURE = re.compile(r"/(?P<sha256>[0-9a-f]{64})\.(?P<suffix>png|jpg|gif|webp)")


def register_scheme() -> None:
    """Make `app:` known to Chromium; to be called before the first page is made."""
    if QWebEngineUrlScheme.schemeByName(SCHEME).name() == SCHEME:
        return
    scheme = QWebEngineUrlScheme(SCHEME)
    scheme.setSyntax(QWebEngineUrlScheme.Syntax.Host)
    scheme.setFlags(QWebEngineUrlScheme.Flag.SecureScheme)
    QWebEngineUrlScheme.registerScheme(scheme)


def picture_of(url: QUrl) -> tuple[str, str]:
    """Return sha256 and suffix of a picture's address, ("", "") for any other address."""
    match = _PICTURE.fullmatch(url.path())
    if url.scheme() != SCHEME.decode() or url.host() != PICTURE_HOST or match is None:
        return "", ""
    return match["sha256"], match["suffix"]
