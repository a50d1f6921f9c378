"""Whole months of a history, and what accounts moved in them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from collections.abc import Iterable
from fractions import Fraction

from cfo_desktop.domain.history import History
from cfo_desktop.domain.period import Month

YEAR = 12


def whole(history: History, *, latest: int | None = None) -> list[Month]:
    """Return the months that are over, the oldest first, at most the ``latest`` so many.

    The first month counts from its third day: books often begin on the first working day. The
    present one is over on its last day.
    """
    if history.first_day is None:
        return []
    first = Month.of(history.first_day)
    if history.first_day.day > _BEGINS:
        first = first.plus(1)
    after = Month.of(history.today + dt.timedelta(days=1))
    months = [month for month in sorted(history.months) if first <= month < after]
    return months if latest is None else months[-latest:]


_BEGINS = 3


def total(history: History, months: Iterable[Month], codes: Collection[str]) -> int:
    """Return what accounts moved in months together, minor units, debit positive."""
    return sum(
        value
        for month in months
        for code, value in history.months.get(month, {}).items()
        if code in codes
    )


def mean(values: Collection[int]) -> Fraction:
    """Return the exact mean; 0 of nothing."""
    return Fraction(sum(values), len(values)) if values else Fraction(0)
