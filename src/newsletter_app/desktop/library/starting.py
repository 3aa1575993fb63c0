"""Makes the items a person starts with."""

from newsletter_app.content.items import Item
from newsletter_app.content.kinds import Kind
from newsletter_app.content.newsletter import Newsletter
from newsletter_app.content.post import Post
from newsletter_app.content.snippet import Snippet
from newsletter_app.i18n import _


def fresh_item(kind: Kind, taken: frozenset[str] = frozenset()) -> Item:
    """Return a new item to write; a snippet's name is none of `taken`. Raises ValueError for a picture."""
    match kind:
        case Kind.POST:
            return Post(title=_("Untitled post"))
        case Kind.NEWSLETTER:
            return Newsletter(title=_("Untitled newsletter"))
        case Kind.SNIPPET:
            return Snippet(name=_free_name(taken))
    raise ValueError(kind)


def _free_name(taken: frozenset[str]) -> str:
    number = 1
    while (name := f"snippet-{number}") in taken:
        number += 1
    return name
