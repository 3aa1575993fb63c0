"""Keeps a revision of what goes out of the library."""

from typing import TYPE_CHECKING

from newsletter_app.content.newsletter import Newsletter
from newsletter_app.content.post import Post
from newsletter_app.errors import LibraryError
from newsletter_app.i18n import _
from newsletter_app.library.reasons import Reason
from newsletter_app.rendering.going_out import going_out

if TYPE_CHECKING:
    from newsletter_app.library.library import Library


def keep_what_goes_out(library: "Library", *items: Post | Newsletter) -> tuple[str, ...]:
    """Keep a revision of each item that goes out; return what has to be said where that cannot be.

    A library that nobody may write to, or that somebody else writes to, keeps nobody from exporting.
    """
    if library.is_read_only:
        return ()
    try:
        library.revisions.keep(
            (each for item in items for each in going_out(item, library.items)), Reason.EXPORTED
        )
    except LibraryError as error:
        return (_("No revision was kept of what went out. {reason}").format(reason=error.message),)
    return ()
