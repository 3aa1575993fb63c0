"""The items on their way into the library, by id."""

from newsletter_app.content.items import Item
from newsletter_app.desktop.draft import Draft
from newsletter_app.desktop.save_state import SaveState, Saving


class Drafts(dict[str, Draft]):
    """The open item, with those that were left before the library had them."""

    @property
    def are_stored(self) -> bool:
        """Tell whether the library has everything."""
        return all(draft.is_stored for draft in self.values())

    @property
    def are_underway(self) -> bool:
        """Tell whether library or journal has still to answer about something."""
        return any(draft.is_underway for draft in self.values())

    @property
    def are_in_trouble(self) -> bool:
        """Tell whether the library does not take something, so that waiting for it is of no use."""
        return any(state.is_trouble or state.saving is Saving.CONFLICT for _item, state in self.unsaved)

    @property
    def unsaved(self) -> tuple[tuple[Item, SaveState], ...]:
        """Return the items that the library does not have yet."""
        return tuple((draft.item, draft.state) for draft in self.values() if not draft.is_stored)

    @property
    def unkept(self) -> tuple[Item, ...]:
        """Return the items whose newest words neither the library nor the journal has."""
        return tuple(draft.item for draft in self.values() if not draft.is_kept)

    def in_trouble_besides(self, seen: Draft | None) -> tuple[Item, ...]:
        """Return the items that the library does not take, without the one that is seen."""
        return tuple(each.item for each in self.values() if each is not seen and each.state.is_trouble)
