"""Settling debts: payments of several at once, credit notes, bad debts, and taking all that back.

An entry that settles says in the book what it settles. Reversing it frees its debts: nothing else
has to be undone.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from collections.abc import Sequence

from cfo_desktop.base.errors import UserError
from cfo_desktop.domain.account import Account
from cfo_desktop.domain.account import Group
from cfo_desktop.domain.account import Kind
from cfo_desktop.domain.account import Role
from cfo_desktop.domain.book import Changes
from cfo_desktop.domain.debts import Debt
from cfo_desktop.domain.entry import Draft
from cfo_desktop.domain.entry import Posting
from cfo_desktop.domain.invoice import Direction
from cfo_desktop.domain.money import Money
from cfo_desktop.domain.settling import Paid
from cfo_desktop.domain.settling import Settlement
from cfo_desktop.domain.settling import SettlementKind
from cfo_desktop.services import accounts as chart
from cfo_desktop.services import entries
from cfo_desktop.services import ground
from cfo_desktop.services.books import Book
from cfo_desktop.services.books import info
from cfo_desktop.store import database
from cfo_desktop.store import ledger
from cfo_desktop.store import settlements as kept


def pay(
    book: Book,
    *,
    debts: Sequence[int],
    day: dt.date,
    money_account: str,
    amount: Money | None = None,
    discount: Money | None = None,
    narration: str = "",
) -> Paid:
    """Record that debts of one party were paid, by the numbers of their entries, in this order.

    Without ``amount`` all that is open of them is paid, the ``discount`` taken off. What is paid
    beyond them stays as the party's credit. It moves no money: the payment is only written down.
    Raises ``UserError`` (``debt_not_open``, ``debts_of_several``, ``amount_not_positive``,
    ``discount_too_large``, ``money_account_wrong``, ``settled_before``, and as ``entries.post``).
    """
    found, account = _together(book, debts)
    currency = info(book).currency
    left = sum(debt.left for debt in found)
    off = _checked(discount, currency) if discount else 0
    if off > left or (amount is None and off == left):
        raise UserError("discount_too_large", amount=str(Money(currency, left)))
    paid = left - off if amount is None else _checked(amount, currency)
    if paid <= 0:
        raise UserError("amount_not_positive", text=str(Money(currency, paid)))
    money = chart.find(book, code=money_account)
    if money.group is not Group.CASH or money.currency != currency:
        raise UserError("money_account_wrong", code=money_account)
    sale = found[0].direction is Direction.SALE
    lines = {money.code: paid, account.code: -paid - off}
    if off:
        lines[_discount_account(book, sale=sale).code] = off
    draft = _draft(day, narration or found[0].party, lines, found, currency)
    said = _shares(found, {SettlementKind.DISCOUNT: off, SettlementKind.PAYMENT: paid})
    return _post(book, draft, said, beyond=max(0, paid + off - left))


def credit_note(
    book: Book,
    *,
    debt: int,
    day: dt.date,
    amount: Money,
    account: str | None = None,
    narration: str = "",
) -> Paid:
    """Take an amount off an invoice or a bill without money; what is beyond it becomes credit.

    ``account`` is the one that sales or purchases were booked to: that of the debt's entry where it
    is not given and there is only one. Raises ``UserError`` (``debt_not_open``,
    ``credit_account_unclear``, ``amount_not_positive``, and as ``entries.post``).
    """
    found, own = _together(book, [debt])
    minor = _checked(amount, own.currency)
    against = account or _against(book, debt, own)
    lines = {chart.find(book, code=against).code: minor, own.code: -minor}
    draft = _draft(day, narration or found[0].party, lines, found, own.currency)
    said = _shares(found, {SettlementKind.CREDIT: minor})
    return _post(book, draft, said, beyond=max(0, minor - found[0].left))


def write_off(book: Book, *, debt: int, day: dt.date, narration: str = "") -> Paid:
    """Book what is open of an invoice as lost: a bad debt, among the other expenses.

    Raises ``UserError`` (``debt_not_open``, ``write_off_bill`` for what the shop itself owes, and
    as ``entries.post``).
    """
    found, own = _together(book, [debt])
    if found[0].direction is not Direction.SALE:
        raise UserError("write_off_bill", number=debt)
    lines = {_bad_debts(book).code: found[0].left, own.code: -found[0].left}
    draft = _draft(day, narration or found[0].party, lines, found, own.currency)
    said = _shares(found, {SettlementKind.BAD_DEBT: found[0].left})
    return _post(book, draft, said, beyond=0)


def allocate(book: Book, *, paying: int, amounts: Mapping[int, Money]) -> Changes:
    """Say what an entry that is there already pays: {entry of a debt: how much of it}.

    It takes the place of what was said of this entry before. Raises ``UserError``
    (``settlement_unfit`` where one of the entries does not stand, they are of different parties or
    accounts, or more is named than there is; ``amount_not_positive``).
    """
    currency = info(book).currency
    wanted = {debt: _checked(amount, currency) for debt, amount in amounts.items()}
    paid = _owed(book, paying)
    cash = _moves_cash(book, paying)
    kind = SettlementKind.PAYMENT if cash else SettlementKind.CREDIT
    for debt, amount in wanted.items():
        owed = _owed(book, debt)
        with database.mapped_errors():
            taken = kept.taken(book.store.connection, debt, apart_from=paying)
        fits = paid and owed and paid[:2] == owed[:2] and paid[2] * owed[2] < 0
        if not fits or amount + taken > abs(owed[2] if owed else 0):
            raise UserError("settlement_unfit", number=debt)
    if wanted and sum(wanted.values()) > abs(paid[2] if paid else 0):
        raise UserError("settlement_unfit", number=paying)
    said = [Settlement(debt, paying, amount, kind) for debt, amount in wanted.items()]
    with book.store.transaction() as connection:
        kept.remove(connection, paying=paying)
        kept.add(connection, said, decided_at=entries.recorded_now())
    return Changes(book=True)


def unallocate(book: Book, *, paying: int, debt: int | None = None) -> Changes:
    """Forget what an entry was said to pay, of one debt or of all; the entry itself stays."""
    with book.store.transaction() as connection:
        kept.remove(connection, paying=paying, debt=debt)
    return Changes(book=True)


def set_due(book: Book, *, debt: int, day: dt.date | None) -> Changes:
    """Name the day on which a debt is due; ``None``: by its terms.

    Raises ``UserError("entry_missing")``.
    """
    entries.entry(book, number=debt)
    with book.store.transaction() as connection:
        kept.set_due(connection, debt, day)
    return Changes(book=True)


def _owed(book: Book, number: int) -> tuple[str, str, int] | None:
    """Return (account, party, value) of an entry's only line of debts, while it stands."""
    entry = entries.entry(book, number=number)
    groups = {each.code: each.group for each in chart.all_accounts(book)}
    drafts = [entry.draft]
    if entry.completed_by is not None:
        drafts.append(entries.entry(book, number=entry.completed_by).draft)
    if entry.reversed_by is not None or entry.draft.reverses is not None:
        return None
    lines = [
        (line.account, draft.party or entry.draft.party, line.value.minor)
        for draft in drafts
        for line in draft.postings
        if groups[line.account] in {Group.RECEIVABLE, Group.PAYABLE}
    ]
    return lines[0] if len(lines) == 1 else None


def _moves_cash(book: Book, number: int) -> bool:
    groups = {each.code: each.group for each in chart.all_accounts(book)}
    draft = entries.entry(book, number=number).draft
    return any(groups[line.account] is Group.CASH for line in draft.postings)


def _together(book: Book, numbers: Sequence[int]) -> tuple[list[Debt], Account]:
    """Return open debts of one party, and the account that they are on."""
    owed = ground.read(book).debts
    known = {each.entry: each for way in Direction for each in owed.open(way) if each.entry}
    for number in numbers:
        if number not in known:
            raise UserError("debt_not_open", number=number)
    found = [known[number] for number in dict.fromkeys(numbers)]
    lines = {_owed(book, number) for number in dict.fromkeys(numbers)}
    sides = {line[:2] for line in lines if line}
    if None in lines or len(sides) != 1:
        raise UserError("debts_of_several")
    account = chart.find(book, code=next(iter(sides))[0])
    if account.currency != info(book).currency:
        raise UserError("account_currency", code=account.code, currency=account.currency)
    return found, account


def _checked(amount: Money, currency: str) -> int:
    if amount.currency != currency or amount.minor <= 0:
        raise UserError("amount_not_positive", text=str(amount))
    return amount.minor


def _draft(
    day: dt.date, narration: str, lines: Mapping[str, int], debts: Sequence[Debt], currency: str
) -> Draft:
    """Return the entry of ``lines``, which are those of a customer's; a supplier's are mirrored."""
    sign = 1 if debts[0].direction is Direction.SALE else -1
    arose = max(debt.day for debt in debts)
    if day < arose:
        raise UserError("settled_before", date=arose.isoformat())
    postings = tuple(
        Posting.plain(code, Money(currency, sign * minor)) for code, minor in lines.items()
    )
    return Draft(day, narration, postings, party=debts[0].party)


def _shares(
    debts: Sequence[Debt], amounts: Mapping[SettlementKind, int]
) -> list[tuple[int, int, SettlementKind]]:
    """Spread amounts over the debts in their order: (debt, part, kind)."""
    left = {debt.entry: debt.left for debt in debts if debt.entry is not None}
    found = []
    for kind, amount in amounts.items():
        rest = amount
        for debt, open_ in left.items():
            part = min(rest, open_)
            if part:
                found.append((debt, part, kind))
                left[debt] -= part
                rest -= part
    return found


def _post(
    book: Book, draft: Draft, said: Sequence[tuple[int, int, SettlementKind]], *, beyond: int
) -> Paid:
    """Post an entry and keep what it settles, both or neither."""
    now = entries.recorded_now()
    with book.store.transaction() as connection:
        (number,) = ledger.post(connection, [draft], recorded_at=now)
        made = [Settlement(debt, number, part, kind) for debt, part, kind in said]
        kept.add(connection, made, decided_at=now)
    settled: dict[int, int] = {}
    for debt, part, _ in said:
        settled[debt] = settled.get(debt, 0) + part
    return Paid(number, tuple(settled.items()), beyond)


def _against(book: Book, debt: int, own: Account) -> str:
    """Return the only other account of an invoice's entry."""
    others = {line.account for line in entries.entry(book, number=debt).draft.postings} - {own.code}
    if len(others) != 1:
        raise UserError("credit_account_unclear", number=debt)
    return others.pop()


def _discount_account(book: Book, *, sale: bool) -> Account:
    """Return where a discount goes: less interest for customers', other income for the shop's."""
    return chart.with_role(book, role=Role.INTEREST if sale else Role.OTHER_INCOME)


def _bad_debts(book: Book) -> Account:
    """Return the account of bad debts: one so named, else that of other expenses."""
    for account in chart.all_accounts(book):
        named = "坏账" in account.name_zh and account.kind is Kind.EXPENSE
        if named and account.closed_on is None:
            return account
    return chart.with_role(book, role=Role.OTHER_EXPENSE)
