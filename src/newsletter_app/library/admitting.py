"""Refuses items that could not be told apart or used."""

from newsletter_app.content.items import Item
from newsletter_app.content.kinds import NEWSLETTER_STATUSES, POST_STATUSES
from newsletter_app.content.newsletter import Newsletter
from newsletter_app.content.post import Post
from newsletter_app.content.snippet import NAME, Snippet
from newsletter_app.errors import ContentError
from newsletter_app.i18n import _


def admit(item: Item, *, needs_title: bool) -> None:
    """Raise ContentError unless the library can hold the item."""
    match item:
        case Snippet():
            _admit_name(item.name)
        case Post() | Newsletter():
            _admit_status(item)
            if needs_title and not item.title.strip():
                raise _without_title(item)
        case _:
            pass


def _admit_name(name: str) -> None:
    if not NAME.fullmatch(name):
        raise ContentError(
            _("A snippet cannot be called “{name}”.").format(name=name[:60]),
            hint=_("Use small letters a to z, digits, - and _; at most 60, a letter or digit first."),
        )


def _admit_status(item: Post | Newsletter) -> None:
    allowed = POST_STATUSES if isinstance(item, Post) else NEWSLETTER_STATUSES
    if item.status not in allowed:
        message = (
            _("A post cannot have the status {status}.")
            if isinstance(item, Post)
            else _("A newsletter cannot have the status {status}.")
        )
        raise ContentError(
            message.format(status=item.status),
            hint=_("It can be {statuses}.").format(statuses=", ".join(allowed)),
        )


def _without_title(item: Post | Newsletter) -> ContentError:
    message = _("A post needs a title.") if isinstance(item, Post) else _("A newsletter needs a title.")
    return ContentError(message, hint=_("Give it one; it can be changed at any time."))
