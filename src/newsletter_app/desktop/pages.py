"""What makes pages, and what brings items out of the library and into it, for the rooms that need it."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from newsletter_app.exporting.exporting import Exporting
    from newsletter_app.exporting.previewing import Previewing
    from newsletter_app.importing.importing import Importing
    from newsletter_app.rendering.article_worker import ArticlesInWorker
    from newsletter_app.rendering.templates import Templates


@dataclass(frozen=True, slots=True)
class Pages:
    """The templates, articles and previews of one library."""

    templates: "Templates"
    articles: "ArticlesInWorker"
    previewing: "Previewing"


@dataclass(frozen=True, slots=True)
class Exchange:
    """The templates, exports and imports of one library."""

    templates: "Templates"
    exporting: "Exporting"
    importing: "Importing"
