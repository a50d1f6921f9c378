"""Finds how a photographed page lies, so that it is read, and shown, upright and straight."""

from __future__ import annotations

import math
from collections.abc import Callable
from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from cfo_desktop.documents.pictures import Pixels

Quads = NDArray[np.float32]
"""Pieces of lines: for each the four corners (x, y), clockwise from the top left."""
Scored = Callable[[Pixels, Quads], Sequence[int]]
"""Gives the score, per mille, at which each piece was read."""

_SAMPLE = 6
"""Longest pieces by which up and down are told apart."""
_READS_WELL = 900
"""Mean score of a sample above which nobody asks whether the page stands on its head."""
_CLEARLY_BETTER = 40
_LONG = 1.5
"""Times as long as high: what is shorter says nothing about a direction."""
_STRAIGHT = 0.4
"""Degrees that no reader of rows minds."""
_MAX_SKEW = 20.0


@dataclass(frozen=True, slots=True)
class Frame:
    """How a picture is turned to be upright: quarter turns clockwise, then degrees clockwise."""

    quarters: int = 0
    skew: float = 0.0

    def turned(self, picture: Pixels) -> Pixels:
        """Return the picture upright, not yet straightened."""
        return np.ascontiguousarray(np.rot90(picture, -self.quarters)) if self.quarters else picture

    def shown(self, picture: Pixels) -> Pixels:
        """Return the picture upright and straight, on white, with nothing of it cut off."""
        upright = self.turned(picture)
        if not self.skew:
            return upright
        matrix, size = self._straightening(upright)
        made = cv2.warpAffine(upright, matrix, size, borderValue=(255, 255, 255))
        return np.asarray(made, np.uint8)

    def _straightening(self, upright: Pixels) -> tuple[NDArray[np.float64], tuple[int, int]]:
        """Return what straightens points of the upright picture, and the size that it takes."""
        rows, columns = upright.shape[:2]
        matrix = np.array(
            cv2.getRotationMatrix2D((columns / 2, rows / 2), -self.skew, 1.0), np.float64
        )
        cosine, sine = abs(float(matrix[0, 0])), abs(float(matrix[0, 1]))
        wide = round(columns * cosine + rows * sine)
        high = round(columns * sine + rows * cosine)
        matrix[:, 2] += ((wide - columns) / 2, (high - rows) / 2)
        return matrix, (wide, high)

    def straight(self, quads: Quads, upright: Pixels) -> Quads:
        """Return the corners as they lie in the picture that is shown."""
        if not self.skew or not len(quads):
            return quads
        matrix, _size = self._straightening(upright)
        return (quads @ matrix[:, :2].T + matrix[:, 2]).astype(np.float32)


def frame_of(picture: Pixels, quads: Quads, *, scored: Scored) -> tuple[Frame, Quads]:
    """Return how the picture is to be turned, and the pieces' corners once it is."""
    quarters = 0
    if _lies_on_its_side(quads):
        quarters, quads = 1, _quarter_turned(quads, picture.shape[0])
    upright = Frame(quarters).turned(picture)
    if len(quads) and _stands_on_its_head(upright, quads, scored):
        quarters += 2
        quads = _half_turned(quads, upright.shape[1], upright.shape[0])
    return Frame(quarters, _skew(quads)), quads


def ordered(quads: Quads) -> Quads:
    """Return each piece's corners clockwise from the top left, as the picture lies now."""
    if not len(quads):
        return quads
    by_side = np.take_along_axis(quads, np.argsort(quads[:, :, :1], axis=1, kind="stable"), axis=1)
    left, right = by_side[:, :2], by_side[:, 2:]
    left = np.take_along_axis(left, np.argsort(left[:, :, 1:], axis=1, kind="stable"), axis=1)
    right = np.take_along_axis(right, np.argsort(right[:, :, 1:], axis=1, kind="stable"), axis=1)
    return np.stack([left[:, 0], right[:, 0], right[:, 1], left[:, 1]], axis=1)


def lengths(quads: Quads) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Return how wide and how high each piece is along its own sides."""
    wide = np.linalg.norm(quads[:, 1] - quads[:, 0], axis=1)
    high = np.linalg.norm(quads[:, 3] - quads[:, 0], axis=1)
    return np.asarray(wide, np.float32), np.asarray(high, np.float32)


def _lies_on_its_side(quads: Quads) -> bool:
    if not len(quads):
        return False
    wide, high = lengths(quads)
    return float(high[high > _LONG * wide].sum()) > float(wide[wide > _LONG * high].sum())


def _quarter_turned(quads: Quads, rows: int) -> Quads:
    return ordered(np.stack([rows - quads[:, :, 1], quads[:, :, 0]], axis=2))


def _half_turned(quads: Quads, columns: int, rows: int) -> Quads:
    return ordered(np.array([columns, rows], np.float32) - quads)


def _stands_on_its_head(upright: Pixels, quads: Quads, scored: Scored) -> bool:
    wide, _high = lengths(quads)
    sample = quads[np.argsort(-wide, kind="stable")[:_SAMPLE]]
    as_it_is = _mean(scored(upright, sample))
    if as_it_is >= _READS_WELL:
        return False
    rows, columns = upright.shape[:2]
    turned = Frame(2).turned(upright)
    other = _mean(scored(turned, _half_turned(sample, columns, rows)))
    return other > as_it_is + _CLEARLY_BETTER


def _mean(scores: Sequence[int]) -> float:
    return sum(scores) / len(scores) if scores else 0.0


def _skew(quads: Quads) -> float:
    """Return by how many degrees clockwise the rows fall, weighed by their lengths."""
    if not len(quads):
        return 0.0
    wide, high = lengths(quads)
    long = wide > 2 * _LONG * high
    if not long.any():
        return 0.0
    across = (quads[:, 1] - quads[:, 0]) + (quads[:, 2] - quads[:, 3])
    angles = np.degrees(np.arctan2(across[long, 1], across[long, 0]))
    order = np.argsort(angles, kind="stable")
    weight = np.cumsum(wide[long][order])
    angle = float(angles[order][int(np.searchsorted(weight, weight[-1] / 2))])
    if math.isnan(angle) or not _STRAIGHT < abs(angle) < _MAX_SKEW:
        return 0.0
    return -angle
