"""The colours and sizes that everything in the window is drawn with."""

import tomllib
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Tokens:
    """One colour scheme as #RRGGBB with the spaces and type sizes in pixels."""

    is_dark: bool
    canvas: str
    surface: str
    sunken: str
    line: str
    text: str
    muted: str
    accent: str
    accent_soft: str
    on_accent: str
    danger: str
    warning: str
    ok: str
    danger_soft: str
    ok_soft: str
    s1: int
    s2: int
    s3: int
    s4: int
    s5: int
    s6: int
    s7: int
    corner: int
    corner_small: int
    icon: int
    button: int
    focus: int
    bar: int
    thumbnail: int
    grip: int
    meta: int
    control: int
    card_title: int
    page_title: int
    editor: int


def read_tokens(file: Path) -> tuple[Tokens, Tokens]:
    """Return the light and the dark tokens of a tokens file."""
    tables = tomllib.loads(file.read_text(encoding="utf-8"))
    sizes = {**tables["space"], **tables["size"], **tables["type"]}
    return (
        Tokens(is_dark=False, **tables["light"], **sizes),
        Tokens(is_dark=True, **tables["dark"], **sizes),
    )
