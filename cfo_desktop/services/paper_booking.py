"""Confirming a paper: its entry, its place in the list of invoices and its originals, at once."""

from __future__ import annotations

import datetime as dt

from cfo_desktop.base.errors import UserError
from cfo_desktop.domain.account import Group
from cfo_desktop.domain.account import Role
from cfo_desktop.domain.document import DocumentKind
from cfo_desktop.domain.document import Field
from cfo_desktop.domain.entry import Draft
from cfo_desktop.domain.entry import Posting
from cfo_desktop.domain.invoice import Direction
from cfo_desktop.domain.invoice import InvoiceStatus
from cfo_desktop.domain.money import Money
from cfo_desktop.domain.papers import Paper
from cfo_desktop.domain.papers import PaperState
from cfo_desktop.domain.papers import Proposal
from cfo_desktop.domain.papers import Settling
from cfo_desktop.services import accounts as chart
from cfo_desktop.services import entries
from cfo_desktop.services import movements
from cfo_desktop.services import papers
from cfo_desktop.services.books import Book
from cfo_desktop.services.books import info
from cfo_desktop.services.paper_asked import sides
from cfo_desktop.store import database
from cfo_desktop.store import figures
from cfo_desktop.store import invoices
from cfo_desktop.store import ledger
from cfo_desktop.store import papers as kept
from cfo_desktop.store import settlements
from cfo_desktop.store.invoices import KeptInvoice
from cfo_desktop.store.papers import Booking

_LISTED = frozenset({DocumentKind.INVOICE, DocumentKind.CREDIT_NOTE, DocumentKind.UNKNOWN})
"""Kinds whose numbers a list of invoices would tell, too."""


def draft(book: Book, *, proposal: Proposal) -> Draft | None:
    """Return what confirming would post; ``None`` where all of it is in the ledger already.

    Raises ``UserError`` as ``confirm`` does.
    """
    if proposal.settling is Settling.BOOKED:
        _standing(book, proposal)
        return None
    if proposal.settling is Settling.PAYMENT:
        return _of_payment(book, proposal)
    return _of_bill(book, proposal)


def confirm(book: Book, *, paper: int, proposal: Proposal) -> int:
    """Book a draft as proposed, in one transaction; return the number of its entry.

    The entry's files show the originals from then on, and a list of invoices that tells the same
    one adds nothing. Reversing the entry makes the paper a draft again. Raises ``UserError``
    (``paper_missing``, ``paper_not_draft``, ``paper_no_total``, ``paper_no_day``,
    ``paper_no_party``, ``paper_account_wrong``, ``paper_payment_missing``,
    ``paper_payment_differs``, ``paper_already_booked``, and what ``entries.post`` raises).
    """
    found = papers.paper(book, number=paper)
    if found.state is not PaperState.DRAFT:
        raise UserError("paper_not_draft", number=paper)
    wanted = draft(book, proposal=proposal)
    with book.store.transaction() as connection:
        if wanted is None:
            number = proposal.payment or 0
        else:
            drafts = [*_taken_back(connection, proposal), wanted]
            number = ledger.post(connection, drafts, recorded_at=entries.recorded_now())[-1]
        if proposal.settling is not Settling.BOOKED:
            _keep_invoice(connection, found, proposal, number)
        booking = Booking(
            proposal.direction,
            proposal.party,
            proposal.account,
            deductible=proposal.deductible,
            due=proposal.due if proposal.settling is Settling.LATER else None,
            entry=number,
        )
        kept.book(connection, paper, booking)
        if booking.due is not None:
            settlements.set_due(connection, number, booking.due)
    return number


# --- a bill that is owed, or was paid at once ---


def _of_bill(book: Book, proposal: Proposal) -> Draft:
    gross, day = _said(proposal)
    money = chart.find(book, code=proposal.money)
    owed = {Group.PAYABLE, Group.RECEIVABLE}
    if (money.group in owed) is not (proposal.settling is Settling.LATER):
        raise UserError("paper_account_wrong", code=money.code)
    if proposal.settling is Settling.LATER and not proposal.party:
        raise UserError("paper_no_party")
    sign = 1 if proposal.direction is Direction.SALE else -1
    paid = Posting.plain(money.code, Money(gross.currency, sign * gross.minor))
    lines = (paid, *_split(book, proposal, gross))
    return Draft(day, proposal.narration, lines, party=proposal.party)


def _said(proposal: Proposal) -> tuple[Money, dt.date]:
    """Return total and day; raise ``UserError`` where one is missing."""
    if proposal.gross is None or not proposal.gross.minor:
        raise UserError("paper_no_total")
    if proposal.day is None:
        raise UserError("paper_no_day")
    return proposal.gross, proposal.day


def _split(book: Book, proposal: Proposal, gross: Money) -> list[Posting]:
    """Return the lines of what it is for, and of the tax where that is booked on its own."""
    account = chart.find(book, code=proposal.account)
    if account.currency != gross.currency:
        raise UserError("paper_account_wrong", code=account.code)
    tax = proposal.tax if proposal.deductible and proposal.tax else Money(gross.currency, 0)
    sign = -1 if proposal.direction is Direction.SALE else 1
    lines = [(account.code, gross.minor - tax.minor)]
    if tax.minor:
        lines.append((chart.with_role(book, role=Role.SALES_TAX).code, tax.minor))
    return [
        Posting.plain(code, Money(gross.currency, sign * minor)) for code, minor in lines if minor
    ]


# --- a bill whose payment is in the ledger ---


def _of_payment(book: Book, proposal: Proposal) -> Draft | None:
    """Return what sorts the payment as the bill says; ``None`` where it stands so already."""
    gross, _ = _said(proposal)
    number = _standing(book, proposal)
    payment = entries.entry(book, number=number).draft
    with database.mapped_errors():
        connection = book.store.connection
        suspense = figures.suspense_codes(connection)
        completing = ledger.completing(connection, number)
        standing = [ledger.entry(connection, each).draft for each in completing]
    waiting = [line for line in payment.postings if line.account in suspense]
    if any(line.amount != line.value for line in waiting):
        target = chart.find(book, code=proposal.account)
        return entries.completion(book, number=number, target=target)
    own = movements.Places.of(book).own
    rest = waiting or [line for line in payment.postings if line.account not in own]
    sign = -1 if proposal.direction is Direction.SALE else 1
    if sum(line.amount.minor for line in rest) != sign * gross.minor:
        moved = Money(gross.currency, sign * sum(line.amount.minor for line in rest))
        raise UserError("paper_payment_differs", paid=str(moved), total=str(gross), entry=number)
    lines = _netted([*(line.negated() for line in rest), *_split(book, proposal, gross)])
    before = _netted([line for draft_ in standing for line in draft_.postings])
    if lines == before or not lines:
        return None
    day = _open_day(book, payment.day)
    return Draft(day, payment.narration, lines, party=payment.party, completes=number)


def _standing(book: Book, proposal: Proposal) -> int:
    """Return the number of the entry that a paper is linked with, if that still stands."""
    if proposal.payment is None:
        raise UserError("paper_payment_missing")
    if entries.entry(book, number=proposal.payment).reversed_by is not None:
        raise UserError("paper_payment_missing")
    return proposal.payment


def _netted(lines: list[Posting]) -> tuple[Posting, ...]:
    sums: dict[str, Money] = {}
    for line in lines:
        before = sums.get(line.account, Money(line.amount.currency, 0))
        sums[line.account] = before + line.amount
    return tuple(Posting.plain(code, sums[code]) for code in sorted(sums) if sums[code].minor)


def _open_day(book: Book, day: dt.date) -> dt.date:
    locked = info(book).locked_through
    return locked + dt.timedelta(days=1) if locked is not None and day <= locked else day


def _taken_back(connection: database.Connection, proposal: Proposal) -> list[Draft]:
    """Return the reversals of what sorted a payment before."""
    if proposal.settling is not Settling.PAYMENT or proposal.payment is None:
        return []
    standing = ledger.completing(connection, proposal.payment)
    return entries.reversals(connection, numbers=standing) if standing else []


# --- the list of invoices ---


def _keep_invoice(
    connection: database.Connection, paper: Paper, proposal: Proposal, entry: int
) -> None:
    """Let the book know the invoice, so that a list that tells it adds nothing.

    It is kept under the name that is printed on it: that is how a list calls it.
    """
    document = paper.document
    number = document.text_of(Field.NUMBER)
    if not number or document.kind not in _LISTED or proposal.gross is None or not proposal.day:
        return
    other = sides(document)[1 if proposal.direction is Direction.SALE else 0]
    tax = proposal.tax.minor if proposal.tax else 0
    each = KeptInvoice(
        direction=proposal.direction.value,
        code=document.text_of(Field.CODE),
        number=number,
        day=proposal.day,
        party=other.name or proposal.party,
        party_tax_id=other.tax_id,
        net=proposal.gross.minor - tax,
        tax=tax,
        gross=proposal.gross.minor,
        status=InvoiceStatus.VALID.value,
        entry=entry,
    )
    there = invoices.entry_of(connection, each)
    if there is not None:
        raise UserError("paper_already_booked", number=number, entry=there)
    invoices.add(connection, None, [each])
