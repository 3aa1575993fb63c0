"""The window's colours can be told apart, and everything drawn uses them."""

import re
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication

from newsletter_app import paths
from newsletter_app.content.contrast import contrast
from newsletter_app.desktop.theme.icons import DRAWINGS
from newsletter_app.desktop.theme.style_sheet import render_style_sheet
from newsletter_app.desktop.theme.theme import Appearance, Theme
from newsletter_app.desktop.theme.tokens import read_tokens

STYLES = paths.resources() / "styles"
GROUNDS = ("canvas", "surface", "sunken", "accent_soft", "danger_soft", "ok_soft")
WORDS = ("text", "muted", "accent", "danger", "warning", "ok")
SCHEMES = dict(zip(("light", "dark"), read_tokens(STYLES / "tokens.toml"), strict=True))


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("word", WORDS)
def test_every_text_colour_can_be_read_on_every_background(scheme, ground, word):
    tokens = SCHEMES[scheme]
    assert contrast(getattr(tokens, word), getattr(tokens, ground)) > 5.2


@pytest.mark.parametrize("scheme", SCHEMES)
def test_text_on_the_accent_can_be_read(scheme):
    assert contrast(SCHEMES[scheme].on_accent, SCHEMES[scheme].accent) >= 5.2


def test_a_pair_that_nobody_could_read_would_be_found():
    assert contrast(SCHEMES["light"].line, SCHEMES["light"].canvas) < 5.2


@pytest.mark.parametrize("scheme", SCHEMES)
def test_the_style_sheet_names_no_colour_of_its_own(scheme):
    template = (STYLES / "window.qss").read_text(encoding="utf-8")
    assert not re.search(r"#[0-9A-Fa-f]{3,8}\b", template)
    assert "$" not in render_style_sheet(template, SCHEMES[scheme], STYLES)


def test_the_pictures_of_the_style_sheet_are_there():
    template = (STYLES / "window.qss").read_text(encoding="utf-8")
    for tokens in SCHEMES.values():
        for place in re.findall(r'url\("([^"]+)"\)', render_style_sheet(template, tokens, STYLES)):
            assert Path(place).is_file()


@pytest.fixture
def theme(qapp, style_sheet_put_back):
    theme = Theme(qapp, STYLES)
    yield theme
    theme.deleteLater()


def ink(icon):
    image = icon.pixmap(QSize(96, 96)).toImage()
    return {image.pixelColor(x, y).name() for x in range(96) for y in range(96)}


@pytest.mark.parametrize("name", DRAWINGS)
def test_every_icon_is_drawn(theme, name):
    image = theme.icon(name).pixmap(QSize(36, 36)).toImage()
    assert any(image.pixelColor(x, y).alpha() for x in range(36) for y in range(36))


def test_choosing_dark_changes_palette_icons_and_tells_of_it(theme, qtbot):
    icon = theme.icon("divider")
    theme.choose(Appearance.LIGHT)
    assert theme.tokens.text.lower() in ink(icon)
    with qtbot.waitSignal(theme.theme_changed):
        theme.choose(Appearance.DARK)
    assert theme.tokens.is_dark
    assert theme.tokens.text.lower() in ink(icon)
    assert QApplication.palette().window().color() == QColor(theme.tokens.canvas)


def test_an_unknown_icon_is_refused(theme):
    with pytest.raises(KeyError):
        theme.icon("unicorn")
