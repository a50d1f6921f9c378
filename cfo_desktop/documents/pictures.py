"""Decodes pictures that are not trusted, upright as the camera says, and writes PNG."""

from __future__ import annotations

import contextlib
import io
import logging
import warnings
from collections.abc import Iterator

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image
from PIL import ImageOps
from PIL import TiffImagePlugin
from PIL import UnidentifiedImageError

from cfo_desktop.base.errors import UserError
from cfo_desktop.documents.structured.limits import MAX_PAGES
from cfo_desktop.documents.structured.limits import MAX_PIXELS

Pixels = NDArray[np.uint8]
"""Rows, columns, and blue, green, red."""

LONGEST = 3200
"""Pixels of the longer side that are kept: letters of 2 mm on A4 are still 20 pixels tall."""

_FORMATS = ("JPEG", "PNG", "WEBP", "BMP", "GIF", "TIFF")
_HEIF_BRANDS = (b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1", b"avif")
_SIGNATURES = (
    b"\xff\xd8\xff",
    b"\x89PNG\r\n\x1a\n",
    b"GIF87a",
    b"GIF89a",
    b"II*\0",
    b"MM\0*",
)
_SIXTEEN_BITS = 256

# what it would log of a damaged file, the file's sender wrote
logging.getLogger("PIL").setLevel(logging.CRITICAL + 1)
# ours is checked before a pixel is decoded, and says so in the owner's words
Image.MAX_IMAGE_PIXELS = None


def is_picture(untrusted_content: bytes) -> bool:
    """Tell by its first bytes whether it is a picture of a kind that is read."""
    head = untrusted_content[:16]
    webp = head[:4] == b"RIFF" and head[8:12] == b"WEBP"
    # two letters alone are little to go by: the length that follows them must be the file's
    bitmap = head[:2] == b"BM" and int.from_bytes(head[2:6], "little") in {
        0,
        len(untrusted_content),
    }
    return webp or bitmap or head.startswith(_SIGNATURES)


def is_heif(untrusted_content: bytes) -> bool:
    """Tell whether it is a photo as new phones keep it, which no library here reads."""
    return untrusted_content[4:8] == b"ftyp" and untrusted_content[8:12] in _HEIF_BRANDS


def frames(untrusted_content: bytes) -> int:
    """Return how many pages a picture has: more than one in a scanner's TIFF only.

    Raises ``UserError``: ``document_damaged``, ``document_pages``, ``picture_too_large``.
    """
    with _parsing(), _opened(untrusted_content) as image:
        # the second picture in a JPEG is its preview, in a GIF a movement
        count = image.n_frames if isinstance(image, TiffImagePlugin.TiffImageFile) else 1
    if count > MAX_PAGES:
        raise UserError("document_pages", limit=MAX_PAGES)
    return count


def pixels(untrusted_content: bytes, *, frame: int = 0, longest: int = LONGEST) -> Pixels:
    """Return a picture on white, turned as the camera says, its longer side ``longest`` at most.

    Raises ``UserError``: ``document_damaged``, ``picture_too_large``.
    """
    with _parsing(), _opened(untrusted_content) as image:
        if frame:
            image.seek(frame)
            _check_size(image)
        # a JPEG is decoded at half or a quarter of its size, where that is enough
        image.draft("RGB", (longest, longest))
        turned = ImageOps.exif_transpose(_on_white(image, longest))
    return np.ascontiguousarray(np.asarray(turned)[:, :, ::-1])


_DAMAGED = (
    *(OSError, UnidentifiedImageError, ValueError, SyntaxError, EOFError, TypeError),
    *(KeyError, IndexError, OverflowError, ZeroDivisionError, AttributeError, RuntimeError),
)
"""What PIL raises for files that are not as they should be: whatever its parsers stumble on."""


@contextlib.contextmanager
def _parsing() -> Iterator[None]:
    """Make one error of all that PIL raises, and nothing of what it would warn of."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            yield
        except _DAMAGED as error:
            raise UserError("document_damaged") from error


def _opened(untrusted_content: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(untrusted_content), formats=_FORMATS)
    _check_size(image)
    return image


def _check_size(image: Image.Image) -> None:
    if image.width * image.height > MAX_PIXELS:
        raise UserError("picture_too_large", limit=MAX_PIXELS // 1_000_000)


def _on_white(image: Image.Image, longest: int) -> Image.Image:
    """Return it as red, green, blue and small enough, with what the camera said about it."""
    image.load()  # a TIFF is turned by this, and forgets that it was to be
    turn = image.getexif().get(_ORIENTATION, 1)
    if image.mode.startswith("I;16") or image.mode == "I":
        image = image.convert("I").point(lambda value: value / _SIXTEEN_BITS).convert("L")
    if image.has_transparency_data:
        seen = image.convert("RGBA")
        image = Image.new("RGB", seen.size, "white")
        image.paste(seen, mask=seen)
    image = image.convert("RGB")
    if max(image.size) > longest:
        image.thumbnail((longest, longest), Image.Resampling.LANCZOS, reducing_gap=2)
    exif = image.getexif()
    exif[_ORIENTATION] = turn
    return image


_ORIENTATION = 0x0112


def shrunk(picture: Pixels, *, width: int) -> Pixels:
    """Return a picture ``width`` pixels wide, or as it is where it is no wider."""
    rows, columns = picture.shape[:2]
    if columns <= width:
        return picture
    size = (width, max(1, round(rows * width / columns)))
    return np.asarray(cv2.resize(picture, size, interpolation=cv2.INTER_AREA), np.uint8)


def png(picture: Pixels) -> bytes:
    """Return a picture as PNG."""
    good, encoded = cv2.imencode(".png", picture)
    if not good:
        raise UserError("document_damaged")
    return encoded.tobytes()
