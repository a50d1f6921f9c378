"""Pictures of every kind that phones and scanners make, and of kinds that would do harm."""

from __future__ import annotations

import io
import struct
import zlib

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from cfo_desktop.base.errors import UserError
from cfo_desktop.documents import pictures
from tests.documents.made_pages import encoded

_ORIENTATION = 0x0112
CORNER = (200, 30, 40)
"""What the top left of the picture is once it is upright."""


def _marked() -> Image.Image:
    page = Image.new("RGB", (90, 60), "white")
    page.paste(CORNER, (0, 0, 30, 20))
    return page


_AS_STORED = {
    1: None,
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_90,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_270,
}


@pytest.mark.parametrize("orientation", _AS_STORED)
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "TIFF"])
def test_a_picture_stands_as_its_camera_says(orientation: int, kind: str) -> None:
    way = _AS_STORED[orientation]
    stored = _marked() if way is None else _marked().transpose(way)
    exif = Image.Exif()
    exif[_ORIENTATION] = orientation
    picture = pictures.pixels(encoded(stored, kind, exif=exif))
    assert picture.shape == (60, 90, 3)
    blue, green, red = (int(part) for part in picture[8, 12])
    assert max(abs(red - 200), abs(green - 30), abs(blue - 40)) < 40
    assert picture[50, 80].min() > 240


@pytest.mark.parametrize(
    ("kind", "mode"),
    [
        *(("PNG", mode) for mode in ("1", "L", "LA", "P", "RGB", "RGBA")),
        *(("TIFF", mode) for mode in ("1", "L", "RGB", "CMYK")),
        *(("JPEG", mode) for mode in ("L", "RGB", "CMYK")),
        *(("GIF", "P"), ("BMP", "RGB"), ("WEBP", "RGBA")),
    ],
)
def test_every_kind_and_mode_comes_out_in_three_colours(kind: str, mode: str) -> None:
    content = encoded(_marked().convert(mode), kind)
    assert pictures.is_picture(content)
    picture = pictures.pixels(content)
    assert picture.shape == (60, 90, 3)
    assert picture.dtype == np.uint8
    assert picture[50, 80].min() > 240
    assert picture[8, 12].min() < 200


def test_what_is_transparent_is_white_paper() -> None:
    content = encoded(Image.new("RGBA", (20, 20), (0, 0, 0, 0)), "PNG")
    assert pictures.pixels(content).min() == 255


def test_sixteen_bits_keep_their_light() -> None:
    values = np.full((10, 10), 60_000, np.uint16)
    picture = pictures.pixels(encoded(Image.fromarray(values), "PNG"))
    assert abs(int(picture[0, 0, 0]) - 60_000 // 256) <= 1


def test_a_scanner_s_pages_are_pages_and_a_movement_s_are_not() -> None:
    frames = [Image.new("RGB", (30, 20), shade) for shade in ("white", "black")]
    tiff = encoded(frames[0], "TIFF", save_all=True, append_images=frames[1:])
    assert pictures.frames(tiff) == 2
    assert [int(pictures.pixels(tiff, frame=number).max()) for number in (0, 1)] == [255, 0]
    assert pictures.frames(encoded(frames[0], "GIF", save_all=True, append_images=frames[1:])) == 1


def test_a_large_picture_is_made_smaller_and_a_tiny_one_is_not() -> None:
    assert pictures.pixels(encoded(Image.new("L", (5000, 100)), "PNG")).shape[1] == pictures.LONGEST
    assert pictures.pixels(encoded(Image.new("L", (1, 1)), "PNG")).shape == (1, 1, 3)
    assert pictures.pixels(encoded(Image.new("L", (20_000, 1)), "PNG")).shape[0] == 1


def _png_of_size(wide: int, high: int) -> bytes:
    """Return a few bytes that claim to be a picture of any size."""

    def chunk(name: bytes, content: bytes) -> bytes:
        return (
            struct.pack(">I", len(content)) + name + content
            + struct.pack(">I", zlib.crc32(name + content))
        )  # fmt: skip

    head = struct.pack(">IIBBBBB", wide, high, 8, 2, 0, 0, 0)
    rows = zlib.compress(bytes(1000))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def _refused(content: bytes) -> str:
    with pytest.raises(UserError) as caught:
        pictures.pixels(content)
    return caught.value.code


def test_a_bomb_is_refused_before_it_goes_off() -> None:
    assert _refused(_png_of_size(60_000, 60_000)) == "picture_too_large"
    assert _refused(_png_of_size(7_100, 7_100)) == "picture_too_large"
    with pytest.raises(UserError) as caught:
        pictures.frames(_png_of_size(60_000, 60_000))
    assert caught.value.code == "picture_too_large"


def test_a_cut_picture_is_refused() -> None:
    for kind in ("JPEG", "PNG", "WEBP", "BMP", "TIFF"):
        content = encoded(_marked().resize((900, 600)), kind)
        assert _refused(content[: len(content) // 2]) == "document_damaged", kind


@given(st.data())
def test_damage_is_read_or_refused_and_nothing_else(data: st.DataObject) -> None:
    kind = data.draw(st.sampled_from(["JPEG", "PNG", "WEBP", "BMP", "GIF", "TIFF"]))
    content = bytearray(encoded(_marked(), kind))
    for _ in range(data.draw(st.integers(1, 6))):
        place = data.draw(st.integers(0, len(content) - 1))
        content[place] = data.draw(st.integers(0, 255))
    refused = ""
    try:
        pictures.frames(bytes(content))
        assert pictures.pixels(bytes(content)).ndim == 3
    except UserError as error:
        refused = error.code
    assert refused in {"", "document_damaged", "picture_too_large", "document_pages"}


def test_kinds_are_told_apart_by_content() -> None:
    heic = b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + bytes(40)
    assert pictures.is_heif(heic)
    assert not pictures.is_picture(heic)
    for content in (b"", b"BM, a firm", b"RIFF\0\0\0\0WAVE", b"%PDF-1.7", b"<xml/>"):
        assert not pictures.is_picture(content)
        assert not pictures.is_heif(content)


def test_a_shown_page_is_no_wider_than_asked() -> None:
    picture = np.full((50, 100, 3), 7, np.uint8)
    small = pictures.shrunk(picture, width=40)
    assert small.shape == (20, 40, 3)
    assert pictures.shrunk(picture, width=400) is picture
    with Image.open(io.BytesIO(pictures.png(small))) as image:
        assert image.size == (40, 20)
