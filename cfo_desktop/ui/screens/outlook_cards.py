"""The cards of Today about what comes: due soon, overdue to the shop, expenses by kind."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Callable
from collections.abc import Mapping
from collections.abc import Sequence

from PySide6.QtCore import Signal

from cfo_desktop.domain.account import Account
from cfo_desktop.domain.asking import Place
from cfo_desktop.domain.debts import Debt
from cfo_desktop.domain.drafts import DraftKind
from cfo_desktop.domain.drafts import Wanted
from cfo_desktop.domain.forecast import Source
from cfo_desktop.domain.outlook import Due
from cfo_desktop.domain.outlook import Expense
from cfo_desktop.domain.outlook import Outlook
from cfo_desktop.domain.today import SOON_DAYS
from cfo_desktop.domain.today import Span
from cfo_desktop.ui import ahead_places
from cfo_desktop.ui import drafting
from cfo_desktop.ui import outlook_words
from cfo_desktop.ui.screens.today_cards import TodayCard
from cfo_desktop.ui.session import Session
from cfo_desktop.ui.widgets.measure_bar import MeasureBar

_MOST = 6
"""Lines of a card; a sentence under them counts the rest."""


class DueCard(TodayCard):
    """Bills, repeating entries and taxes of the next days, each a way to where it comes from."""

    entry_asked = Signal(int)
    repeats_asked = Signal()
    party_asked = Signal(str)
    account_asked = Signal(str)
    tax_asked = Signal()
    day_asked = Signal(object)
    """The day (``datetime.date``) of the first that is not shown."""

    def __init__(self, session: Session, *, accounts: Mapping[str, Account]) -> None:
        """Begin empty; ``accounts`` (by code) names them and may be filled later."""
        super().__init__(session, "")
        self._accounts = accounts
        days = session.localised.number(SOON_DAYS)
        self.heading.setText(self.tr("Due in {days} days").format(days=days))

    def show_outlook(self, outlook: Outlook) -> None:
        """Show what is to be paid by day, what is late first."""
        self.clear()
        for each in outlook.due[:_MOST]:
            self.add_money(
                self._name(each, outlook.day),
                each.amount,
                clicked=self._way(each),
                place=ahead_places.due(each, outlook.day),
            )
        if not outlook.due:
            self.note(self.tr("Nothing is due."))
            return
        rest = len(outlook.due) - _MOST
        if rest > 0:
            more = self.session.localised.number(rest)
            self.add_way(
                self.tr("and {count} more").format(count=more),
                functools.partial(self.day_asked.emit, outlook.due[_MOST].day),
            )
        if len(outlook.due) > 1:
            total = sum(each.amount for each in outlook.due)
            self.add_money(
                self.tr("Together"), total, role="figure", place=_all_entries(outlook.due)
            )

    def _name(self, due: Due, today: dt.date) -> str:
        day = self.session.localised.day(due.day)
        what = outlook_words.due(self.session, due, self._accounts)
        if due.day < today:
            return self.tr("{day} (late)  {what}").format(day=day, what=what)
        return f"{day}  {what}"

    def _way(self, due: Due) -> Callable[[], None]:
        if due.schedule is not None:
            return self.repeats_asked.emit
        if due.entry is not None:
            return functools.partial(self.entry_asked.emit, due.entry)
        if due.source is Source.TAX:
            return self.tax_asked.emit
        if due.text:
            return functools.partial(self.party_asked.emit, due.text)
        return functools.partial(self.account_asked.emit, due.account)


class OverdueCard(TodayCard):
    """What customers should have paid by now."""

    entry_asked = Signal(int)
    party_asked = Signal(str)
    """The name of a party whose entries are wanted: of a debt from before the books."""
    draft_asked = Signal(object)
    """The letter (``Wanted``) that could be written."""

    def __init__(self, session: Session) -> None:
        super().__init__(session, "")
        self.heading.setText(self.tr("Overdue to us"))

    def show_outlook(self, outlook: Outlook) -> None:
        """Show each debt with how late it is."""
        self.clear()
        number = self.session.localised.number
        for debt in outlook.overdue[:_MOST]:
            days = number((outlook.day - debt.due).days)
            self.add_money(
                self.tr("{days} days late: {party}").format(
                    party=debt.party or self.tr("No name"), days=days
                ),
                debt.left,
                clicked=self._way(debt),
                place=_entry_or_party([debt]),
            )
        if not outlook.overdue:
            self.note(self.tr("No customer is late."))
        elif len(outlook.overdue) > 1:
            rest = len(outlook.overdue) - _MOST
            if rest > 0:
                self.note(self.tr("and {count} more").format(count=number(rest)))
            self.add_money(
                self.tr("Together"),
                sum(debt.left for debt in outlook.overdue),
                role="figure",
                place=_entry_or_party(outlook.overdue),
            )
        if any(debt.party for debt in outlook.overdue):
            wanted = Wanted(DraftKind.REMINDER)
            self.add_way(
                drafting.told(self.session, wanted.kind),
                functools.partial(self.draft_asked.emit, wanted),
            )

    def _way(self, debt: Debt) -> Callable[[], None]:
        if debt.entry is not None:
            return functools.partial(self.entry_asked.emit, debt.entry)
        return functools.partial(self.party_asked.emit, debt.party)


def _all_entries(dues: Sequence[Due]) -> Place:
    """Return the bills of a sum, where it is made of bills alone."""
    rows = tuple(each.entry for each in dues if each.entry is not None)
    return Place(rows=rows) if len(rows) == len(dues) else Place()


def _entry_or_party(debts: Sequence[Debt]) -> Place:
    """Return the invoices that are late; one from before the books is its party's alone."""
    if all(debt.entry is not None for debt in debts):
        return Place(rows=tuple(debt.entry for debt in debts if debt.entry is not None))
    return Place(party=debts[0].party) if len(debts) == 1 else Place()


class ExpensesCard(TodayCard):
    """What was spent by kind this month, beside what is usual; each a way to its entries."""

    period_asked = Signal(object, object)
    """The code of an account, and the ``Stretch`` that is wanted."""

    def __init__(self, session: Session) -> None:
        super().__init__(session, "")
        self.heading.setText(self.tr("Expenses by kind, this month"))

    def show_outlook(self, outlook: Outlook) -> None:
        """Show the largest kinds, a bar under each."""
        self.clear()
        shown = outlook.expenses[:_MOST]
        most = max((max(each.now, each.usual or 0) for each in shown), default=0)
        month = Span.MONTH.until(outlook.day)
        for each in shown:
            self.add_money(
                each.account.name_in(self.session.language),
                each.now,
                clicked=functools.partial(self.period_asked.emit, each.account.code, month),
                place=Place(accounts=(each.account.code,), stretch=month),
            )
            self.put(
                MeasureBar(
                    self.session.colour,
                    value=each.now,
                    usual=each.usual or 0,
                    most=most,
                    said=self._told(each),
                )
            )
        if not shown:
            self.note(self.tr("Nothing was spent this month yet."))
        elif any(each.usual for each in shown):
            self.note(self.tr("Bar: this month so far. Mark: a usual whole month."))

    def _told(self, expense: Expense) -> str:
        localised, currency = self.session.localised, self.session.currency
        name = expense.account.name_in(self.session.language)
        now = localised.spoken(expense.now, currency)
        if expense.usual is None:
            return self.tr("{name}: {now} this month so far").format(name=name, now=now)
        return self.tr("{name}: {now} this month so far, {usual} in a usual month").format(
            name=name, now=now, usual=localised.spoken(expense.usual, currency)
        )
