"""Turns what a library keeps of its brand into a brand."""

import dataclasses
import json

from newsletter_app.content.brand import Brand, BrandLink

KEY = "brand"
"""The key it is kept under."""


def brand_of(text: str) -> Brand:
    """Return the brand; what a newer program said of it is passed over."""
    known = {field.name for field in dataclasses.fields(Brand)}
    values = {key: value for key, value in json.loads(text).items() if key in known}
    values["links"] = tuple(BrandLink(link["label"], link["url"]) for link in values.get("links", ()))
    return Brand(**values)
