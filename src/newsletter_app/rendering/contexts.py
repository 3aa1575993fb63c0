"""Makes the plain values that a template is given."""

import datetime as dt
import re
from collections.abc import Mapping
from html import unescape
from itertools import repeat
from typing import Any

from newsletter_app.content.article import Article, BlockKind, Event, Heading
from newsletter_app.content.asset import Asset
from newsletter_app.content.brand import Brand
from newsletter_app.content.kinds import Kind
from newsletter_app.content.newsletter import ButtonEntry, DividerEntry, HeadingEntry, Shown
from newsletter_app.content.plain import reading_minutes
from newsletter_app.content.post import Post
from newsletter_app.rendering.addresses import mail_address, web_address
from newsletter_app.rendering.block_families import blocks_for
from newsletter_app.rendering.brand_colours import page_colours
from newsletter_app.rendering.dates import long_date
from newsletter_app.rendering.edition import Edition, ShownEntry, ShownPost, ShownText, shown_post
from newsletter_app.rendering.merge_marks import is_stand_in
from newsletter_app.rendering.slots import exit_address
from newsletter_app.rendering.summing_up import beginning, summary_of
from newsletter_app.rendering.template_values import html

Context = dict[str, Any]
_LOGO_HEIGHT, _LOGO_WIDTH = 56, 240
_LINK = re.compile(r'<a\b[^>]*\bhref="([^"]*)"[^>]*>(.*?)</a>', re.DOTALL)
_CALENDAR = re.compile(r'<p class="event-calendar"><a href="([\w./-]+\.ics)">([^<]*)</a></p>')
_TAG = re.compile(r"<[^>]*>")


def context_of_post(
    post: Post,
    article: Article,
    *,
    brand: Brand,
    pictures: Mapping[str, Asset],
    family: str,
    options: Mapping[str, str] | None = None,
    unsubscribe: str = "",
    is_preview: bool = False,
) -> Context:
    """Return what a template is given for a post.

    `family` is "mail", "blog" or "page"; `unsubscribe` the address where readers stop it, https or mailto, or
    what stands for it.
    In a preview every block stands in its own element, inside one that is marked with data-blocks.
    """
    shown = shown_post(post, article, Shown.FULL, pictures)
    context = _frame(post.title, post.language, post.date, brand, pictures, family, unsubscribe)
    return context | {
        "kind": Kind.POST.value,
        "preview_text": preview_of(post, article),
        "exit": exit_address(options or {}),
        "options": dict(options or {}),
        "post": _post(shown, family, post.language, 0),
        "edition": None,
        "is_preview": is_preview,
    }


def preview_of(post: Post, article: Article) -> str:
    """Return what inboxes show beside a post's title: nothing graphic, and not the title over again."""
    preview = "" if post.content_note else beginning(summary_of(post, article), 90)
    return preview if preview.casefold() != post.title.casefold() else ""


def context_of_edition(
    edition: Edition,
    *,
    brand: Brand,
    pictures: Mapping[str, Asset],
    family: str,
    options: Mapping[str, str] | None = None,
    unsubscribe: str = "",
) -> Context:
    """Return what a template is given for a newsletter; `options` go before those the edition holds."""
    chosen = dict(edition.options) | dict(options or {})
    context = _frame(edition.title, edition.language, edition.date, brand, pictures, family, unsubscribe)
    return context | {
        "kind": Kind.NEWSLETTER.value,
        "subject": edition.subject,
        "preview_text": edition.preview_text,
        "options": chosen,
        "exit": exit_address(chosen),
        "post": None,
        "edition": {
            "introduction": _blocks(edition.introduction, family),
            "entries": [
                _entry(entry, edition, family, number) for number, entry in enumerate(edition.entries, 1)
            ],
        },
        "is_preview": False,
    }


def _frame(
    title: str,
    language: str,
    date: dt.date | None,
    brand: Brand,
    pictures: Mapping[str, Asset],
    family: str,
    unsubscribe: str,
) -> Context:
    return {
        "family": family,
        "title": title,
        "subject": title,
        "language": language,
        **_date(date, language),
        "brand": _brand(brand, pictures),
        "unsubscribe": unsubscribe if is_stand_in(unsubscribe) else web_address(unsubscribe),
    }


def _date(date: dt.date | None, language: str) -> Context:
    return {"date": long_date(date, language), "date_iso": date.isoformat() if date else ""}


def _brand(brand: Brand, pictures: Mapping[str, Asset]) -> Context:
    links = [{"label": link.label, "url": web_address(link.url)} for link in brand.links]
    return {
        "name": brand.name,
        "strapline": brand.strapline,
        "logo": _logo(pictures.get(brand.logo)),
        **page_colours(brand),
        "font": "serif" if brand.font == "serif" else "sans",
        "address": [line.strip() for line in brand.address.splitlines() if line.strip()],
        "footer": brand.footer,
        "website": web_address(brand.website),
        "contact": brand.contact,
        "contact_mail": mail_address(brand.contact),
        "links": [link for link in links if link["url"] and link["label"]],
    }


def _picture(asset: Asset | None) -> Context | None:
    if asset is None:
        return None
    alt = "" if asset.decorative else asset.alt
    return {"src": f"asset:{asset.sha256}", "alt": alt, "width": asset.width, "height": asset.height}


def _logo(asset: Asset | None) -> Context | None:
    """Return the logo at the size it is shown: it stands above the writing and must not outweigh it."""
    shown = _picture(asset)
    if asset is None or shown is None:
        return None
    scale = min(1.0, _LOGO_HEIGHT / max(1, asset.height), _LOGO_WIDTH / max(1, asset.width))
    size = {"width": max(1, round(asset.width * scale)), "height": max(1, round(asset.height * scale))}
    return {**shown, **size, "is_wide": asset.width >= 2 * asset.height}


def _entry(entry: ShownEntry, edition: Edition, family: str, number: int) -> Context:
    match entry:
        case ShownPost():
            return {"type": "post", **_post(entry, family, edition.language, number)}
        case ShownText(article=article):
            return {"type": "text", "blocks": _blocks(article, family)}
        case HeadingEntry(text=text):
            return {"type": "heading", "text": text}
        case ButtonEntry(label=label, url=url):
            return {"type": "button", "label": label, "url": web_address(url)}
        case DividerEntry():
            return {"type": "divider"}


def _post(post: ShownPost, family: str, language: str, number: int) -> Context:
    """Return a post, its blocks only where shown in full; `number` is its place in an edition, else 0."""
    return {
        "number": number,
        "shown": post.shown.value,
        "title": post.title,
        "byline": post.byline,
        **_date(post.date, language),
        "language": post.language if post.language != language else "",
        "tags": list(post.tags),
        "content_note": post.content_note,
        "summary": post.summary,
        "minutes": reading_minutes(post.article.words),
        "cover": _picture(post.cover),
        "url": post.url,
        "headings": [_heading(heading) for heading in post.article.headings],
        "events": _events(post.article),
        "button": _button(post.article),
        "blocks": _blocks(post.article, family, number) if post.shown == Shown.FULL else [],
    }


def _heading(heading: Heading) -> Context:
    return {"level": heading.level, "text": heading.text, "anchor": heading.anchor}


def _events(article: Article) -> list[Context]:
    shown = [block.html for block in article.blocks if block.kind == BlockKind.EVENT]
    calendars = map(_calendar, shown) if len(shown) == len(article.events) else repeat(None)
    return [_event(event, calendar) for event, calendar in zip(article.events, calendars, strict=False)]


def _event(event: Event, calendar: Context | None) -> Context:
    said = {"what": event.what, "when": event.when, "where": event.where, "contact": event.contact}
    return {**said, "calendar": calendar}


def _calendar(block: str) -> Context | None:
    """Return the link to the event's calendar file, None where it has none."""
    found = _CALENDAR.search(block)
    return {"label": unescape(found[2]), "url": found[1]} if found else None


def _blocks(article: Article, family: str, number: int = 0) -> list[Context]:
    return [{"kind": kind, "html": html(text)} for kind, text in blocks_for(article, family, number)]


def _button(article: Article) -> Context | None:
    """Return label and address of the first button in the text, None where there is none."""
    for block in article.blocks:
        found = _LINK.search(block.html) if block.kind == BlockKind.BUTTON else None
        if found and web_address(unescape(found[1])):
            return {"label": unescape(_TAG.sub("", found[2])), "url": web_address(unescape(found[1]))}
    return None
