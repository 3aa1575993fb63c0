"""A picture comes out upright, in sRGB, small, the same each time; what is none is refused in words."""

import contextlib
import hashlib
import struct
import zlib
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageCms

from newsletter_app.errors import Missing, PictureRefused
from newsletter_app.library.cleaned_picture import CleanedPicture
from newsletter_app.library.cleaning import clean_picture
from newsletter_app.library.cleaning_in_worker import clean_in_worker
from newsletter_app.worker import Worker


def encoded(image: Image.Image, kind: str, **options: object) -> bytes:
    target = BytesIO()
    image.save(target, kind, **options)
    return target.getvalue()


def decoded(cleaned: CleanedPicture) -> Image.Image:
    with Image.open(BytesIO(cleaned.data)) as image:
        image.load()
        return image


def quarters(width: int = 80, height: int = 40) -> Image.Image:
    """Red at the upper left, green, blue, white."""
    image = Image.new("RGB", (width, height), "white")
    image.paste("red", (0, 0, width // 2, height // 2))
    image.paste("lime", (width // 2, 0, width, height // 2))
    image.paste("blue", (0, height // 2, width // 2, height))
    return image


def bomb(width: int, height: int) -> bytes:
    def chunk(kind: bytes, payload: bytes) -> bytes:
        return (
            struct.pack(">I", len(payload)) + kind + payload + struct.pack(">I", zlib.crc32(kind + payload))
        )

    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    rows = zlib.compress(b"\0" * ((width // 8 + 2) * height), 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


@pytest.mark.parametrize(
    ("data", "suffix"),
    [
        (encoded(quarters(), "JPEG"), "jpg"),
        (encoded(quarters(), "PNG"), "png"),
        (encoded(quarters().convert("P"), "GIF"), "png"),
        (encoded(quarters(), "WEBP"), "jpg"),
        (encoded(Image.new("RGBA", (9, 9), (255, 0, 0, 90)), "WEBP"), "png"),
        (encoded(Image.new("CMYK", (9, 9)), "JPEG"), "jpg"),
        (encoded(Image.new("I;16", (9, 9), 40_000), "PNG"), "png"),
        (encoded(Image.new("1", (9, 9), 1), "PNG"), "png"),
        (encoded(Image.new("LA", (9, 9), (90, 90)), "PNG"), "png"),
    ],
)
def test_the_suffix_tells_what_the_bytes_are(data, suffix):
    cleaned = clean_picture(data)
    assert cleaned.suffix == suffix
    image = decoded(cleaned)
    assert image.format == {"jpg": "JPEG", "png": "PNG"}[suffix]
    assert image.size == (cleaned.width, cleaned.height)
    assert clean_picture(data) == cleaned


def test_a_wide_picture_becomes_1200_pixels_wide():
    cleaned = clean_picture(encoded(quarters(3000, 1000), "PNG"))
    assert (cleaned.width, cleaned.height) == (1200, 400)


@pytest.mark.parametrize("turn", range(1, 9))
def test_every_orientation_is_turned_upright(turn):
    undo = {
        2: Image.Transpose.FLIP_LEFT_RIGHT,
        3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_90,
        7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_270,
    }
    upright = quarters()
    stored = upright.transpose(undo[turn]) if turn in undo else upright
    exif = Image.Exif()
    exif[0x0112] = turn
    cleaned = decoded(clean_picture(encoded(stored, "PNG", exif=exif)))
    assert cleaned.tobytes() == upright.tobytes()
    wide = stored.resize((stored.width * 40, stored.height * 40))
    assert clean_picture(encoded(wide, "JPEG", exif=exif)).width == 1200


def test_colours_of_another_profile_become_those_of_srgb():
    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))
    swapped = bytearray(lab.tobytes())
    red, green = swapped.find(b"rXYZ", 128), swapped.find(b"gXYZ", 128)
    swapped[red : red + 4], swapped[green : green + 4] = b"gXYZ", b"rXYZ"
    data = encoded(Image.new("RGB", (8, 8), (255, 0, 0)), "PNG", icc_profile=bytes(swapped))
    red_now, green_now, _blue = decoded(clean_picture(data)).getpixel((0, 0))
    assert green_now > 200
    assert red_now < 90


def test_a_profile_that_makes_no_sense_is_passed_over():
    data = encoded(Image.new("RGB", (8, 8), (200, 10, 10)), "PNG", icc_profile=b"nonsense")
    assert decoded(clean_picture(data)).getpixel((0, 0)) == (200, 10, 10)


def test_a_gif_that_moves_goes_on_moving():
    frames = [Image.new("RGB", (40, 30), colour) for colour in ("red", "lime", "blue")]
    data = encoded(
        frames[0], "GIF", save_all=True, append_images=frames[1:], duration=[100, 200, 300], loop=0
    )
    cleaned = clean_picture(data)
    image = Image.open(BytesIO(cleaned.data))
    assert (cleaned.suffix, image.n_frames, image.info["loop"]) == ("gif", 3, 0)
    image.seek(2)
    assert image.convert("RGB").getpixel((5, 5)) == (0, 0, 255)
    assert image.info["duration"] == 300


NO_PICTURES = [
    (b"", "no picture"),
    (b"hello, this is text", "no picture"),
    (b"%PDF-1.7\n", "no picture"),
    (b"\xff\xd8", "no picture"),
    (b"<?xml version='1.0'?><svg xmlns='http://www.w3.org/2000/svg'/>", "SVG"),
    (encoded(Image.new("RGB", (9, 9)), "BMP"), "no picture"),
    (encoded(quarters(400, 400), "JPEG")[:800], "damaged or ends too early"),
    (encoded(quarters(400, 400), "PNG")[:200], "damaged or ends too early"),
    (encoded(quarters(400, 400), "WEBP")[:100], "picture"),
    (bomb(9_000, 9_000), "9000 × 9000"),
    (bomb(20_000, 20_000), "megapixels"),
    (b"\0" * 20_000_001, "21 MB; 20 MB"),
]


@pytest.mark.parametrize(("data", "sentence"), NO_PICTURES)
def test_what_is_no_picture_is_refused_in_words(data, sentence):
    with pytest.raises(PictureRefused) as caught:
        clean_picture(data)
    assert sentence in caught.value.message
    assert caught.value.message.endswith(".")
    assert caught.value.hint.endswith(".")


def test_the_worker_cleans_and_refuses_the_same():
    data = encoded(quarters(), "JPEG")
    with Worker() as worker:
        clean = clean_in_worker(worker)
        assert clean(data) == clean_picture(data)
        for bad, sentence in NO_PICTURES:
            with pytest.raises(PictureRefused, match=sentence):
                clean(bad)
        large = encoded(
            Image.effect_noise((8_000, 5_000), 20).convert("RGB"), "JPEG", quality=60, progressive=True
        )
        assert clean(large).width == 1200


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_a_spoilt_picture_is_cleaned_or_refused(data):
    kind = data.draw(st.sampled_from(["JPEG", "PNG", "GIF", "WEBP"]))
    spoilt = bytearray(encoded(quarters(), kind))
    for _ in range(data.draw(st.integers(1, 6))):
        spoilt[data.draw(st.integers(0, len(spoilt) - 1))] = data.draw(st.integers(0, 255))
    with contextlib.suppress(PictureRefused):
        assert clean_picture(bytes(spoilt)).data


def test_the_same_picture_twice_is_one_asset_and_one_file(library):
    data = encoded(quarters(), "JPEG")
    first = library.assets.add(data, "C:\\photos\\one.jpg", alt="Four colours").item
    again = library.assets.add(data, "two.jpg", alt="Other", credit="A. Painter")
    assert again.item.record.id == first.record.id
    assert (again.item.name, again.item.alt, again.item.credit) == ("one.jpg", "Four colours", "A. Painter")
    assert library.items.counts().assets == 1
    assert [file.name for file in (library.folder / "assets").iterdir()] == [first.file_name]
    assert hashlib.sha256(library.assets.data(first.sha256)).hexdigest() == first.sha256
    assert not library.assets.add(data, "three.jpg").changes


def test_a_picture_that_comes_back_from_an_export_is_the_same_asset(library):
    first = library.assets.add(encoded(quarters(), "JPEG"), "one.jpg").item
    assert library.assets.add(library.assets.data(first.sha256), "x.jpg").item.record.id == first.record.id


def test_a_picture_is_found_by_twelve_digits(library):
    asset = library.assets.add(encoded(quarters(), "PNG"), "one.png").item
    assert library.assets.by_sha(asset.sha256[:12]) == asset
    assert library.items.find(asset.sha256[:12]) == asset
    assert library.assets.path(asset.sha256[:12]).is_file()
    for wrong in (asset.sha256[:11], "0" * 64, "", "../x", "\ud800"):
        with pytest.raises(Missing):
            library.assets.by_sha(wrong)


def test_a_picture_in_the_bin_is_still_shown_and_comes_out_when_added_again(library):
    data = encoded(quarters(), "PNG")
    asset = library.assets.add(data, "one.png").item
    library.items.delete(asset.record.id)
    assert library.assets.data(asset.sha256)
    assert library.assets.add(data, "one.png").changes.assets == {asset.record.id}
    assert library.items.counts().assets == 1


def test_a_refused_picture_leaves_nothing_behind(library):
    with pytest.raises(PictureRefused):
        library.assets.add(b"nothing", "x.png")
    assert list((library.folder / "assets").iterdir()) == []
    assert library.items.counts().assets == 0
