"""Several documents in one file are parted; one document never is."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np
import pytest

from cfo_desktop.documents import rows
from cfo_desktop.documents import splitting
from cfo_desktop.documents.pages import PageText
from cfo_desktop.documents.pages import Word
from cfo_desktop.documents.pictures import Pixels
from cfo_desktop.documents.splitting import Marks
from cfo_desktop.domain.document import FULL
from cfo_desktop.domain.document import Carrier
from tests.documents import made_pages
from tests.documents.made_pages import Row

OTHER: tuple[Row, ...] = tuple(
    [(left, text.replace("004512", "77").replace("14/03", "15/03")) for left, text in row]
    for row in made_pages.RECEIPT
)


def _words(page: Sequence[Row], *, left: int = 0, wide: int = FULL, top: int = 0) -> list[Word]:
    """Return a page's words where ``made_pages`` writes them, in a part of the width."""
    return [
        Word(
            text,
            left + place * wide // 1000,
            top + 100 + 300 * number,
            left + place * wide // 1000 + len(text) * wide // 75,
            top + 300 + 300 * number,
        )
        for number, row in enumerate(page)
        for place, text in row
    ]


def _page(words: Sequence[Word]) -> PageText:
    return PageText(0, rows.in_order(words), Carrier.OCR, 1000, 1400)


WHITE = np.full((140, 100, 3), 255, np.uint8)


@pytest.mark.parametrize(
    ("text", "number", "page"),
    [
        ("Invoice No: AB-123/7", "AB-123/7", 0),
        ("INVOICE # 2026.001 Page 2 of 3", "2026.001", 2),
        ("Tax Invoice Number 99812", "99812", 0),
        ("发票号码：26312000000123456789", "26312000000123456789", 0),
        ("Rechnungsnr. 30064443 Seite 1/1", "30064443", 1),
        ("Facture n° F-2026-8 page 1 / 2", "F-2026-8", 1),
        ("第 2 页 / 共 3 页", "", 2),
        ("Invoice date 3 May 2026", "", 0),
        ("Page 7 of 3", "", 0),
    ],
)
def test_what_a_page_says_of_itself(text: str, number: str, page: int) -> None:
    found = splitting.marks([Word(text, 0, 0, 9000, 200)])
    assert (found.number, found.page) == (number, page)


def test_a_receipt_could_stand_alone_and_a_list_could_not() -> None:
    assert splitting.marks(_words(made_pages.RECEIPT)).is_whole
    assert splitting.marks(_words(made_pages.INVOICE)).is_whole
    assert not splitting.marks(_words(made_pages.RECEIPT[:9])).is_whole


WHOLE = Marks(is_whole=True)


@pytest.mark.parametrize(
    ("pages", "expected"),
    [
        ([], []),
        ([WHOLE], [[0]]),
        ([Marks("A"), Marks("A"), Marks("B")], [[0, 1], [2]]),
        ([Marks("A", is_whole=True), Marks(), Marks()], [[0, 1, 2]]),
        ([Marks("A", 1), Marks("", 2), Marks("", 1), Marks("", 2)], [[0, 1], [2, 3]]),
        ([Marks("A", 1), Marks("B", 2)], [[0, 1]]),
        ([WHOLE, WHOLE, WHOLE], [[0], [1], [2]]),
        ([Marks(), WHOLE], [[0, 1]]),
        ([Marks("A", is_whole=True), WHOLE], [[0, 1]]),
        ([WHOLE, Marks("A", is_whole=True)], [[0], [1]]),
        ([WHOLE, Marks(has_several=True), Marks()], [[0], [1], [2]]),
    ],
)
def test_pages_go_together(pages: list[Marks], expected: list[list[int]]) -> None:
    assert splitting.groups(pages) == expected


def test_receipts_side_by_side_on_a_scanner_are_two() -> None:
    words = [
        *_words(made_pages.RECEIPT, wide=4200),
        *_words(OTHER, left=5400, wide=4200, top=150),
    ]
    first, second = splitting.papers(_page(words), WHITE)
    assert [word.text for word in first.words] == [
        text for row in made_pages.RECEIPT for _, text in row
    ]
    assert {word.text for word in second.words} == {text for row in OTHER for _, text in row}


@pytest.mark.parametrize("page", [made_pages.RECEIPT, made_pages.INVOICE])
def test_columns_of_one_paper_are_no_two_papers(page: Sequence[Row]) -> None:
    whole = _page(_words(page))
    assert splitting.papers(whole, WHITE) == [whole]


def test_a_column_with_a_day_and_a_total_above_its_sum_is_no_paper() -> None:
    bill: tuple[Row, ...] = (
        [(60, "Okafor Ltd"), (800, "RE-14")],
        [(60, "Issued 1/2/2026 and due"), (800, "26/02/2026")],
        [(60, "Box 2.95 and 50 of it"), (800, "147.50")],
        [(60, "Total excl. VAT"), (800, "Total")],
        [(60, "147.50"), (800, "147.50")],
    )
    whole = _page(_words(bill))
    assert len(splitting._by_gap(whole.words)) == 1
    assert splitting.papers(whole, WHITE) == [whole]


def _table_with(*places: tuple[int, int, int, int]) -> Pixels:
    """Return a dark table with papers at (left, top, right, bottom) in thousandths."""
    table = np.full((1000, 1000, 3), 60, np.uint8)
    for left, top, right, bottom in places:
        cv2.rectangle(table, (left, top), (right, bottom), (235, 240, 240), -1)
        for line in range(top + 30, bottom - 20, 40):
            cv2.rectangle(table, (left + 20, line), (right - 60, line + 8), (40, 40, 40), -1)
    return table


def test_papers_one_below_the_other_on_a_table_are_two() -> None:
    table = _table_with((100, 20, 600, 470), (300, 520, 900, 980))
    words = [
        *_words(made_pages.RECEIPT, wide=5000, left=1000),
        *_words(OTHER, wide=5000, left=3500, top=5200),
    ]
    found = splitting.papers(_page(words), table)
    assert len(found) == 2
    assert "Receipt No: 77" in {word.text for word in found[1].words}
    assert "Receipt No: 77" not in {word.text for word in found[0].words}


def test_a_fold_does_not_cut_a_receipt_in_two() -> None:
    table = _table_with((100, 20, 900, 490), (100, 500, 900, 980))
    whole = _page(_words(made_pages.RECEIPT))
    assert splitting.papers(whole, table) == [whole]


def test_no_words_are_one_paper_without_words() -> None:
    blank = _page([])
    assert splitting.papers(blank, WHITE) == [blank]


def test_rows_of_a_photo_that_is_not_straight() -> None:
    """A row that falls by half its height still is one, and is read from the left."""
    words = [
        Word(
            f"{row}{column}",
            2000 * column,
            400 * row + 25 * column,
            2000 * column + 900,
            400 * row + 25 * column + 200,
        )
        for row in range(4)
        for column in (3, 0, 2, 1)
    ]
    assert [[word.text for word in row] for row in rows.rows_of(words)] == [
        [f"{row}{column}" for column in range(4)] for row in range(4)
    ]
