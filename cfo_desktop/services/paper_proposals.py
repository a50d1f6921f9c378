"""How a paper would be booked: which way, whose, what for, its tax, and how it is paid."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection
from collections.abc import Sequence
from dataclasses import dataclass

from cfo_desktop.domain.account import Account
from cfo_desktop.domain.account import Group
from cfo_desktop.domain.account import Kind
from cfo_desktop.domain.account import Role
from cfo_desktop.domain.categories import By
from cfo_desktop.domain.document import Document
from cfo_desktop.domain.document import DocumentKind
from cfo_desktop.domain.document import Field
from cfo_desktop.domain.fault import Fault
from cfo_desktop.domain.invoice import Direction
from cfo_desktop.domain.invoice import Trader
from cfo_desktop.domain.money import Money
from cfo_desktop.domain.papers import AccountBy
from cfo_desktop.domain.papers import DueBy
from cfo_desktop.domain.papers import Paper
from cfo_desktop.domain.papers import Proposal
from cfo_desktop.domain.papers import Settling
from cfo_desktop.domain.papers import Twin
from cfo_desktop.domain.papers import TwinReason
from cfo_desktop.domain.papers import TwinStrength
from cfo_desktop.domain.papers import number_key
from cfo_desktop.domain.party_names import are_alike
from cfo_desktop.domain.party_names import name_key
from cfo_desktop.domain.rules import Movement
from cfo_desktop.services import accounts as chart
from cfo_desktop.services import entries
from cfo_desktop.services import paper_payments
from cfo_desktop.services import paper_twins
from cfo_desktop.services import papers
from cfo_desktop.services import shop_details
from cfo_desktop.services import tax
from cfo_desktop.services import terms
from cfo_desktop.services.books import Book
from cfo_desktop.services.books import info
from cfo_desktop.services.categories import Proposer
from cfo_desktop.services.paper_payments import Paid
from cfo_desktop.services.planning import shortened
from cfo_desktop.services.planning import value_of
from cfo_desktop.store import database
from cfo_desktop.store import ledger
from cfo_desktop.store import papers as kept
from cfo_desktop.store import parties
from cfo_desktop.store.papers import PastBooking

_BY = {By.RULE: AccountBy.RULE, By.LEARNED: AccountBy.LEARNED, By.STARTER: AccountBy.STARTER}
_BOUGHT = frozenset({Group.COST_OF_SALES, Group.OPERATING, Group.FINANCE, Group.STOCK})
_BOUGHT_TOO = frozenset({Group.FIXED_ASSET, Group.OTHER_CURRENT_ASSET})
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
_NO_DEDUCTION = frozenset({"cn-small", "sales-tax"})
"""Ways to reckon tax in which what was paid with purchases is never taken off."""
_CHINA = "CNY"
_ROUND = 10
"""Sums of whole tens are paid by chance as often as not."""


@dataclass(frozen=True, slots=True)
class _Asked:
    """A paper on its way to a proposal, with what all steps need."""

    book: Book
    paper: Paper
    direction: Direction
    accounts: Sequence[Account]
    currency: str

    @property
    def document(self) -> Document:
        return self.paper.document

    @property
    def is_sale(self) -> bool:
        return self.direction is Direction.SALE

    @property
    def other(self) -> Trader:
        """The other side, as printed."""
        return sides(self.document)[1 if self.is_sale else 0]

    def code(self, role: Role) -> str:
        """Return the code of the account of a role; empty where the chart has none."""
        return next((each.code for each in self.accounts if each.role is role), "")


def sides(document: Document) -> tuple[Trader, Trader]:
    """Return the seller and the buyer of a document, as printed."""
    text = document.text_of
    return (
        Trader(text(Field.SELLER), text(Field.SELLER_TAX_ID)),
        Trader(text(Field.BUYER), text(Field.BUYER_TAX_ID)),
    )


def proposal(book: Book, *, paper: int) -> Proposal:
    """Return how a draft would be booked, for the owner to look at and change.

    Nothing is refused here: what the owner must say first is ``missing``, what should be looked at
    ``warnings`` and ``twins``. Raises ``UserError("paper_missing")``.
    """
    found = papers.paper(book, number=paper)
    seller, buyer = sides(found.document)
    details = shop_details.read(book)
    way = details.direction(seller=seller, buyer=buyer)
    asked = _Asked(
        book,
        found,
        way or Direction.PURCHASE,
        chart.all_accounts(book),
        info(book).currency,
    )
    return _proposal(asked, way_is_known=way is not None)


def _proposal(asked: _Asked, *, way_is_known: bool) -> Proposal:
    book, document = asked.book, asked.document
    party, known = _party(asked)
    gross, tax_part, foreign = _sums(asked)
    day = document.day_of(Field.DATE)
    past = _past(asked, party) if known else None
    account, account_by = _account(asked, party, gross, day, past)
    twins = tuple(paper_twins.twins(book, paper=asked.paper.number))
    paid = _payments(asked, gross)
    settling, payment = _settling(asked, twins, paid)
    if payment is not None and settling is Settling.PAYMENT and payment.account:
        account, account_by = payment.account, AccountBy.HISTORY
    due, due_by = _due(asked, day) if settling is Settling.LATER else (None, DueBy.BOOK)
    return Proposal(
        direction=asked.direction,
        party=party,
        party_is_known=known,
        day=day,
        gross=gross,
        tax=tax_part,
        deductible=_deductible(asked, tax_part, past),
        account=account,
        account_by=account_by,
        settling=settling,
        money=_money(asked, settling, payment),
        payment=_payment_entry(settling, payment, twins),
        due=due,
        due_by=due_by,
        narration=_narration(asked, foreign),
        printed=foreign,
        missing=_missing(asked, party, gross, settling),
        payments=tuple(each.twin for each in paid),
        twins=twins,
        warnings=tuple(_warnings(asked, gross, tax_part, way_is_known=way_is_known)),
    )


# --- whose ---


def _party(asked: _Asked) -> tuple[str, bool]:
    """Return what the book calls the other side, and whether it knows it."""
    other = asked.other
    with database.mapped_errors():
        connection = asked.book.store.connection
        by_id = dict(kept.parties_by_tax_id(connection)) if other.tax_id else {}
        names = {party for party, _ in parties.sides(connection, after=0)}
    own = number_key(other.tax_id)
    found = [party for tax_id, party in by_id.items() if own and number_key(tax_id) == own]
    if found:
        return found[-1], True
    return known_name(other.name, names)


def known_name(name: str, names: Collection[str]) -> tuple[str, bool]:
    """Return ``name`` as the book writes it, and whether it does.

    A name that differs only in case, signs or legal form is the book's; one that is only alike is
    taken where no other is alike, too.
    """
    if name in names or not name_key(name):
        return name, name in names
    equal = sorted(each for each in names if name_key(each) == name_key(name))
    alike = equal or sorted(each for each in names if are_alike(each, name))
    return (alike[0], True) if len(alike) == 1 or equal else (name, False)


# --- how much ---


def _sums(asked: _Asked) -> tuple[Money | None, Money | None, Money | None]:
    """Return (total, tax in it, total as printed in another currency), in the book's currency."""
    document = asked.document
    total, net = document.money_of(Field.TOTAL), document.money_of(Field.NET)
    tax_part = document.money_of(Field.TAX)
    if total is None and net is not None:
        total = net + tax_part if tax_part and tax_part.currency == net.currency else net
    paid = document.money_of(Field.PAID)
    if document.kind is DocumentKind.RECEIPT and paid is not None:
        total = paid if total is None or _is_rounded(paid, total) else total
    if total is None:
        return None, None, None
    if document.kind is DocumentKind.CREDIT_NOTE and total.minor > 0:
        total, tax_part = -total, -tax_part if tax_part else None
    if total.currency == asked.currency:
        same = tax_part is not None and tax_part.currency == asked.currency
        return total, tax_part if same else None, None
    return _converted(asked, total), None, total


def _is_rounded(paid: Money, total: Money) -> bool:
    """Tell whether what was paid is the total but for small change."""
    return paid.currency == total.currency and abs(paid.minor - total.minor) * 100 <= abs(
        total.minor
    )


def _converted(asked: _Asked, total: Money) -> Money | None:
    """Return a foreign total at the latest rate of the books; ``None`` where they know none."""
    with database.mapped_errors():
        rates = ledger.latest_rates(asked.book.store.connection)
    if total.currency not in rates:
        return None
    value = value_of(total.minor, total.currency, asked.currency, rates)
    return Money(asked.currency, value)


def _deductible(asked: _Asked, tax_part: Money | None, past: PastBooking | None) -> bool:
    """Tell whether tax is booked on its own: as this party's was, else as the owner's tax goes.

    China's ordinary invoices and till slips give nothing to take off, and neither does tax in
    countries that tax sales alone.
    """
    if tax_part is None or not tax_part.minor or not asked.code(Role.SALES_TAX):
        return False
    if asked.is_sale:
        return True
    if past is not None and past.deductible is not None:
        return past.deductible
    plan = tax.plan(asked.book)
    if plan is not None and plan.preset in _NO_DEDUCTION:
        return False
    document = asked.document
    if asked.currency == _CHINA:
        return "专用发票" in document.text
    receipt = document.kind is DocumentKind.RECEIPT
    return bool(document.text_of(Field.SELLER_TAX_ID)) or not receipt


# --- what for ---


def _past(asked: _Asked, party: str) -> PastBooking | None:
    with database.mapped_errors():
        return kept.past_booking(
            asked.book.store.connection, party, sale=asked.is_sale, codes=_targets(asked)
        )


def _targets(asked: _Asked) -> dict[str, Account]:
    """Return {code: account} of what a paper may be for."""
    taken = {Role.SUSPENSE, Role.OPENING, Role.EXCHANGE}
    return {
        each.code: each
        for each in asked.accounts
        if each.currency == asked.currency
        and each.closed_on is None
        and each.role not in taken
        and (
            each.kind is Kind.INCOME
            if asked.is_sale
            else each.kind is Kind.EXPENSE or each.group in _BOUGHT | _BOUGHT_TOO
        )
    }


def _account(
    asked: _Asked,
    party: str,
    gross: Money | None,
    day: dt.date | None,
    past: PastBooking | None,
) -> tuple[str, AccountBy]:
    targets = _targets(asked)
    usual = asked.code(Role.SALES if asked.is_sale else Role.PURCHASES)
    if past is not None and past.account in targets:
        return past.account, AccountBy.HISTORY
    if asked.is_sale or gross is None:
        return usual, AccountBy.USUAL
    about = " ".join(line.name for line in asked.document.lines[:_ROUND])
    movement = Movement(party, about, "", -gross.minor, day)
    found = Proposer.of(asked.book).propose(movement)
    if found is not None and found.account in targets:
        return found.account, _BY[found.by]
    return usual, AccountBy.USUAL


# --- how it is paid ---


def _payments(asked: _Asked, gross: Money | None) -> list[Paid]:
    marks = papers.marks_of(asked.document)
    compared = paper_twins.compared(marks, shop_details.read(asked.book), key=asked.paper.number)
    if gross is None or gross != marks.total:
        return []
    found = paper_payments.payments(asked.book, compared, kind=asked.document.kind)
    return [each for each in found if _may_be(each, asked)]


def _may_be(paid: Paid, asked: _Asked) -> bool:
    """Tell whether a payment may be a paper's at all: it names it, or a receipt's waits."""
    return paid.is_named or (paid.waits and asked.document.kind is DocumentKind.RECEIPT)


def _settling(
    asked: _Asked, twins: Sequence[Twin], paid: Sequence[Paid]
) -> tuple[Settling, Paid | None]:
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


def _payment_entry(settling: Settling, payment: Paid | None, twins: Sequence[Twin]) -> int | None:
    if settling is Settling.BOOKED:
        return _booked(twins)
    return payment.twin.entry if payment else None


def _money(asked: _Asked, settling: Settling, payment: Paid | None) -> str:
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


def _due(asked: _Asked, day: dt.date | None) -> tuple[dt.date | None, DueBy]:
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


# --- how it reads ---


def _narration(asked: _Asked, foreign: Money | None) -> str:
    document = asked.document
    number = f"{document.text_of(Field.CODE)} {document.text_of(Field.NUMBER)}".strip()
    kind = {DocumentKind.RECEIPT: "receipt", DocumentKind.CREDIT_NOTE: "credit_note"}.get(
        document.kind, "sale_invoice" if asked.is_sale else "purchase_invoice"
    )
    words = entries.own_words(asked.book, kind, number=number).strip()
    about = document.lines[0].name if document.lines else ""
    parts = (words, about, f"{foreign.currency} {foreign}" if foreign else "")
    return shortened(" · ".join(part for part in parts if part))


def _missing(
    asked: _Asked, party: str, gross: Money | None, settling: Settling
) -> tuple[Field, ...]:
    missing = []
    if not party and settling is Settling.LATER:
        missing.append(Field.BUYER if asked.is_sale else Field.SELLER)
    if asked.document.day_of(Field.DATE) is None:
        missing.append(Field.DATE)
    if gross is None or not gross.minor:
        missing.append(Field.TOTAL)
    return tuple(missing)


def _warnings(
    asked: _Asked, gross: Money | None, tax_part: Money | None, *, way_is_known: bool
) -> list[Fault]:
    document = asked.document
    found = list(document.warnings)
    seller, buyer = sides(document)
    named_both = bool(seller.name and buyer.name)
    if not way_is_known and named_both and document.kind is not DocumentKind.RECEIPT:
        data = {"seller": seller.name, "buyer": buyer.name}
        found.append(Fault("paper_not_for_the_shop", data=data))
    if document.kind in {DocumentKind.ORDER, DocumentKind.CONTRACT}:
        found.append(Fault("paper_is_no_bill"))
    for check in document.checks:
        if not check.ok:
            data = {"expected": check.expected, "found": check.found}
            found.append(Fault(f"paper_check_{check.name}", check.place, data))
    disagree = [name for name, value in document.fields.items() if value.otherwise]
    found += [
        Fault("paper_disagrees", data={"field": name.value})
        for name in disagree
        if name not in asked.paper.corrected
    ]
    if gross is not None and tax_part is not None and abs(tax_part.minor) > abs(gross.minor):
        found.append(Fault("paper_tax_too_large"))
    return found
