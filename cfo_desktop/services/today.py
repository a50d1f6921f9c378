"""The figures of the room Today, each as the ledger has it now."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from cfo_desktop.base import clock
from cfo_desktop.domain.account import Account
from cfo_desktop.domain.account import Group
from cfo_desktop.domain.period import LAST_DAY
from cfo_desktop.domain.period import Stretch
from cfo_desktop.domain.period import days_after
from cfo_desktop.domain.today import CHART_DAYS
from cfo_desktop.domain.today import SOON_DAYS
from cfo_desktop.domain.today import YEAR_OF_WEEKS
from cfo_desktop.domain.today import Holding
from cfo_desktop.domain.today import Span
from cfo_desktop.domain.today import Takings
from cfo_desktop.domain.today import Today
from cfo_desktop.services import accounts as chart
from cfo_desktop.services import backups
from cfo_desktop.services import entries
from cfo_desktop.services import first_steps
from cfo_desktop.services import links
from cfo_desktop.services import schedules
from cfo_desktop.services.books import Book
from cfo_desktop.services.books import head
from cfo_desktop.services.books import info
from cfo_desktop.store import database
from cfo_desktop.store import figures
from cfo_desktop.store import guesses

_LATEST = 6


def read(book: Book) -> Today:
    """Return what Today shows; it costs accounts, months and a few hundred days of sales."""
    day = clock.today()
    accounts = chart.all_accounts(book)
    with database.mapped_errors():
        connection = book.store.connection
        amounts = figures.balances_at(connection, day, column="amount")
        values = figures.balances_at(connection, day)
        guessed = guesses.waiting(connection)
    latest = entries.page(book, limit=_LATEST)
    unsorted = entries.open_total(book, at=LAST_DAY)[0]
    pairs = links.waiting(book)
    takings, by_day, before, sales_account = _takings(book, accounts, day)
    soon = days_after(day, SOON_DAYS)

    def holdings(group: Group, sign: int) -> tuple[Holding, ...]:
        return tuple(
            Holding(
                account, sign * amounts.get(account.code, 0), sign * values.get(account.code, 0)
            )
            for account in accounts
            if account.group is group and (account.code in amounts or account.code in values)
        )

    return Today(
        day=day,
        currency=info(book).currency,
        entries=head(book).entries,
        cash=holdings(Group.CASH, 1),
        owed_to_shop=holdings(Group.RECEIVABLE, 1),
        owed_by_shop=holdings(Group.PAYABLE, -1),
        takings=takings,
        by_day=by_day,
        by_day_before=before,
        sales_account=sales_account,
        unsorted=unsorted,
        pairs=pairs,
        guesses=guessed,
        latest=tuple(latest),
        needs_review=entries.open_among(book, numbers=[entry.number for entry in latest]),
        steps=first_steps.read(book, waiting=unsorted + pairs),
        repeats=tuple(schedules.upcoming(book, until=soon)),
        backup=backups.notice(book, now=clock.now()),
    )


def _takings(
    book: Book, accounts: Sequence[Account], day: dt.date
) -> tuple[
    dict[Span, Takings], tuple[tuple[dt.date, int], ...], tuple[int | None, ...], str | None
]:
    """Return the takings of each span and each of the last days, and the one account of sales.

    Those of the same weekdays about a year before stand beside the days.
    """
    shown = [day - dt.timedelta(days=back) for back in reversed(range(CHART_DAYS))]
    spans = {span: (span.until(day), *span.before(day)) for span in Span}
    chart = Stretch(shown[0], day)
    wanted = [chart, chart.earlier(YEAR_OF_WEEKS)]
    wanted += [
        Stretch(min(each.first for each in column), max(each.last for each in column))
        for column in zip(*spans.values(), strict=True)
    ]
    sales = {account.code for account in accounts if account.group is Group.SALES}
    found: dict[dt.date, int] = {}
    with database.mapped_errors():
        connection = book.store.connection
        for stretch in wanted:
            found |= figures.takings(connection, stretch.first, stretch.last)
        first_days = figures.first_days(connection)
    used = {code: first for code, first in first_days.items() if code in sales}
    began = min(used.values(), default=None)

    def total(stretch: Stretch) -> int:
        return sum(
            amount for when, amount in found.items() if stretch.first <= when <= stretch.last
        )

    def known(stretch: Stretch) -> int | None:
        return None if began is None or began > stretch.first else total(stretch)

    takings = {
        span: Takings(total(now), known(month), known(year))
        for span, (now, month, year) in spans.items()
    }
    only = next(iter(used)) if len(used) == 1 else None
    before = (known(Stretch(when, when).earlier(YEAR_OF_WEEKS)) for when in shown)
    return takings, tuple((when, found.get(when, 0)) for when in shown), tuple(before), only
