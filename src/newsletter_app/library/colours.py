"""Brings a picture's colours into the form every screen shows alike."""

from functools import cache
from io import BytesIO

from PIL import Image, ImageCms

_WITH_ALPHA = {"LA", "La", "PA", "RGBA", "RGBa"}


def in_whole_bytes(image: Image.Image) -> Image.Image:
    """Return the picture in a mode of one byte a channel: L, LA, RGB, RGBA or CMYK."""
    if image.mode.startswith("I"):
        return image.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    if "transparency" in image.info or image.mode in _WITH_ALPHA:
        return image.convert("RGBA")
    if image.mode in ("1", "L"):
        return image.convert("L")
    return image if image.mode in ("RGB", "CMYK") else image.convert("RGB")


def in_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    """Return the picture as L, RGB or RGBA with its colours as sRGB has them; no profile means sRGB already.

    A profile that makes no sense, or does not fit the picture, is passed over.
    """
    if image.mode == "RGBA":
        return _opaque_where_it_is(image, profile)
    return _converted(image, profile) if profile else _plain(image)


def _opaque_where_it_is(image: Image.Image, profile: bytes | None) -> Image.Image:
    alpha = image.getchannel("A")
    colours = in_srgb(image.convert("RGB"), profile)
    if alpha.getextrema() == (255, 255):
        return colours
    colours = colours.convert("RGB")
    colours.putalpha(alpha)
    return colours


def _converted(image: Image.Image, profile: bytes) -> Image.Image:
    try:
        source = ImageCms.ImageCmsProfile(BytesIO(profile))
        converted = ImageCms.profileToProfile(image, source, _srgb(), outputMode="RGB")
    except (ImageCms.PyCMSError, OSError, ValueError):
        return _plain(image)
    return converted or _plain(image)


def _plain(image: Image.Image) -> Image.Image:
    return image if image.mode in ("L", "RGB") else image.convert("RGB")


@cache
def _srgb() -> ImageCms.ImageCmsProfile:
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))
