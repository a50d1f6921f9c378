"""What is owed to the shop and by it: debts by age, and the statement of one party."""

from __future__ import annotations

import datetime as dt

from cfo_desktop.base.errors import UserError
from cfo_desktop.domain.account import Group
from cfo_desktop.domain.invoice import Direction
from cfo_desktop.domain.settling import Aging
from cfo_desktop.domain.settling import PartyLine
from cfo_desktop.domain.settling import PartyStatement
from cfo_desktop.domain.settling import aging_of
from cfo_desktop.services import ground
from cfo_desktop.services import history
from cfo_desktop.services.books import Book

_GROUPS = {Direction.SALE: Group.RECEIVABLE, Direction.PURCHASE: Group.PAYABLE}


def aging(book: Book, *, direction: Direction, at: dt.date | None = None) -> Aging:
    """Return all open debts of one direction by party and age at the end of ``at``, or today.

    Its total is the ledger's balance of these accounts on that day, to the minor unit.
    """
    made = ground.read(book, at=at)
    owed = made.debts.customers if direction is Direction.SALE else made.debts.suppliers
    today = made.debts.today
    parties = [
        aging_of(each.party, each.open, ahead=each.ahead, at=today)
        for each in owed.values()
        if each.open or each.ahead
    ]
    parties.sort(key=lambda each: (-each.total, each.party))
    return Aging(direction, today, made.history.currency, tuple(parties))


def party_statement(
    book: Book, *, party: str, direction: Direction, first: dt.date, last: dt.date
) -> PartyStatement:
    """Return what passed between the shop and a party from ``first`` to ``last``.

    Entries that were taken back are left out. Raises ``UserError`` with ``statement_days_invalid``,
    and ``statement_too_early`` (``date``) for a ``first`` before the rows that are kept.
    """
    if last < first:
        raise UserError("statement_days_invalid")
    past = history.read(book, at=last)
    if first < past.days_from:
        raise UserError("statement_too_early", date=past.days_from.isoformat())
    sign = 1 if direction is Direction.SALE else -1
    codes = past.codes(_GROUPS[direction])
    rows = [row for row in past.rows if row.party == party and row.account in codes]
    opening = sum(
        value for (code, who), value in past.carried.items() if who == party and code in codes
    )
    opening = sign * (opening + sum(row.value for row in rows if row.day < first))
    balance = opening
    lines = []
    for row in rows:
        if row.day >= first:
            balance += sign * row.value
            lines.append(PartyLine(row.entry, row.day, row.text, sign * row.value, balance))
    return PartyStatement(
        direction, party, first, last, past.currency, opening, tuple(lines), balance
    )
