"""Makes what shows the open item."""

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from newsletter_app.desktop.choice_rooms import ChoiceRooms
    from newsletter_app.desktop.library.view import LibraryView
    from newsletter_app.desktop.middle_rooms import MiddleRooms
    from newsletter_app.desktop.newsletter.view import ComposerView
    from newsletter_app.desktop.pages import Pages
    from newsletter_app.desktop.rooms import Rooms
    from newsletter_app.desktop.theme.theme import Theme
    from newsletter_app.desktop.views import Views


class ItemSteps:
    """The steps to the columns beside the list, without the page."""

    def make_views(self, theme: "Theme") -> "Views":
        """Make the views of the other columns."""
        from newsletter_app.desktop.views import Views

        return Views(theme)

    def make_middle(
        self, rooms: "Rooms", listed: "LibraryView", views: "Views", need_composer: Callable[[], object]
    ) -> "MiddleRooms":
        """Make what shows the open item, and open one."""
        from newsletter_app.desktop.middle_rooms import MiddleRooms

        middle = MiddleRooms(rooms, listed, views, need_composer)
        if rooms.desk.is_library_read_only:  # known before anybody tries to write
            _look_around(rooms, middle)
        return middle

    def make_composer(self, theme: "Theme") -> "ComposerView":
        """Make the view of a newsletter."""
        from newsletter_app.desktop.newsletter.view import ComposerView

        composer = ComposerView(theme.current, theme.icon)
        composer.set_editable(False)
        return composer

    def make_choice_rooms(
        self, rooms: "Rooms", middle: "MiddleRooms", composer: "ComposerView", pages: "Pages"
    ) -> "ChoiceRooms":
        """Make what nobody sees at first."""
        from newsletter_app.desktop.choice_rooms import ChoiceRooms
        from newsletter_app.desktop.recovery_rooms import RecoveryRooms

        if not rooms.desk.is_library_read_only:
            _look_around(rooms, middle)
        RecoveryRooms(rooms, middle)
        return ChoiceRooms(rooms, middle, composer, pages)


def _look_around(rooms: "Rooms", middle: "MiddleRooms") -> None:
    from newsletter_app.desktop.surroundings_rooms import SurroundingsRooms

    SurroundingsRooms(rooms, middle)
