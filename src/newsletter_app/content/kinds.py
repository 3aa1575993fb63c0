"""Names the kinds of items a library holds."""

from enum import StrEnum


class Kind(StrEnum):
    """What an item is."""

    POST = "post"
    NEWSLETTER = "newsletter"
    SNIPPET = "snippet"
    ASSET = "asset"


class Status(StrEnum):
    """How far an item has come; PUBLISHED is for posts, SENT for newsletters."""

    DRAFT = "draft"
    READY = "ready"
    PUBLISHED = "published"
    SENT = "sent"


POST_STATUSES = (Status.DRAFT, Status.READY, Status.PUBLISHED)
NEWSLETTER_STATUSES = (Status.DRAFT, Status.READY, Status.SENT)
