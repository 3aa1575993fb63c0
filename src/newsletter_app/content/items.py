"""What all items have in common."""

from newsletter_app.content.asset import Asset
from newsletter_app.content.newsletter import Newsletter
from newsletter_app.content.post import Post
from newsletter_app.content.snippet import Snippet

Item = Post | Newsletter | Snippet | Asset


def title_of(item: Item) -> str:
    """Return what a list shows as the item's title."""
    match item:
        case Snippet():
            return item.name
        case Asset():
            return item.alt or item.name
        case _:
            return item.title


def body_of(item: Item) -> str:
    """Return the item's own Markdown: a newsletter's is its introduction, an asset's its caption."""
    match item:
        case Newsletter():
            return item.introduction
        case Asset():
            return item.caption
        case _:
            return item.body
