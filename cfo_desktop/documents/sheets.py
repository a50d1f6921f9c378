"""The pages of a file, PDF or picture: the words of each, its codes, and how it looks upright."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from cfo_desktop.base.errors import UserError
from cfo_desktop.documents import ocr
from cfo_desktop.documents import pictures
from cfo_desktop.documents import qr
from cfo_desktop.documents import splitting
from cfo_desktop.documents.orientation import Frame
from cfo_desktop.documents.pages import PageText
from cfo_desktop.documents.pages import Word
from cfo_desktop.documents.pdf_pages import PdfPages
from cfo_desktop.documents.pictures import Pixels
from cfo_desktop.documents.qr import Code

Told = Callable[[float], None]
"""Called with the part of the work that is done, 0 to 1."""

_LOOKED_FOR_CODES = 20
"""Pages with text that are searched for codes as well, from the first."""
_CODE_LONGEST = 2000
"""Pixels of the longer side of a page at which a code of 15 mm can be read."""
_SCAN_LONGEST = 2600
"""The same for a scan that is to be read: 220 dots an inch on A4."""
_MAX_FRAMES = 1000


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page as it was read."""

    papers: tuple[PageText, ...]
    """Its words, by the papers that lie on it: one, mostly."""
    codes: tuple[Code, ...] = ()

    @property
    def words(self) -> tuple[Word, ...]:
        """All its words."""
        return tuple(word for paper in self.papers for word in paper.words)


class Frames:
    """How pictures lie that were read before, so that showing one does not ask again."""

    def __init__(self) -> None:
        self._known: dict[tuple[bytes, int], Frame] = {}

    def keep(self, key: tuple[bytes, int], frame: Frame) -> None:
        """Remember how a page lies."""
        while len(self._known) >= _MAX_FRAMES:
            del self._known[next(iter(self._known))]
        self._known[key] = frame

    def of(self, key: tuple[bytes, int], picture: Pixels) -> Frame:
        """Return how a page lies."""
        if key not in self._known:
            self.keep(key, ocr.frame_of(picture))
        return self._known[key]


class Sheets(Protocol):
    """The pages of one file."""

    count: int

    def read(self, number: int, *, told: Told | None = None) -> Sheet:
        """Return page ``number``, read. Raises ``UserError``."""
        ...

    def shown(self, number: int) -> Pixels:
        """Return page ``number`` as it is shown: upright and straight. Raises ``UserError``."""
        ...


class PdfSheets:
    """The pages of a PDF."""

    def __init__(self, pdf: PdfPages, untrusted_content: bytes, *, frames: Frames) -> None:
        self.count = pdf.count
        self._pdf = pdf
        self._digest = _digest(untrusted_content)
        self._frames = frames

    def text(self, number: int) -> PageText | None:
        """Return the words of a page that has text of its own."""
        return self._pdf.text(number)

    def read(self, number: int, *, told: Told | None = None) -> Sheet:
        """See ``Sheets``."""
        text = self._pdf.text(number)
        if text is None:
            return self._scan(number, told)
        if number >= _LOOKED_FOR_CODES:
            return Sheet((text,))
        # who writes a PDF does not lay two papers on one page, as who photographs them does
        return Sheet((text,), qr.codes(self._upright(number, _CODE_LONGEST), page=number))

    def _scan(self, number: int, told: Told | None) -> Sheet:
        read = ocr.read(self._pdf.picture(number, longest=_SCAN_LONGEST), number=number, told=told)
        self._frames.keep((self._digest, number), read.frame)
        return _sheet(read.text, read.shown)

    def _upright(self, number: int, longest: int) -> Pixels:
        picture = self._pdf.picture(number, longest=longest)
        return np.ascontiguousarray(np.rot90(picture, -self._pdf.turn(number)))

    def shown(self, number: int) -> Pixels:
        """See ``Sheets``."""
        _check_number(number, self.count)
        if self._pdf.text(number) is not None:
            return self._upright(number, _SCAN_LONGEST)
        picture = self._pdf.picture(number, longest=_SCAN_LONGEST)
        return self._frames.of((self._digest, number), picture).shown(picture)


class PictureSheets:
    """A picture, or the pages that a scanner put into one TIFF."""

    def __init__(self, untrusted_content: bytes, *, frames: Frames) -> None:
        self.count = pictures.frames(untrusted_content)
        self._untrusted_content = untrusted_content
        self._digest = _digest(untrusted_content)
        self._frames = frames

    def read(self, number: int, *, told: Told | None = None) -> Sheet:
        """See ``Sheets``."""
        picture = pictures.pixels(self._untrusted_content, frame=number)
        read = ocr.read(picture, number=number, told=told)
        self._frames.keep((self._digest, number), read.frame)
        return _sheet(read.text, read.shown)

    def shown(self, number: int) -> Pixels:
        """See ``Sheets``."""
        _check_number(number, self.count)
        picture = pictures.pixels(self._untrusted_content, frame=number)
        return self._frames.of((self._digest, number), picture).shown(picture)


def _sheet(text: PageText, shown: Pixels) -> Sheet:
    """Return a page with all that its picture tells; the picture itself would fill the memory."""
    return Sheet(tuple(splitting.papers(text, shown)), qr.codes(shown, page=text.number))


def _check_number(number: int, count: int) -> None:
    if not 0 <= number < count:
        raise UserError("document_no_page", page=number + 1)


def _digest(content: bytes) -> bytes:
    return hashlib.sha256(content).digest()
