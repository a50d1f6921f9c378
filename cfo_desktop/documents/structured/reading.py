"""What a reader of one format gathers, and the document that is made of it or why it is none."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field
from decimal import Decimal

from cfo_desktop.documents.structured import checks
from cfo_desktop.documents.structured.limits import MAX_NAME
from cfo_desktop.documents.structured.limits import MAX_TERMS
from cfo_desktop.documents.structured.limits import MAX_TEXT
from cfo_desktop.documents.structured.tree import Node
from cfo_desktop.documents.structured.values import Amounts
from cfo_desktop.documents.structured.values import RefusedError
from cfo_desktop.documents.structured.values import total_of
from cfo_desktop.domain.document import Box
from cfo_desktop.domain.document import Carrier
from cfo_desktop.domain.document import Document
from cfo_desktop.domain.document import DocumentKind
from cfo_desktop.domain.document import Evidence
from cfo_desktop.domain.document import Field
from cfo_desktop.domain.document import Found
from cfo_desktop.domain.document import Instalment
from cfo_desktop.domain.document import Line
from cfo_desktop.domain.document import RateTotal
from cfo_desktop.domain.document import Value
from cfo_desktop.domain.fault import Check
from cfo_desktop.domain.fault import Fault
from cfo_desktop.domain.money import Money

_LETTERS_ALONE = 200
"""A text of so many letters without a space is a signature or a picture, not words."""
_CREDIT_CODES = frozenset(map(str, (81, 83, 261, 262, 296, 308, 381, 396, 420, 458, 502, 503, 532)))
"""UN/EDIFACT 1001: what EN 16931 knows as credit notes."""


@dataclass(slots=True)
class Reading:
    """What was read of one document, in its own sign; empty and ``None`` where it says nothing."""

    carrier: Carrier
    amounts: Amounts
    texts: dict[Field, str] = field(default_factory=dict)
    days: dict[Field, dt.date | None] = field(default_factory=dict)
    is_credit: bool = False
    """It is named a credit note."""
    net: Money | None = None
    tax: Money | None = None
    total: Money | None = None
    prepaid: Money | None = None
    rounding: Money | None = None
    payable: Money | None = None
    is_payable_apart: bool = False
    """``payable`` is another sum for reasons that are not summed up: nothing to hold it against."""
    extra: Money | None = None
    """What the total holds beside net and tax: a stamp duty."""
    beside: Money | None = None
    """Added to the lines' sum to give the net: charges less allowances."""
    lines_sum: Decimal | None = None
    """The lines' sum before rounding; ``None`` where there are none."""
    lines: tuple[Line, ...] = ()
    rates: tuple[RateTotal, ...] = ()
    instalments: tuple[Instalment, ...] = ()
    capitals: str = ""
    warnings: list[Fault] = field(default_factory=list)
    boxes: Mapping[Field, Box] = field(default_factory=dict)
    computed: set[Field] = field(default_factory=set)
    """Fields that the file does not hold itself, worked out from those that it does."""


def is_credit_code(code: str) -> bool:
    """Tell whether a type code (UN/EDIFACT 1001) is that of a credit note."""
    return code.lstrip("0") in _CREDIT_CODES


def words(node: Node) -> str:
    """Return all the words below an element, each text once, for the search."""
    kept: dict[str, None] = {}
    size = 0
    for each in node.walk():
        text = " ".join(each.text.split())
        if len(text) > _LETTERS_ALONE and " " not in text and text.isascii():
            continue
        if text and text not in kept:
            kept[text] = None
            size += len(text) + 1
            if size > MAX_TEXT:
                break
    return "\n".join(kept)[:MAX_TEXT]


def document(reading: Reading, *, tags: Mapping[Field, str], text: str) -> Document:
    """Return the document; refuse it where number, date, seller or total is missing.

    ``tags`` says where a missing one was looked for.
    """
    _complete(reading)
    _refuse_incomplete(reading, tags)
    kind = DocumentKind.CREDIT_NOTE if _takes_back(reading) else DocumentKind.INVOICE
    made = tuple(_checks(reading))
    warned = (*reading.warnings, *_doubts(reading), *checks.warnings(made))
    return Document(
        kind,
        reading.carrier,
        fields=dict(_fields(reading)),
        lines=reading.lines,
        rates=reading.rates,
        instalments=reading.instalments,
        checks=made,
        warnings=warned,
        text=text,
    )


def _complete(reading: Reading) -> None:
    """Work out of the three sums the one that is missing."""
    net, tax, total = reading.net, reading.tax, reading.total
    if total is None and net and tax:
        reading.total = net + tax
        reading.computed.add(Field.TOTAL)
    elif tax is None and net and total:
        reading.tax = total - net
        reading.computed.add(Field.TAX)
    elif net is None and tax and total:
        reading.net = total - tax
        reading.computed.add(Field.NET)


def _refuse_incomplete(reading: Reading, tags: Mapping[Field, str]) -> None:
    """Name the first that is missing, and where all the missing ones were looked for."""
    missing = [
        name
        for name, given in (
            (Field.NUMBER, reading.texts.get(Field.NUMBER)),
            (Field.DATE, reading.days.get(Field.DATE)),
            (Field.SELLER, reading.texts.get(Field.SELLER)),
            (Field.TOTAL, reading.total),
        )
        if not given
    ]
    if missing:
        place = ", ".join(tags[name] for name in missing)
        raise RefusedError(_without(missing[0], place))


def _without(name: Field, place: str) -> Fault:
    data = {"tag": place}
    match name:
        case Field.NUMBER:
            return Fault("document_no_number", place, data=data)
        case Field.DATE:
            return Fault("document_no_date", place, data=data)
        case Field.SELLER:
            return Fault("document_no_seller", place, data=data)
        case _:
            return Fault("document_no_total", place, data=data)


def _takes_back(reading: Reading) -> bool:
    negative = reading.total is not None and reading.total.minor < 0
    return reading.is_credit or negative


def _doubts(reading: Reading) -> Iterator[Fault]:
    if reading.amounts.rounded:
        place = ", ".join(dict.fromkeys(reading.amounts.rounded))
        yield Fault("document_rounded", place[:MAX_NAME])
    if reading.is_credit and reading.total and reading.total.minor < 0:
        yield Fault("document_credit_negative")


def _fields(reading: Reading) -> Iterator[tuple[Field, Found]]:
    """Yield the fields that were found, in the order in which ``Field`` has them."""
    payable = None if reading.payable == reading.total else reading.payable
    rounding = reading.rounding if reading.rounding and reading.rounding.minor else None
    values: dict[Field, Value | None] = {
        **{name: _kept(name, text) for name, text in reading.texts.items() if text},
        **reading.days,
        Field.CURRENCY: reading.amounts.currency,
        Field.NET: reading.net,
        Field.TAX: reading.tax,
        Field.TOTAL: reading.total,
        Field.PAYABLE: payable,
        Field.ROUNDING: rounding,
    }
    for name in Field:
        value = values.get(name)
        if value is not None:
            derived = name in reading.computed
            evidence = Evidence.PROVED if derived else Evidence.MACHINE_READ
            yield name, Found(value, evidence, reading.carrier, reading.boxes.get(name))


def _kept(name: Field, text: str) -> str:
    return text[: MAX_TERMS if name is Field.TERMS else MAX_NAME]


def _checks(reading: Reading) -> Iterator[Check]:
    yield from _lines_check(reading)
    yield from checks.of_rates(reading.rates, net=reading.net, tax=reading.tax)
    if not reading.computed & {Field.NET, Field.TAX, Field.TOTAL}:
        sums = [reading.net, reading.tax, *filter(None, [reading.extra])]
        yield from checks.of_sums("total", expected=reading.total, parts=sums)
    if reading.payable and reading.total and not reading.is_payable_apart:
        parts = [reading.total]
        parts += [-reading.prepaid] if reading.prepaid else []
        parts += [reading.rounding] if reading.rounding else []
        yield from checks.of_sums("payable", expected=reading.payable, parts=parts)
    yield from checks.of_capitals(reading.capitals, total=reading.total)
    yield from checks.of_tax_ids(
        (name, reading.texts.get(name, "")) for name in (Field.SELLER_TAX_ID, Field.BUYER_TAX_ID)
    )


def _lines_check(reading: Reading) -> Iterator[Check]:
    if reading.lines_sum is None or reading.net is None:
        return
    beside = reading.beside.decimal() if reading.beside else Decimal(0)
    whole = total_of([reading.lines_sum, beside])
    found = reading.amounts.money(whole, place="lines", finer=True)
    yield from checks.of_sums("lines", expected=reading.net, parts=[found])
