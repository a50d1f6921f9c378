"""The habits that an open book shows: paying, spending, buying, paydays."""

from __future__ import annotations

from dataclasses import replace

from cfo_desktop.analysis import habits
from cfo_desktop.domain.habits import Habits
from cfo_desktop.services import ground
from cfo_desktop.services import knowledge
from cfo_desktop.services.books import Book

_NO_WAGES = frozenset({"social_insurance", "payroll_tax", "sales_tax", "income_tax"})
"""What small books often book with the wages, though nobody is paid by it."""


def read(book: Book) -> Habits:
    """Return the habits as of today; who is paid social insurance or tax gets no wages."""
    known = ground.read(book)
    found = habits.find(known.history, known.debts)
    paydays = (each for each in found.paydays if knowledge.meant(each.party) not in _NO_WAGES)
    return replace(found, paydays=tuple(paydays))
