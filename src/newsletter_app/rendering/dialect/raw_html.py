"""Notes the links and pictures that an author wrote as HTML."""

import html
import re

from newsletter_app.content.article import Link, Picture
from newsletter_app.rendering.dialect.notes import Notes

_LINK = re.compile(r'<a [^<>]*?href="([^"]*)"[^<>]*>(.*?)</a>', re.DOTALL)
_PICTURE = re.compile(r"<img [^<>]*>")
_ATTRIBUTE = re.compile(r'(src|alt)="([^"]*)"')
_SHORT = re.compile(r'src="asset:([0-9a-f]{12,64})"')
_TAG = re.compile(r"<[^<>]*>")


def with_whole_names(notes: Notes, clean: str) -> str:
    """Return the HTML with the whole sha256 of pictures that were named by its begin."""
    return _SHORT.sub(lambda found: _whole(notes, found[1]), clean)


def _whole(notes: Notes, sha: str) -> str:
    asset = notes.asset(sha)
    return f'src="asset:{asset.sha256 if asset else sha}"'


def note_raw(notes: Notes, clean: str) -> None:
    """Note what the sanitised HTML holds and the text did not say; their place is the whole chunk."""
    known = {link.url for link in notes.links}
    for found in _LINK.finditer(clean):
        url = html.unescape(found[1])
        if url not in known:
            notes.links.append(Link(url, html.unescape(_TAG.sub("", found[2])).strip(), notes.whole))
    for image in _PICTURE.findall(clean):
        _note_picture(notes, dict(_ATTRIBUTE.findall(image)))


def _note_picture(notes: Notes, attributes: dict[str, str]) -> None:
    url, alt = html.unescape(attributes.get("src", "")), html.unescape(attributes.get("alt", ""))
    sha = url.removeprefix("asset:") if url.startswith("asset:") else ""
    asset = notes.asset(sha) if len(sha) >= 12 else None
    if asset is None and not url.startswith("http"):
        return
    if all(known.sha256 != sha or known.url != ("" if sha else url) for known in notes.pictures):
        notes.pictures.append(Picture(sha, "" if sha else url, alt, "", "", notes.whole))
