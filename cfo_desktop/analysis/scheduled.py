"""What schedules pay of debts: such money is told by the schedule, and not again by the debt."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict

from cfo_desktop.domain.account import Group
from cfo_desktop.domain.history import History


class Scheduled:
    """The money that schedules move on accounts of debts up to a day, by party and direction."""

    def __init__(self, history: History, *, until: dt.date) -> None:
        owed = history.codes(Group.RECEIVABLE, Group.PAYABLE)
        self._left: dict[tuple[str, bool], int] = defaultdict(int)
        for planned in history.planned:
            if planned.party and planned.accounts & owed and planned.day <= until:
                self._left[planned.party, planned.cash > 0] += abs(planned.cash)

    def rest(self, party: str, cash: int) -> int:
        """Return what of a party's debt no schedule tells; asked for the earliest debt first.

        ``cash`` is positive for money that comes in, as is what is returned.
        """
        known = (party, cash > 0)
        told = min(self._left[known], abs(cash))
        self._left[known] -= told
        return cash - told if cash > 0 else cash + told
