"""Remembers in which view each kind of item is looked at."""

from newsletter_app.content.items import Item
from newsletter_app.content.newsletter import Newsletter
from newsletter_app.desktop.kept_settings import KeptSettings
from newsletter_app.desktop.preview.looks import PageView


class RememberedViews:
    """A newsletter is looked at as an e-mail, all else as on the blog, until the person says otherwise."""

    def __init__(self, kept: KeptSettings) -> None:
        self._kept = kept

    def of(self, item: Item) -> PageView:
        """Return the view for an item."""
        return PageView(getattr(self._kept.value, _setting(item)))

    def keep(self, item: Item, view: PageView) -> None:
        """Look at such items in that view from now on."""
        self._kept.change(**{_setting(item): str(view)})


def _setting(item: Item) -> str:
    return "newsletter_view" if isinstance(item, Newsletter) else "post_view"
