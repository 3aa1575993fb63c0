"""Reads a picture's pixels, then encodes them anew."""

import contextlib
import re
import struct
import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import NamedTuple

import pi_heif
from PIL import Image, UnidentifiedImageError

from newsletter_app.errors import PictureRefused
from newsletter_app.i18n import _
from newsletter_app.library.colours import in_srgb, in_whole_bytes

MOST_PIXELS = 40_000_000
WIDEST = 1_200
TALLEST = 12_000
_MOST_FRAMES = 200
_QUALITY = 85
_ORIENTATION = 0x0112
_FORMATS = ("JPEG", "PNG", "GIF", "WEBP", "HEIF")
_SVG = re.compile(rb"<svg[\s>]", re.IGNORECASE)
_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
# What Pillow and libheif raise for bytes that break off or make no sense.
_BROKEN = (OSError, SyntaxError, ValueError, EOFError, RuntimeError, LookupError, struct.error, zlib.error)

Image.MAX_IMAGE_PIXELS = None  # ours is lower, and a refusal instead of a warning
pi_heif.register_heif_opener()


class Repainted(NamedTuple):
    """Bytes, the suffix that fits them, width and height in pixels."""

    data: bytes
    suffix: str
    width: int
    height: int


def repainted(data: bytes) -> Repainted:
    """Return the picture encoded from its bare pixels. Raises PictureRefused."""
    with _in_words(data), Image.open(BytesIO(data), formats=_FORMATS) as image:
        _see_that_it_is_small(image)
        frames = getattr(image, "n_frames", 1) if image.format == "GIF" else 1
        if 1 < frames <= _MOST_FRAMES and frames * _area(image) <= MOST_PIXELS:
            return _moving(image, frames)
        return _still(image)


def _still(image: Image.Image) -> Repainted:
    turn, profile = _turn(image), image.info.get("icc_profile")
    small = _shrunk(in_whole_bytes(image), is_sideways=turn >= 5)
    colours = in_srgb(small, profile)
    upright = colours.transpose(_TURNS[turn]) if turn in _TURNS else colours
    return _encoded(_bare(upright), image.format or "")


def _moving(image: Image.Image, frames: int) -> Repainted:
    pictures, durations = [], []
    for number in range(frames):
        image.seek(number)
        pictures.append(_bare(_shrunk(image.convert("RGBA"), is_sideways=False)))
        durations.append(image.info.get("duration", 100))
    loop = {"loop": image.info["loop"]} if "loop" in image.info else {}
    target = BytesIO()
    pictures[0].save(
        target, "GIF", save_all=True, append_images=pictures[1:], duration=durations, disposal=2, **loop
    )
    return Repainted(target.getvalue(), "gif", *pictures[0].size)


def _encoded(image: Image.Image, source: str) -> Repainted:
    target = BytesIO()
    if image.mode in ("L", "RGB") and source not in ("PNG", "GIF"):
        image.save(target, "JPEG", quality=_QUALITY, optimize=True, progressive=True)
        return Repainted(target.getvalue(), "jpg", *image.size)
    image.save(target, "PNG", optimize=True)
    return Repainted(target.getvalue(), "png", *image.size)


def _bare(image: Image.Image) -> Image.Image:
    """Return the pixels alone: whatever else was said about them is left behind."""
    return Image.frombytes(image.mode, image.size, image.tobytes())


def _shrunk(image: Image.Image, *, is_sideways: bool) -> Image.Image:
    """Return the picture so small that it fits once it stands upright."""
    width, height = image.size
    widest, tallest = (TALLEST, WIDEST) if is_sideways else (WIDEST, TALLEST)
    scale = min(1, widest / width, tallest / height)
    if scale == 1:
        return image
    size = max(1, round(width * scale)), max(1, round(height * scale))
    return image.resize(size, Image.Resampling.LANCZOS, reducing_gap=3)


def _turn(image: Image.Image) -> int:
    """Return the orientation EXIF tells, 1 to 8; 1 where it tells none, or nonsense."""
    with contextlib.suppress(*_BROKEN):
        told = image.getexif().get(_ORIENTATION, 1)
        return told if told in _TURNS else 1
    return 1


def _area(image: Image.Image) -> int:
    return image.width * image.height


def _see_that_it_is_small(image: Image.Image) -> None:
    if _area(image) > MOST_PIXELS:
        raise PictureRefused(
            _("The picture is {width} × {height} pixels; {most} megapixels are the most.").format(
                width=image.width, height=image.height, most=MOST_PIXELS // 1_000_000
            ),
            hint=_("Make it smaller with another program, then add it again."),
        )


@contextlib.contextmanager
def _in_words(data: bytes) -> Iterator[None]:
    try:
        yield
    except UnidentifiedImageError as error:
        raise _no_picture(data) from error
    except _BROKEN as error:
        raise PictureRefused(
            _("The picture is damaged or ends too early."),
            hint=_("Take it again from where it came from."),
        ) from error


def _no_picture(data: bytes) -> PictureRefused:
    if _SVG.search(data[:4_096]):
        return PictureRefused(
            _("This is an SVG drawing, which mail programs do not show."),
            hint=_("Save it as PNG with another program, then add that."),
        )
    return PictureRefused(
        _("This file is no picture this program can read."),
        hint=_("It takes JPEG, PNG, GIF, WebP and HEIC."),
    )
