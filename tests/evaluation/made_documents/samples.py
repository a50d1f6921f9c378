"""The sets of made documents: PDFs with text and pictures, each with its truth."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass

from cfo_desktop.domain.document import DocumentKind
from tests.evaluation.made_documents import bills
from tests.evaluation.made_documents import camera
from tests.evaluation.made_documents import chinese
from tests.evaluation.made_documents import english
from tests.evaluation.made_documents import slips
from tests.evaluation.made_documents.bills import Truth
from tests.evaluation.made_documents.sheet import Sheet

PDFS = 200
PICTURES = 300
_ABROAD = ("GB", "GB", "US", "US", "MY", "SG", "DE")
_TILLS = ("GB", "US", "MY", "MY", "SG")


@dataclass(frozen=True, slots=True)
class Sample:
    """One file and what must be read from it."""

    name: str
    content: bytes
    truth: Truth
    layout: str
    is_hard: bool = False


def _english(chance: random.Random, index: int) -> tuple[str, Sheet, Truth]:
    country = chance.choice(_ABROAD)
    layouts = len(english.PAPERS) + 4
    place = index % layouts
    if place < len(english.PAPERS):
        layout = english.PAPERS[place]
        return layout.__name__, *layout(bills.invented(chance, country))
    special = place - len(english.PAPERS)
    if special == 0:
        bill = bills.invented(chance, country, lines=(18, 40))
        return "several_pages", *english.several_pages(bill)
    if special == 1:
        bill = bills.reversed_bill(bills.invented(chance, country))
        return "credit_note", *english.credit_note(bill)
    if special == 2:
        bill = bills.invented(chance, country, kind=DocumentKind.ORDER)
        return "order_confirmation", *english.order_confirmation(bill)
    return "english_slip", *slips.english_slip(bills.till(chance, chance.choice(_TILLS)))


def _chinese(chance: random.Random, index: int) -> tuple[str, Sheet, Truth]:
    place = index % (len(chinese.PAPERS) + 7)
    if place < len(chinese.PAPERS):
        layout = chinese.PAPERS[place]
        return layout.__name__, *layout(bills.invented(chance, "CN"))
    special = place - len(chinese.PAPERS)
    if special in {0, 1}:
        bill = chinese.exact_taxes(bills.invented(chance, "CN", lines=(1, 5)))
        return "old_invoice", *chinese.old_invoice(bill)
    if special in {2, 3}:
        bill = chinese.exact_taxes(bills.invented(chance, "CN", lines=(1, 5)))
        if special == 3 and chance.random() < 0.5:
            bill = bills.reversed_bill(bill)
        return "digital_invoice", *chinese.digital_invoice(bill)
    if special == 4:
        bill = bills.invented(chance, "CN", kind=DocumentKind.ORDER)
        return "purchase_order", *chinese.purchase_order(bill)
    if special == 5:
        return "long_list", *chinese.long_list(bills.invented(chance, "CN", lines=(24, 60)))
    return "chinese_slip", *slips.chinese_slip(bills.till(chance, "CN"))


def pdfs(count: int = PDFS, *, seed: int = 0) -> Iterator[Sample]:
    """Make PDFs with text, English and Chinese by turns; another ``seed`` makes fresh ones."""
    for index in range(count):
        chance = random.Random(f"pdf {seed} {index}" if seed else f"pdf {index}")
        make = _chinese if index % 2 else _english
        layout, sheet, truth = make(chance, index // 2)
        yield Sample(f"{index:03}-{layout}.pdf", sheet.pdf(), truth, layout)


def pictures(count: int = PICTURES, *, seed: int = 0) -> Iterator[Sample]:
    """Make scans and photos; each third is hard, three of five are slips of a till."""
    for index in range(count):
        chance = random.Random(f"picture {seed} {index}" if seed else f"picture {index}")
        hard, is_slip, is_chinese = index % 3 == 2, index % 5 < 3, index % 2 == 1
        if is_slip:
            make = slips.chinese_slip if is_chinese else slips.english_slip
            country = "CN" if is_chinese else chance.choice(_TILLS)
            sheet, truth = make(bills.till(chance, country))
            layout = "chinese_slip" if is_chinese else "english_slip"
        else:
            while True:  # a photo holds one page
                draw = _chinese if is_chinese else _english
                layout, sheet, truth = draw(chance, chance.randrange(1_000))
                if sheet.pages == 1 and not layout.endswith("slip"):
                    break
        yield Sample(
            f"{index:03}-{layout}{'-hard' if hard else ''}.jpg",
            _taken(chance, sheet, seed * 1_000_003 + index, hard=hard, is_slip=is_slip),
            truth,
            layout,
            hard,
        )


def _taken(chance: random.Random, sheet: Sheet, seed: int, *, hard: bool, is_slip: bool) -> bytes:
    if is_slip:
        page = sheet.picture(dpi=chance.choice((190, 220, 260)))
        return camera.photo(page, seed, hard=hard, is_slip=True, margin=12 / sheet.width)
    if chance.random() < 0.5:
        return camera.scan(sheet.picture(dpi=chance.choice((150, 200))), seed, hard=hard)
    page = sheet.picture(dpi=chance.choice((160, 190)))
    return camera.photo(page, seed, hard=hard, is_slip=False, margin=18 / sheet.width)
