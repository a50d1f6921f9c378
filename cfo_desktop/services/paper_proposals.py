"""How a paper would be booked: which way, whose, what for, its tax, and how it is paid."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

from cfo_desktop.domain.account import Account
from cfo_desktop.domain.account import Group
from cfo_desktop.domain.account import Kind
from cfo_desktop.domain.account import Role
from cfo_desktop.domain.categories import By
from cfo_desktop.domain.document import Carrier
from cfo_desktop.domain.document import DocumentKind
from cfo_desktop.domain.document import Field
from cfo_desktop.domain.fault import Check
from cfo_desktop.domain.fault import Fault
from cfo_desktop.domain.invoice import Direction
from cfo_desktop.domain.money import Money
from cfo_desktop.domain.papers import AccountBy
from cfo_desktop.domain.papers import DueBy
from cfo_desktop.domain.papers import Proposal
from cfo_desktop.domain.papers import Settling
from cfo_desktop.domain.papers import number_key
from cfo_desktop.domain.party_names import are_alike
from cfo_desktop.domain.party_names import name_key
from cfo_desktop.domain.rules import Movement
from cfo_desktop.services import accounts as chart
from cfo_desktop.services import entries
from cfo_desktop.services import paper_paying
from cfo_desktop.services import paper_twins
from cfo_desktop.services import papers
from cfo_desktop.services import shop_details
from cfo_desktop.services import tax
from cfo_desktop.services.books import Book
from cfo_desktop.services.books import info
from cfo_desktop.services.categories import Proposer
from cfo_desktop.services.paper_asked import Asked
from cfo_desktop.services.paper_asked import sides
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
_NO_DEDUCTION = frozenset({"cn-small", "sales-tax"})
"""Ways to reckon tax in which what was paid with purchases is never taken off."""
_CHINA = "CNY"
_LINES_READ = 10
"""So many lines of a bill tell what it is for."""


def proposal(book: Book, *, paper: int) -> Proposal:
    """Return how a draft would be booked, for the owner to look at and change.

    Nothing is refused here: what the owner must say first is ``missing``, what should be looked at
    ``warnings`` and ``twins``. Raises ``UserError("paper_missing")``.
    """
    found = papers.paper(book, number=paper)
    seller, buyer = sides(found.document)
    details = shop_details.read(book)
    way = details.direction(seller=seller, buyer=buyer)
    asked = Asked(
        book,
        found,
        way or Direction.PURCHASE,
        chart.all_accounts(book),
        info(book).currency,
    )
    return _proposal(asked, way_is_known=way is not None)


def _proposal(asked: Asked, *, way_is_known: bool) -> Proposal:
    book, document = asked.book, asked.document
    party, known = _party(asked)
    gross, tax_part, foreign = _sums(asked)
    day = document.day_of(Field.DATE)
    past = _past(asked, party) if known else None
    account, account_by = _account(asked, party, gross, day, past)
    twins = tuple(paper_twins.twins(book, paper=asked.paper.number))
    paid = paper_paying.payments(asked, gross)
    settling, payment = paper_paying.settling(asked, twins, paid)
    if payment is not None and settling is Settling.PAYMENT and payment.account:
        account, account_by = payment.account, AccountBy.HISTORY
    due, due_by = paper_paying.due(asked, day) if settling is Settling.LATER else (None, DueBy.BOOK)
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
        money=paper_paying.money(asked, settling, payment),
        payment=paper_paying.payment_entry(settling, payment, twins),
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


def _party(asked: Asked) -> tuple[str, bool]:
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
    printed = asked.document.fields.get(Field.BUYER if asked.is_sale else Field.SELLER)
    misread = printed is not None and printed.carrier is Carrier.OCR and not printed.is_sure
    return known_name(other.name, names, may_be_misread=misread)


def known_name(
    name: str, names: Collection[str], *, may_be_misread: bool = False
) -> tuple[str, bool]:
    """Return ``name`` as the book writes it, and whether it does.

    A name that differs only in case, signs or legal form is the book's. One that a picture was
    read for may be off by a letter: it is the only one that is alike.
    """
    if name in names or not name_key(name):
        return name, name in names
    equal = sorted(each for each in names if name_key(each) == name_key(name))
    alike = sorted(each for each in names if may_be_misread and are_alike(each, name))
    if equal:
        return equal[0], True
    return (alike[0], True) if len(alike) == 1 else (name, False)


# --- how much ---


def _sums(asked: Asked) -> tuple[Money | None, Money | None, Money | None]:
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
    if document.kind is DocumentKind.CREDIT_NOTE:
        total, tax_part = _given_back(total), _given_back(tax_part) if tax_part else None
    if total.currency == asked.currency:
        same = tax_part is not None and tax_part.currency == asked.currency
        return total, tax_part if same else None, None
    return _converted(asked, total), None, total


def _given_back(sum_: Money) -> Money:
    """Return what a credit note takes off, whichever sign it prints."""
    return Money(sum_.currency, -abs(sum_.minor))


def _is_rounded(paid: Money, total: Money) -> bool:
    """Tell whether what was paid is the total but for small change."""
    return paid.currency == total.currency and abs(paid.minor - total.minor) * 100 <= abs(
        total.minor
    )


def _converted(asked: Asked, total: Money) -> Money | None:
    """Return a foreign total at the latest rate of the books; ``None`` where they know none."""
    with database.mapped_errors():
        rates = ledger.latest_rates(asked.book.store.connection)
    if total.currency not in rates:
        return None
    value = value_of(total.minor, total.currency, asked.currency, rates)
    return Money(asked.currency, value)


def _deductible(asked: Asked, tax_part: Money | None, past: PastBooking | None) -> bool:
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


def _past(asked: Asked, party: str) -> PastBooking | None:
    with database.mapped_errors():
        return kept.past_booking(
            asked.book.store.connection, party, sale=asked.is_sale, codes=_targets(asked)
        )


def _targets(asked: Asked) -> dict[str, Account]:
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
    asked: Asked,
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
    about = " ".join(line.name for line in asked.document.lines[:_LINES_READ])
    movement = Movement(party, about, "", -gross.minor, day)
    found = Proposer.of(asked.book).propose(movement)
    if found is not None and found.account in targets:
        return found.account, _BY[found.by]
    return usual, AccountBy.USUAL


# --- how it reads ---


def _narration(asked: Asked, foreign: Money | None) -> str:
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
    asked: Asked, party: str, gross: Money | None, settling: Settling
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
    asked: Asked, gross: Money | None, tax_part: Money | None, *, way_is_known: bool
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
    told = {each.code for each in document.warnings}
    found += [
        _failed(check)
        for check in document.checks
        if not check.ok and not any(code.startswith(f"document_{check.name}_") for code in told)
    ]
    corrected = asked.paper.corrected
    if any(value.otherwise for name, value in document.fields.items() if name not in corrected):
        found.append(Fault("paper_disagrees"))
    if not document.fields:
        found.append(Fault("paper_nothing_read"))
    if gross is not None and tax_part is not None and abs(tax_part.minor) > abs(gross.minor):
        found.append(Fault("paper_tax_too_large"))
    return [each for at, each in enumerate(found) if each not in found[:at]]


def _failed(check: Check) -> Fault:
    if check.name == "tax_id":
        return Fault("paper_tax_id_doubtful", check.place)  # the number itself is personal data
    data = {"expected": check.expected, "found": check.found}
    return Fault("paper_sums", check.place, data)
