"""Carries what was read across the border of the worker, as JSON."""

import datetime as dt
from dataclasses import asdict, fields
from typing import Any

from newsletter_app.content.kinds import Status
from newsletter_app.content.post import Post
from newsletter_app.importing.base import PictureBeside, ReadPost

_POST = tuple(
    field.name for field in fields(Post) if field.name not in {"record", "body", "cover", "published_at"}
)


def as_json(read: ReadPost) -> dict[str, Any]:
    """Return the post as plain JSON values."""
    post = {name: getattr(read.post, name) for name in _POST}
    post["date"] = read.post.date.isoformat() if read.post.date else ""
    return {
        "post": post,
        "parts": read.parts,
        "pictures": [asdict(picture) for picture in read.pictures],
        "cover": read.cover,
        "slug": read.slug,
        "notes": read.notes,
    }


def from_json(told: dict[str, Any]) -> ReadPost:
    """Return the post that `as_json` told of."""
    post = dict(told["post"])
    date = dt.date.fromisoformat(post["date"]) if post["date"] else None
    status = Status(post["status"])
    made = Post(**post | {"date": date, "status": status, "tags": tuple(post["tags"])})
    pictures = tuple(PictureBeside(**picture) for picture in told["pictures"])
    return ReadPost(made, tuple(told["parts"]), pictures, told["cover"], told["slug"], tuple(told["notes"]))
