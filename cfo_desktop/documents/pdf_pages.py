"""Takes words with their places, and pictures, from the pages of a PDF that is not trusted."""

from __future__ import annotations

import ctypes
import math
import statistics
import unicodedata
from collections import Counter
from collections.abc import Iterator
from collections.abc import Sequence
from dataclasses import dataclass
from types import TracebackType
from typing import Any
from typing import Self

import numpy as np
import pypdfium2
import pypdfium2.raw as pdfium

from cfo_desktop.base.errors import UserError
from cfo_desktop.documents import rows
from cfo_desktop.documents.pages import PageText
from cfo_desktop.documents.pages import Word
from cfo_desktop.documents.pictures import Pixels
from cfo_desktop.documents.structured.limits import MAX_PAGES
from cfo_desktop.domain.document import FULL
from cfo_desktop.domain.document import Carrier

LEAST_TEXT = 20
"""Characters on a page below which it is a picture with little more than a stamp on it."""

_MAX_CHARACTERS = 100_000
_FEW = 120
"""Characters that a scanning program prints beside its picture, at most."""
_COVERED = 0.6
"""Share of a page that a scan fills."""
_UNREADABLE = 0.3
"""Share of characters without a meaning above which a page's text is worth nothing."""
_LOOKED_AT = 400
"""Characters by which the direction of a page's text is told."""
_PRECISE = 1_000_000
_HEIGHTS_APART = 0.6
"""Gap between two characters, in parts of their height, that parts two words."""
_BLANK = "\0\t\n\r\x0c \u00a0\u2002\u2003\u2009\u200b\u3000\ufeff\ufffe"
_LIGATURES = range(0xFB00, 0xFB07)
_RADICALS = range(0x2E80, 0x2FE0)
"""Parts of Chinese characters that some writers of PDF put in the place of the whole ones."""
_PRIVATE = range(0xE000, 0xF900)
_LOOSE = 3
"""Times the height of its letters: what a font says of its own height is nonsense beyond that."""


_Sides = tuple[float, float, float, float]
"""Left, bottom, right and top, in points."""


@dataclass(frozen=True, slots=True)
class _Letter:
    """One character and its place as the page is shown, in parts of ``FULL``."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    quarters: int
    """In which direction its row runs: 0 to the right, 1 down, 2 to the left, 3 up."""


class PdfPages:
    """An open PDF; close it, or use it in ``with``."""

    def __init__(self, untrusted_content: bytes) -> None:
        """Open it. Raises ``UserError``: ``document_damaged``, ``document_password``,
        ``document_pages``."""  # noqa: D205, D209 - one sentence
        self._filled: set[int] = set()
        try:
            self._pdf = pypdfium2.PdfDocument(untrusted_content)
            self.count = len(self._pdf)
            self._has_form = self._pdf.get_formtype() != pdfium.FORMTYPE_NONE
            if self._has_form:
                self._pdf.init_forms()
        except pypdfium2.PdfiumError as error:
            locked = error.err_code == pdfium.FPDF_ERR_PASSWORD
            raise UserError("document_password" if locked else "document_damaged") from error
        if not 0 < self.count <= MAX_PAGES:
            count = self.count
            self.close()
            if not count:
                raise UserError("document_damaged")
            raise UserError("document_pages", limit=MAX_PAGES)

    def __enter__(self) -> Self:
        """Return itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close it."""
        self.close()

    def close(self) -> None:
        """Let go of the file's bytes."""
        self._pdf.close()

    def text(self, number: int) -> PageText | None:
        """Return the words of page ``number``; ``None`` where its picture is to be read."""
        page = self._page(number)
        try:
            found = page.get_textpage()
            try:
                letters = list(_letters(page, found))
            finally:
                found.close()
            if not _is_worth_it(letters) or _is_scan(page, len(letters)):
                return None
            turn = _main_direction(letters)
            words = [_turned(word, turn) for word in _words(letters)]
            size = [max(1, round(side)) for side in page.get_size()]
        except pypdfium2.PdfiumError:
            return None
        finally:
            page.close()
        wide, high = reversed(size) if turn % 2 else size
        return PageText(number, rows.in_order(words), Carrier.PDF_TEXT, wide, high)

    def picture(self, number: int, *, longest: int) -> Pixels:
        """Return page ``number`` as it is shown, its longer side ``longest`` pixels."""
        page = self._page(number)
        try:
            wide, high = page.get_size()
            bitmap = page.render(scale=longest / max(wide, high, 1.0), prefer_bgrx=False)
            try:
                picture = np.array(bitmap.to_numpy()[:, :, :3], np.uint8)
            finally:
                bitmap.close()
        except (pypdfium2.PdfiumError, ValueError, ctypes.ArgumentError) as error:
            raise UserError("document_damaged") from error
        finally:
            page.close()
        return picture

    def turn(self, number: int) -> int:
        """Return by how many quarters clockwise page ``number``'s picture stands upright."""
        page = self._page(number)
        try:
            found = page.get_textpage()
            try:
                return -_main_direction(list(_letters(page, found))) % 4
            finally:
                found.close()
        except pypdfium2.PdfiumError:
            return 0
        finally:
            page.close()

    def _page(self, number: int) -> Any:  # noqa: ANN401 - the library ships no types
        try:
            page = self._pdf[number]
            if self._has_form and number not in self._filled:
                # what was typed into a form is no text of the page before
                page.flatten()
                page.close()
                self._filled.add(number)
                page = self._pdf[number]
        except (pypdfium2.PdfiumError, IndexError) as error:
            raise UserError("document_damaged") from error
        return page


def is_pdf(untrusted_content: bytes) -> bool:
    """Tell by its first kilobyte, where readers look for the mark, whether it is a PDF."""
    return b"%PDF-" in untrusted_content[:1024]


def _letters(page: Any, found: Any) -> Iterator[_Letter]:  # noqa: ANN401 - as above
    """Yield the characters that stand on the page; a blank one parts words and has no size."""
    place = _Placing(page)
    count = min(found.count_chars(), _MAX_CHARACTERS)
    texts = [_character(pdfium.FPDFText_GetUnicode(found, index)) for index in range(count)]
    tight = [_tight(found, index) for index in range(count)]
    loose = [_loose(found, index) for index in range(count)]
    boxes = loose if _are_honest(loose, tight, texts) else tight
    for index, (text, points) in enumerate(zip(texts, boxes, strict=True)):
        if text in _BLANK:
            yield _Letter(" ", 0, 0, 0, 0, 0)
            continue
        box = place.box(points)
        if box and not _is_outside(box):
            angle = pdfium.FPDFText_GetCharAngle(found, index)
            yield _Letter(text, *box, place.direction(angle))


def _are_honest(loose: Sequence[_Sides], tight: Sequence[_Sides], texts: Sequence[str]) -> bool:
    """Tell whether what the fonts say of their height is near what their letters take."""
    times = [
        (row[3] - row[1]) / (letter[3] - letter[1])
        for row, letter, text in zip(loose, tight, texts, strict=True)
        if text.isalnum() and letter[3] - letter[1] > 0
    ]
    return not times or 1 <= statistics.median(times) <= _LOOSE


def _character(code: int) -> str:
    """Return a character; ligatures and radicals as what they stand for."""
    if not 0 < code <= 0x10FFFF or 0xD800 <= code < 0xE000:  # noqa: PLR2004 - half a character
        return "\ufffd" if code else " "
    text = chr(code)
    if code in _LIGATURES or code in _RADICALS:
        return unicodedata.normalize("NFKC", text)
    return text


def _tight(found: Any, index: int) -> _Sides:  # noqa: ANN401 - as above
    """Return the box of a letter's ink."""
    sides = [ctypes.c_double() for _ in range(4)]
    left, right, bottom, top = sides
    pdfium.FPDFText_GetCharBox(found, index, left, right, bottom, top)
    return (left.value, bottom.value, right.value, top.value)


def _loose(found: Any, index: int) -> _Sides:  # noqa: ANN401 - as above
    """Return the box of a letter as high as its row, by its font."""
    loose = pdfium.FS_RECTF()
    pdfium.FPDFText_GetLooseCharBox(found, index, loose)
    return (loose.left, loose.bottom, loose.right, loose.top)


class _Placing:
    """Turns points of a page into parts of the page as it is shown."""

    def __init__(self, page: Any) -> None:  # noqa: ANN401 - as above
        step = 1000
        zero, across, up = (self._shown(page, *point) for point in ((0, 0), (step, 0), (0, step)))
        unit = FULL / _PRECISE
        self._zero = (zero[0] * unit, zero[1] * unit)
        self._across = tuple((a - z) * unit / step for a, z in zip(across, zero, strict=True))
        self._up = tuple((u - z) * unit / step for u, z in zip(up, zero, strict=True))
        wide, high = page.get_size()
        self._stretch = wide / high if high else 1.0

    @staticmethod
    def _shown(page: Any, x: float, y: float) -> tuple[int, int]:  # noqa: ANN401 - as above
        right, down = ctypes.c_int(), ctypes.c_int()
        pdfium.FPDF_PageToDevice(page, 0, 0, _PRECISE, _PRECISE, 0, x, y, right, down)
        return right.value, down.value

    def box(self, points: _Sides) -> tuple[float, float, float, float] | None:
        """Return left, top, right, bottom; ``None`` for what is no place."""
        if not all(map(math.isfinite, points)):
            return None
        x0, y0 = self._point(points[0], points[1])
        x1, y1 = self._point(points[2], points[3])
        return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)

    def _point(self, x: float, y: float) -> tuple[float, float]:
        return (
            self._zero[0] + x * self._across[0] + y * self._up[0],
            self._zero[1] + x * self._across[1] + y * self._up[1],
        )

    def direction(self, angle: float) -> int:
        """Return in which direction text at ``angle``, clockwise, runs as the page is shown."""
        x, y = math.cos(angle), -math.sin(angle)
        right = (x * self._across[0] + y * self._up[0]) * self._stretch
        down = x * self._across[1] + y * self._up[1]
        return round(math.degrees(math.atan2(down, right)) / 90) % 4


def _is_outside(box: tuple[float, float, float, float]) -> bool:
    left, top, right, bottom = box
    return not (0 <= (left + right) / 2 <= FULL and 0 <= (top + bottom) / 2 <= FULL)


def _is_worth_it(letters: list[_Letter]) -> bool:
    seen = [letter.text for letter in letters if letter.text != " "]
    unknown = sum(text == "\ufffd" or ord(text[0]) in _PRIVATE for text in seen)
    return len(seen) >= LEAST_TEXT and unknown <= _UNREADABLE * len(seen)


def _is_scan(page: Any, characters: int) -> bool:  # noqa: ANN401 - as above
    """Tell whether little text stands on a picture that fills the page."""
    if characters >= _FEW:
        return False
    wide, high = page.get_size()
    for image in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=3):
        left, bottom, right, top = image.get_bounds()
        if (right - left) * (top - bottom) >= _COVERED * wide * high:
            return True
    return False


def _main_direction(letters: list[_Letter]) -> int:
    seen = [letter.quarters for letter in letters if letter.text != " "]
    step = max(1, len(seen) // _LOOKED_AT)
    counted = Counter(seen[::step])
    return max(counted, key=lambda quarters: (counted[quarters], -quarters), default=0)


def _words(letters: list[_Letter]) -> Iterator[Word]:
    word: list[_Letter] = []
    for letter in letters:
        if word and (letter.text == " " or _is_apart(word[-1], letter)):
            yield _joined(word)
            word = []
        if letter.text != " ":
            word.append(letter)
    if word:
        yield _joined(word)


def _is_apart(before: _Letter, letter: _Letter) -> bool:
    """Tell whether a letter does not go on where the one before it ended."""
    if before.quarters != letter.quarters:
        return True
    left, top, right, bottom = _along(before)
    next_left, next_top, next_right, next_bottom = _along(letter)
    high = max(bottom - top, next_bottom - next_top, 1.0)
    shared = min(bottom, next_bottom) - max(top, next_top)
    reach = _HEIGHTS_APART * high * _SQUARE
    return (
        shared < min(bottom - top, next_bottom - next_top) / 3
        or not -reach <= next_left - right <= reach
        or next_right < left
    )


_SQUARE = 1.41
"""Parts of a page's width are smaller than those of its height, mostly by this much."""


def _along(letter: _Letter) -> tuple[float, float, float, float]:
    """Return a letter's box with its row running to the right."""
    return _turned_box((letter.left, letter.top, letter.right, letter.bottom), letter.quarters)


def _turned_box(
    box: tuple[float, float, float, float], quarters: int
) -> tuple[float, float, float, float]:
    """Return a box once the page is turned back, anticlockwise, by ``quarters``."""
    left, top, right, bottom = box
    match quarters:
        case 1:
            return top, FULL - right, bottom, FULL - left
        case 2:
            return FULL - right, FULL - bottom, FULL - left, FULL - top
        case 3:
            return FULL - bottom, left, FULL - top, right
        case _:
            return box


def _joined(word: list[_Letter]) -> Word:
    return Word(
        "".join(letter.text for letter in word),
        left=_part(min(letter.left for letter in word)),
        top=_part(min(letter.top for letter in word)),
        right=_part(max(letter.right for letter in word)),
        bottom=_part(max(letter.bottom for letter in word)),
    )


def _part(place: float) -> int:
    return min(max(round(place), 0), FULL)


def _turned(word: Word, quarters: int) -> Word:
    if not quarters:
        return word
    box = _turned_box((word.left, word.top, word.right, word.bottom), quarters)
    left, top, right, bottom = map(_part, box)
    return Word(word.text, left, top, right, bottom)
