"""Makes a second item out of one."""

from dataclasses import replace

from newsletter_app.content.items import Item
from newsletter_app.content.kinds import Status
from newsletter_app.content.newsletter import Newsletter
from newsletter_app.content.post import Post
from newsletter_app.content.record import Record
from newsletter_app.content.snippet import Snippet
from newsletter_app.errors import ContentError
from newsletter_app.i18n import _

_LONGEST = 60


def copy_of(item: Item, snippet_names: frozenset[str]) -> Item:
    """Return the same content as a draft that was published nowhere. Raises ContentError for a picture."""
    match item:
        case Post():
            return replace(
                item, title=_copied(item.title), status=Status.DRAFT, published_at="", record=Record()
            )
        case Newsletter():
            return replace(item, title=_copied(item.title), status=Status.DRAFT, record=Record())
        case Snippet():
            return replace(item, name=_next_name(item.name, snippet_names), record=Record())
        case _:
            raise ContentError(
                _("A picture is kept once only."), hint=_("Use it in as many posts as you like.")
            )


def _copied(title: str) -> str:
    return _("{title} (copy)").format(title=title).strip()


def _next_name(name: str, taken: frozenset[str]) -> str:
    number = 2
    while (candidate := f"{name[: _LONGEST - 1 - len(str(number))]}-{number}") in taken:
        number += 1
    return candidate
