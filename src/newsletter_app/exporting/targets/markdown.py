"""Brings a page out as a Markdown file with front matter."""

import re
from collections.abc import Mapping
from typing import Any

from newsletter_app.content.asset import Asset
from newsletter_app.content.discreet import Discreet
from newsletter_app.content.newsletter import Newsletter
from newsletter_app.content.page import Page
from newsletter_app.content.post import Post
from newsletter_app.exporting.choices import Choices
from newsletter_app.exporting.finished import ASSETS
from newsletter_app.exporting.material import Material
from newsletter_app.exporting.newsletter_markdown import newsletter_body
from newsletter_app.exporting.pictures import never_inside
from newsletter_app.i18n import N_
from newsletter_app.rendering.front_matter import write

_REFERENCE = re.compile(r"(?<=[(<\s])asset:([0-9a-f]{12,64})\b", re.IGNORECASE)


class Markdown:
    """The text as it was written, pictures beside in assets/; imported again it gives the same post."""

    name = "markdown"
    label = N_("Markdown file")
    suffix = ".md"
    family = ""

    def make(self, item: Post | Newsletter, material: Material, choices: Choices) -> Page:
        """Return the file; all is kept as it was written, so no note says that something was left out."""
        shown = material.shown(item)
        used: dict[str, Asset] = {}
        body = (
            item.body
            if isinstance(item, Post)
            else newsletter_body(item, shown.edition, material.posts(item))
        )
        text = write(_fields(item, material, used), _with_names(body, material, used))
        return Page(item.title, text, tuple(used.values()), (), never_inside(choices))


def _fields(item: Post | Newsletter, material: Material, used: dict[str, Asset]) -> Mapping[str, Any]:
    own = _post_fields(item, material, used) if isinstance(item, Post) else _newsletter_fields(item)
    return {
        "title": item.title,
        "slug": item.record.slug,
        **own,
        "tags": item.tags,
        "language": item.language,
        "status": item.status.value,
        "date": item.date,
    }


def _post_fields(post: Post, material: Material, used: dict[str, Asset]) -> Mapping[str, Any]:
    cover = _named(post.cover, material, used) if post.cover else ""
    return {"summary": post.summary, "byline": post.byline, "cover": cover, "content_note": post.content_note}


def _newsletter_fields(newsletter: Newsletter) -> Mapping[str, Any]:
    return {
        "subject": newsletter.subject,
        "preview_text": newsletter.preview_text,
        "template": newsletter.template,
        **_outside(newsletter.discreet),
    }


def _outside(discreet: Discreet | None) -> Mapping[str, Any]:
    """Return what the mail shows from outside instead; nothing where it shows its own."""
    shown = discreet or Discreet()
    names = {
        "discreet_sender": shown.sender_name,
        "discreet_subject": shown.subject,
        "discreet_preview": shown.preview_text,
    }
    return {name: text for name, text in names.items() if text}


def _with_names(body: str, material: Material, used: dict[str, Asset]) -> str:
    """Return the Markdown with each picture of the library named by the file beside."""
    return _REFERENCE.sub(lambda found: _named(found[1].lower(), material, used) or found[0], body)


def _named(digits: str, material: Material, used: dict[str, Asset]) -> str:
    for asset in material.reference(digits):
        used[asset.sha256] = asset
        return f"{ASSETS}{asset.file_name}"
    return ""
