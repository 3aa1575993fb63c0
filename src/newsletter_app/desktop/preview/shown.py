"""What the preview shows at the moment."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from newsletter_app.content.article import Place
from newsletter_app.content.items import body_of
from newsletter_app.content.newsletter import Newsletter
from newsletter_app.content.post import Post
from newsletter_app.content.record import Record

Wanted = tuple[str, bool, str]
_PLAIN_TEXT = "text"


@dataclass(frozen=True, slots=True)
class Shown:
    """An item as it was rendered, for which view, light and template, and where its blocks come from."""

    item: Post | Newsletter
    wanted: Wanted
    places: Sequence[Place]

    @property
    def item_body(self) -> str:
        """Return the source that `places` speak of."""
        return body_of(self.item)

    def is_frame_of(self, item: Post | Newsletter, wanted: Wanted) -> bool:
        """Tell whether only patches of blocks lie between what is shown and that item in that view."""
        if wanted != self.wanted or item.record.id != self.item.record.id:
            return False
        if isinstance(item, Post) and isinstance(self.item, Post) and wanted[0] != _PLAIN_TEXT:
            return _without_body(item) == _without_body(self.item)
        return item.with_record(Record()) == self.item.with_record(Record())


def _without_body(post: Post) -> Post:
    return replace(post, body="", record=Record())
