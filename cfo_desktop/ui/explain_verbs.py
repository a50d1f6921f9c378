"""The verb that explains a figure, wherever in the window it stands."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cfo_desktop.base.errors import UserError
from cfo_desktop.base.progress import Progress
from cfo_desktop.domain.account import Account
from cfo_desktop.domain.asking import Explanation
from cfo_desktop.domain.asking import Place
from cfo_desktop.domain.asking import Reckoned
from cfo_desktop.domain.money import Money
from cfo_desktop.domain.period import Stretch
from cfo_desktop.ui.report_verbs import Figure
from cfo_desktop.ui.report_verbs import Period
from cfo_desktop.ui.tasks import Query

if TYPE_CHECKING:
    from cfo_desktop.services.books import Book


_NOWHERE = Place()


@dataclass(frozen=True, slots=True)
class Wanted:
    """A figure to explain: where it leads, or where it stands in a financial statement."""

    name: Callable[[], str]
    """What it is called, by the settings now."""
    place: Place = _NOWHERE
    figure: Money | None = None
    """In the book's currency; without it nothing is said of whether the entries add up to it."""
    reckoned: Reckoned | None = None
    """Of a figure that no entries add up to: then ``place`` is empty."""
    line: Figure | None = None
    """Of a statement's figure: then ``period`` says of which months, and ``place`` is empty."""
    period: Period | None = None


@dataclass(frozen=True, slots=True)
class Explained:
    """An explanation, the accounts by code that it names, and the day it was true on."""

    found: Explanation
    accounts: Mapping[str, Account]
    today: dt.date


def explain(wanted: Wanted) -> Query[Explained]:
    """Find out where a figure comes from."""

    def work(book: Book, _: Progress) -> Explained:
        from cfo_desktop.base import clock
        from cfo_desktop.services import accounts

        chart = {each.code: each for each in accounts.all_accounts(book)}
        return Explained(_explanation(book, wanted), chart, clock.today())

    return Query(work)


def _explanation(book: Book, wanted: Wanted) -> Explanation:
    from cfo_desktop.services.asking import explaining

    line, period = wanted.line, wanted.period
    if wanted.reckoned is not None:
        return explaining.explain_reckoned(book, wanted.reckoned, figure=wanted.figure)
    if line is None or period is None:
        return explaining.explain(book, wanted.place, figure=wanted.figure)
    try:
        return explaining.explain_line(
            book,
            statement=line.statement,
            section=line.section,
            line=line.line,
            month=period.month,
            months=period.months,
        )
    except UserError as error:
        if error.code != "figure_unknown":
            raise
        # The months that a statement stands beside may have nothing on one of its lines.
        days = Stretch(period.first.first_day, period.month.last_day)
        place = Place(accounts=(line.line,), stretch=days)
        return explaining.explain(book, place, figure=wanted.figure)
