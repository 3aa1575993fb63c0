"""Reckons the colours of pages from those of the brand."""

from newsletter_app.content.brand import Brand
from newsletter_app.content.contrast import FOR_TEXT, contrast, is_colour

LIGHT_GROUND = "#FFFFFF"
DARK_GROUND = "#1D2024"
_WHITE, _BLACK = "#FFFFFF", "#0E1517"


def text_on(colour: str) -> str:
    """Return white or near-black, whichever reads better on `colour`.

    >>> text_on("#23606B"), text_on("#83BCC4")
    ('#FFFFFF', '#0E1517')
    """
    return max((_WHITE, _BLACK), key=lambda text: contrast(text, colour))


def page_colours(brand: Brand) -> dict[str, str]:
    """Return accent, accent_dark and the text colours on them; one that cannot be read gives way to ours."""
    accent = _readable(brand.accent, LIGHT_GROUND, Brand().accent)
    accent_dark = _readable(brand.accent_dark, DARK_GROUND, Brand().accent_dark)
    return {
        "accent": accent,
        "accent_dark": accent_dark,
        "on_accent": text_on(accent),
        "on_accent_dark": text_on(accent_dark),
    }


def nearest_readable(colour: str, ground: str) -> str:
    """Return the colour nearest to `colour`, of its own hue, that has a contrast of 4.5 on `ground`.

    >>> nearest_readable("#23606B", "#FFFFFF")
    '#23606B'
    """
    goal = _BLACK if contrast(_BLACK, ground) > contrast(_WHITE, ground) else _WHITE
    steps = (_mixed(colour, goal, share / 100) for share in range(101))
    return next(mixed for mixed in steps if contrast(mixed, ground) >= FOR_TEXT)


def _readable(colour: str, ground: str, ours: str) -> str:
    return colour if is_colour(colour) and contrast(colour, ground) >= FOR_TEXT else ours


def _mixed(colour: str, goal: str, share: float) -> str:
    if not share:
        return colour
    parts = ((int(colour[i : i + 2], 16), int(goal[i : i + 2], 16)) for i in (1, 3, 5))
    return "#" + "".join(f"{round(own + (other - own) * share):02X}" for own, other in parts)
