"""Cleans a picture: what comes out holds nothing but its pixels."""

import base64
from typing import Any

from newsletter_app.library.cleaned_picture import CleanedPicture, see_that_it_is_small
from newsletter_app.library.pixels import repainted


def clean_picture(data: bytes) -> CleanedPicture:
    """Return the picture upright, in sRGB, at most 1,200 pixels wide, encoded anew from its bare pixels.

    JPEG and HEIC become JPEG; PNG stays PNG; WebP becomes JPEG, or PNG where it is transparent (Outlook shows
    no WebP); a GIF stays one where it moves, else becomes PNG. The same bytes give the same bytes. Raises
    PictureRefused.
    """
    see_that_it_is_small(data)
    return CleanedPicture(*repainted(data))


def picture_job(request: dict[str, Any]) -> dict[str, Any]:
    """Do the worker's job "picture": `data` in base64 in; data, suffix, width and height out."""
    cleaned = clean_picture(base64.b64decode(request["data"]))
    return {
        "data": base64.b64encode(cleaned.data).decode(),
        "suffix": cleaned.suffix,
        "width": cleaned.width,
        "height": cleaned.height,
    }
