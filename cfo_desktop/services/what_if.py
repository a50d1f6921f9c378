"""What changes would do to an open book's months to come; nothing of it is kept."""

from __future__ import annotations

from cfo_desktop.analysis import what_if
from cfo_desktop.base.errors import UserError
from cfo_desktop.domain.what_if import MONTHS
from cfo_desktop.domain.what_if import MOST_MONTHS
from cfo_desktop.domain.what_if import Scenario
from cfo_desktop.domain.what_if import WhatIf
from cfo_desktop.services import cushion
from cfo_desktop.services import customers
from cfo_desktop.services import history
from cfo_desktop.services.books import Book


def read(book: Book, scenario: Scenario | None = None, *, months: int = MONTHS) -> WhatIf:
    """Return everything that a screen of a scenario shows; without one, nothing is changed.

    Raises ``UserError("months_invalid")`` for less than a month or more than five years.
    """
    if not 1 <= months <= MOST_MONTHS:
        raise UserError("months_invalid", limit=MOST_MONTHS)
    wanted = scenario or Scenario()
    return what_if.of(
        history.read(book),
        wanted,
        customers=customers.by_month(book) if wanted.lost else {},
        months=months,
        cushion=cushion.cushion(book),
    )
