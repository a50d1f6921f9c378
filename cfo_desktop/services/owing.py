"""What is owed either way: debts by age, the statement of one party, a calendar of days due."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from pathlib import Path

from cfo_desktop.analysis import debts
from cfo_desktop.analysis import standing
from cfo_desktop.base.errors import UserError
from cfo_desktop.base.files import write_atomically
from cfo_desktop.domain.account import Group
from cfo_desktop.domain.forecast import DAYS
from cfo_desktop.domain.history import History
from cfo_desktop.domain.history import Row
from cfo_desktop.domain.invoice import Direction
from cfo_desktop.domain.money import decimal_text
from cfo_desktop.domain.outlook import Calendar
from cfo_desktop.domain.period import days_after
from cfo_desktop.domain.settling import Aging
from cfo_desktop.domain.settling import LineKind
from cfo_desktop.domain.settling import PartyLine
from cfo_desktop.domain.settling import PartyStatement
from cfo_desktop.domain.settling import SettlementKind
from cfo_desktop.domain.settling import aging_of
from cfo_desktop.reports import export_csv
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
    parts = _Parts(past, sign=sign)
    for row in rows:
        for kind, amount in parts.of(row) if row.day >= first else ():
            balance += amount
            lines.append(PartyLine(row.entry, row.day, row.text, amount, balance, kind))
    return PartyStatement(
        direction, party, first, last, past.currency, opening, tuple(lines), balance
    )


class _Parts:
    """Tells what the rows of one direction are, by what moved money and by what was said."""

    def __init__(self, history: History, *, sign: int) -> None:
        self._sign = sign
        self._cash = debts.cash_of_entries(history)
        self._off: dict[tuple[int, SettlementKind], int] = {}
        for each in history.settlements:
            key = each.paying, each.kind
            self._off[key] = self._off.get(key, 0) + each.amount

    def of(self, row: Row) -> Iterator[tuple[LineKind, int]]:
        """Yield what a row is: several parts for a payment with a discount."""
        amount = self._sign * row.value
        cash = self._cash.get((row.entry, row.day), 0) != 0
        if amount > 0:
            yield (LineKind.PAID_BACK if cash else LineKind.OWED), amount
            return
        off = min(-amount, self._off.get((row.entry, SettlementKind.DISCOUNT), 0))
        if -amount > off:
            yield self._settling(row, cash=cash), amount + off
        if off:
            yield LineKind.DISCOUNT, -off

    def _settling(self, row: Row, *, cash: bool) -> LineKind:
        if cash:
            return LineKind.PAYMENT
        lost = (row.entry, SettlementKind.BAD_DEBT) in self._off
        return LineKind.BAD_DEBT if lost else LineKind.CREDIT


def write_statement(
    path: Path,
    statement: PartyStatement,
    *,
    heads: Sequence[str],
    kinds: Mapping[LineKind, str],
    ends: tuple[str, str],
) -> None:
    """Write a statement as a table of comma-separated values: the owner's explicit act.

    ``heads`` name the columns: day, entry, kind, text, amount, balance; ``ends`` are what the first
    and the last line are called. Raises ``UserError`` of the disk.
    """

    def money(minor: int) -> str:
        return decimal_text(minor, statement.currency)

    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(heads)
    opening, closing = ends
    writer.writerow((statement.first, "", opening, "", "", money(statement.opening)))
    for line in statement.lines:
        said = export_csv.guarded(line.text)
        amounts = money(line.amount), money(line.balance)
        writer.writerow((line.day, line.entry, kinds[line.kind], said, *amounts))
    writer.writerow((statement.last, "", closing, "", "", money(statement.closing)))
    # The mark at the start is what makes spreadsheets read Chinese names as they are.
    write_atomically(path, text.getvalue().encode("utf-8-sig"))


def calendar(book: Book, *, days: int) -> Calendar:
    """Return what falls due in so many days from today, either way, and what is late already.

    Beside invoices and bills it holds what repeats, what usually comes on a day, and tax. Raises
    ``UserError("calendar_days_invalid")`` (``limit``) beyond the days that are forecast.
    """
    if not 1 <= days <= DAYS:
        raise UserError("calendar_days_invalid", limit=DAYS)
    made = ground.read(book)
    return standing.calendar(
        made.history,
        made.debts,
        made.forecast,
        made.tax.dues() if made.tax else (),
        until=days_after(made.history.today, days),
    )
