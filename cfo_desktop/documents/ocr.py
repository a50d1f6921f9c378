"""Reads the words of a picture, English and Chinese, by models that lie on this computer."""

from __future__ import annotations

import contextlib
import os
import sys
import warnings
from collections.abc import Callable
from collections.abc import Iterator
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import cv2
import numpy as np

from cfo_desktop.base.errors import UserError
from cfo_desktop.documents import orientation
from cfo_desktop.documents import pictures
from cfo_desktop.documents import rows
from cfo_desktop.documents.orientation import Frame
from cfo_desktop.documents.orientation import Quads
from cfo_desktop.documents.pages import PageText
from cfo_desktop.documents.pages import Word
from cfo_desktop.documents.pictures import Pixels
from cfo_desktop.domain.document import FULL
from cfo_desktop.domain.document import Carrier

_MOST_THREADS = 4
"""More gain little, and each takes its own part of the bounded address space."""
_FOUND_IN = 1280 * 960
"""Pixels of the picture in which pieces of lines are looked for; they are read in the large one."""
_ENLARGED = 2.0
_SIDE = 32
"""The model that finds pieces takes sides of whole multiples of this."""
_DETECTION = "PP-OCRv6_det_small.onnx"
_RECOGNITION = "PP-OCRv6_rec_small.onnx"
_LEAST_SCORE = 500
"""Per mille; what was read at less is dirt and folds more often than letters."""
_LINE_HEIGHT = 48
"""The height to which the model that reads brings each piece."""
_TALL = 1.5
_BORDER = 4

Told = Callable[[float], None]


@dataclass(frozen=True, slots=True)
class ReadPicture:
    """A picture's words, how it lies, and how it looks upright and straight."""

    text: PageText
    frame: Frame
    shown: Pixels


def read(picture: Pixels, *, number: int = 0, told: Told | None = None) -> ReadPicture:
    """Return the words of page ``number`` as they stand once the picture is upright.

    ``told`` hears which part of the work is done, 0 to 1.
    """
    _tell(told, 0.0)
    known: dict[bytes, tuple[str, int]] = {}
    frame, quads = _lying(picture, known)
    upright = frame.turned(picture)
    _tell(told, _DETECTED)
    found = [
        _tell_after(told, done, len(quads), _read_piece(upright, quad, known))
        for done, quad in enumerate(quads, start=1)
    ]
    shown = frame.shown(picture)
    high, wide = shown.shape[:2]
    straight = frame.straight(quads, upright)
    words = [
        _word(text, score, quad, wide=wide, high=high)
        for (text, score), quad in zip(found, straight, strict=True)
        if text.strip() and score >= _LEAST_SCORE
    ]
    page = PageText(number, rows.in_order(words), Carrier.OCR, wide, high)
    return ReadPicture(page, frame, shown)


def frame_of(picture: Pixels) -> Frame:
    """Return how a picture is to be turned to be upright: the same as ``read`` finds."""
    return _lying(picture, {})[0]


_DETECTED = 0.5
"""How much of the work is done when the pieces are found."""


def _lying(picture: Pixels, known: dict[bytes, tuple[str, int]]) -> tuple[Frame, Quads]:
    def scored(turned: Pixels, sample: Quads) -> Sequence[int]:
        return [_read_piece(turned, quad, known)[1] for quad in sample]

    return orientation.frame_of(picture, _pieces(picture), scored=scored)


def _tell(told: Told | None, done: float) -> None:
    if told:
        told(done)


def _tell_after(told: Told | None, done: int, of: int, found: tuple[str, int]) -> tuple[str, int]:
    _tell(told, _DETECTED + (1 - _DETECTED) * done / of)
    return found


def _word(text: str, score: int, quad: Quads, *, wide: int, high: int) -> Word:
    left, top = quad.min(axis=0)
    right, bottom = quad.max(axis=0)
    return Word(
        text.strip(),
        *(_part(left, wide), _part(top, high), _part(right, wide), _part(bottom, high)),
        score,
    )


def _part(place: float, of: int) -> int:
    return min(max(round(float(place) * FULL / of), 0), FULL)


def _pieces(picture: Pixels) -> Quads:
    """Return where pieces of lines stand: four corners each, in pixels of ``picture``."""
    high, wide = picture.shape[:2]
    scale = min((_FOUND_IN / (high * wide)) ** 0.5, _ENLARGED)
    size = tuple(max(_SIDE, round(side * scale / _SIDE) * _SIDE) for side in (wide, high))
    way = cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR
    small = cv2.resize(picture, size, interpolation=way)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        boxes = _engine()(small, use_det=True, use_cls=False, use_rec=False).boxes
    if boxes is None or not len(boxes):
        return np.empty((0, 4, 2), np.float32)
    ratio = np.array([wide / size[0], high / size[1]], np.float32)
    return orientation.ordered(np.asarray(boxes, np.float32) * ratio)


def _read_piece(
    picture: Pixels, quad: Quads, known: dict[bytes, tuple[str, int]]
) -> tuple[str, int]:
    """Return a piece's text and its score, per mille; pieces of the sample are read once."""
    cut = _cut(picture, quad)
    key = cut.tobytes()
    if key not in known:
        read = _engine()(cut, use_det=False, use_cls=False, use_rec=True)
        texts = read.txts or ("",)
        known[key] = (texts[0], round(1000 * float(read.scores[0])))
    return known[key]


def _cut(picture: Pixels, quad: Quads) -> Pixels:
    """Return a piece, straight, at the height that the model reads."""
    wide = max(np.linalg.norm(quad[1] - quad[0]), np.linalg.norm(quad[2] - quad[3]))
    high = max(np.linalg.norm(quad[3] - quad[0]), np.linalg.norm(quad[2] - quad[1]))
    size = (max(int(wide), _BORDER), max(int(high), _BORDER))
    corners = np.array([[0, 0], [size[0], 0], [size[0], size[1]], [0, size[1]]], np.float32)
    piece = cv2.warpPerspective(
        picture,
        cv2.getPerspectiveTransform(quad, corners),
        size,
        flags=cv2.INTER_CUBIC,
        borderMode=cv2.BORDER_REPLICATE,
    )
    if size[1] >= _TALL * size[0]:  # letters one above the other
        piece = np.rot90(piece)
    return np.ascontiguousarray(piece, np.uint8)


@cache
def _engine() -> Any:  # noqa: ANN401 - what RapidOCR returns depends on what it is asked for
    """Return the engine with the models of its own wheel; it is told where they lie.

    Left to itself it would look into its catalogue, and get from there what it misses.
    """
    import rapidocr

    models = Path(rapidocr.__file__).parent / "models"
    if not all((models / name).is_file() for name in (_DETECTION, _RECOGNITION)):
        raise UserError("ocr_missing")
    with _without_network():
        from rapidocr import RapidOCR
    cv2.setNumThreads(threads())
    return RapidOCR(
        params={
            "Global.log_level": "critical",
            "Global.use_cls": False,
            # sizes are chosen above, by area: a long receipt keeps its letters
            "Global.max_side_len": 4 * pictures.LONGEST,
            "Global.min_side_len": _BORDER,
            "Det.limit_side_len": _SIDE,
            "Det.model_path": str(models / _DETECTION),
            "Rec.model_path": str(models / _RECOGNITION),
            "Rec.rec_batch_num": 1,
            "EngineConfig.onnxruntime.intra_op_num_threads": threads(),
            "EngineConfig.onnxruntime.inter_op_num_threads": 1,
        }
    )


@contextlib.contextmanager
def _without_network() -> Iterator[None]:
    """Give RapidOCR an empty module for the one by which it would download.

    The true one opens a socket when it is imported, and takes a quarter of a second.
    """
    stand_in = ModuleType("requests")
    vars(stand_in)["Response"] = object  # named in annotations
    known = sys.modules.get(stand_in.__name__)
    sys.modules[stand_in.__name__] = stand_in
    try:
        yield
    finally:
        del sys.modules[stand_in.__name__]
        if known is not None:
            sys.modules[stand_in.__name__] = known


def threads() -> int:
    """Return how many threads read: one core stays free for the window.

    With the other core busy, two threads on two cores are slower than one: they wait in turns.
    """
    if hasattr(os, "sched_getaffinity"):
        cores = len(os.sched_getaffinity(0))
    else:
        cores = os.cpu_count() or 1
    return min(max(1, cores - 1), _MOST_THREADS)
