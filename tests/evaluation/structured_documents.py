"""Measures the readers of e-invoices: made-up ones of every format, valid and invalid.

    python -m tests.evaluation.structured_documents [--files 200] [--seed 1]

Printed are, for each format, the share of header fields that are right to the last letter and cent,
the share of invalid files (one mandatory part taken out, one amount spoilt, the end cut off) that
are refused, and the milliseconds of a file. The published samples beside the checkout, where they
are, are held to their table by tests/documents/structured/test_published_files.py.
"""

from __future__ import annotations

import argparse
import datetime as dt
import random
import statistics
import time
from collections.abc import Callable
from collections.abc import Iterator
from dataclasses import dataclass
from dataclasses import replace
from decimal import Decimal

from cfo_desktop.documents.structured import embedded
from cfo_desktop.documents.structured import ofd
from cfo_desktop.documents.structured import xml
from cfo_desktop.domain.document import Document
from cfo_desktop.domain.document import Field
from cfo_desktop.domain.fault import Fault
from cfo_desktop.domain.money import Money
from tests.documents.structured import samples
from tests.documents.structured.samples import Bill
from tests.documents.structured.samples import Item

_NAMES = ("Holz & Söhne GmbH", "Ma jolie boutique", "上海阿木餐饮管理有限公司", "O'Hara <Import>")
_RATES = tuple(map(Decimal, ("0", "1", "5.5", "6", "7", "13", "19", "21")))
_CHINESE = ("91310110MA1G8YNR76", "91310108342080987A")
_FIELDS = (
    Field.NUMBER,
    Field.DATE,
    Field.SELLER,
    Field.SELLER_TAX_ID,
    Field.BUYER,
    Field.BUYER_TAX_ID,
    Field.CURRENCY,
    Field.NET,
    Field.TAX,
    Field.TOTAL,
)


@dataclass(frozen=True)
class Format:
    """One format: how it is written, packed and read, and whether it is China's."""

    name: str
    write: Callable[[Bill], str]
    pack: Callable[[str], bytes]
    read: Callable[[bytes], Document | Fault]
    is_chinese: bool = False


@dataclass
class Score:
    """What was measured of one format."""

    name: str
    files: int = 0
    fields: int = 0
    right: int = 0
    invalid: int = 0
    refused: int = 0
    times: tuple[float, ...] = ()


def _of_xml(content: bytes) -> Document | Fault:
    return xml.read(content, currency="EUR")


def _of_pdf(content: bytes) -> Document | Fault:
    inner = embedded.xml_of(content)
    return Fault("document_no_data") if inner is None else _of_xml(inner)


def _packed_pdf(text: str) -> bytes:
    return samples.pdf({"factur-x.xml": text.encode()})


FORMATS = (
    Format("UBL", samples.ubl, str.encode, _of_xml),
    Format("CII", samples.cii, str.encode, _of_xml),
    Format("CII without lines", lambda b: samples.cii(b, has_lines=False), str.encode, _of_xml),
    Format("CII in PDF", samples.cii, _packed_pdf, _of_pdf),
    Format("ZUGFeRD 1", samples.zugferd1, str.encode, _of_xml),
    Format("FatturaPA", samples.fatturapa, str.encode, _of_xml),
    Format(
        "FatturaPA, no total", lambda b: samples.fatturapa(b, has_total=False), str.encode, _of_xml
    ),
    Format("EInvoice", samples.einvoice, str.encode, _of_xml, is_chinese=True),
    Format(
        "OFD", samples.older_einvoice, lambda t: samples.ofd(attached=t), ofd.read, is_chinese=True
    ),
)


def bills(count: int, seed: int) -> Iterator[Bill]:
    """Yield made-up invoices, the same for the same seed."""
    dice = random.Random(seed)
    for number in range(count):
        day = dt.date(2020, 1, 1) + dt.timedelta(days=dice.randrange(2500))
        items = tuple(
            Item(
                f"Item {dice.randrange(1000)}",
                Decimal(dice.randint(1, 5000)).scaleb(-1),
                Decimal(dice.randint(-5_000, 500_000)).scaleb(-2),
                dice.choice(_RATES),
            )
            for _ in range(dice.choice([1, 2, 5, 20]))
        )
        yield Bill(
            f"R-{number}/{dice.randrange(10**6)}",
            day,
            day + dt.timedelta(days=30),
            dice.choice(_NAMES),
            dice.choice(_NAMES),
            items,
            reference=dice.choice(["", f"R-{number}"]),
            is_credit=dice.random() < 0.2,
        )


def score(form: Format, made: list[Bill]) -> Score:
    """Read every invoice in one format, and what is made invalid of it."""
    result = Score(form.name)
    times = []
    for bill in made:
        if form.is_chinese:
            bill = replace(  # noqa: PLW2901 - the same bill of a Chinese shop
                bill, currency="CNY", seller_tax_id=_CHINESE[0], buyer_tax_id=_CHINESE[1]
            )
        text = form.write(bill)
        content = form.pack(text)
        start = time.perf_counter()
        found = form.read(content)
        times.append(time.perf_counter() - start)
        result.files += 1
        result.fields += len(_FIELDS)
        result.right += _right(found, bill)
        for wrong in _spoilt(text, bill):
            result.invalid += 1
            result.refused += isinstance(form.read(form.pack(wrong)), Fault)
    result.times = tuple(times)
    return result


def _right(found: Document | Fault, bill: Bill) -> int:
    if isinstance(found, Fault):
        return 0
    expected = {
        Field.NUMBER: bill.number,
        Field.DATE: bill.day,
        Field.SELLER: bill.seller,
        Field.SELLER_TAX_ID: bill.seller_tax_id,
        Field.BUYER: bill.buyer,
        Field.BUYER_TAX_ID: bill.buyer_tax_id,
        Field.CURRENCY: bill.currency,
        Field.NET: Money.from_decimal(bill.net, bill.currency),
        Field.TAX: Money.from_decimal(bill.tax, bill.currency),
        Field.TOTAL: Money.from_decimal(bill.total, bill.currency),
    }
    values = {name: each.value for name, each in found.fields.items()}
    return sum(values.get(name) == expected[name] for name in _FIELDS)


def _spoilt(text: str, bill: Bill) -> Iterator[str]:
    """Yield the invoice without its number, with its total and its days spoilt, and cut off."""
    yield text.replace(f">{bill.number}<", "><")
    yield text.replace(f">{bill.total}<", ">much<")
    yield (
        text.replace(f"{bill.day}", "soon")
        .replace(f"{bill.day:%Y%m%d}", "soon")
        .replace(f"{bill.day:%Y年%m月%d日}", "soon")
    )
    yield text[: len(text) * 2 // 3]


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--files", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    made = list(bills(options.files, options.seed))
    print(f"{'format':22} {'files':>5} {'fields':>8} {'refused':>8} {'ms':>6} {'max':>6}")
    for form in FORMATS:
        found = score(form, made)
        print(
            f"{found.name:22} {found.files:5} {found.right / found.fields:8.2%} "
            f"{found.refused / found.invalid:8.2%} "
            f"{1000 * statistics.median(found.times):6.1f} {1000 * max(found.times):6.1f}"
        )


if __name__ == "__main__":
    main()
