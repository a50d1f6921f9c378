"""What Today says of the days to come and of what stands out, from one history."""

from __future__ import annotations

from cfo_desktop.analysis import standing
from cfo_desktop.base.progress import Progress
from cfo_desktop.base.progress import unheard
from cfo_desktop.domain.outlook import Outlook
from cfo_desktop.domain.period import days_after
from cfo_desktop.domain.today import SOON_DAYS
from cfo_desktop.services import findings
from cfo_desktop.services import terms
from cfo_desktop.services.books import Book


def read(book: Book, *, progress: Progress = unheard) -> Outlook:
    """Return the outlook of today; see ``services.history`` for what it costs."""
    noticed = findings.read(book, progress=progress)
    found = noticed.ground
    past, owed = found.history, found.debts
    soon = days_after(past.today, SOON_DAYS)
    return Outlook(
        day=past.today,
        currency=past.currency,
        forecast=found.forecast,
        cash_days=standing.cash_days(past),
        debts=owed,
        due=standing.due(
            past, owed, found.forecast, found.tax.dues() if found.tax else (), until=soon
        ),
        overdue=standing.overdue(owed),
        days_of_cash=standing.days_of_cash(past),
        expenses=standing.expenses(past),
        cushion=found.cushion,
        terms=terms.read(book),
        findings=noticed.findings,
        put_off=noticed.put_off,
    )
