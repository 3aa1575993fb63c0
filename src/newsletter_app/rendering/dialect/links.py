"""Decides what an address in the text leads to."""

import html
import re
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_MAIL = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")
_HOST = re.compile(r"(?:[A-Za-z0-9-]+\.)+([A-Za-z]{2,24})(?:[/?#].*)?")
_FILE_ENDINGS = frozenset(
    {
        "html",
        "htm",
        "php",
        "pdf",
        "docx",
        "doc",
        "odt",
        "md",
        "txt",
        "jpg",
        "jpeg",
        "png",
        "gif",
        "webp",
        "svg",
        "zip",
    }
)

_FRAGMENT = re.compile(r"#[\w.:-]{1,200}")
_UNWANTED = re.compile(r"[\s\x00-\x1f\x7f\"<>\\^`{|}]")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")


@dataclass(frozen=True, slots=True)
class Address:
    """Where a link leads; a lost one leads nowhere yet, `url` is then what was written."""

    url: str
    is_lost: bool = False


def address(written: str) -> Address:
    """Return where the address of a link leads: to http, https, mailto, tel or a place in the same post.

    >>> address("www.example.org").url, address("todo:").is_lost, address("javascript:x()").is_lost
    ('https://www.example.org', True, True)
    """
    url = _UNWANTED.sub(lambda found: quote(found[0]), plain(written).strip())
    scheme = _SCHEME.match(url)
    if scheme is not None and not _is_host_with_port(url):
        return _with_scheme(url, scheme[1].lower())
    if _FRAGMENT.fullmatch(url):
        return Address(url)
    if _MAIL.fullmatch(url):
        return Address(f"mailto:{url}")
    if url.startswith("//"):
        return _with_scheme(f"https:{url}", "https")
    host = _HOST.fullmatch(url)
    if host is not None and (url.startswith("www.") or host[1].lower() not in _FILE_ENDINGS):
        return _with_scheme(f"https://{url}", "https")
    return Address(url, is_lost=True)


def plain(written: str) -> str:
    """Return an address or title without backslashes and entities."""
    return html.unescape(_ESCAPED.sub(r"\1", written))


def _is_host_with_port(url: str) -> bool:
    return re.match(r"[\w-]+\.[\w.-]+:\d+(/|$)", url) is not None


def _with_scheme(url: str, scheme: str) -> Address:
    if scheme in ("http", "https"):
        return Address(url, is_lost=not has_host(url))
    if scheme in ("mailto", "tel"):
        return Address(url, is_lost=len(url) == len(scheme) + 1)
    return Address("" if scheme in ("todo", "missing") else url, is_lost=True)


def has_host(url: str) -> bool:
    """Tell whether the address names a host that can be one."""
    try:
        host = urlsplit(url).hostname
    except ValueError:
        return False
    return bool(host) and re.fullmatch(r"[\w.:-]+", host or "") is not None
