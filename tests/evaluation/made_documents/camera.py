"""Turns a clean page into what a scanner or a telephone makes of it, and spoils it as life does.

Each effect takes and returns a picture as an array of bytes (height, width, 3); ``chance`` draws
its strength. Nothing is drawn so strongly that a person could not read the figures any more.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt
import PIL.Image

Array = npt.NDArray[Any]
Chance = np.random.Generator
Effect = Callable[..., Array]

_TABLES = ((96, 74, 52), (60, 60, 64), (150, 140, 128), (205, 205, 200), (40, 48, 70), (30, 30, 30))
"""What a slip lies on when it is photographed: wood, stone, cloth (red, green, blue)."""


def _noise_field(shape: tuple[int, int], chance: Chance, *, cell: int) -> Array:
    """Return smooth noise between -1 and 1, whose hills are about ``cell`` pixels wide."""
    height, width = shape
    small = chance.uniform(-1, 1, (height // cell + 3, width // cell + 3)).astype(np.float32)
    smooth: Array = cv2.resize(small, (width, height), interpolation=cv2.INTER_CUBIC)
    return smooth


def _bytes(picture: Array) -> Array:
    return np.clip(picture, 0, 255).astype(np.uint8)


def faded(picture: Array, chance: Chance, *, hard: bool) -> Array:
    """Thermal paper that lost its black: little contrast, pale stripes along the paper."""
    ink = chance.uniform(95, 150) if hard else chance.uniform(40, 95)
    paper = chance.uniform(225, 245)
    out = ink + picture.astype(np.float32) * (paper - ink) / 255
    if chance.random() < 0.5:
        for _ in range(int(chance.integers(1, 4))):
            middle = chance.uniform(0, picture.shape[1])
            wide = chance.uniform(6, 25)
            reach = np.exp(-(((np.arange(picture.shape[1]) - middle) / wide) ** 2))[None, :, None]
            share = 0.35 if hard else 0.2
            out = out + (paper - out) * reach * share
    return _bytes(out)


def dotted(picture: Array, chance: Chance, *, hard: bool) -> Array:
    """A worn print head: some rows of dots are weak, edges are frayed."""
    grain: Array = chance.normal(0, 1, picture.shape[:2]).astype(np.float32)
    grain = cv2.GaussianBlur(grain, (0, 0), 0.8)
    strength = 55 if hard else 28
    dark = (255 - picture.astype(np.float32)) / 255
    return _bytes(picture + dark * np.abs(grain)[..., None] * strength * 2.2)


def crumpled(picture: Array, chance: Chance, *, hard: bool) -> Array:
    """Paper that was in a pocket: places move a little, folds throw shadows."""
    height, width = picture.shape[:2]
    reach = chance.uniform(5, 8) if hard else chance.uniform(1.5, 4)
    cell = int(chance.integers(90, 170))
    move_x = _noise_field((height, width), chance, cell=cell) * reach
    move_y = _noise_field((height, width), chance, cell=cell) * reach
    grid_x, grid_y = np.meshgrid(np.arange(width), np.arange(height))
    to_x: Array = grid_x + move_x
    to_y: Array = grid_y + move_y
    out: Array = cv2.remap(
        picture,
        to_x.astype(np.float32),
        to_y.astype(np.float32),
        cv2.INTER_LINEAR,
        borderMode=cv2.BORDER_REPLICATE,
    )
    slope: Array = cv2.Sobel(move_x, cv2.CV_32F, 1, 0, ksize=5) + cv2.Sobel(
        move_y, cv2.CV_32F, 0, 1, ksize=5
    )
    steep: Array = slope / (np.abs(slope).max() + 1e-6)
    light = 1 + steep * (0.28 if hard else 0.14)
    for _ in range(int(chance.integers(1, 5 if hard else 3))):
        row, tilt = chance.uniform(0, height), chance.uniform(-0.15, 0.15)
        far = np.abs(grid_y - row - tilt * grid_x)
        light = light - 0.22 * np.exp(-((far / 3.5) ** 2)) + 0.06 * np.exp(-(((far - 6) / 5) ** 2))
    return _bytes(out * light[..., None])


def shadowed(picture: Array, chance: Chance, *, hard: bool) -> Array:
    """Uneven light: darker to one side, often the edge of a hand's or telephone's shadow."""
    height, width = picture.shape[:2]
    grid_x, grid_y = np.meshgrid(np.linspace(-1, 1, width), np.linspace(-1, 1, height))
    angle = chance.uniform(0, 2 * np.pi)
    along = grid_x * np.cos(angle) + grid_y * np.sin(angle)
    depth = chance.uniform(0.3, 0.5) if hard else chance.uniform(0.08, 0.25)
    light = 1 - depth * (along + 1.4) / 2.8
    if chance.random() < 0.6:
        edge = chance.uniform(-0.4, 0.5)
        soft = 1 / (1 + np.exp(-(along - edge) / chance.uniform(0.02, 0.12)))
        light = light * (1 - soft * (0.45 if hard else 0.25))
    warm = np.array([1.0, chance.uniform(0.95, 1.0), chance.uniform(0.85, 1.0)])
    return _bytes(picture * light[..., None] * warm)


def blurred(picture: Array, chance: Chance, *, hard: bool) -> Array:
    """Out of focus, or a hand that shook."""
    if chance.random() < 0.6:
        return _bytes(
            cv2.GaussianBlur(
                picture, (0, 0), chance.uniform(1.2, 1.9) if hard else chance.uniform(0.5, 1.1)
            )
        )
    length = int(chance.integers(4, 7)) if hard else 3
    kernel: Array = np.zeros((length, length), np.float32)
    kernel[length // 2, :] = 1 / length
    turn = cv2.getRotationMatrix2D(((length - 1) / 2, (length - 1) / 2), chance.uniform(0, 180), 1)
    kernel = cv2.warpAffine(kernel, turn, (length, length))
    even: Array = kernel / max(float(kernel.sum()), 1e-6)
    return _bytes(cv2.filter2D(picture, -1, even))


def noisy(picture: Array, chance: Chance, *, hard: bool) -> Array:
    """The grain of a small sensor in poor light."""
    strength = chance.uniform(11, 20) if hard else chance.uniform(3, 9)
    return _bytes(picture + chance.normal(0, strength, picture.shape))


def turned(picture: Array, chance: Chance, *, hard: bool, ground: tuple[int, int, int]) -> Array:
    """Not laid straight: turned by a few degrees on the ground it lies on."""
    angle = chance.uniform(3, 9) if hard else chance.uniform(0.3, 3)
    angle *= chance.choice((-1, 1))
    height, width = picture.shape[:2]
    cosine, sine = abs(np.cos(np.radians(angle))), abs(np.sin(np.radians(angle)))
    wide, high = int(width * cosine + height * sine), int(height * cosine + width * sine)
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1)
    matrix[0, 2] += (wide - width) / 2
    matrix[1, 2] += (high - height) / 2
    return _bytes(
        cv2.warpAffine(
            picture, matrix, (wide, high), borderMode=cv2.BORDER_CONSTANT, borderValue=ground
        )
    )


def slanted(picture: Array, chance: Chance, *, hard: bool, ground: tuple[int, int, int]) -> Array:
    """Photographed from the side: the corners lie where a slanting look puts them."""
    height, width = picture.shape[:2]
    reach = (chance.uniform(0.06, 0.11) if hard else chance.uniform(0.01, 0.05)) * min(
        height, width
    )
    corners = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    moved = corners + chance.uniform(0, reach, (4, 2)) * np.array(
        [[1, 1], [-1, 1], [-1, -1], [1, -1]]
    )
    matrix = cv2.getPerspectiveTransform(corners, moved.astype(np.float32))
    return _bytes(
        cv2.warpPerspective(
            picture, matrix, (width, height), borderMode=cv2.BORDER_CONSTANT, borderValue=ground
        )
    )


def laid_down(picture: Array, chance: Chance, *, ground: tuple[int, int, int]) -> Array:
    """Put the paper on something, with a margin around it."""
    height, width = picture.shape[:2]
    left, top, right, bottom = (int(v) for v in chance.uniform(0.02, 0.16, 4) * min(width, height))
    out = np.empty((height + top + bottom, width + left + right, 3), np.float32)
    out[:] = ground
    out += _noise_field(out.shape[:2], chance, cell=12)[..., None] * 10
    out[top : top + height, left : left + width] = picture
    return _bytes(out)


def cut(picture: Array, chance: Chance, *, margin: float) -> Array:
    """Cut the margins, nearly to the words (``margin``: the share of the width that is free)."""
    height, width = picture.shape[:2]
    off = (chance.uniform(0.3, 0.75, 4) * margin * width).astype(int)
    return picture[off[0] : height - off[1], off[2] : width - off[3]]


def photo(page: PIL.Image.Image, seed: int, *, hard: bool, is_slip: bool, margin: float) -> bytes:
    """Return a JPEG of ``page`` as a telephone takes it."""
    chance = np.random.default_rng(seed)
    picture = np.asarray(page.convert("RGB"))
    tint = np.array([1, chance.uniform(0.97, 1), chance.uniform(0.9, 1)])
    picture = _bytes(picture * tint)
    wear: list[Effect] = [crumpled, shadowed, blurred, noisy]
    if is_slip:
        picture = dotted(picture, chance, hard=hard) if chance.random() < 0.5 else picture
        picture = (
            faded(picture, chance, hard=hard)
            if chance.random() < (0.7 if hard else 0.4)
            else picture
        )
    if chance.random() < 0.25:
        picture = cut(picture, chance, margin=margin)
    chosen = [effect for effect in wear if chance.random() < (0.75 if hard else 0.45)]
    if crumpled in chosen:
        picture = crumpled(picture, chance, hard=hard)
    ground = _TABLES[int(chance.integers(len(_TABLES)))]
    if chance.random() < 0.75:
        picture = laid_down(picture, chance, ground=ground)
        if chance.random() < 0.7:
            picture = turned(picture, chance, hard=hard, ground=ground)
        if chance.random() < 0.6:
            picture = slanted(picture, chance, hard=hard, ground=ground)
    for effect in (shadowed, blurred, noisy):
        if effect in chosen:
            picture = effect(picture, chance, hard=hard)
    quarters = int(chance.integers(1, 4)) if chance.random() < (0.25 if hard else 0.08) else 0
    return _jpeg(picture, chance, hard=hard, quarters=quarters)


def scan(page: PIL.Image.Image, seed: int, *, hard: bool) -> bytes:
    """Return a JPEG of ``page`` as an office scanner makes it: nearly straight, grey, dusty."""
    chance = np.random.default_rng(seed)
    picture = np.asarray(page.convert("RGB"))
    if chance.random() < 0.8:
        picture = turned(picture, chance, hard=False, ground=(250, 250, 250))
    picture = _bytes(picture.astype(np.float32) * chance.uniform(0.85, 1) + chance.uniform(0, 12))
    if hard:
        picture = blurred(picture, chance, hard=True)
        picture = noisy(picture, chance, hard=True)
        if chance.random() < 0.4:  # a fax, or a copy of a copy
            grey = cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY)
            grey = cv2.adaptiveThreshold(
                grey, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY, 31, 14
            )
            picture = cv2.cvtColor(grey, cv2.COLOR_GRAY2RGB)
    elif chance.random() < 0.5:
        picture = noisy(picture, chance, hard=False)
    quarters = int(chance.integers(1, 4)) if chance.random() < 0.1 else 0
    return _jpeg(picture, chance, hard=hard, quarters=quarters)


_ORIENTATION, _EXIF_OF = 0x0112, {1: 6, 2: 3, 3: 8}
"""EXIF's tag, and what it says of a picture that was turned by so many quarters to the left."""


def _jpeg(picture: Array, chance: Chance, *, hard: bool, quarters: int) -> bytes:
    """Write it; a picture that lies on its side says so in its EXIF data in one case of three."""
    image = PIL.Image.fromarray(np.ascontiguousarray(np.rot90(picture, quarters)))
    exif = PIL.Image.Exif()
    if quarters and chance.random() < 1 / 3:
        exif[_ORIENTATION] = _EXIF_OF[quarters]
    stream = io.BytesIO()
    quality = int(chance.integers(38, 60) if hard else chance.integers(65, 92))
    image.save(stream, "JPEG", quality=quality, exif=exif)
    return stream.getvalue()
