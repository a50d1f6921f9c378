"""What is read from pictures of pages: the words, upright, in rows, with nothing from elsewhere."""

from __future__ import annotations

import os
from pathlib import Path

import cv2
import numpy as np
import pytest
import rapidocr
from PIL import Image

from cfo_desktop.base.errors import UserError
from cfo_desktop.documents import ocr
from cfo_desktop.documents import orientation
from cfo_desktop.documents import pictures
from cfo_desktop.documents.orientation import Frame
from cfo_desktop.documents.pages import PageText
from cfo_desktop.documents.pictures import Pixels
from cfo_desktop.domain.document import FULL
from cfo_desktop.domain.document import Carrier
from tests.documents import made_pages
from tests.documents.made_pages import Row

SHORT: tuple[Row, ...] = (made_pages.INVOICE[1], *made_pages.INVOICE[3:5], made_pages.INVOICE[8])
"""Rows enough to be told by, and few enough to be quick."""


def _pixels(page: Image.Image) -> Pixels:
    return np.ascontiguousarray(np.asarray(page)[:, :, ::-1])


def _short() -> Image.Image:
    return made_pages.picture(SHORT, width=1000, height=420, size=20)


def _folded(text: str) -> str:
    """Return a text as both ways of writing Chinese punctuation are one."""
    return text.translate(str.maketrans("（）：￥", "():¥")).replace(" ", "")


def _text(page: PageText) -> str:
    return _folded("".join(word.text for word in page.words))


def _expected(rows: tuple[Row, ...]) -> str:
    return _folded("".join(text for row in rows for _left, text in row))


def test_an_english_receipt_is_read_word_for_word() -> None:
    read = ocr.read(_pixels(made_pages.picture(made_pages.RECEIPT)), number=3)
    assert _text(read.text) == _expected(made_pages.RECEIPT)
    assert read.text.number == 3
    assert read.text.carrier is Carrier.OCR
    assert read.frame == Frame()
    assert all(word.score > 900 for word in read.text.words)
    date = next(word for word in read.text.words if word.text.startswith("Date"))
    assert abs(date.left - 60 * FULL // 1000) < FULL // 50
    assert abs(date.top - (3 * 52 + 26) * FULL // 1200) < FULL // 50


@pytest.mark.parametrize("quarters", range(4))
def test_a_chinese_invoice_is_read_however_it_lies(quarters: int) -> None:
    told: list[float] = []
    turned = np.ascontiguousarray(np.rot90(_pixels(_short()), quarters))
    read = ocr.read(turned, told=told.append)
    assert read.frame.quarters == quarters
    assert (read.text.width, read.text.height) == (1000, 420)
    assert read.shown.shape == (420, 1000, 3)
    assert _text(read.text) == _expected(SHORT)
    assert told == sorted(told)
    assert (told[0], told[-1]) == (0.0, 1.0)


def test_showing_finds_the_same_frame_as_reading() -> None:
    askew = _pixels(_short().rotate(-94, expand=True, fillcolor="white"))
    read = ocr.read(askew)
    assert ocr.frame_of(askew) == read.frame
    assert read.frame.quarters == 3
    assert abs(read.frame.skew - -4) < 0.7 or abs(read.frame.skew - 4) < 0.7
    assert np.array_equal(read.frame.shown(askew), read.shown)
    tops = [word.top for word in read.text.words if word.text.startswith(("购买方", "销售方"))]
    assert abs(tops[0] - tops[1]) < FULL // 50, "one row, although the paper lay askew"
    assert _text(read.text) == _expected(SHORT)


@pytest.mark.parametrize("size", [(1, 1), (3, 900), (900, 3), (40, 40)])
def test_a_picture_of_any_size_without_words_has_none(size: tuple[int, int]) -> None:
    read = ocr.read(np.full((*size, 3), 255, np.uint8))
    assert read.text.words == ()
    assert read.frame == Frame()


def test_the_models_are_those_of_the_wheel(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Tests have no network: by them the words above were read. Without them, it says so."""
    folder = Path(rapidocr.__file__).parent / "models"
    found = {path.name for path in folder.glob("*.onnx")}
    assert {ocr._DETECTION, ocr._RECOGNITION} <= found
    monkeypatch.setattr(rapidocr, "__file__", str(tmp_path / "__init__.py"))
    ocr._engine.cache_clear()
    try:
        with pytest.raises(UserError) as caught:
            ocr.read(np.full((50, 50, 3), 255, np.uint8))
    finally:
        ocr._engine.cache_clear()
    assert caught.value.code == "ocr_missing"
    assert not list(tmp_path.iterdir())


def test_one_core_stays_free() -> None:
    assert 1 <= ocr.threads() <= max(1, (os.cpu_count() or 1) - 1)


def test_points_go_where_the_picture_goes() -> None:
    """A dot stays under its point when the picture is turned and straightened."""
    picture = np.full((200, 300, 3), 255, np.uint8)
    cv2.circle(picture, (220, 60), 5, (0, 0, 0), -1)
    for quarters in range(4):
        for skew in (-7.0, 0.0, 3.0):
            frame = Frame(quarters, skew)
            upright = frame.turned(picture)
            dark = np.argwhere(upright[:, :, 0] < 128).mean(axis=0)[::-1]
            quad = np.array([[dark, dark, dark, dark]], np.float32)
            moved = frame.straight(quad, upright)[0, 0]
            seen = np.argwhere(frame.shown(picture)[:, :, 0] < 128).mean(axis=0)[::-1]
            assert np.abs(moved - seen).max() < 1.5


def test_corners_are_in_order_whatever_order_they_come_in() -> None:
    quad = np.array([[[10, 5], [50, 9], [48, 30], [8, 26]]], np.float32)
    for turn in range(4):
        assert np.array_equal(orientation.ordered(np.roll(quad, turn, axis=1)), quad)


def test_a_photo_is_read_as_its_camera_held_it() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    content = made_pages.encoded(_short().transpose(Image.Transpose.ROTATE_90), "JPEG", exif=exif)
    read = ocr.read(pictures.pixels(content))
    assert read.frame == Frame()
    assert _text(read.text) == _expected(SHORT)
