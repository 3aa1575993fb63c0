"""Decides what a picture in the text shows."""

import re
from dataclasses import replace
from xml.etree import ElementTree

from markdown.util import AtomicString

from newsletter_app.content.article import Picture, Place
from newsletter_app.content.asset import Asset
from newsletter_app.rendering.dialect.links import has_host, plain
from newsletter_app.rendering.dialect.notes import Notes
from newsletter_app.rendering.dialect.typography import typographic

# Carry caption and credit to where it is known whether the picture is a figure; no sanitised HTML has them.
CAPTION, CREDIT = "x-caption", "x-credit"
_ASSET = re.compile(r"asset:([0-9a-f]{12,64})")


def picture(
    notes: Notes, alt: str, written: str, title: str | None, credit: str, place: Place
) -> ElementTree.Element:
    """Return the element for a picture, and note it.

    Alt text, caption and credit that are not written are those of the library's picture.
    """
    url = plain(written).strip()
    found = _ASSET.fullmatch(url.lower())
    asset = notes.asset(found[1]) if found else None
    shown = _shown(alt, url, title, credit, asset, place)
    language = notes.surroundings.language
    shown = replace(
        shown, caption=typographic(shown.caption, language), credit=typographic(shown.credit, language)
    )
    notes.pictures.append(shown)
    element = _missing(shown) if shown.is_missing else _image(shown, asset)
    element.set(CAPTION, shown.caption)
    element.set(CREDIT, shown.credit)
    return element


def _shown(alt: str, url: str, title: str | None, credit: str, asset: Asset | None, place: Place) -> Picture:
    caption = plain(title) if title is not None else (asset.caption if asset else "")
    credit = plain(credit) or (asset.credit if asset else "")
    if asset is not None:
        return Picture(asset.sha256, "", alt or asset.alt, caption, credit, place)
    is_missing = not (url.lower().startswith(("https://", "http://")) and has_host(url))
    if url.lower().startswith(("missing:", "todo:")):
        url = ""
    return Picture("", url, alt, caption, credit, place, is_missing)


def _image(shown: Picture, asset: Asset | None) -> ElementTree.Element:
    if asset is None:
        return ElementTree.Element("img", {"src": escaped(shown.url), "alt": escaped(shown.alt)})
    sizes = {"width": str(asset.width), "height": str(asset.height)}
    return ElementTree.Element("img", {"src": f"asset:{asset.sha256}", "alt": escaped(shown.alt), **sizes})


def _missing(shown: Picture) -> ElementTree.Element:
    element = ElementTree.Element("span", {"class": "missing-picture"})
    element.text = AtomicString(escaped(shown.alt or shown.url))
    return element


def escaped(text: str) -> str:
    """Return text with & as the tree wants it."""
    return text.replace("&", "&amp;")
