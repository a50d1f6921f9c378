"""The words of the window about documents: their kinds, fields, evidence, what speaks for what."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from cfo_desktop.domain.document import DocumentKind
from cfo_desktop.domain.document import Evidence
from cfo_desktop.domain.document import Field
from cfo_desktop.domain.document import Found
from cfo_desktop.domain.document import Value
from cfo_desktop.domain.fault import Check
from cfo_desktop.domain.invoice import Direction
from cfo_desktop.domain.money import Money
from cfo_desktop.domain.papers import AccountBy
from cfo_desktop.domain.papers import DueBy
from cfo_desktop.domain.papers import PaperState
from cfo_desktop.domain.papers import Settling
from cfo_desktop.domain.papers import Twin
from cfo_desktop.domain.papers import TwinReason
from cfo_desktop.ui.session import Session


def kind(kind: DocumentKind, direction: Direction | None = None) -> str:
    """Return what a document is called; a bill is an invoice that the shop has to pay."""
    translate = QCoreApplication.translate
    if kind is DocumentKind.INVOICE and direction is Direction.PURCHASE:
        return translate("PaperWords", "Bill")
    return {
        DocumentKind.INVOICE: translate("PaperWords", "Invoice"),
        DocumentKind.CREDIT_NOTE: translate("PaperWords", "Credit note"),
        DocumentKind.RECEIPT: translate("PaperWords", "Receipt"),
        DocumentKind.ORDER: translate("PaperWords", "Order"),
        DocumentKind.CONTRACT: translate("PaperWords", "Contract"),
        DocumentKind.UNKNOWN: translate("PaperWords", "Document"),
    }[kind]


def state(state: PaperState) -> str:
    """Return what became of a document, in a word or two."""
    translate = QCoreApplication.translate
    return {
        PaperState.DRAFT: translate("PaperWords", "To check"),
        PaperState.CONFIRMED: translate("PaperWords", "In the books"),
        PaperState.DISMISSED: translate("PaperWords", "Put aside"),
    }[state]


def field(name: Field) -> str:
    """Return the label of a field."""
    translate = QCoreApplication.translate
    return {
        Field.SELLER: translate("PaperWords", "Seller"),
        Field.BUYER: translate("PaperWords", "Buyer"),
        Field.SELLER_TAX_ID: translate("PaperWords", "Seller's tax number"),
        Field.BUYER_TAX_ID: translate("PaperWords", "Buyer's tax number"),
        Field.CODE: translate("PaperWords", "Invoice code"),
        Field.NUMBER: translate("PaperWords", "Number"),
        Field.DATE: translate("PaperWords", "Date"),
        Field.DUE_DATE: translate("PaperWords", "To be paid by"),
        Field.CURRENCY: translate("PaperWords", "Currency"),
        Field.NET: translate("PaperWords", "Before tax"),
        Field.TAX: translate("PaperWords", "Tax"),
        Field.TOTAL: translate("PaperWords", "Total"),
        Field.PAID: translate("PaperWords", "Paid"),
        Field.PAYABLE: translate("PaperWords", "Left to pay"),
        Field.ROUNDING: translate("PaperWords", "Rounding"),
        Field.TERMS: translate("PaperWords", "Terms of payment"),
        Field.PAYMENT: translate("PaperWords", "Where to pay"),
        Field.REFERENCE: translate("PaperWords", "Belongs to"),
    }[name]


def evidence(evidence: Evidence) -> str:
    """Return how sure a value is."""
    translate = QCoreApplication.translate
    return {
        Evidence.MACHINE_READ: translate("PaperWords", "from its data"),
        Evidence.PROVED: translate("PaperWords", "proved by its sums"),
        Evidence.READ: translate("PaperWords", "read"),
        Evidence.GUESS: translate("PaperWords", "a guess: please look"),
        Evidence.OWNER: translate("PaperWords", "as you say"),
    }[evidence]


def token(found: Found | None) -> str:
    """Return the role of the label that says how sure a value is."""
    if found is None or found.evidence is Evidence.GUESS or found.otherwise:
        return "warning"
    return "muted"


def value(session: Session, value: Value) -> str:
    """Return a value as the window writes it."""
    if isinstance(value, Money):
        return session.localised.money(value.minor, value.currency)
    return value if isinstance(value, str) else session.localised.day(value)


def settling(way: Settling) -> str:
    """Return how a document is paid."""
    translate = QCoreApplication.translate
    return {
        Settling.LATER: translate("PaperWords", "To be paid later"),
        Settling.MONEY: translate("PaperWords", "Paid at once"),
        Settling.PAYMENT: translate("PaperWords", "Its payment is in the books"),
        Settling.BOOKED: translate("PaperWords", "It is in the books already"),
    }[way]


def account_by(by: AccountBy) -> str:
    """Return who says what a document is for."""
    translate = QCoreApplication.translate
    return {
        AccountBy.HISTORY: translate("PaperWords", "as their earlier ones were"),
        AccountBy.RULE: translate("PaperWords", "by a rule of yours"),
        AccountBy.LEARNED: translate("PaperWords", "as you sorted such payments"),
        AccountBy.STARTER: translate("PaperWords", "by the name; please check"),
        AccountBy.USUAL: translate("PaperWords", "the usual one; please check"),
        AccountBy.OWNER: translate("PaperWords", "as you say"),
    }[by]


def due_by(by: DueBy) -> str:
    """Return who says when it is to be paid."""
    translate = QCoreApplication.translate
    return {
        DueBy.PRINTED: translate("PaperWords", "as printed"),
        DueBy.TERMS: translate("PaperWords", "by its terms of payment"),
        DueBy.BOOK: translate("PaperWords", "by your usual days"),
        DueBy.OWNER: translate("PaperWords", "as you say"),
    }[by]


def check(each: Check) -> str:
    """Return what a control of a document is about."""
    translate = QCoreApplication.translate
    names = {
        "lines": translate("PaperWords", "the lines add up"),
        "rates": translate("PaperWords", "the taxes add up"),
        "total": translate("PaperWords", "net and tax make the total"),
        "payable": translate("PaperWords", "total, prepayments and rounding make what is left"),
        "capitals": translate("PaperWords", "the amount in words is the total"),
        "change": translate("PaperWords", "cash less change is the total"),
        "tax_id": translate("PaperWords", "the tax number is a possible one"),
    }
    return names.get(each.name, each.name)


def twin(session: Session, twin: Twin) -> str:
    """Return in a sentence why a document may be known."""
    translate = QCoreApplication.translate
    text = {
        TwinReason.FILE: translate("PaperWords", "The book has this very file: {which}."),
        TwinReason.TAX_ID_AND_NUMBER: translate(
            "PaperWords", "The book has this invoice: {which}."
        ),
        TwinReason.SELLER_AND_NUMBER: translate(
            "PaperWords", "The book has this number of this seller: {which}."
        ),
        TwinReason.NUMBER_AND_TOTAL: translate(
            "PaperWords", "The book has a document of this number and sum: {which}."
        ),
        TwinReason.PARTY_TOTAL_DAY: translate(
            "PaperWords", "It looks like another one, of about that day and the same sum: {which}."
        ),
        TwinReason.ALREADY_PAID: translate("PaperWords", "It may be paid already: {which}."),
        TwinReason.ALREADY_LISTED: translate("PaperWords", "It is in the books already: {which}."),
        TwinReason.LISTED_VOID: translate(
            "PaperWords", "A list of invoices says that it was cancelled: {which}."
        ),
    }[twin.reason]
    said = [twin.party, twin.invoice_number]
    if twin.day is not None:
        said.append(session.localised.day(twin.day))
    if twin.total is not None:
        said.append(value(session, twin.total))
    shown = text.format(which=" · ".join(part for part in said if part))
    if not twin.total_differs:
        return shown
    return session.localised.sentences(
        [shown, translate("PaperWords", "But the sums differ: look at both.")]
    )
