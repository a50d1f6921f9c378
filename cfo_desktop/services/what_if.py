"""What changes would do to an open book's months to come; nothing of it is kept."""

from __future__ import annotations

from collections import defaultdict

from cfo_desktop.analysis import what_if
from cfo_desktop.base.errors import UserError
from cfo_desktop.domain.account import Group
from cfo_desktop.domain.what_if import MONTHS
from cfo_desktop.domain.what_if import MOST_MONTHS
from cfo_desktop.domain.what_if import Scenario
from cfo_desktop.domain.what_if import WhatIf
from cfo_desktop.services import customers
from cfo_desktop.services import ground
from cfo_desktop.services import history
from cfo_desktop.services.books import Book


def read(book: Book, scenario: Scenario | None = None, *, months: int = MONTHS) -> WhatIf:
    """Return everything that a screen of a scenario shows; without one, nothing is changed.

    Raises ``UserError("months_invalid")`` for less than a month or more than five years.
    """
    if not 1 <= months <= MOST_MONTHS:
        raise UserError("months_invalid", limit=MOST_MONTHS)
    wanted = scenario or Scenario()
    # Kept while the book is open: a screen that follows every key reads it again and again.
    found = ground.read(book)
    return what_if.of(
        found.history,
        wanted,
        customers=customers.by_month(book) if wanted.lost else {},
        months=months,
        cushion=found.cushion,
        forecast=found.forecast,
    )


def suppliers(book: Book) -> tuple[str, ...]:
    """Return the names that goods were bought from, as the books write them; the largest first."""
    past = history.read(book)
    goods = past.codes(Group.COST_OF_SALES, Group.STOCK)
    bought: dict[str, int] = defaultdict(int)
    written: dict[str, str] = {}
    for row in past.rows:
        if row.party and row.account in goods:
            bought[row.party.casefold()] += row.value
            written[row.party.casefold()] = row.party
    known = [name for name, value in bought.items() if value > 0]
    return tuple(written[name] for name in sorted(known, key=lambda name: (-bought[name], name)))
