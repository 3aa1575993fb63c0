"""Renders the style sheet of the window from the tokens."""

from dataclasses import asdict
from pathlib import Path
from string import Template

from newsletter_app.desktop.theme.tokens import Tokens


def render_style_sheet(template: str, tokens: Tokens, folder: Path) -> str:
    """Return the style sheet with each $token filled in; $pictures is where the scheme's pictures lie.

    Raises KeyError for a token that is not there.
    """
    values = {name: str(value) for name, value in asdict(tokens).items()}
    pictures = folder / ("dark" if tokens.is_dark else "light")
    return Template(template).substitute(values, pictures=pictures.as_posix())
