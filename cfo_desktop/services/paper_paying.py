"""How a paper is paid: later, at once, or by a payment that is in the ledger already."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from cfo_desktop.domain.account import Group
from cfo_desktop.domain.account import Role
from cfo_desktop.domain.document import DocumentKind
from cfo_desktop.domain.document import Field
from cfo_desktop.domain.money import Money
from cfo_desktop.domain.papers import DueBy
from cfo_desktop.domain.papers import Settling
from cfo_desktop.domain.papers import Twin
from cfo_desktop.domain.papers import TwinReason
from cfo_desktop.domain.papers import TwinStrength
from cfo_desktop.services import paper_payments
from cfo_desktop.services import paper_twins
from cfo_desktop.services import papers
from cfo_desktop.services import shop_details
from cfo_desktop.services import terms
from cfo_desktop.services.paper_asked import Asked
from cfo_desktop.services.paper_payments import Paid

_DAYS = re.compile(r"(?i)(?<![0-9])([0-9]{1,3})(?=\s*(?:days?|tage|jours|giorni|días|天|日))")
_NET = re.compile(r"(?i)\bnet\s*([0-9]{1,3})\b")
_AT_ONCE = re.compile(r"immediate|on receipt|sofort|即付|货到付款|现付|现结", re.IGNORECASE)
_MOST_DAYS = 365
_PAID_BY = (
    (Role.WALLET_WECHAT, ("微信", "wechat")),
    (Role.WALLET_ALIPAY, ("支付宝", "alipay")),
    (Role.TILL, ("现金", "cash", "bargeld", "espèces", "contanti", "efectivo")),
    (Role.BANK, ("visa", "mastercard", "maestro", "card", "karte", "刷卡", "银联", "carte")),
)
"""Words of receipts that say what was paid with, the surest first."""
_ROUND = 10
"""Sums of whole tens are paid by chance as often as not."""


def payments(asked: Asked, gross: Money | None) -> list[Paid]:
    """Return the payments of the ledger that may be a paper's, the likeliest first."""
    marks = papers.marks_of(asked.document)
    compared = paper_twins.compared(
        marks,
        shop_details.read(asked.book),
        key=asked.paper.number,
        text=asked.document.text,
    )
    if gross is None or gross != marks.total:
        return []
    found = paper_payments.payments(asked.book, compared, kind=asked.document.kind)
    return [each for each in found if _may_be(each, asked)]


def _may_be(paid: Paid, asked: Asked) -> bool:
    """Tell whether a payment may be a paper's at all: it names it, or a receipt's waits."""
    return paid.is_named or (paid.waits and asked.document.kind is DocumentKind.RECEIPT)


def settling(
    asked: Asked, twins: Sequence[Twin], paid: Sequence[Paid]
) -> tuple[Settling, Paid | None]:
    """Return how a paper is paid, and by which of the payments that ``paid`` offers.

    What is booked is not booked again. A bill goes with a payment that it is warned of; a receipt
    with one that names it, or with the only one of an odd sum.
    """
    if _booked(twins) is not None:
        return Settling.BOOKED, None
    owed = {each.code for each in asked.accounts if each.group in {Group.PAYABLE, Group.RECEIVABLE}}
    warned = {twin.entry for twin in twins if twin.reason is TwinReason.ALREADY_PAID}
    receipt = asked.document.kind is DocumentKind.RECEIPT
    usable = [each for each in paid if each.account not in owed]
    if receipt:
        chosen = [each for each in usable if each.is_named or _is_alone(each, usable)]
    else:
        chosen = [each for each in usable if each.twin.entry in warned]
    if chosen:
        return Settling.PAYMENT, chosen[0]
    return (Settling.MONEY if receipt else Settling.LATER), None


def _is_alone(paid: Paid, usable: Sequence[Paid]) -> bool:
    """Tell whether a payment that names nobody is the only one of an odd sum."""
    total = paid.twin.total
    odd = total is not None and bool(total.decimal() % _ROUND)
    return odd and len(usable) == 1


def _booked(twins: Sequence[Twin]) -> int | None:
    """Return the entry of a list's, or the owner's, that is this very document."""
    reason, strong = TwinReason.ALREADY_LISTED, TwinStrength.STRONG
    return next(
        (
            twin.entry
            for twin in twins
            if twin.reason is reason and twin.strength is strong and not twin.total_differs
        ),
        None,
    )


def payment_entry(settling: Settling, payment: Paid | None, twins: Sequence[Twin]) -> int | None:
    """Return the entry that a paper goes with; ``None`` where it makes one of its own."""
    if settling is Settling.BOOKED:
        return _booked(twins)
    return payment.twin.entry if payment else None


def money(asked: Asked, settling: Settling, payment: Paid | None) -> str:
    """Return the account that the bill is owed on, or that paid."""
    if payment is not None:
        return payment.money
    if settling is not Settling.MONEY:
        return asked.code(Role.RECEIVABLES if asked.is_sale else Role.PAYABLES)
    text = asked.document.text.casefold()
    for role, words in _PAID_BY:
        if asked.code(role) and any(word in text for word in words):
            return asked.code(role)
    return asked.code(Role.TILL) or asked.code(Role.BANK)


def due(asked: Asked, day: dt.date | None) -> tuple[dt.date | None, DueBy]:
    """Return when it is to be paid: as printed, else by its terms, else by the book's."""
    printed = asked.document.day_of(Field.DUE_DATE)
    if printed is not None:
        return printed, DueBy.PRINTED
    usual = terms.read(asked.book)
    days, by = usual.customers if asked.is_sale else usual.suppliers, DueBy.BOOK
    said = days_of(asked.document.text_of(Field.TERMS))
    if said is not None:
        days, by = said, DueBy.TERMS
    return (day + dt.timedelta(days=days) if day else None), by


def days_of(text: str) -> int | None:
    """Return the days until payment that terms say; ``None`` where they say none.

    Of several numbers the largest: the smaller ones are those of a discount.
    """
    found = [int(days) for days in _DAYS.findall(text) if int(days) <= _MOST_DAYS]
    found += [int(days) for days in _NET.findall(text)]
    if found:
        return max(found)
    return 0 if _AT_ONCE.search(text) else None
