"""UBL invoices and credit notes: Peppol, XRechnung and the countries that follow them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal

from cfo_desktop.documents.structured import reading as readings
from cfo_desktop.documents.structured.reading import Reading
from cfo_desktop.documents.structured.tree import Node
from cfo_desktop.documents.structured.values import Amounts
from cfo_desktop.documents.structured.values import day
from cfo_desktop.documents.structured.values import decimal
from cfo_desktop.documents.structured.values import plain
from cfo_desktop.documents.structured.values import rate
from cfo_desktop.documents.structured.values import total_of
from cfo_desktop.domain.document import Carrier
from cfo_desktop.domain.document import Document
from cfo_desktop.domain.document import Field
from cfo_desktop.domain.document import Instalment
from cfo_desktop.domain.document import Line
from cfo_desktop.domain.document import RateTotal
from cfo_desktop.domain.money import Money

ROOTS = frozenset({"Invoice", "CreditNote", "SelfBilledInvoice", "SelfBilledCreditNote"})
_TAGS = {
    Field.NUMBER: "ID",
    Field.DATE: "IssueDate",
    Field.SELLER: "AccountingSupplierParty",
    Field.TOTAL: "LegalMonetaryTotal/TaxInclusiveAmount",
}
_TAX_SCHEMES = ("VAT", "GST", "IVA", "TVA", "MOMS", "BTW", "KDV")
_TAX_NUMBERS = frozenset({"VKN", "TCKN", "TIN", "VAT", "ABN", "GSTIN"})
"""Schemes by which countries write a tax number beside the party's name."""
_LINES = ("InvoiceLine", "CreditNoteLine")
_SUMS = "LegalMonetaryTotal"


def read(root: Node, *, currency: str) -> Document:
    """Return the document; raise ``RefusedError``. ``currency`` is for a file that names none."""
    amounts = Amounts(root.value("DocumentCurrencyCode") or _currency_of_sums(root) or currency)
    found = Reading(Carrier.UBL, amounts)
    code = root.value("InvoiceTypeCode") or root.value("CreditNoteTypeCode")
    found.is_credit = root.name.endswith("CreditNote") or readings.is_credit_code(code)
    seller = root.first("AccountingSupplierParty", "Party") or Node("")
    buyer = root.first("AccountingCustomerParty", "Party") or Node("")
    found.texts = {
        Field.NUMBER: root.value("ID"),
        Field.SELLER: _name(seller),
        Field.SELLER_TAX_ID: _tax_id(seller),
        Field.BUYER: _name(buyer),
        Field.BUYER_TAX_ID: _tax_id(buyer),
        Field.TERMS: "\n".join(root.values("PaymentTerms", "Note")),
        Field.PAYMENT: _payment(root),
        Field.REFERENCE: _reference(root),
    }
    found.days = {
        Field.DATE: day(root.value("IssueDate"), place="IssueDate"),
        Field.DUE_DATE: _due_day(root),
    }
    _read_sums(root, found)
    _read_lines(root, found)
    found.instalments = _instalments(root, amounts)
    return readings.document(found, tags=_TAGS, text=readings.words(root))


def _currency_of_sums(root: Node) -> str:
    sums = root.first(_SUMS)
    named = (each.attributes.get("currencyID", "") for each in sums.children) if sums else ()
    return next(filter(None, named), "")


def _name(party: Node) -> str:
    """Return the registered name, else the trading name, a person's or a number."""
    person = " ".join(
        party.value("Person", part) for part in ("FirstName", "MiddleName", "FamilyName")
    )
    return (
        party.value("PartyLegalEntity", "RegistrationName")
        or party.value("PartyName", "Name")
        or party.value("PartyTaxScheme", "RegistrationName")
        or " ".join(person.split())
        or party.value("Contact", "Name")
        or party.value("PartyIdentification", "ID")
        or party.value("PartyLegalEntity", "CompanyID")
        or party.value("EndpointID")
        or _tax_id(party)
    )


def _tax_id(party: Node) -> str:
    """Return the VAT number, else another number of a tax office."""
    schemes = [each for each in party.all("PartyTaxScheme") if each.value("CompanyID")]
    schemes.sort(key=lambda each: each.value("TaxScheme", "ID").upper() not in _TAX_SCHEMES)
    if schemes:
        return schemes[0].value("CompanyID")
    numbers = party.all("PartyIdentification", "ID")
    by_scheme = (
        " ".join(each.text.split())
        for each in numbers
        if each.attributes.get("schemeID", "").upper() in _TAX_NUMBERS
    )
    return next(by_scheme, "")


def _payment(root: Node) -> str:
    """Return the accounts to pay to, each once: an IBAN or a number."""
    accounts = root.values("PaymentMeans", "PayeeFinancialAccount", "ID")
    return ", ".join(dict.fromkeys(accounts))


def _reference(root: Node) -> str:
    """Return the document that is corrected, else the order that this belongs to."""
    return (
        root.value("BillingReference", "InvoiceDocumentReference", "ID")
        or root.value("BillingReference", "CreditNoteDocumentReference", "ID")
        or root.value("BillingReference", "SelfBilledInvoiceDocumentReference", "ID")
        or root.value("OrderReference", "ID")
    )


_DUE = (
    ("DueDate",),
    ("PaymentMeans", "PaymentDueDate"),
    ("PaymentTerms", "PaymentDueDate"),
    ("PaymentTerms", "InstallmentDueDate"),
)


def _due_day(root: Node) -> dt.date | None:
    for path in _DUE:
        if text := root.value(*path):
            return day(text, place=path[-1])
    return None


def _sum(node: Node, name: str, amounts: Amounts) -> Money | None:
    return amounts.read(node.value(name), place=name)


def _read_sums(root: Node, found: Reading) -> None:
    sums = root.first(_SUMS) or Node("")
    amounts = found.amounts
    found.net = _sum(sums, "TaxExclusiveAmount", amounts)
    found.total = _sum(sums, "TaxInclusiveAmount", amounts)
    found.payable = _sum(sums, "PayableAmount", amounts)
    found.prepaid = _sum(sums, "PrepaidAmount", amounts)
    found.is_payable_apart = bool(root.all("PrepaidPayment")) and found.prepaid is None
    found.rounding = _sum(sums, "PayableRoundingAmount", amounts)
    found.beside = _beside(root, sums, amounts)
    lines = _sum(sums, "LineExtensionAmount", amounts)
    if found.net is None and lines:
        found.net = lines + (found.beside or Money(amounts.currency, 0))
        found.computed.add(Field.NET)
    totals = _tax_totals(root, amounts.currency)
    if totals:
        tax = total_of(decimal(each.value("TaxAmount"), place="TaxAmount") for each in totals)
        found.tax = amounts.money(tax, place="TaxAmount")
    found.rates = tuple(
        _rate_total(each, amounts) for total in totals for each in total.all("TaxSubtotal")
    )
    if found.total is None and found.payable:
        found.total = found.payable + (found.prepaid or Money(amounts.currency, 0))
        found.total -= found.rounding or Money(amounts.currency, 0)
        found.computed.add(Field.TOTAL)


def _beside(root: Node, sums: Node, amounts: Amounts) -> Money | None:
    """Return the document's charges less its allowances: their totals, else one by one."""
    charges = _sum(sums, "ChargeTotalAmount", amounts)
    allowances = _sum(sums, "AllowanceTotalAmount", amounts)
    if charges or allowances:
        nothing = Money(amounts.currency, 0)
        return (charges or nothing) - (allowances or nothing)
    each_one = total_of(_signed_charge(each) for each in root.all("AllowanceCharge"))
    return amounts.money(each_one, place="AllowanceCharge")


def _signed_charge(node: Node) -> Decimal:
    amount = decimal(node.value("Amount") or "0", place="AllowanceCharge/Amount")
    return amount if node.value("ChargeIndicator") in {"true", "1"} else -amount


def _tax_totals(root: Node, currency: str) -> list[Node]:
    """Return the totals of tax in the document's currency; the one without rates only if alone.

    EN 16931 has the tax a second time in the currency of the tax office, which may be the same.
    """
    filled = [each for each in root.all("TaxTotal") if each.value("TaxAmount")]
    own = [
        each
        for each in filled
        if each.all("TaxAmount")[0].attributes.get("currencyID", currency).upper() == currency
    ]
    detailed = [each for each in own if each.first("TaxSubtotal")]
    return detailed or own[:1] or filled[:1]


def _rate_total(node: Node, amounts: Amounts) -> RateTotal:
    percent = node.value("TaxCategory", "Percent") or node.value("Percent")
    return RateTotal(
        rate(percent, place="Percent") or 0,
        _sum(node, "TaxableAmount", amounts),
        _sum(node, "TaxAmount", amounts),
    )


def _read_lines(root: Node, found: Reading) -> None:
    nodes = [each for name in _LINES for each in root.all(name)]
    found.lines = tuple(_line(each, found.amounts) for each in nodes)
    sums = list(_line_sums(nodes))
    if nodes and len(sums) == len(nodes):
        found.lines_sum = total_of(sums)


def _line_sums(nodes: list[Node]) -> Iterator[Decimal]:
    for node in nodes:
        if text := node.value("LineExtensionAmount"):
            yield decimal(text, place="LineExtensionAmount")


def _line(node: Node, amounts: Amounts) -> Line:
    category = "ClassifiedTaxCategory"
    quantity = node.first("InvoicedQuantity") or node.first("CreditedQuantity") or Node("")
    tax = node.first("TaxTotal")
    percent = node.value("Item", category, "Percent") or node.value(
        "TaxTotal", "TaxSubtotal", "TaxCategory", "Percent"
    )
    return Line(
        node.value("Item", "Name") or node.value("Item", "Description") or node.value("Note"),
        net=_sum(node, "LineExtensionAmount", amounts),
        tax=_sum(tax, "TaxAmount", amounts) if tax else None,
        tax_rate=rate(percent, place="Percent"),
        quantity=plain(" ".join(quantity.text.split())),
        unit=quantity.attributes.get("unitCode", ""),
        unit_price=plain(node.value("Price", "PriceAmount")),
    )


def _instalments(root: Node, amounts: Amounts) -> tuple[Instalment, ...]:
    """Return the parts to pay and their days, where there are several."""
    parts = []
    for term in root.all("PaymentTerms"):
        amount = _sum(term, "Amount", amounts)
        due = term.value("PaymentDueDate") or term.value("InstallmentDueDate")
        if amount and due:
            parts.append(Instalment(amount, day(due, place="PaymentTerms"), term.value("Note")))
    return tuple(parts) if len(parts) > 1 else ()
