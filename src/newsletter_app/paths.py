"""Knows where the program's own files and the user's folders lie."""

import os
import sys
from pathlib import Path

import platformdirs

_APP = "newsletter-editor"


def _shipped(name: str) -> Path:
    package = Path(__file__).parent
    bundle = Path(getattr(sys, "_MEIPASS", package))
    for place in (bundle / name, package / name, package.parents[1] / name):
        if place.is_dir():
            return place
    raise FileNotFoundError(name)


def resources() -> Path:
    """Return the folder of icons, styles, translations and sample content."""
    return _shipped("resources")


def shipped_templates() -> Path:
    """Return the folder with one folder per shipped template."""
    return _shipped("templates")


def _home(kind: str, usual: str) -> Path:
    moved = os.environ.get("NEWSLETTER_HOME")
    return Path(moved) / kind if moved else Path(usual)


def config_folder() -> Path:
    """Return where settings.toml lies; NEWSLETTER_HOME moves it."""
    return _home("config", platformdirs.user_config_dir(_APP, appauthor=False))


def state_folder() -> Path:
    """Return where the journal and the logs lie; NEWSLETTER_HOME moves it."""
    return _home("state", platformdirs.user_state_dir(_APP, appauthor=False))


def data_folder() -> Path:
    """Return where the first library is made; NEWSLETTER_HOME moves it."""
    return _home("data", platformdirs.user_data_dir(_APP, appauthor=False))


def default_library() -> Path:
    """Return the folder of the library that is used when none is named anywhere."""
    return data_folder() / "library"
