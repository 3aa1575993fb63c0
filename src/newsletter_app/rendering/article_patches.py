"""Says what changed in the blocks of an article."""

from collections.abc import Sequence
from dataclasses import dataclass

from newsletter_app.content.article import Block, Place
from newsletter_app.rendering.article_change import EVERYTHING, Change
from newsletter_app.rendering.block_places import BlockPlaces
from newsletter_app.rendering.plain_article import plain_article
from newsletter_app.rendering.source import Source


@dataclass(frozen=True, slots=True)
class Patch:
    """What changed in the blocks that a session shows.

    Of the blocks from number `first` on, `removed` go and `added` come in their place. After a fresh start
    `first` is 0 and `removed` larger than anything: all that is there goes. So a patch always fits what the
    session's last patch left. `places` are those of all blocks after the patch.
    """

    first: int
    removed: int
    added: tuple[Block, ...]
    places: Sequence[Place]
    words: int
    is_plain: bool = False


def patch_of(change: Change, places: BlockPlaces) -> Patch:
    """Return a session's change as a patch, with the places as they are now."""
    return Patch(change.first, change.removed, change.added, places, change.words)


def plain_patch(source: Source) -> Patch:
    """Return a fresh start with the text as it was written."""
    article = plain_article(source)
    places = tuple(block.place for block in article.blocks)
    return Patch(0, EVERYTHING, article.blocks, places, article.words, is_plain=True)
