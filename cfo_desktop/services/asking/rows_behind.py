"""The single entries behind a figure, as the breakdown that reports show."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from collections.abc import Iterator

from cfo_desktop.domain.account import Group
from cfo_desktop.domain.asking import Place
from cfo_desktop.domain.period import FIRST_DAY
from cfo_desktop.domain.period import LAST_DAY
from cfo_desktop.domain.report import Breakdown
from cfo_desktop.domain.report import Share
from cfo_desktop.services import accounts as chart
from cfo_desktop.services.books import Book
from cfo_desktop.store import database
from cfo_desktop.store import figures
from cfo_desktop.store import ledger

LISTED = 50
"""Entries listed one by one; of more, the older ones are counted."""
_SETTLED = (
    frozenset({Group.RECEIVABLE}),
    frozenset({Group.PAYABLE}),
    frozenset({Group.SALES, Group.OTHER_INCOME}),
    frozenset({Group.COST_OF_SALES, Group.STOCK, Group.OPERATING}),
    frozenset({Group.LOAN, Group.FINANCE}),
    frozenset({Group.CASH}),
    frozenset({Group.FIXED_ASSET, Group.TAX, Group.CAPITAL, Group.DRAWINGS}),
)
"""What single entries can be the sum of, in the order it is tried."""


def of(
    book: Book,
    *,
    codes: Collection[str],
    sign: int,
    numbers: Collection[int] = (),
    party: str = "",
    days: tuple[dt.date, dt.date] | None = None,
) -> Breakdown:
    """Return what the entries ``numbers``, or those with ``party``, move on some accounts.

    ``sign`` is what debits are shown with. Entries that move nothing there are left out.
    """
    with database.mapped_errors():
        connection = book.store.connection
        found = figures.values_of(connection, codes, numbers=numbers, party=party, days=days)
        listed = dict(found[:LISTED])
        entries = {each.number: each for each in ledger.entries_of(connection, list(listed))}
    shares = tuple(Share(entries[number], sign * listed[number]) for number in listed)
    rest = found[LISTED:]
    first, last = days or (FIRST_DAY, LAST_DAY)
    if shares and not days:
        first, last = shares[-1].entry.draft.day, shares[0].entry.draft.day
    more = sign * sum(value for _, value in rest)
    return Breakdown(first, last, 0, shares, len(rest), more)


def readings(book: Book, *, place: Place) -> Iterator[Breakdown]:
    """Yield what the entries move on each kind of account, in either direction."""
    accounts = chart.all_accounts(book)
    stretch = place.stretch
    days = (stretch.first, stretch.last) if stretch and not place.rows else None
    party = "" if place.rows else place.party
    for groups in _SETTLED:
        codes = frozenset(each.code for each in accounts if each.group in groups)
        for sign in (1, -1):
            rows = of(book, codes=codes, sign=sign, numbers=place.rows, party=party, days=days)
            if rows.shares:
                yield rows
