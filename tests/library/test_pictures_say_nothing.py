"""Sixty prepared pictures leave nothing but pixels behind: not in the library, not in its backup."""

import base64
import contextlib
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageCms

from newsletter_app.library.cleaned_picture import CleanedPicture
from newsletter_app.library.cleaning import clean_picture
from newsletter_app.library.library import Library
from newsletter_app.library.opening import open_library

CANARY = b"canary-7f3a9c51e2-here"
TEXT = CANARY.decode()
XMP = b"<x:xmpmeta xmlns:x='adobe:ns:meta/'>" + CANARY + b"</x:xmpmeta>"
HEIC = (Path(__file__).parent / "data" / "canary.heic").read_bytes()


def plain(kind: str, **options: object) -> bytes:
    target = BytesIO()
    picture = Image.linear_gradient("L").resize((64, 48)).convert("P" if kind == "GIF" else "RGB")
    picture.save(target, kind, **options)
    return target.getvalue()


# ---- EXIF

IFD0 = {
    "description": (0x010E, TEXT),
    "maker": (0x010F, TEXT),
    "model": (0x0110, TEXT),
    "software": (0x0131, TEXT),
    "artist": (0x013B, TEXT),
    "host": (0x013C, TEXT),
    "copyright": (0x8298, TEXT),
    "document name": (0x010D, TEXT),
    "windows title": (0x9C9B, TEXT.encode("utf-16-le")),
    "windows comment": (0x9C9C, TEXT.encode("utf-16-le")),
    "windows author": (0x9C9D, TEXT.encode("utf-16-le")),
}
INNER = {
    "user comment": (0x9286, b"ASCII\0\0\0" + CANARY),
    "maker note": (0x927C, b"Nikon\0" + CANARY),
    "owner": (0xA430, TEXT),
    "body serial": (0xA431, TEXT),
    "lens": (0xA434, TEXT),
    "unique id": (0xA420, TEXT),
}
GPS = {
    "processing": (0x001B, b"ASCII\0\0\0" + CANARY),
    "area": (0x001C, b"ASCII\0\0\0" + CANARY),
    "datum": (0x0012, TEXT),
    "satellites": (0x0008, TEXT),
}


def exif(tag: int, value: object, inside: int = 0) -> bytes:
    made = Image.Exif()
    made[0x0112] = 6
    (made.get_ifd(inside) if inside else made)[tag] = value
    return bytes(made.tobytes())


def exif_thumbnail() -> bytes:
    """TIFF whose second directory points at a small JPEG that has a comment."""
    small = jpeg_with(0xFE, CANARY)
    second = (
        struct.pack("<H", 2)
        + struct.pack("<HHII", 0x0201, 4, 1, 44)
        + struct.pack("<HHII", 0x0202, 4, 1, len(small))
    )
    return (
        b"Exif\0\0II*\0"
        + struct.pack("<I", 8)
        + struct.pack("<HI", 0, 14)
        + second
        + struct.pack("<I", 0)
        + small
    )


# ---- JPEG


def jpeg_with(marker: int, payload: bytes) -> bytes:
    data = plain("JPEG", quality=90)
    return data[:2] + b"\xff" + bytes([marker]) + struct.pack(">H", len(payload) + 2) + payload + data[2:]


def photoshop(resource: int, payload: bytes) -> bytes:
    padded = payload + b"\0" * (len(payload) % 2)
    return (
        b"Photoshop 3.0\08BIM"
        + struct.pack(">H", resource)
        + b"\0\0"
        + struct.pack(">I", len(payload))
        + padded
    )


def iptc(dataset: int) -> bytes:
    return photoshop(0x0404, b"\x1c\x02" + bytes([dataset]) + struct.pack(">H", len(CANARY)) + CANARY)


def profile() -> bytes:
    made = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    made += CANARY
    made[:4] = struct.pack(">I", len(made))
    return bytes(made)


def jpegs() -> Iterator[tuple[str, bytes]]:
    for name, (tag, value) in IFD0.items():
        yield f"exif {name}", jpeg_with(0xE1, exif(tag, value))
    for name, (tag, value) in INNER.items():
        yield f"exif {name}", jpeg_with(0xE1, exif(tag, value, 0x8769))
    for name, (tag, value) in GPS.items():
        yield f"gps {name}", jpeg_with(0xE1, exif(tag, value, 0x8825))
    yield "exif thumbnail", jpeg_with(0xE1, exif_thumbnail())
    yield "xmp", jpeg_with(0xE1, b"http://ns.adobe.com/xap/1.0/\0" + XMP)
    yield "xmp base64", jpeg_with(0xE1, b"http://ns.adobe.com/xap/1.0/\0" + base64.b64encode(XMP))
    yield "xmp more", jpeg_with(0xE1, b"http://ns.adobe.com/xmp/extension/\0" + b"0" * 40 + XMP)
    yield "iptc caption", jpeg_with(0xED, iptc(120))
    yield "iptc byline", jpeg_with(0xED, iptc(80))
    yield "iptc city", jpeg_with(0xED, iptc(90))
    yield "photoshop", jpeg_with(0xED, photoshop(0x0425, CANARY))
    yield "comment", jpeg_with(0xFE, CANARY)
    yield "comment utf-16", jpeg_with(0xFE, TEXT.encode("utf-16-be"))
    yield "jfxx", jpeg_with(0xE0, b"JFXX\0\x10" + CANARY)
    yield "icc", plain("JPEG", icc_profile=profile())
    yield "flashpix", jpeg_with(0xE2, b"FPXR\0" + CANARY)
    yield "ducky", jpeg_with(0xEC, b"Ducky" + CANARY)
    for number in (4, 10, 15):
        yield f"app{number}", jpeg_with(0xE0 + number, CANARY)
    yield "after the end", plain("JPEG") + CANARY
    yield "a second picture after the end", plain("JPEG") + jpeg_with(0xFE, CANARY)


# ---- PNG, GIF, WebP, HEIC


def chunk(kind: bytes, payload: bytes) -> bytes:
    return struct.pack(">I", len(payload)) + kind + payload + struct.pack(">I", zlib.crc32(kind + payload))


def png_with(kind: bytes, payload: bytes, *, late: bool = False) -> bytes:
    data = plain("PNG")
    place = len(data) - 12 if late else 33
    return data[:place] + chunk(kind, payload) + data[place:]


def pngs() -> Iterator[tuple[str, bytes]]:
    packed = zlib.compress(CANARY)
    yield "tEXt", png_with(b"tEXt", b"Comment\0" + CANARY)
    yield "tEXt key", png_with(b"tEXt", CANARY + b"\0x")
    yield "tEXt late", png_with(b"tEXt", b"Comment\0" + CANARY, late=True)
    yield "zTXt", png_with(b"zTXt", b"Comment\0\0" + packed)
    yield "iTXt", png_with(b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + XMP)
    yield "iTXt packed", png_with(b"iTXt", b"Comment\0\1\0\0\0" + packed)
    yield "eXIf", png_with(b"eXIf", exif(0x010F, TEXT)[6:])
    yield "iCCP name", png_with(b"iCCP", CANARY + b"\0\0" + zlib.compress(profile()[: -len(CANARY)]))
    yield "iCCP", png_with(b"iCCP", b"sRGB\0\0" + zlib.compress(profile()))
    yield "own chunk", png_with(b"caNy", CANARY)
    yield "palette name", png_with(b"sPLT", CANARY + b"\0\x08")
    yield (
        "raw profile",
        png_with(
            b"zTXt", b"Raw profile type exif\0\0" + zlib.compress(b"\nexif\n22\n" + CANARY.hex().encode())
        ),
    )
    yield "after the end", plain("PNG") + CANARY


def block(head: bytes, payload: bytes) -> bytes:
    return b"\x21" + head + bytes([len(payload)]) + payload + b"\0"


def gif_with(inserted: bytes) -> bytes:
    data = plain("GIF")
    place = 13 + 3 * 2 ** ((data[10] & 7) + 1)
    return data[:place] + inserted + data[place:]


def moving_gif(**options: object) -> bytes:
    frames = [Image.new("P", (64, 48), colour) for colour in (1, 2, 3)]
    target = BytesIO()
    frames[0].save(target, "GIF", save_all=True, append_images=frames[1:], duration=200, **options)
    return target.getvalue()


def gifs() -> Iterator[tuple[str, bytes]]:
    yield "comment", gif_with(block(b"\xfe", CANARY))
    yield "application", gif_with(block(b"\xff\x0bCANARYAPP10", CANARY))
    yield "xmp", gif_with(block(b"\xff\x0bXMP DataXMP", XMP))
    yield "plain text", gif_with(block(b"\x01\x0c" + b"\0" * 12, CANARY))
    yield "after the end", plain("GIF") + CANARY
    yield "moving with a comment", moving_gif(comment=CANARY)


def webps() -> Iterator[tuple[str, bytes]]:
    yield "exif", plain("WEBP", exif=exif(0x010F, TEXT))
    yield "xmp", plain("WEBP", xmp=XMP)
    yield "icc", plain("WEBP", icc_profile=profile())
    own = b"caNy" + struct.pack("<I", len(CANARY)) + CANARY
    data = plain("WEBP", xmp=b"<x/>") + own
    yield "own chunk", data[:4] + struct.pack("<I", len(data) - 8) + data[8:]
    yield "after the end", plain("WEBP") + CANARY


def heics() -> Iterator[tuple[str, bytes]]:
    silent = HEIC.replace(CANARY, b"-" * len(CANARY))
    yield "exif, gps, xmp", HEIC
    yield "free box", silent + struct.pack(">I", 8 + len(CANARY)) + b"free" + CANARY
    yield "own box", silent + struct.pack(">I", 24 + len(CANARY)) + b"uuid" + b"u" * 16 + CANARY
    yield "after the end", silent + CANARY


MAKERS: tuple[tuple[str, Callable[[], Iterator[tuple[str, bytes]]]], ...] = (
    ("jpg", jpegs),
    ("png", pngs),
    ("gif", gifs),
    ("webp", webps),
    ("heic", heics),
)
PREPARED = {f"{kind}: {name}": (kind, data) for kind, make in MAKERS for name, data in make()}


# ---- the search


def forms() -> list[bytes]:
    in_base64 = [base64.b64encode(b"\0" * shift + CANARY)[4:-4] for shift in range(3)]
    utf16 = [TEXT.encode("utf-16-le"), TEXT.encode("utf-16-be")]
    return [CANARY, CANARY.upper(), CANARY[::-1], CANARY.hex().encode(), *utf16, *in_base64]


FORMS = forms()


def has_canary(data: bytes) -> bool:
    return any(form in part for part in (data, *inflated(data)) for form in FORMS)


def inflated(data: bytes) -> Iterator[bytes]:
    place = data.find(b"\x78")
    while place >= 0:
        if place + 1 < len(data) and (0x7800 + data[place + 1]) % 31 == 0:
            with contextlib.suppress(zlib.error):
                yield zlib.decompressobj().decompress(data[place:], 1_000_000)
        place = data.find(b"\x78", place + 1)


def files_of(library: Library, backup: Path) -> Iterator[tuple[str, bytes]]:
    library.upkeep.backup(backup)
    yield "backup", backup.read_bytes()
    with zipfile.ZipFile(backup) as archive:
        for name in archive.namelist():
            yield f"backup {name}", archive.read(name)
    for file in library.folder.rglob("*"):
        if file.is_file():
            yield str(file.relative_to(library.folder)), file.read_bytes()


def keep_as_it_is(data: bytes) -> CleanedPicture:
    return CleanedPicture(data, "jpg", 64, 48)


@pytest.fixture
def careless(tmp_path: Path) -> Iterator[Library]:
    with open_library(tmp_path / "careless", keep_as_it_is, make=True) as opened:
        yield opened


def test_there_are_sixty_and_more():
    assert len(PREPARED) >= 60
    assert len({data for _kind, data in PREPARED.values()}) == len(PREPARED)


def test_nothing_is_left_of_any_of_them(library, tmp_path):
    for kind, data in PREPARED.values():
        asset = library.assets.add(data, f"picture.{kind}").item
        assert (asset.width, asset.height) in {(64, 48), (48, 64)}
        assert not has_canary(library.assets.data(asset.sha256))
    found = [name for name, data in files_of(library, tmp_path / "backup.zip") if has_canary(data)]
    assert found == []


def test_without_the_cleaning_every_one_of_them_is_found(careless, tmp_path):
    found = set()
    for name, (kind, data) in PREPARED.items():
        asset = careless.assets.add(data, f"picture.{kind}").item
        if has_canary(careless.assets.path(asset.sha256).read_bytes()):
            found.add(name)
    assert found == set(PREPARED)
    names = [name for name, data in files_of(careless, tmp_path / "backup.zip") if has_canary(data)]
    assert len([name for name in names if name.startswith("backup assets/")]) == len(PREPARED)


@pytest.mark.parametrize("name", list(PREPARED))
def test_a_prepared_picture_is_a_picture(name):
    cleaned = clean_picture(PREPARED[name][1])
    with Image.open(BytesIO(cleaned.data)) as image:
        image.load()
        left = {key for key in image.info if key not in ALLOWED}
    assert left == set()


ALLOWED = {
    "jfif", "jfif_version", "jfif_unit", "jfif_density", "progressive", "progression",
    "version", "background", "duration", "loop", "extension", "transparency",
}  # fmt: skip
