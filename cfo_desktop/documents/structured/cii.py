"""UN/CEFACT's invoice: Factur-X, ZUGFeRD 2, XRechnung, and ZUGFeRD 1 under its older names."""

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
from cfo_desktop.domain.fault import Fault
from cfo_desktop.domain.money import Money

ZUGFERD1 = "CrossIndustryDocument"
ROOTS = frozenset({"CrossIndustryInvoice", ZUGFERD1})
OLDEST_HEAD = "HeaderExchangedDocument"
"""What ZUGFeRD 1 has in its root; its drafts called the root ``Invoice``."""
_TAGS = {
    Field.NUMBER: "ExchangedDocument/ID",
    Field.DATE: "ExchangedDocument/IssueDateTime",
    Field.SELLER: "SellerTradeParty/Name",
    Field.TOTAL: "GrandTotalAmount",
}
# The newer name of each part first, then ZUGFeRD 1's.
_DOCUMENT = ("ExchangedDocument", OLDEST_HEAD)
_TRADE = ("SupplyChainTradeTransaction", "SpecifiedSupplyChainTradeTransaction")
_AGREEMENT = (
    "ApplicableHeaderTradeAgreement",
    "ApplicableSupplyChainTradeAgreement",
    "SpecifiedLineTradeAgreement",
    "SpecifiedSupplyChainTradeAgreement",
)
_DELIVERY = ("SpecifiedLineTradeDelivery", "SpecifiedSupplyChainTradeDelivery")
_SETTLEMENT = (
    "ApplicableHeaderTradeSettlement",
    "ApplicableSupplyChainTradeSettlement",
    "SpecifiedLineTradeSettlement",
    "SpecifiedSupplyChainTradeSettlement",
)
_SUMS = (
    "SpecifiedTradeSettlementHeaderMonetarySummation",
    "SpecifiedTradeSettlementLineMonetarySummation",
    "SpecifiedTradeSettlementMonetarySummation",
)
_LINES = "IncludedSupplyChainTradeLineItem"
_TERMS = "SpecifiedTradePaymentTerms"
_NOT_SUMMED = frozenset({"GROUP", "INFORMATION"})
"""Lines that head or explain others; their amounts are the others'."""
_COARSE = frozenset({"610", "616"})


def read(root: Node, *, currency: str) -> Document:
    """Return the document; raise ``RefusedError``. ``currency`` is for a file that names none."""
    head = _any(root, *_DOCUMENT)
    trade = _any(root, *_TRADE)
    agreement = _any(trade, *_AGREEMENT)
    settlement = _any(trade, *_SETTLEMENT)
    named = settlement.value("InvoiceCurrencyCode") or _currency_of_sums(settlement)
    amounts = Amounts(named or currency)
    carrier = Carrier.ZUGFERD1 if head.name == OLDEST_HEAD else Carrier.CII
    found = Reading(carrier, amounts, is_credit=readings.is_credit_code(head.value("TypeCode")))
    seller = agreement.first("SellerTradeParty") or Node("")
    buyer = agreement.first("BuyerTradeParty") or Node("")
    found.texts = {
        Field.NUMBER: head.value("ID"),
        Field.SELLER: _name(seller),
        Field.SELLER_TAX_ID: _tax_id(seller),
        Field.BUYER: _name(buyer),
        Field.BUYER_TAX_ID: _tax_id(buyer),
        Field.TERMS: "\n".join(settlement.values(_TERMS, "Description")),
        Field.PAYMENT: _payment(settlement),
        Field.REFERENCE: _reference(agreement, settlement),
    }
    found.days = {
        Field.DATE: _day(head, "IssueDateTime", found),
        Field.DUE_DATE: _due_day(settlement, found),
    }
    _read_sums(settlement, found)
    _read_lines(trade, found)
    found.instalments = _instalments(settlement, found)
    return readings.document(found, tags=_TAGS, text=readings.words(root))


def _any(node: Node, *names: str) -> Node:
    """Return the first child of any of these names; an empty element where there is none."""
    return next((child for child in node.children if child.name in names), Node(""))


def _currency_of_sums(settlement: Node) -> str:
    named = (each.attributes.get("currencyID", "") for each in _any(settlement, *_SUMS).children)
    return next(filter(None, named), "")


def _name(party: Node) -> str:
    """Return the party's name, else its trading name, a person's or a number."""
    return (
        party.value("Name")
        or party.value("SpecifiedLegalOrganization", "TradingBusinessName")
        or party.value("DefinedTradeContact", "PersonName")
        or party.value("GlobalID")
        or party.value("ID")
        or party.value("SpecifiedLegalOrganization", "ID")
        or _tax_id(party)
    )


def _tax_id(party: Node) -> str:
    """Return the VAT number (scheme VA), else another number of a tax office."""
    numbers = [each for each in party.all("SpecifiedTaxRegistration", "ID") if each.text.strip()]
    numbers.sort(key=lambda each: each.attributes.get("schemeID", "").upper() != "VA")
    return " ".join(numbers[0].text.split()) if numbers else ""


def _payment(settlement: Node) -> str:
    """Return the accounts to pay to, each once: IBANs, else numbers."""
    means = "SpecifiedTradeSettlementPaymentMeans"
    account = "PayeePartyCreditorFinancialAccount"
    accounts = list(settlement.values(means, account, "IBANID"))
    accounts = accounts or list(settlement.values(means, account, "ProprietaryID"))
    return ", ".join(dict.fromkeys(accounts))


def _reference(agreement: Node, settlement: Node) -> str:
    """Return the invoice that is corrected, else the order that this belongs to."""
    return next(
        (
            text
            for node, name in (
                (settlement, "InvoiceReferencedDocument"),
                (agreement, "BuyerOrderReferencedDocument"),
            )
            for tag in ("IssuerAssignedID", "ID")
            if (text := node.value(name, tag))
        ),
        "",
    )


def _day(node: Node, name: str, found: Reading) -> dt.date | None:
    """Return the day of a child; one that is told by the month or week is noted as a doubt."""
    for outer in node.all(name):
        for each in outer.walk():
            if text := " ".join(each.text.split()):
                code = each.attributes.get("format", "")
                if code in _COARSE:
                    found.warnings.append(Fault("document_date_coarse", name))
                return day(text, place=name, code=code)
    return None


def _due_day(settlement: Node, found: Reading) -> dt.date | None:
    """Return the day on which the whole is due: no day by which a discount is granted."""
    terms = [each for each in settlement.all(_TERMS) if each.first("DueDateDateTime")]
    terms.sort(key=lambda each: each.first("ApplicableTradePaymentDiscountTerms") is not None)
    return _day(terms[0], "DueDateDateTime", found) if terms else None


def _own(node: Node, name: str, currency: str) -> str:
    """Return the amount in the document's currency: another is the same for a tax office."""
    filled = [each for each in node.all(name) if each.text.strip()]
    filled.sort(key=lambda each: each.attributes.get("currencyID", currency).upper() != currency)
    return filled[0].text.strip() if filled else ""


def _sum(node: Node, name: str, amounts: Amounts) -> Money | None:
    return amounts.read(_own(node, name, amounts.currency), place=name)


def _read_sums(settlement: Node, found: Reading) -> None:
    amounts = found.amounts
    sums = _any(settlement, *_SUMS)
    nothing = Money(amounts.currency, 0)
    found.net = _sum(sums, "TaxBasisTotalAmount", amounts)
    found.tax = _sum(sums, "TaxTotalAmount", amounts)
    found.total = _sum(sums, "GrandTotalAmount", amounts)
    found.prepaid = _sum(sums, "TotalPrepaidAmount", amounts)
    found.rounding = _sum(sums, "RoundingAmount", amounts)
    found.payable = _sum(sums, "DuePayableAmount", amounts)
    advance = settlement.first("SpecifiedAdvancePayment")
    found.is_payable_apart = advance is not None and found.prepaid is None
    found.beside = _beside(settlement, sums, amounts)
    found.rates = tuple(_rate_total(each, amounts) for each in settlement.all("ApplicableTradeTax"))
    lines = _sum(sums, "LineTotalAmount", amounts)
    if found.net is None and lines:
        found.net = lines + (found.beside or nothing)
        found.computed.add(Field.NET)
    if found.total is None and found.payable:
        found.total = found.payable + (found.prepaid or nothing) - (found.rounding or nothing)
        found.computed.add(Field.TOTAL)


def _beside(settlement: Node, sums: Node, amounts: Amounts) -> Money | None:
    """Return the document's charges less its allowances: their totals, else one by one."""
    charges = _sum(sums, "ChargeTotalAmount", amounts)
    allowances = _sum(sums, "AllowanceTotalAmount", amounts)
    if charges is not None or allowances is not None:
        nothing = Money(amounts.currency, 0)
        return (charges or nothing) - (allowances or nothing)
    return amounts.money(
        total_of(_signed_charges(settlement, amounts.currency)),
        place="SpecifiedTradeAllowanceCharge",
    )


def _signed_charges(settlement: Node, currency: str) -> Iterator[Decimal]:
    for each in settlement.all("SpecifiedTradeAllowanceCharge"):
        if text := _own(each, "ActualAmount", currency):
            amount = decimal(text, place="ActualAmount")
            is_charge = each.value("ChargeIndicator", "Indicator") or each.value("ChargeIndicator")
            yield amount if is_charge in {"true", "1"} else -amount
    for each in settlement.all("SpecifiedLogisticsServiceCharge"):
        if text := _own(each, "AppliedAmount", currency):
            yield decimal(text, place="AppliedAmount")


def _percent(node: Node) -> str:
    return node.value("RateApplicablePercent") or node.value("ApplicablePercent")


def _rate_total(node: Node, amounts: Amounts) -> RateTotal:
    return RateTotal(
        rate(_percent(node), place="RateApplicablePercent") or 0,
        _sum(node, "BasisAmount", amounts),
        _sum(node, "CalculatedAmount", amounts),
    )


def _read_lines(trade: Node, found: Reading) -> None:
    nodes = [each for each in trade.all(_LINES) if _is_counted(each)]
    found.lines = tuple(_line(each, found.amounts) for each in nodes)
    sums = [text for each in nodes if (text := _line_sum(each, found.amounts.currency))]
    if sums:  # a line of words alone has none
        found.lines_sum = total_of(decimal(text, place="LineTotalAmount") for text in sums)


def _is_counted(line: Node) -> bool:
    """Tell whether a line is one of goods: no heading and, in ZUGFeRD 1, no text alone."""
    about = _any(line, "AssociatedDocumentLineDocument")
    if about.value("LineStatusReasonCode") in _NOT_SUMMED:
        return False
    return bool(_any(line, *_SETTLEMENT).children or line.first("SpecifiedTradeProduct"))


def _line_sum(line: Node, currency: str) -> str:
    return _own(_any(_any(line, *_SETTLEMENT), *_SUMS), "LineTotalAmount", currency)


def _line(node: Node, amounts: Amounts) -> Line:
    settlement = _any(node, *_SETTLEMENT)
    tax = settlement.first("ApplicableTradeTax") or Node("")
    quantity = _any(node, *_DELIVERY).first("BilledQuantity") or Node("")
    price = _any(node, *_AGREEMENT).value("NetPriceProductTradePrice", "ChargeAmount")
    return Line(
        node.value("SpecifiedTradeProduct", "Name")
        or node.value("SpecifiedTradeProduct", "Description")
        or node.value("AssociatedDocumentLineDocument", "IncludedNote", "Content"),
        net=_sum(_any(settlement, *_SUMS), "LineTotalAmount", amounts),
        tax=_sum(tax, "CalculatedAmount", amounts),
        tax_rate=rate(_percent(tax), place="RateApplicablePercent"),
        quantity=plain(" ".join(quantity.text.split())),
        unit=quantity.attributes.get("unitCode", ""),
        unit_price=plain(price),
    )


def _instalments(settlement: Node, found: Reading) -> tuple[Instalment, ...]:
    """Return the parts to pay and their days, where there are several."""
    parts = []
    for term in settlement.all(_TERMS):
        amount = _sum(term, "PartialPaymentAmount", found.amounts)
        if amount and (due := _day(term, "DueDateDateTime", found)):
            parts.append(Instalment(amount, due, term.value("Description")))
    return tuple(parts) if len(parts) > 1 else ()
