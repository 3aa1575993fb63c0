"""Shapes what is answered: an item becomes a plain object."""

import dataclasses
import datetime as dt
from typing import Any

from newsletter_app.content.asset import Asset
from newsletter_app.content.brand import Brand
from newsletter_app.content.items import Item, body_of, title_of
from newsletter_app.content.newsletter import (
    ButtonEntry,
    DividerEntry,
    Entry,
    HeadingEntry,
    Newsletter,
    PostEntry,
    TextEntry,
)
from newsletter_app.content.post import Post
from newsletter_app.content.snippet import Snippet

COLUMNS = ("id", "kind", "status", "date", "title")


def summary(item: Item) -> dict[str, Any]:
    """Return an item without its text."""
    return _common(item) | _own(item)


def whole(item: Item) -> dict[str, Any]:
    """Return an item with its text."""
    return summary(item) | {"body": body_of(item)}


def line(item: Item) -> str:
    """Return the line that answers a change: id, slug, title, with tabs between."""
    return f"{item.record.id}\t{item.record.slug}\t{title_of(item)}"


def entries(newsletter: Newsletter) -> list[dict[str, Any]]:
    """Return a newsletter's entries with their places, from 1."""
    return [{"place": place} | entry(each) for place, each in enumerate(newsletter.entries, 1)]


def entry(each: Entry) -> dict[str, Any]:
    """Return one entry of a newsletter."""
    match each:
        case PostEntry(post, shown):
            return {"kind": "post", "post": post, "shown": str(shown)}
        case HeadingEntry(text):
            return {"kind": "heading", "text": text}
        case TextEntry(body):
            return {"kind": "text", "body": body}
        case ButtonEntry(label, url):
            return {"kind": "button", "label": label, "url": url}
        case DividerEntry():
            return {"kind": "divider"}


def brand(value: Brand) -> dict[str, Any]:
    """Return the brand."""
    names = (
        "name",
        "strapline",
        "logo",
        "accent",
        "accent_dark",
        "font",
        "address",
        "footer",
        "website",
        "contact",
    )
    links = [{"label": link.label, "url": link.url} for link in value.links]
    return {name: getattr(value, name) for name in names} | {"links": links}


def moment(value: dt.datetime | None) -> str | None:
    """Return a moment as ISO 8601 in UTC."""
    return value.isoformat() if value else None


def in_words(value: object) -> str:
    """Return a value of a shape on one line, for people."""
    if isinstance(value, list):
        return ", ".join(in_words(each) for each in value)
    if isinstance(value, dict):
        return " ".join(str(each) for each in value.values())
    return str(value)


def _common(item: Item) -> dict[str, Any]:
    date = getattr(item, "date", None)
    return {
        "id": item.record.id,
        "kind": str(item.kind),
        "slug": item.record.slug,
        "title": title_of(item),
        "status": str(getattr(item, "status", "")),
        "tags": list(getattr(item, "tags", ())),
        "language": getattr(item, "language", ""),
        "date": date.isoformat() if date else None,
        "created": moment(item.record.created),
        "modified": moment(item.record.modified),
        "revision": item.record.revision,
    }


def _own(item: Item) -> dict[str, Any]:
    names: tuple[str, ...]
    match item:
        case Post():
            names = ("summary", "byline", "cover", "content_note", "published_at")
        case Newsletter():
            names = ("subject", "preview_text", "template")
        case Snippet():
            names = ("name",)
        case Asset():
            names = (
                "name",
                "sha256",
                "suffix",
                "width",
                "height",
                "size",
                "alt",
                "decorative",
                "caption",
                "credit",
            )
    own = {name: getattr(item, name) for name in names}
    if isinstance(item, Newsletter):
        outside = dataclasses.asdict(item.discreet) if item.discreet else None
        own |= {"options": dict(item.options), "entries": entries(item), "discreet": outside}
    return own
