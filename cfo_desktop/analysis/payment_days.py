"""How long debts take to be paid: what debts and the forecast expect an open one by."""

from __future__ import annotations

import bisect
import calendar
import datetime as dt
import statistics
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import field

from cfo_desktop.domain.period import Month

ENOUGH = 3
"""Payments from which a party's own habit is known."""
RECENT = 8
"""The latest payments of a party, which its habit is read from."""
_EVERYONE = 200
"""The latest payments of all parties, which speak for those with too few of their own."""
_GRACE = 7
"""The least days in which a debt is expected that is open longer than any was before."""
_RUN_SPREAD = 4
"""Days by which payments on one day of the month may differ."""
_HALF_MONTH = 15
_LONGEST = 31


@dataclass(frozen=True, slots=True)
class Run:
    """A party that pays on one day of the month, ``months`` after the debt arose."""

    months: int
    month_day: int

    def expected(self, day: dt.date, *, after: dt.date) -> dt.date:
        """Return when a debt of ``day`` is paid: with the first run after ``after``."""
        month = max(Month.of(day).plus(self.months), Month.of(after).plus(-1))
        while (paid := self._in(month)) <= after:
            month = month.plus(1)
        return paid

    def _in(self, month: Month) -> dt.date:
        length = calendar.monthrange(month.year, month.number)[1]
        return dt.date(month.year, month.number, min(self.month_day, length))


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of how long a party takes: days in the middle, all of them sorted, its run."""

    usual: int
    took: Sequence[int]
    run: Run | None = None

    def expected(self, day: dt.date, *, today: dt.date, waits: int) -> dt.date:
        """Return when a debt of ``day`` will be paid, never before tomorrow.

        ``waits`` are the days that the party has let a debt wait at least. A debt that is late goes
        by those that were later still; one that is open longer than any was before, for half as
        long again: what has waited for long waits on.
        """
        if self.run:
            return self.run.expected(day, after=today)
        return today + dt.timedelta(days=self._ahead((today - day).days, waits))

    def _ahead(self, age: int, waits: int) -> int:
        longest = max(age, waits)
        if self.usual > longest:
            return self.usual - age
        later = bisect.bisect_right(self.took, longest)
        if later < len(self.took):
            return max(1, self.took[(later + len(self.took)) // 2] - age)
        return max(_GRACE, age // 2, waits - age)

    def too_old(self, days: int) -> int | None:
        """Return the age beyond which no debt is expected within ``days``; ``None``: all may be."""
        return None if self.run else max(self.usual, *self.took[-1:], 2 * days + 1)


@dataclass(slots=True)
class PaymentDays:
    """The days that paying took, party by party; payments are told in the order of their days."""

    terms: int
    """What is usual where nobody has paid yet."""
    _own: dict[str, deque[tuple[dt.date, dt.date]]] = field(default_factory=dict)
    _everyone: deque[int] = field(default_factory=lambda: deque(maxlen=_EVERYONE))
    _known: dict[str, Known] = field(default_factory=dict)
    _general: Known | None = None

    def add(self, party: str, day: dt.date, paid: dt.date) -> None:
        """Take up that a debt of ``day`` was paid; what is paid together counts once."""
        own = self._own.setdefault(party, deque(maxlen=RECENT))
        if own and own[-1] == (day, paid):
            return
        own.append((day, paid))
        self._everyone.append((paid - day).days)
        self._known.pop(party, None)
        self._general = None

    def is_known(self, party: str) -> bool:
        """Return whether a party has paid often enough to have a habit of its own."""
        return len(self._own.get(party, ())) >= ENOUGH

    def of(self, party: str) -> Known:
        """Return what is known of a party, of all where it has not paid often enough."""
        if not self.is_known(party):
            return self.general()
        if party not in self._known:
            own = self._own[party]
            took = sorted((paid - day).days for day, paid in own)
            usual = round(statistics.median(took))
            self._known[party] = Known(usual, took, _run(own))
        return self._known[party]

    def general(self) -> Known:
        """Return what is usual among all parties together."""
        if self._general is None:
            took = sorted(self._everyone)
            usual = round(statistics.median(took)) if len(took) >= ENOUGH else self.terms
            self._general = Known(usual, took)
        return self._general


def _run(own: Sequence[tuple[dt.date, dt.date]]) -> Run | None:
    """Return the day of the month on which a party pays, where that tells more than the days do."""
    took = [(paid - day).days for day, paid in own]
    if max(took) - min(took) <= 2 * _RUN_SPREAD or len({paid for _, paid in own}) < ENOUGH:
        return None
    numbers = [paid.day for _, paid in own]
    turned = [each if each > _HALF_MONTH else each + _LONGEST for each in numbers]
    if max(numbers) - min(numbers) <= _RUN_SPREAD:
        middle = round(statistics.median(numbers))
    elif max(turned) - min(turned) <= _RUN_SPREAD:
        middle = round(statistics.median(turned))
    else:
        return None
    shift = _LONGEST if middle > _LONGEST else 0
    months = [
        _months(day, paid - dt.timedelta(days=_HALF_MONTH if shift else 0)) for day, paid in own
    ]
    return Run(max(0, statistics.mode(months) + (1 if shift else 0)), middle - shift)


def _months(day: dt.date, paid: dt.date) -> int:
    return (paid.year - day.year) * 12 + paid.month - day.month
