"""China's e-invoices as data: the fully digitised one, and the older one that OFD files hold."""

from __future__ import annotations

import re
from collections.abc import Iterable
from collections.abc import Mapping
from decimal import Decimal

from cfo_desktop.documents.structured import reading as readings
from cfo_desktop.documents.structured.reading import Reading
from cfo_desktop.documents.structured.tree import Node
from cfo_desktop.documents.structured.values import EXACT
from cfo_desktop.documents.structured.values import Amounts
from cfo_desktop.documents.structured.values import day
from cfo_desktop.documents.structured.values import plain
from cfo_desktop.documents.structured.values import rate
from cfo_desktop.documents.structured.values import total_of
from cfo_desktop.domain.document import Box
from cfo_desktop.domain.document import Carrier
from cfo_desktop.domain.document import Document
from cfo_desktop.domain.document import Field
from cfo_desktop.domain.document import Line
from cfo_desktop.domain.document import RateTotal
from cfo_desktop.domain.money import Money

DIGITISED = "EInvoice"
OLDER = "eInvoice"
ROOTS = frozenset({DIGITISED, OLDER})
YUAN = "CNY"
_HIDDEN = re.compile(r"\*+|-+|—+|免税|不征税")
"""Stands for a tax of nothing."""
_DECORATION = re.compile(r"[¥￥,，\s]|元$|圆$")
_FREE = ("免税", "不征税", "出口零税率", "普通零税率", "***")
_CORRECTED = re.compile(r"(?:蓝字|对应正数)[^;；。]{0,40}?号码[:：]?\s*(\d{8,20})")
_BLUE = re.compile(r"号码[:：]\s*(\d{8,20})")
_TAGS = {
    Field.NUMBER: "EIid",
    Field.DATE: "IssueTime",
    Field.SELLER: "SellerName",
    Field.TOTAL: "TotalTax-includedAmount",
}
_OLDER_TAGS = {
    Field.NUMBER: "InvoiceNo",
    Field.DATE: "IssueDate",
    Field.SELLER: "SellerName",
    Field.TOTAL: "TaxInclusiveTotalAmount",
}


def read(root: Node) -> Document:
    """Return the document of either root; raise ``RefusedError``. Its currency is the yuan."""
    if root.name == OLDER:
        return older(root, carrier=Carrier.EINVOICE_CN)
    found = Reading(Carrier.EINVOICE_CN, Amounts(YUAN))
    data = root.first("EInvoiceData") or root
    seller = data.first("SellerInformation") or Node("")
    buyer = data.first("BuyerInformation") or Node("")
    basic = data.first("BasicInformation") or Node("")
    issued = root.first("TaxSupervisionInfo") or Node("")
    notes = [each.value("Remark") for each in root.walk() if each.first("Remark")]
    found.texts = {
        Field.CODE: basic.value("InvoiceCode"),
        Field.NUMBER: root.value("Header", "EIid")
        or issued.value("InvoiceNumber")
        or basic.value("InvoiceNumber"),
        Field.SELLER: seller.value("SellerName") or seller.value("SellerIdNum"),
        Field.SELLER_TAX_ID: seller.value("SellerIdNum"),
        Field.BUYER: buyer.value("BuyerName"),
        Field.BUYER_TAX_ID: buyer.value("BuyerIdNum"),
        Field.PAYMENT: " ".join(
            filter(None, [seller.value("SellerBankName"), seller.value("SellerBankAccNum")])
        ),
        Field.REFERENCE: corrected(notes),
    }
    # what is printed as 开票日期 is the day on which the invoice was asked for
    stamp = basic.value("RequestTime") or issued.value("IssueTime") or basic.value("IssueTime")
    found.days = {Field.DATE: day(stamp, place="IssueTime")}
    _read_sums(
        found,
        net=basic.value("TotalAmWithoutTax"),
        tax=basic.value("TotalTaxAm"),
        total=basic.value("TotalTax-includedAmount"),
    )
    found.capitals = basic.value("TotalTax-includedAmountInChinese")
    _read_lines(data.all("IssuItemInformation"), found, _NEWER_NAMES)
    return readings.document(found, tags=_TAGS, text=readings.words(root))


def older(
    root: Node,
    *,
    carrier: Carrier,
    boxes: Mapping[Field, Box] | None = None,
    words: str = "",
) -> Document:
    """Return the document of an ``eInvoice``, as OFD files carry it; raise ``RefusedError``."""
    found = Reading(carrier, Amounts(YUAN), boxes=boxes or {})
    seller = root.first("Seller") or root
    buyer = root.first("Buyer") or root
    note = root.value("Note")
    found.texts = {
        Field.CODE: root.value("InvoiceCode"),
        Field.NUMBER: root.value("InvoiceNo"),
        Field.SELLER: seller.value("SellerName") or seller.value("SellerTaxID"),
        Field.SELLER_TAX_ID: seller.value("SellerTaxID"),
        Field.BUYER: buyer.value("BuyerName"),
        Field.BUYER_TAX_ID: buyer.value("BuyerTaxID"),
        Field.PAYMENT: seller.value("SellerFinancialAccount"),
        Field.REFERENCE: corrected([note]),
    }
    found.days = {Field.DATE: day(root.value("IssueDate"), place="IssueDate")}
    _read_sums(
        found,
        net=root.value("TaxExclusiveTotalAmount"),
        tax=root.value("TaxTotalAmount"),
        total=root.value("TaxInclusiveTotalAmount"),
    )
    found.capitals = root.value("Capitals")
    _read_lines(root.all("GoodsInfos", "GoodsInfo"), found, _OLDER_NAMES)
    return readings.document(found, tags=_OLDER_TAGS, text=words or readings.words(root))


def corrected(notes: Iterable[str]) -> str:
    """Return the number of the invoice that a red-letter one takes back, from its remarks."""
    for note in notes:
        if found := _CORRECTED.search(note):
            return found[1]
        if ("红" in note or "负数" in note) and (found := _BLUE.search(note)):
            return found[1]
    return ""


def bare(text: str) -> str:
    """Return an amount without its sign of currency, thousands and spaces."""
    return _DECORATION.sub("", text)


def _read_sums(found: Reading, *, net: str, tax: str, total: str) -> None:
    amounts = found.amounts
    found.net = amounts.read(bare(net), place=Field.NET)
    found.total = amounts.read(bare(total), place=Field.TOTAL)
    if _HIDDEN.fullmatch(tax.strip()):
        found.tax = Money(YUAN, 0)
    else:
        found.tax = amounts.read(bare(tax), place=Field.TAX)


_NEWER_NAMES = {
    "name": "ItemName",
    "net": "Amount",
    "tax": "ComTaxAm",
    "rate": "TaxRate",
    "quantity": "Quantity",
    "unit": "MeaUnits",
    "price": "UnPrice",
}
_OLDER_NAMES = {
    "name": "Item",
    "net": "Amount",
    "tax": "TaxAmount",
    "rate": "TaxScheme",
    "quantity": "Quantity",
    "unit": "MeasurementDimension",
    "price": "Price",
}


def _read_lines(nodes: list[Node], found: Reading, names: Mapping[str, str]) -> None:
    nodes = [each for each in nodes if each.value(names["name"]) or each.value(names["net"])]
    found.lines = tuple(_line(each, found.amounts, names) for each in nodes)
    if nodes and all(line.net for line in found.lines):
        found.lines_sum = total_of(line.net.decimal() for line in found.lines if line.net)
    found.rates = tuple(_by_rate(found.lines))


def _line(node: Node, amounts: Amounts, names: Mapping[str, str]) -> Line:
    tax = node.value(names["tax"])
    return Line(
        node.value(names["name"]),
        net=amounts.read(bare(node.value(names["net"])), place=names["net"]),
        tax=Money(YUAN, 0)
        if _HIDDEN.fullmatch(tax)
        else amounts.read(bare(tax), place=names["tax"]),
        tax_rate=percentage(node.value(names["rate"])),
        quantity=plain(node.value(names["quantity"])),
        unit=node.value(names["unit"]),
        unit_price=plain(node.value(names["price"])),
    )


def percentage(text: str) -> int | None:
    """Return a rate per ten thousand: ``13%``, ``0.13`` and ``13`` are 1300, 免税 is nothing."""
    if text in _FREE:
        return 0
    number = text.rstrip("%％ ")
    if not re.fullmatch(r"[0-9]{1,3}(\.[0-9]{1,6})?", number):
        return None
    value = Decimal(number)
    is_share = number == text and value < 1
    return rate(f"{EXACT.multiply(value, Decimal(100 if is_share else 1)):f}", place="TaxRate")


def _by_rate(lines: Iterable[Line]) -> Iterable[RateTotal]:
    """Yield what is taxed at each rate, the highest first; nothing where a line names none."""
    sums: dict[int, tuple[Decimal, Decimal]] = {}
    for line in lines:
        if line.tax_rate is None or line.net is None or line.tax is None:
            return
        net, tax = sums.get(line.tax_rate, (Decimal(0), Decimal(0)))
        sums[line.tax_rate] = (
            EXACT.add(net, line.net.decimal()),
            EXACT.add(tax, line.tax.decimal()),
        )
    for each in sorted(sums, reverse=True):
        whole = [Money.from_decimal(value, YUAN) for value in sums[each]]
        yield RateTotal(each, *whole)
