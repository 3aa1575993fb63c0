"""The ways in which a page can be looked at."""

from dataclasses import dataclass
from enum import StrEnum


class PageView(StrEnum):
    """What a reader gets."""

    BLOG = "blog"
    EMAIL = "email"
    TEXT = "text"


class PageWidth(StrEnum):
    """What a reader holds."""

    DESKTOP = "desktop"
    PHONE = "phone"


@dataclass(frozen=True, slots=True)
class Looks:
    """How the page is looked at now."""

    view: PageView = PageView.BLOG
    width: PageWidth = PageWidth.DESKTOP
    is_dark: bool = False
