"""A finding about the books themselves: accounts that nobody has held against their statements."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from cfo_desktop.analysis.findings.past import Past
from cfo_desktop.domain.finding import Action
from cfo_desktop.domain.finding import ActionKind
from cfo_desktop.domain.finding import Figure
from cfo_desktop.domain.finding import Finding
from cfo_desktop.domain.finding import FindingCode
from cfo_desktop.domain.finding import Severity
from cfo_desktop.domain.finding import Weighed

LATE = 45
"""Days: a month, and two weeks for its statement to come and be looked at."""
LONG = 100
"""Days after which a bank no longer takes back what it booked wrongly without a fight."""


def behind(past: Past) -> Iterator[Weighed]:
    """Yield accounts with statements that moved money and are not reconciled for over six weeks.

    Figures: ``days`` (that are not reconciled), ``active`` (days among them with movements, as far
    back as days are known), ``balance``; ``since`` (the last reconciled day; for ``never`` the day
    of the account's first movement that is known). Variants: ``since``, ``never``. Enough: six
    weeks of movements.
    """
    for account, day in sorted(past.circumstances.reconciled.items()):
        active = [
            each
            for each, moved in past.history.days.items()
            if account in moved and (day is None or each > day)
        ]
        if not active:
            continue
        since = day or min(active) - dt.timedelta(days=1)
        days = (past.today - since).days
        if days < LATE:
            continue
        balance = past.history.balances.get(account, 0)
        figures: dict[str, Figure] = {
            "since": day or min(active),
            "days": days,
            "active": len(active),
            "balance": past.money(balance),
        }
        finding = Finding(
            FindingCode.NOT_RECONCILED,
            Severity.WATCH if days >= LONG else Severity.NOTE,
            since,
            0,
            figures,
            (),
            Action(ActionKind.RECONCILE, account),
            account=account,
            variant="since" if day else "never",
        )
        yield Weighed(finding, days / LATE)
