"""The cards of Today that show the day's figures: cash, debts, takings, what waits and repeats."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Callable
from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from cfo_desktop.domain.asking import Place
from cfo_desktop.domain.backup import BackupNotice
from cfo_desktop.domain.entry import Draft
from cfo_desktop.domain.money import Money
from cfo_desktop.domain.period import Stretch
from cfo_desktop.domain.today import SOON_DAYS
from cfo_desktop.domain.today import Holding
from cfo_desktop.domain.today import Span
from cfo_desktop.domain.today import Today as Figures
from cfo_desktop.ui.session import Session
from cfo_desktop.ui.widgets import explain_menu
from cfo_desktop.ui.widgets import parts
from cfo_desktop.ui.widgets.bars import Bars
from cfo_desktop.ui.widgets.figures import FigureCard
from cfo_desktop.ui.widgets.steady_label import SteadyLabel

_NOWHERE = Place()
_MOST_REPEATS = 4
"""Lines of what is due, and of what will be; the number over them counts all."""


class TodayCard(FigureCard):
    """A card of amounts in the book's currency."""

    def __init__(self, session: Session, title: str, *, top: QWidget | None = None) -> None:
        super().__init__(title, top=top)
        self.session = session

    def add_money(
        self,
        name: str,
        amount: int,
        *,
        clicked: Callable[[], None] | None = None,
        currency: str = "",
        quiet: bool = False,
        role: str = "",
        place: Place = _NOWHERE,
        value: int | None = None,
    ) -> None:
        """Add a line with minor units of ``currency``, the book's unless given.

        Its menu says where it comes from, which is ``place``; ``value`` is what a figure in
        another currency is in the book's.
        """
        localised, own = self.session.localised, currency or self.session.currency
        shown = self.add(
            name,
            localised.money(amount, own),
            spoken=localised.spoken(amount, own),
            clicked=clicked,
            quiet=quiet,
            role=role,
        )
        if place == _NOWHERE:
            return
        figure = Money(self.session.currency, amount if value is None else value)
        explain_menu.offer_figure(self.session, shown, name=name, figure=figure, place=place)
        if clicked is None:  # the keyboard has to reach it for its menu
            shown[1].setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def add_draft(self, draft: Draft, *, clicked: Callable[[], None]) -> None:
        """Add a line for an entry: its day, who or what, and what it moves."""
        moved = sum(line.value.minor for line in draft.postings if line.value.minor > 0)
        day = self.session.localised.day(draft.day)
        self.add_money(f"{day}  {draft.party or draft.narration}", moved, clicked=clicked)


class HoldingsCard(TodayCard):
    """What accounts hold, each a way to its register."""

    account_asked = Signal(str)

    def add_holdings(self, holdings: Sequence[Holding]) -> None:
        """Add a line an account."""
        for held in holdings:
            self.add_money(
                held.account.name_in(self.session.language),
                held.amount,
                currency=held.account.currency,
                clicked=functools.partial(self.account_asked.emit, held.account.code),
                place=Place(accounts=(held.account.code,)),
                value=held.value,
            )


class CashCard(HoldingsCard):
    """The money there is now, and where."""

    def __init__(self, session: Session) -> None:
        super().__init__(session, "")
        self.heading.setText(self.tr("Cash now"))

    def show_figures(self, figures: Figures) -> None:
        """Show each account of money, and all together."""
        self.clear()
        self.add_holdings(figures.cash)
        if not figures.cash:
            self.note(self.tr("No account holds money."))
        elif len(figures.cash) > 1:
            self._add_total(figures.cash)

    def _add_total(self, holdings: Sequence[Holding]) -> None:
        own = self.session.currency
        foreign = any(held.account.currency != own for held in holdings)
        name = self.tr("Together")
        if foreign:
            name = self.tr("Together, as booked in {currency}").format(currency=own)
        place = Place(accounts=tuple(held.account.code for held in holdings))
        self.add_money(name, sum(held.value for held in holdings), role="figure", place=place)


class OwedCard(HoldingsCard):
    """What customers owe the shop, and the shop its suppliers."""

    def __init__(self, session: Session) -> None:
        super().__init__(session, "")
        self.heading.setText(self.tr("What is owed"))

    def show_figures(self, figures: Figures) -> None:
        """Show both directions."""
        self.clear()
        for title, holdings in (
            (self.tr("Customers owe the shop"), figures.owed_to_shop),
            (self.tr("The shop owes suppliers"), figures.owed_by_shop),
        ):
            if holdings:
                self.note(title)
                self.add_holdings(holdings)
            else:
                self.add(title, self.tr("nothing"))


class TakingsCard(TodayCard):
    """Takings of day, week and month beside those of earlier ones."""

    takings_asked = Signal(object, object)
    """The code of an account of sales, or ``None`` for all, and the ``Stretch`` that is wanted."""

    def __init__(self, session: Session) -> None:
        super().__init__(session, "")
        self.heading.setText(self.tr("Takings"))

    def show_figures(self, figures: Figures) -> None:
        """Show each span, and under it what it is held against."""
        self.clear()
        for span, name, month, year in self._spans():
            found = figures.takings[span]
            now, *before = (span.until(figures.day), *span.before(figures.day))
            self.add_money(
                name, found.now, clicked=self._sales(figures, now), place=_place(figures, now)
            )
            if found.month_before is None and found.year_before is None:
                self.note(self.tr("nothing to compare with yet"))
                continue
            earlier = ((month, found.month_before), (year, found.year_before))
            for stretch, (days, amount) in zip(before, earlier, strict=True):
                if amount is None:
                    self.note(self.tr("{days}: not in the books").format(days=days))
                else:
                    sales = self._sales(figures, stretch)
                    place = _place(figures, stretch)
                    self.add_money(days, amount, clicked=sales, quiet=True, place=place)

    def _spans(self) -> tuple[tuple[Span, str, str, str], ...]:
        return (
            (
                Span.DAY,
                self.tr("Today"),
                self.tr("same weekday 4 weeks ago"),
                self.tr("same weekday 52 weeks ago"),
            ),
            (
                Span.WEEK,
                self.tr("This week"),
                self.tr("same days 4 weeks ago"),
                self.tr("same days 52 weeks ago"),
            ),
            (
                Span.MONTH,
                self.tr("This month"),
                self.tr("same days last month"),
                self.tr("same days last year"),
            ),
        )

    def _sales(self, figures: Figures, stretch: Stretch) -> Callable[[], None]:
        return functools.partial(self.takings_asked.emit, figures.sales_account, stretch)


def _place(figures: Figures, stretch: Stretch) -> Place:
    """Return where takings come from; nowhere that can be named where sales have many accounts."""
    code = figures.sales_account
    return Place(accounts=(code,), stretch=stretch) if code else _NOWHERE


class BarsCard(TodayCard):
    """The takings of each of the last days, beside the same weekdays about a year before."""

    takings_asked = Signal(object, object)
    """The code of an account of sales, or ``None`` for all, and the ``Stretch`` that is wanted."""

    def __init__(self, session: Session) -> None:
        self.bars = Bars(session.colour)
        self.text = SteadyLabel()
        """The day that is pointed at, or what all of them show."""
        drawn = QWidget()
        drawn.setLayout(parts.column(self.bars, self.text, gap=6))
        super().__init__(session, "", top=drawn)
        self.heading.setText(self.tr("Takings by day"))
        self._figures: Figures | None = None
        self.bars.pointed.connect(self._tell)
        self.bars.asked.connect(self._ask)

    def show_figures(self, figures: Figures) -> None:
        """Draw the days, and name the best."""
        self._figures = figures
        localised = self.session.localised
        best_day, best = max(figures.by_day, key=lambda item: item[1])
        some = any(amount for _, amount in figures.by_day)
        said = [self.tr("No takings in the last {days} days.")]
        if some:
            said = [self.tr("Takings of the last {days} days. Most: {amount} on {day}.")]
        if any(before is not None for before in figures.by_day_before):
            said.append(self.tr("The wider bars: the same weekdays 52 weeks ago."))
        text = localised.sentences(said).format(
            days=len(figures.by_day),
            amount=localised.money(best, figures.currency),
            day=localised.day(best_day),
        )
        self.bars.setVisible(some)
        self.bars.show_values(
            [amount for _, amount in figures.by_day],
            beside=figures.by_day_before,
            said=text,
        )
        self.lines = [(text, "")]
        self.text.rest_on(text)

    def forget(self) -> None:
        """Draw nothing."""
        self._figures = None
        self.text.rest_on("")
        self.bars.show_values((), said="")

    def _tell(self, number: int) -> None:
        """Say a day's takings under the bars, or what all of them show."""
        if self._figures is None or number < 0:
            self.text.rest()
        else:
            self.text.setText(self._day_told(*self._figures.by_day[number], number))
        self.bars.setAccessibleDescription(self.text.text())

    def _day_told(self, day: dt.date, amount: int, number: int) -> str:
        localised, currency = self.session.localised, self.session.currency
        before = self._figures.by_day_before[number] if self._figures else None
        text = self.tr("{day}: {amount}")
        if before is not None:
            text = self.tr("{day}: {amount}; 52 weeks before: {before}")
        return text.format(
            day=localised.day(day),
            amount=localised.money(amount, currency),
            before=localised.money(before or 0, currency),
        )

    def _ask(self, number: int) -> None:
        if self._figures is not None:
            day = self._figures.by_day[number][0]
            self.takings_asked.emit(self._figures.sales_account, Stretch(day, day))


class ReviewCard(TodayCard):
    """What waits for its owner."""

    waiting_asked = Signal(int)
    """The number of the tab under Import where something waits."""
    backup_asked = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__(session, "")
        self.heading.setText(self.tr("Needs review"))

    def show_figures(self, figures: Figures, *, files: int) -> None:
        """Show how much waits; ``files`` are those of the watched folder."""
        self.clear()
        number = self.session.localised.number
        waiting = (
            (self.tr("Files to look at"), files),
            (self.tr("Payments to sort"), figures.unsorted),
            (self.tr("Likely pairs to decide"), figures.pairs),
            (self.tr("Guesses to confirm"), figures.guesses),
        )
        for tab, (name, count) in enumerate(waiting):  # in the order of the tabs under Import
            if count:
                clicked = functools.partial(self.waiting_asked.emit, tab)
                self.add(name, number(count), clicked=clicked)
        if figures.backup is not None:
            words = self._backup_words(figures.backup)
            self.add(self.tr("Backup"), words, clicked=self.backup_asked.emit)
        if not self.lines:
            self.note(self.tr("Nothing waits for you."))

    def _backup_words(self, notice: BackupNotice) -> str:
        if notice.failure is not None:
            return self.tr("the last one failed")
        if notice.last is None:
            return self.tr("none made yet")
        day = self.session.localised.day(notice.last.astimezone().date())
        return self.tr("none since {day}").format(day=day)


class RepeatsCard(TodayCard):
    """What repeats and is due, then what will be soon; without any, no card."""

    asked = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__(session, "")
        self.heading.setText(self.tr("Repeats"))

    def show_figures(self, figures: Figures) -> None:
        """Show the first of both."""
        self.clear()
        self.setVisible(bool(figures.repeats))
        due = [each for each in figures.repeats if each.day <= figures.day]
        soon = [each for each in figures.repeats if each.day > figures.day]
        number = self.session.localised.number
        for title, found in (
            (self.tr("Due: {count}").format(count=number(len(due))), due),
            (
                self.tr("In the next {days} days: {count}").format(
                    days=number(SOON_DAYS), count=number(len(soon))
                ),
                soon,
            ),
        ):
            if found:
                self.note(title)
            for each in found[:_MOST_REPEATS]:
                self.add_draft(each.draft, clicked=self.asked.emit)


class LatestCard(TodayCard):
    """The last entries, each a way to itself."""

    entry_asked = Signal(int)

    def __init__(self, session: Session) -> None:
        super().__init__(session, "")
        self.heading.setText(self.tr("Last entries"))

    def show_figures(self, figures: Figures) -> None:
        """Show the newest first."""
        self.clear()
        for entry in figures.latest:
            clicked = functools.partial(self.entry_asked.emit, entry.number)
            self.add_draft(entry.draft, clicked=clicked)
