"""Which columns of a table are read, where a header alone leaves a choice."""

from __future__ import annotations

import re
from collections.abc import Callable
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import replace

from cfo_desktop.domain import currency as currencies
from cfo_desktop.statements import amounts
from cfo_desktop.statements import dates
from cfo_desktop.statements import signs
from cfo_desktop.statements.header import Column
from cfo_desktop.statements.header import Header
from cfo_desktop.statements.header import bare
from cfo_desktop.statements.header_words import Means
from cfo_desktop.statements.table import Cell
from cfo_desktop.statements.table import TableRow
from cfo_desktop.statements.table import plain
from cfo_desktop.statements.table import text_of

_BOOKED_NAME = re.compile(
    r"记账|入账|结算|結算|账单|賬單|實付|实付|billing|booked|posted|account|buchung|kontow",
    re.IGNORECASE,
)
_RECEIVER = re.compile(r"^收款|^payee", re.IGNORECASE)
_SETTLED = re.compile(r"结算|結算|settle", re.IGNORECASE)
_SAMPLE = 200
_PARTIES = (Means.PARTY, Means.PAYEE, Means.PAYER)
_ANYBODYS = frozenset({"account", "accountnumber", "accountno", "iban", "kontonummer", "konto"})
"""Names of account columns that, right after a party's, are the party's account."""
_HAS_DIGIT = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class Layout:
    """Columns by what they are used for, as indices; -1 or empty where there is none.

    ``days`` are tried in turn. ``inward`` and ``outward`` are a pair of columns, ``amount`` one
    column; ``net`` stands for the amount where a fee has its own column.
    """

    header: Header
    days: tuple[int, ...]
    time: int
    amount: int
    inward: int
    outward: int
    net: int
    fee: int
    direction: int
    balance: int
    currency: int
    account: int
    status: int
    reference: int
    parties: tuple[int, ...]
    party_accounts: tuple[int, ...]
    payees: tuple[int, ...]
    payers: tuple[int, ...]
    payee_accounts: tuple[int, ...]
    payer_accounts: tuple[int, ...]
    texts: tuple[int, ...]
    unit: str
    """Currency in the name of the money's column; empty where there is none."""

    @property
    def money(self) -> tuple[int, ...]:
        """The columns of which at least one must be filled for a row to move money."""
        return tuple(
            column for column in (self.amount, self.inward, self.outward, self.net) if column >= 0
        )

    @property
    def last_needed(self) -> int:
        """The last column without which a row cannot be booked."""
        return max(*self.days[:1], *self.money, self.balance, self.fee)


def cell(row: TableRow, index: int) -> Cell:
    """Return a cell; an empty text where the row has no such column."""
    return row.cells[index] if 0 <= index < len(row.cells) else ""


@dataclass(frozen=True, slots=True)
class _Choice:
    """Chooses among the columns of a header by what rows below it hold."""

    header: Header
    sample: Sequence[TableRow]

    def filled(self, column: Column, test: Callable[[str], bool]) -> int:
        """Return how many cells of a column pass a test."""
        return sum(test(text_of(cell(row, column.index))) for row in self.sample)

    def best(self, meaning: Means, test: Callable[[str], bool], *, optional: bool = False) -> int:
        """Return the best column of a meaning; an ``optional`` one must be filled."""
        columns = self.header.having(meaning)
        if not columns:
            return -1
        ranked = max(
            columns,
            key=lambda column: (
                self.filled(column, test) > 0,
                bool(_BOOKED_NAME.search(column.name)),
                self.filled(column, test),
                -column.index,
            ),
        )
        return ranked.index if self.filled(ranked, test) or not optional else -1

    def days_and_clocks(self) -> tuple[list[int], list[int]]:
        """Return the columns of days, and those of times that are named as days."""
        named = [
            column
            for meaning in (Means.BOOKED, Means.DATED, Means.VALUED)
            for column in self.header.having(meaning)
        ]
        clocks = [
            column.index
            for column in named
            if self.filled(column, _is_clock) > self.filled(column, _is_dated)
        ]
        days = [
            column.index
            for column in named
            if self.filled(column, _is_dated) and column.index not in clocks
        ]
        return days, clocks

    def amount_and_net(self, *, optional: bool) -> tuple[int, int]:
        """Return the columns of amounts and of what a fee left of them."""
        amount = self.best(Means.AMOUNT, _is_money, optional=optional)
        net = self.best(Means.NET, _is_money)
        if net >= 0 and any(_SETTLED.search(c.name) for c in self.header.having(Means.CURRENCY)):
            # a settled amount in a currency of its own is the same money, not what a fee left of it
            return net, -1
        return amount, net


def choose(header: Header, rows: Sequence[TableRow]) -> Layout:
    """Choose the columns for ``rows``, which follow ``header``."""
    choice = _Choice(header, [row for row in rows[:_SAMPLE] if not row.flaw])
    sample, best = choice.sample, choice.best
    days, clocks = choice.days_and_clocks()
    named = {means: tuple(column.index for column in header.having(means)) for means in Means}
    payees = (*named[Means.PAYEE], *_receivers(header))
    inward, outward = best(Means.IN, _is_money), best(Means.OUT, _is_money)
    amount, net = choice.amount_and_net(optional=inward >= 0 or outward >= 0)
    units = (header.columns[index].currency for index in (amount, inward, outward) if index >= 0)
    return Layout(
        header=header,
        days=tuple(days) or tuple(column.index for column in header.having(Means.DATED)[:1]),
        time=next(iter(clocks), best(Means.TIME, bool)),
        amount=amount,
        inward=inward,
        outward=outward,
        net=net,
        fee=best(Means.FEE, _is_money),
        direction=best(Means.DIRECTION, bool)
        if header.having(Means.DIRECTION)
        else _mark(header, sample),
        balance=best(Means.BALANCE, _is_money),
        currency=_currency_column(header, sample),
        account=_own_account(header, sample),
        status=best(Means.STATUS, bool),
        reference=best(Means.REFERENCE, bool),
        parties=tuple(i for i in named[Means.PARTY] if i not in payees),
        party_accounts=_party_accounts(header),
        payees=payees,
        payers=named[Means.PAYER],
        payee_accounts=named[Means.PAYEE_ACCOUNT],
        payer_accounts=named[Means.PAYER_ACCOUNT],
        texts=_texts(header),
        unit=next(filter(None, units), ""),
    )


def as_told(chosen: Layout) -> Layout:
    """Return the layout where the owner said what each column is: none is left out on a doubt."""
    header = chosen.header
    named = {means: [column.index for column in header.having(means)] for means in Means}
    return replace(
        chosen,
        days=tuple(index for index in named[Means.DATED] if index != chosen.time),
        amount=next(iter(named[Means.AMOUNT]), -1),
        direction=next(iter(named[Means.DIRECTION]), -1),
        currency=next(iter(named[Means.CURRENCY]), -1),
        account=-1,
        texts=tuple(named[Means.TEXT]),
    )


def _texts(header: Header) -> tuple[int, ...]:
    """The columns of a narration; of a table that names none, those with names not known."""
    named = tuple(c.index for c in header.columns if c.means in {Means.KIND, Means.TEXT})
    if named or any(column.means in _PARTIES for column in header.columns):
        return named
    return tuple(column.index for column in header.columns if column.name and not column.means)


def _is_dated(text: str) -> bool:
    return bool(_HAS_DIGIT.search(text)) and not _is_clock(text)


def _is_clock(text: str) -> bool:
    """A time of day and no date: ``17:57:17``, ``175717``."""
    return bool(text) and dates.parse_time(text) is not None


def _is_money(text: str) -> bool:
    return not amounts.is_blank(text) and bool(_HAS_DIGIT.search(text))


def _currency_column(header: Header, sample: Sequence[TableRow]) -> int:
    """The column that names currencies; ``Valuta`` may head it, or a date."""
    best, most = -1, 0
    for column in (*header.having(Means.CURRENCY), *header.having(Means.VALUED)):
        known = sum(
            currencies.from_name(text_of(cell(row, column.index))) is not None for row in sample
        )
        known += bool(known and _BOOKED_NAME.search(column.name))
        if known > most:
            best, most = column.index, known
    return best


def _mark(header: Header, sample: Sequence[TableRow]) -> int:
    """A column without a name that holds nothing but ``CR`` or ``DR``."""
    for column in header.columns:
        marks = {text for row in sample if (text := text_of(cell(row, column.index)))}
        if not column.name and marks and all(signs.way(mark).value for mark in marks):
            return column.index
    return -1


def _receivers(header: Header) -> tuple[int, ...]:
    """The columns of who received it, where others name who paid: else they hold the party."""
    columns = header.having(Means.PARTY) if header.having(Means.PAYER) else []
    return tuple(column.index for column in columns if _RECEIVER.search(column.name))


def _party_accounts(header: Header) -> tuple[int, ...]:
    """The columns of the other side's account: named so, or right after the party's name."""
    named = [column.index for column in header.having(Means.PARTY_ACCOUNT)]
    after = [c.index for c in header.having(Means.ACCOUNT) if _is_partys(header, c)]
    return tuple(sorted(named + after))


def _is_partys(header: Header, column: Column) -> bool:
    """Tell whether an account column is the party's: it has anybody's name, and follows a party."""
    before = header.columns[column.index - 1].means if column.index else None
    return before in _PARTIES and bare(column.name) in _ANYBODYS


def _own_account(header: Header, sample: Sequence[TableRow]) -> int:
    """The column of the owner's own account: the same in every row, and not the party's."""
    for column in header.having(Means.ACCOUNT):
        numbers = {
            number
            for row in sample
            if (number := plain(text_of(cell(row, column.index))).strip("'\""))
        }
        if len(numbers) == 1 and not _is_partys(header, column):
            return column.index
    return -1
