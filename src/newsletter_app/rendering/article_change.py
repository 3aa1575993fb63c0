"""What a session tells of an article that has changed."""

from dataclasses import dataclass

from newsletter_app.content.article import Block
from newsletter_app.rendering.block_places import Moved

EVERYTHING = 1_000_000


@dataclass(frozen=True, slots=True)
class Change:
    """`removed` blocks from `first` on make way for `added`; `moved` tells where all blocks are now.

    `state` names what the session now shows.
    """

    state: int
    first: int
    removed: int
    added: tuple[Block, ...]
    moved: Moved
    words: int
