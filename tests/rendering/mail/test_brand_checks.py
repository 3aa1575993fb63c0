"""The brand is set from text, and its colours can be read."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsletter_app.content.brand import Brand, BrandLink
from newsletter_app.content.contrast import FOR_TEXT, contrast
from newsletter_app.errors import ContentError
from newsletter_app.rendering.brand_checks import set_brand
from newsletter_app.rendering.brand_colours import (
    DARK_GROUND,
    LIGHT_GROUND,
    nearest_readable,
    page_colours,
    text_on,
)

COLOURS = st.from_regex(r"#[0-9a-f]{6}", fullmatch=True)


def test_texts_links_and_address_are_read():
    brand = set_brand(Brand(), "name", " Harbour Project ")
    brand = set_brand(brand, "address", "12 Quay Street\\nExample Town")
    brand = set_brand(brand, "links", "Website=https://example.org/?a=b; Write=news@example.org;")
    assert brand.name == "Harbour Project"
    assert brand.address == "12 Quay Street\nExample Town"
    assert brand.links == (
        BrandLink("Website", "https://example.org/?a=b"),
        BrandLink("Write", "mailto:news@example.org"),
    )
    assert set_brand(brand, "links", "").links == ()
    assert set_brand(brand, "website", "").website == ""


def test_a_readable_colour_is_taken_short_or_long():
    assert set_brand(Brand(), "accent", "#a00").accent == "#AA0000"
    assert set_brand(Brand(), "accent_dark", "#83bcc4").accent_dark == "#83BCC4"


def test_a_pale_colour_is_refused_with_the_nearest_that_will_do():
    with pytest.raises(ContentError) as caught:
        set_brand(Brand(), "accent", "#ffcc00")
    nearest = caught.value.hint.split()[-1].rstrip(".")
    assert contrast(nearest, LIGHT_GROUND) >= FOR_TEXT
    assert set_brand(Brand(), "accent", nearest).accent == nearest
    assert "1.5 to 1" in caught.value.message


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("accent", "red"),
        ("accent", "#12345"),
        ("accent", "#23606B;}"),
        ("accent_dark", "#23606B"),
        ("font", "Comic Sans"),
        ("website", "javascript:alert(1)"),
        ("website", "example.org"),
        ("links", "no address"),
        ("links", "Bad=javascript:alert(1)"),
        ("links", "=https://example.org"),
        ("name", "x" * 3000),
        ("nmae", "x"),
    ],
)
def test_what_cannot_be_used_is_told_in_a_sentence(key, value):
    with pytest.raises(ContentError) as caught:
        set_brand(Brand(), key, value)
    assert caught.value.message.endswith(".")
    assert caught.value.hint


def test_an_unknown_key_is_told_with_the_nearest():
    with pytest.raises(ContentError, match="acent") as caught:
        set_brand(Brand(), "acent", "#000000")
    assert "accent" in caught.value.hint


@settings(max_examples=40)
@given(COLOURS)
def test_there_is_always_a_nearest_colour(colour):
    assert contrast(nearest_readable(colour, LIGHT_GROUND), LIGHT_GROUND) >= FOR_TEXT
    assert contrast(nearest_readable(colour, DARK_GROUND), DARK_GROUND) >= FOR_TEXT


@settings(max_examples=40)
@given(COLOURS, COLOURS)
def test_pages_only_ever_get_colours_that_can_be_read(accent, accent_dark):
    colours = page_colours(Brand(accent=accent, accent_dark=accent_dark))
    assert contrast(colours["accent"], LIGHT_GROUND) >= FOR_TEXT
    assert contrast(colours["accent_dark"], DARK_GROUND) >= FOR_TEXT
    assert contrast(colours["accent"], colours["on_accent"]) >= FOR_TEXT
    assert contrast(colours["accent_dark"], colours["on_accent_dark"]) >= FOR_TEXT


@settings(max_examples=40)
@given(COLOURS)
def test_text_on_any_colour_can_be_read(colour):
    assert contrast(text_on(colour), colour) >= 4.3
