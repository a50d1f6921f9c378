"""Plants documents that are there twice, and others that only look as if they were."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Callable
from dataclasses import dataclass
from dataclasses import replace

from tests.evaluation.made_documents import bills
from tests.evaluation.made_documents import camera
from tests.evaluation.made_documents import chinese
from tests.evaluation.made_documents import english
from tests.evaluation.made_documents import slips
from tests.evaluation.made_documents import structured
from tests.evaluation.made_documents.bills import Bill
from tests.evaluation.made_documents.parties import COUNTRIES
from tests.evaluation.made_documents.parties import Party
from tests.evaluation.made_documents.parties import party
from tests.evaluation.made_documents.sheet import Sheet

_LANDS = ("GB", "CN")
SHOPS: dict[str, Party] = {
    COUNTRIES[land].currency: party(random.Random(f"shop {land}"), COUNTRIES[land], buyer=True)
    for land in _LANDS
}
"""The shop whose book it is, by the book's currency."""


_AT_ONCE = frozenset({"mail_receipt", "hotel_folio", "hotel_bill", "cash_receipt"})
"""Layouts of what is paid on the day, or never."""


@dataclass(frozen=True, slots=True)
class Paper:
    """A file that is taken in."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Payment:
    """What a statement told: ``minor`` left the bank."""

    day: dt.date
    party: str
    narration: str
    minor: int


@dataclass(frozen=True, slots=True)
class Case:
    """What is in the book first, and the paper that comes after it."""

    kind: str
    currency: str
    first: Paper | Payment
    second: Paper
    is_twin: bool


def _bill(chance: random.Random, land: str) -> Bill:
    bill = bills.invented(chance, land, lines=(1, 6))
    return replace(bill, buyer=SHOPS[bill.country.currency])


def _slip(chance: random.Random, land: str) -> Sheet:
    if land == "CN":
        return slips.chinese_slip(bills.till(chance, land))[0]
    return slips.english_slip(bills.till(chance, land))[0]


def _sheet(chance: random.Random, bill: Bill, *, unlike: str = "") -> tuple[Sheet, str]:
    """Lay ``bill`` out in one of the layouts; return its name too."""
    papers = chinese.PAPERS if bill.country.code == "CN" else english.PAPERS
    layout = chance.choice([each for each in papers if each.__name__ != unlike])
    return layout(bill)[0], layout.__name__


def _case(
    kind: str,
    bill: Bill,
    first: bytes | Payment,
    second: bytes,
    *endings: str,
    is_twin: bool = True,
) -> Case:
    one = first if isinstance(first, Payment) else Paper(f"first.{endings[0]}", first)
    return Case(kind, bill.country.currency, one, Paper(f"second.{endings[1]}", second), is_twin)


def _same_bytes(chance: random.Random, land: str) -> Case:
    bill = _bill(chance, land)
    content = _sheet(chance, bill)[0].pdf()
    return _case("same bytes", bill, content, content, "pdf", "pdf")


def _data_and_page(chance: random.Random, land: str) -> Case:
    bill = _bill(chance, land)
    if land == "CN":
        bill = chinese.exact_taxes(bill)
        files = structured.einvoice_cn(bill), chinese.digital_invoice(bill)[0].pdf()
        return _case("data, page", bill, *files, "xml", "pdf")
    write = chance.choice((structured.ubl, structured.cii))
    page = structured.hybrid(bill) if chance.random() < 0.4 else _sheet(chance, bill)[0].pdf()
    return _case("data, page", bill, write(bill), page, "xml", "pdf")


def _ofd_and_page(chance: random.Random, _land: str) -> Case:
    bill = chinese.exact_taxes(_bill(chance, "CN"))
    page = chinese.old_invoice(bill)[0].pdf()
    return _case("OFD, page", bill, structured.ofd(bill), page, "ofd", "pdf")


def _page_and_scan(chance: random.Random, land: str) -> Case:
    bill = _bill(chance, land)
    sheet, _ = _sheet(chance, bill)
    scan = camera.scan(sheet.picture(dpi=190), chance.randrange(1 << 30), hard=False)
    return _case("page, scan", bill, sheet.pdf(), scan, "pdf", "jpg")


def _two_photos(chance: random.Random, land: str) -> Case:
    bill = _bill(chance, land)
    page = _slip(chance, land).picture(dpi=220)
    one, other = (
        camera.photo(page, chance.randrange(1 << 30), hard=False, is_slip=True, margin=0.05)
        for _ in range(2)
    )
    return _case("two photos", bill, one, other, "jpg", "jpg")


def retyped(chance: random.Random, number: str) -> str:
    """Return a number as somebody else types it: with spaces, without signs, with zeros before."""
    if number.isdigit():
        plain = number.lstrip("0")
        return chance.choice((f"00{plain}", f"{plain[:3]} {plain[3:]}", f"0{plain}"))
    bare = number.replace("/", "-")
    return chance.choice(
        (bare.replace("-", " "), bare.replace("-", ""), bare.replace("-", " - "), number.lower())
    )


def _retyped(chance: random.Random, land: str) -> Case:
    bill = _bill(chance, land)
    one, name = _sheet(chance, bill)
    copy = replace(bill, number=retyped(chance, bill.number), printing=_other_hand(chance, bill))
    other, _ = _sheet(chance, copy, unlike=name)
    return _case("number retyped", bill, one.pdf(), other.pdf(), "pdf", "pdf")


def _other_hand(chance: random.Random, bill: Bill) -> bills.Printing:
    return bills.printing(chance, bill.country)


def _nearly(chance: random.Random, land: str) -> Case:
    """The same purchase, written by hand without a number, some days later."""
    bill = _bill(chance, land)
    one, _ = _sheet(chance, bill)
    later = bill.date + dt.timedelta(days=chance.choice((0, 1, 2, 3)))
    copy = replace(bill, number="", date=later, printing=_other_hand(chance, bill))
    write = chinese.cash_receipt if land == "CN" else english.letter_in_prose
    return _case("party, sum, day", bill, one.pdf(), write(copy)[0].pdf(), "pdf", "pdf")


def _paid(chance: random.Random, land: str) -> Case:
    """A bill that comes in after the bank told of its payment."""
    bill = _bill(chance, land)
    sheet, layout = _sheet(chance, bill)
    minor = chinese.untaxed(bill).total if land == "CN" else bill.total
    name = bill.seller.name
    shown = chance.choice((name, name.upper(), f"转账 {name}" if land == "CN" else f"{name} BACS"))
    said = bill.number if chance.random() < 0.4 else ("货款" if land == "CN" else "FASTER PAYMENT")
    day = bill.date + dt.timedelta(days=chance.randrange(0, 3 if layout in _AT_ONCE else 40))
    return _case("already paid", bill, Payment(day, shown, said, minor), sheet.pdf(), "", "pdf")


def _again(chance: random.Random, bill: Bill, *, days: int, same_sum: bool) -> Bill:
    """Return the supplier's next bill: the next number, some days later."""
    head = bill.number.rstrip("0123456789")
    digits = bill.number[len(head) :]
    number = head + str(int(digits or "1") + chance.randrange(1, 4)).zfill(len(digits))
    later = bill.date + dt.timedelta(days=days)
    due = bill.due + dt.timedelta(days=days)
    other = _bill(chance, bill.country.code)
    bill = replace(bill, order=other.order)
    if same_sum:
        return replace(bill, number=number, date=later, due=due)
    return replace(
        bill, number=number, date=later, due=due, items=other.items, net=other.net, tax=other.tax
    )


def _pages(kind: str, chance: random.Random, bill: Bill, other: Bill) -> Case:
    """Return two bills of one template."""
    papers = chinese.PAPERS if bill.country.code == "CN" else english.PAPERS
    layout = chance.choice(papers)
    files = layout(bill)[0].pdf(), layout(other)[0].pdf()
    return _case(kind, bill, *files, "pdf", "pdf", is_twin=False)


def _next_number(chance: random.Random, land: str) -> Case:
    bill = _bill(chance, land)
    days = chance.choice((0, 0, 1, 3, 9))
    return _pages("next number", chance, bill, _again(chance, bill, days=days, same_sum=False))


def _next_month(chance: random.Random, land: str) -> Case:
    bill = _bill(chance, land)
    days = chance.choice((28, 30, 31))
    return _pages("next month", chance, bill, _again(chance, bill, days=days, same_sum=True))


def _weekly(chance: random.Random, land: str) -> Case:
    bill = _bill(chance, land)
    return _pages("weekly", chance, bill, _again(chance, bill, days=7, same_sum=True))


def _other_party(chance: random.Random, land: str) -> Case:
    """Two sellers, one sum, one day."""
    bill, other = _bill(chance, land), _bill(chance, land)
    return _pages(
        "other party", chance, bill, replace(bill, seller=other.seller, number=other.number)
    )


def _taken_back(chance: random.Random, land: str) -> Case:
    """An invoice, and what takes it back."""
    bill = chinese.exact_taxes(_bill(chance, land)) if land == "CN" else _bill(chance, land)
    back = bills.reversed_bill(_again(chance, bill, days=chance.randrange(0, 9), same_sum=True))
    if land == "CN":
        back = replace(back, printing=replace(back.printing, seed=back.printing.seed + 3))
        files = chinese.digital_invoice(bill)[0].pdf(), chinese.digital_invoice(back)[0].pdf()
    else:
        back = replace(back, order=bill.number)
        files = english.label_left(bill)[0].pdf(), english.credit_note(back)[0].pdf()
    return _case("taken back", bill, *files, "pdf", "pdf", is_twin=False)


_TWINS: tuple[tuple[Callable[[random.Random, str], Case], int], ...] = (
    (_same_bytes, 60),
    (_data_and_page, 100),
    (_ofd_and_page, 40),
    (_page_and_scan, 70),
    (_two_photos, 60),
    (_retyped, 60),
    (_nearly, 40),
    (_paid, 70),
)
_OTHERS: tuple[tuple[Callable[[random.Random, str], Case], int], ...] = (
    (_next_number, 60),
    (_next_month, 50),
    (_weekly, 40),
    (_other_party, 20),
    (_taken_back, 30),
)


def cases(limit: int | None = None) -> list[Callable[[], Case]]:
    """Return how to make each of the 500 pairs and 200 near misses, mixed; ``limit``: so many."""
    makers = [(make, index) for make, count in (*_TWINS, *_OTHERS) for index in range(count)]
    random.Random(7).shuffle(makers)
    return [_later(make, index) for make, index in makers[:limit]]


def _later(make: Callable[[random.Random, str], Case], index: int) -> Callable[[], Case]:
    land = _LANDS[index % len(_LANDS)]
    return lambda: make(random.Random(f"{make.__name__} {index}"), land)
