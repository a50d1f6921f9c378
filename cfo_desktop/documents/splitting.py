"""Parts what lies in one file into documents: pages that begin a new one, papers in one picture."""

from __future__ import annotations

import re
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import replace

import cv2
import numpy as np

from cfo_desktop.documents import rows
from cfo_desktop.documents.pages import PageText
from cfo_desktop.documents.pages import Word
from cfo_desktop.documents.pictures import Pixels
from cfo_desktop.domain.document import FULL

_NUMBER = re.compile(
    r"(?:发票号码|票据号码|单据?号码?|订单号|(?:tax\s*)?invoice\s*(?:(?:no|nr|number|num|id)\b\.?|#)|"
    r"(?:receipt|bill|order|credit\s*note)\s*(?:(?:no|nr|number)\b\.?|#)|rechnungs?-?\s*(?:nr|nummer)\b\.?|"
    r"n[°º]\s*(?:de\s*)?facture|facture\s*n[°º]|fattura\s*n[°.]?|factura\s*n[°º.]?)"
    r"\s*[:：#.]*\s*(?P<number>[A-Z0-9][A-Z0-9/_.-]{2,30})",
    re.IGNORECASE,
)
_PAGE_OF = re.compile(
    r"(?:\b(?:page|seite|pagina|p[áa]gina|pag\.?)\s*:?\s*|第\s*)(?P<page>\d{1,3})\s*"
    r"(?:of|/|von|de|di|sur|页\s*[,，/]?\s*共)\s*(?P<of>\d{1,3})",
    re.IGNORECASE,
)
_TOTAL = re.compile(
    r"\b(?:grand\s*)?total\b|amount\s*(?:due|paid|payable)|balance\s*due|\bsumme\b|gesamt|"
    r"zu\s*zahlen|\bmontant\b|\btotale\b|\bimporte\b|合\s*计|总\s*计|总额|实收|实付|应付|应收|价税",
    re.IGNORECASE,
)
_DATE = re.compile(
    r"\d{4}\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?\d{1,2}|\b\d{1,2}[-/. ]\d{1,2}[-/. ]\d{2,4}\b|"
    r"\b\d{1,2}(?:st|nd|rd|th)?[-/. ]"
    r"(?:jan|feb|m[aä]r|apr|ma[iy]|jun|jul|aug|sep|o[ck]t|nov|de[cz])|"
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? \d{1,2},? \d{4}",
    re.IGNORECASE,
)
_MONEY = re.compile(r"\d[.,]\d{2}\b")
_SUBTOTAL = re.compile(r"sub[\s-]*total|小\s*计", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Marks:
    """What a page says of which document it belongs to."""

    number: str = ""
    page: int = 0
    """``2`` of "page 2 of 3"; 0 where it does not tell."""
    is_whole: bool = False
    """It has a day, a total and sums: it could stand alone."""
    has_several: bool = False
    """Several papers lie on it, none of which goes on elsewhere."""


def marks(words: Sequence[Word], *, number: str = "", has_several: bool = False) -> Marks:
    """Return a page's marks; ``number`` is what a code on it says."""
    text = "\n".join(_lines(words))
    page = _PAGE_OF.search(text)
    stated = next((found["number"] for found in _NUMBER.finditer(text) if _is_number(found)), "")
    return Marks(
        number or stated.rstrip(".-/").upper(),
        int(page["page"]) if page and 0 < int(page["page"]) <= int(page["of"]) else 0,
        _is_whole(text),
        has_several,
    )


def _is_number(found: re.Match[str]) -> bool:
    return any(sign.isdigit() for sign in found["number"])


def _is_whole(text: str) -> bool:
    without = _SUBTOTAL.sub("", text)
    return bool(_TOTAL.search(without) and _DATE.search(text) and _MONEY.search(text))


def groups(pages: Sequence[Marks]) -> list[list[int]]:
    """Return the pages of each document, in order."""
    found: list[list[int]] = []
    for number, page in enumerate(pages):
        if found and not _begins(page, [pages[before] for before in found[-1]]):
            found[-1].append(number)
        else:
            found.append([number])
    return found


def _begins(page: Marks, so_far: Sequence[Marks]) -> bool:
    """Tell whether a page begins another document than that of the pages before it."""
    if page.has_several or so_far[-1].has_several:
        return True
    if page.page:
        return page.page == 1
    known = next((before.number for before in so_far if before.number), "")
    if page.number and known:
        return page.number != known
    if page.number or known:
        return bool(page.number) and page.is_whole and any(before.is_whole for before in so_far)
    return page.is_whole and any(before.is_whole for before in so_far)


# --- several papers in one picture ---

_SMALL = 600
"""Pixels of the longer side in which papers are looked for."""
_LEAST_PAPER = 0.03
"""Share of the picture that a receipt takes."""
_LEAST_WORDS = 4
_LEAST_GAP = FULL * 4 // 100


def papers(page: PageText, shown: Pixels) -> list[PageText]:
    """Return the words of each paper in a picture; the page itself where there is only one.

    Each must hold a day, a total and sums: one receipt is never cut in two by a fold.
    """
    for parts in (_by_paper(page.words, shown), _by_gap(page.words)):
        if len(parts) > 1 and all(_could_stand_alone(part) for part in parts):
            return [replace(page, words=rows.in_order(part)) for part in parts]
    return [page]


def _could_stand_alone(words: Sequence[Word]) -> bool:
    """Tell whether words have a day, and a total with its sum beside it: no mere column has."""
    lines = _lines(words)
    return (
        len(words) >= _LEAST_WORDS
        and any(_DATE.search(line) for line in lines)
        and any(_TOTAL.search(_SUBTOTAL.sub("", line)) and _MONEY.search(line) for line in lines)
    )


def _lines(words: Sequence[Word]) -> list[str]:
    return [" ".join(word.text for word in row) for row in rows.rows_of(words)]


def _by_paper(words: Sequence[Word], shown: Pixels) -> list[list[Word]]:
    """Group the words by bright areas on a darker ground; what lies on none goes to the nearest."""
    areas = _bright_areas(shown)
    if len(areas) < 2:  # noqa: PLR2004 - one paper is the whole page
        return []
    parts: Mapping[int, list[Word]] = {number: [] for number in range(len(areas))}
    for word in words:
        parts[min(parts, key=lambda number: _distance(word, areas[number]))].append(word)
    return [part for part in parts.values() if part]


_Area = tuple[float, float, float, float]


def _bright_areas(shown: Pixels) -> list[_Area]:
    """Return left, top, right, bottom of each paper, in parts of ``FULL``, from the top left."""
    high, wide = shown.shape[:2]
    scale = _SMALL / max(high, wide)
    size = (max(1, round(wide * scale)), max(1, round(high * scale)))
    gray = cv2.cvtColor(cv2.resize(shown, size, interpolation=cv2.INTER_AREA), cv2.COLOR_BGR2GRAY)
    _level, bright = cv2.threshold(
        cv2.GaussianBlur(gray, (5, 5), 0), 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU
    )
    # letters are holes in a paper: closed, but not so far that two papers grow together
    bright = cv2.morphologyEx(bright, cv2.MORPH_CLOSE, np.ones((9, 9), np.uint8))
    _count, _labels, found, _centres = cv2.connectedComponentsWithStats(bright)
    areas = []
    for left, top, columns, lines, area in found[1:].tolist():
        if area >= _LEAST_PAPER * size[0] * size[1]:
            across, down = FULL / size[0], FULL / size[1]
            box = (left * across, top * down, (left + columns) * across, (top + lines) * down)
            areas.append(box)
    return sorted(areas, key=lambda box: (box[1], box[0]))


def _distance(word: Word, area: _Area) -> tuple[float, float]:
    x, y = (word.left + word.right) / 2, (word.top + word.bottom) / 2
    left, top, right, bottom = area
    outside = max(left - x, 0, x - right) + max(top - y, 0, y - bottom)
    # papers may overlap in their boxes: then the one whose middle is nearer
    return outside, abs(x - (left + right) / 2) + abs(y - (top + bottom) / 2)


def _by_gap(words: Sequence[Word]) -> list[list[Word]]:
    """Group the words by empty strips from top to bottom, as between receipts on a scanner."""
    parts: list[list[Word]] = []
    reach = -FULL
    for word in sorted(words, key=lambda each: each.left):
        if word.left - reach >= _LEAST_GAP or not parts:
            parts.append([])
        parts[-1].append(word)
        reach = max(reach, word.right)
    return _whole_columns(parts)


def _whole_columns(parts: list[list[Word]]) -> list[list[Word]]:
    """Join columns to their neighbour on the left until each could be a receipt of its own."""
    found: list[list[Word]] = []
    for part in parts:
        if found and not (_could_stand_alone(found[-1]) and _could_stand_alone(part)):
            found[-1] = [*found[-1], *part]
        else:
            found.append(part)
    return found
