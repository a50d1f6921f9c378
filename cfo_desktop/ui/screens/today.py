"""Today: the cash, the takings, what is owed and what waits, each figure a way to its source."""

from __future__ import annotations

import functools
from collections.abc import Callable
from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtCore import QTimer
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame
from PySide6.QtWidgets import QScrollArea
from PySide6.QtWidgets import QWidget

from cfo_desktop.base import clock
from cfo_desktop.domain.backup import BackupNotice
from cfo_desktop.domain.book import Changes
from cfo_desktop.domain.entry import Draft
from cfo_desktop.domain.entry import Entry
from cfo_desktop.domain.today import SOON_DAYS
from cfo_desktop.domain.today import Holding
from cfo_desktop.domain.today import Span
from cfo_desktop.domain.today import Step
from cfo_desktop.domain.today import Stretch
from cfo_desktop.domain.today import Today as Figures
from cfo_desktop.ui import today_verbs as verbs
from cfo_desktop.ui.screens.first_steps import FirstStepsCard
from cfo_desktop.ui.screens.room import Room
from cfo_desktop.ui.session import Session
from cfo_desktop.ui.widgets import parts
from cfo_desktop.ui.widgets.bars import Bars
from cfo_desktop.ui.widgets.figures import FigureCard

_LOOK_EVERY_MS = 30_000
"""How often the room asks whether a new day has begun: at midnight, or after a sleep."""
_MOST_REPEATS = 4
"""Lines of what is due, and of what will be; the number over them counts all."""


class Today(Room):
    """Cards in two columns; a later version adds a card by a line in ``_build``."""

    watches = Changes(
        accounts=True, entries=True, imports=True, rules=True, schedules=True, book=True
    )
    account_asked = Signal(str)
    """The code of an account whose register is wanted."""
    takings_asked = Signal(object, object)
    """The code of an account of sales, or ``None`` for all, and the ``Stretch`` that is wanted."""
    entry_asked = Signal(int)
    """The number of an entry to show."""
    waiting_asked = Signal(int)
    """The number of the tab under Import where something waits."""
    repeats_asked = Signal()
    backup_asked = Signal()
    step_asked = Signal(str)
    """The ``Step`` that the owner wants to do."""

    def __init__(self, session: Session) -> None:
        super().__init__(session, title="")
        self.heading.setText(self.tr("Today"))
        self.figures: Figures | None = None
        self._files = 0
        self.day = parts.label(role="muted")
        self.import_button = parts.button(
            self.tr("Import…"),
            lambda: self.step_asked.emit(Step.STATEMENT),
            role="primary",
            shortcut="Ctrl+I",
        )
        self.bar.addWidget(self.day)
        self.bar.addSpacing(16)
        self.bar.addWidget(self.import_button)
        self.steps = FirstStepsCard(session)
        self.steps.asked.connect(self.step_asked)
        self.empty = parts.label(
            self.tr("Nothing is booked yet. Import a statement, or answer the first steps."),
            role="muted",
            wrap=True,
        )
        self.cash = FigureCard(self.tr("Cash now"))
        self.owed = FigureCard(self.tr("What is owed"))
        self.takings = FigureCard(self.tr("Takings"))
        self.review = FigureCard(self.tr("Needs review"))
        self.repeats = FigureCard(self.tr("Repeats"))
        self.latest = FigureCard(self.tr("Last entries"))
        self.bars = Bars(session.colour)
        self.bars_text = parts.label(role="muted", wrap=True)
        self._build()
        self._clock = QTimer(self, interval=_LOOK_EVERY_MS)
        self._clock.timeout.connect(self.look_at_the_clock)
        self._clock.start()

    def _build(self) -> None:
        drawn = parts.card(parts.column(self.bars, self.bars_text, gap=6), margin=16)
        left = parts.column(self.cash, self.owed, self.review, self.repeats, None, gap=14)
        right = parts.column(self.takings, drawn, self.latest, None, gap=14)
        self.cards = QWidget()
        columns = parts.row(left, right, gap=14)
        columns.setStretch(0, 1)
        columns.setStretch(1, 1)
        self.cards.setLayout(columns)
        self.cards.hide()
        self.steps.hide()
        self.empty.hide()
        holder = QWidget()
        holder.setLayout(parts.column(self.steps, self.empty, self.cards, None, gap=14))
        self.scroll_area = QScrollArea()
        self.scroll_area.setFrameShape(QFrame.Shape.NoFrame)
        self.scroll_area.setWidgetResizable(True)
        self.scroll_area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.scroll_area.setWidget(holder)
        self.lay_out(parts.column(self.scroll_area))

    def refresh(self) -> None:
        """Read the figures anew."""
        self.session.run(verbs.today(), owner=self, done=self._show, topic="today")

    def look_at_the_clock(self) -> None:
        """Read anew where a new day has begun since the figures were read."""
        if self.figures is None or self.figures.day == clock.today():
            return
        if self.isVisible():
            self.refresh()
        else:
            self._stale = True

    def first_focus(self) -> QWidget:
        """Begin with the one thing to do."""
        return self.import_button

    def forget(self) -> None:
        """Empty every card."""
        self.figures = None
        self._files = 0
        cards = (self.cash, self.owed, self.takings, self.review, self.repeats, self.latest)
        for card in cards:
            card.clear()
        self.bars.show_values((), said="")
        self.bars_text.clear()
        self.cards.hide()

    def show_files(self, waiting: int) -> None:
        """Say how many files of the watched folder wait to be looked at."""
        if waiting != self._files:
            self._files = waiting
            if self.figures is not None:
                self._show_review(self.figures)

    # --- showing ---

    def _show(self, figures: Figures) -> None:
        self.figures = figures
        self.day.setText(self.session.localised.day(figures.day))
        self.steps.show_steps(figures.steps)
        filled = figures.entries > 0
        self.empty.setVisible(not filled and not figures.steps.shown)
        self.cards.setVisible(filled)
        if filled:
            self._show_cash(figures)
            self._show_owed(figures)
            self._show_takings(figures)
            self._show_review(figures)
            self._show_repeats(figures)
            self._show_latest(figures.latest)

    def _show_cash(self, figures: Figures) -> None:
        self.cash.clear()
        self._add_holdings(self.cash, figures.cash)
        if not figures.cash:
            self.cash.note(self.tr("No account holds money."))
        elif len(figures.cash) > 1:
            self._add_total(self.cash, figures.cash)

    def _show_owed(self, figures: Figures) -> None:
        self.owed.clear()
        for title, holdings in (
            (self.tr("Customers owe the shop"), figures.owed_to_shop),
            (self.tr("The shop owes suppliers"), figures.owed_by_shop),
        ):
            if holdings:
                self.owed.note(title)
                self._add_holdings(self.owed, holdings)
            else:
                self.owed.add(title, self.tr("nothing"))

    def _add_holdings(self, card: FigureCard, holdings: Sequence[Holding]) -> None:
        localised = self.session.localised
        for held in holdings:
            code, currency = held.account.code, held.account.currency
            card.add(
                held.account.name_in(self.session.language),
                localised.money(held.amount, currency),
                spoken=localised.spoken(held.amount, currency),
                clicked=functools.partial(self.account_asked.emit, code),
            )

    def _add_total(self, card: FigureCard, holdings: Sequence[Holding]) -> None:
        total = sum(held.value for held in holdings)
        own = self.session.currency
        foreign = any(held.account.currency != own for held in holdings)
        card.add(
            self.tr("Together, as booked in {currency}").format(currency=own)
            if foreign
            else self.tr("Together"),
            self.session.localised.money(total, own),
            spoken=self.session.localised.spoken(total, own),
            role="figure",
        )

    def _show_takings(self, figures: Figures) -> None:
        self.takings.clear()
        for span, name, month, year in (
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
        ):
            found = figures.takings[span]
            now, *before = (span.until(figures.day), *span.before(figures.day))
            self._add_money(self.takings, name, found.now, clicked=self._sales(figures, now))
            if found.month_before is None and found.year_before is None:
                self.takings.note(self.tr("nothing to compare with yet"))
                continue
            earlier = ((month, found.month_before), (year, found.year_before))
            for stretch, (days, amount) in zip(before, earlier, strict=True):
                if amount is None:
                    self.takings.note(self.tr("{days}: not in the books").format(days=days))
                else:
                    sales = self._sales(figures, stretch)
                    self._add_money(self.takings, days, amount, clicked=sales, quiet=True)
        self._show_bars(figures)

    def _sales(self, figures: Figures, stretch: Stretch) -> Callable[[], None]:
        return functools.partial(self.takings_asked.emit, figures.sales_account, stretch)

    def _add_money(
        self,
        card: FigureCard,
        name: str,
        amount: int,
        *,
        clicked: Callable[[], None],
        quiet: bool = False,
    ) -> None:
        localised, currency = self.session.localised, self.session.currency
        card.add(
            name,
            localised.money(amount, currency),
            spoken=localised.spoken(amount, currency),
            clicked=clicked,
            quiet=quiet,
        )

    def _show_bars(self, figures: Figures) -> None:
        best_day, best = max(figures.by_day, key=lambda item: item[1])
        localised = self.session.localised
        if not any(amount for _, amount in figures.by_day):
            said = self.tr("No takings in the last {days} days.")
        else:
            said = self.tr("Takings of the last {days} days. Most: {amount} on {day}.")
        text = said.format(
            days=len(figures.by_day),
            amount=localised.money(best, figures.currency),
            day=localised.day(best_day),
        )
        self.bars.setVisible(any(amount for _, amount in figures.by_day))
        self.bars.show_values([amount for _, amount in figures.by_day], said=text)
        self.bars_text.setText(text)

    def _show_review(self, figures: Figures) -> None:
        self.review.clear()
        number = self.session.localised.number
        waiting = (
            (self.tr("Files to look at"), self._files),
            (self.tr("Payments to sort"), figures.unsorted),
            (self.tr("Likely pairs to decide"), figures.pairs),
            (self.tr("Guesses to confirm"), figures.guesses),
        )
        for tab, (name, count) in enumerate(waiting):  # in the order of the tabs under Import
            if count:
                clicked = functools.partial(self.waiting_asked.emit, tab)
                self.review.add(name, number(count), clicked=clicked)
        if figures.backup is not None:
            self.review.add(
                self.tr("Backup"),
                self._backup_words(figures.backup),
                clicked=self.backup_asked.emit,
            )
        if not self.review.lines:
            self.review.note(self.tr("Nothing waits for you."))

    def _backup_words(self, notice: BackupNotice) -> str:
        if notice.failure is not None:
            return self.tr("the last one failed")
        if notice.last is None:
            return self.tr("none made yet")
        day = self.session.localised.day(notice.last.astimezone().date())
        return self.tr("none since {day}").format(day=day)

    def _show_repeats(self, figures: Figures) -> None:
        """Show what repeats and is due, then what will be soon; without any, no card."""
        self.repeats.clear()
        self.repeats.setVisible(bool(figures.repeats))
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
                self.repeats.note(title)
            for each in found[:_MOST_REPEATS]:
                self._add_draft(self.repeats, each.draft, clicked=self.repeats_asked.emit)

    def _show_latest(self, latest: Sequence[Entry]) -> None:
        self.latest.clear()
        for entry in latest:
            clicked = functools.partial(self.entry_asked.emit, entry.number)
            self._add_draft(self.latest, entry.draft, clicked=clicked)

    def _add_draft(self, card: FigureCard, draft: Draft, *, clicked: Callable[[], None]) -> None:
        localised, own = self.session.localised, self.session.currency
        moved = sum(line.value.minor for line in draft.postings if line.value.minor > 0)
        card.add(
            f"{localised.day(draft.day)}  {draft.party or draft.narration}",
            localised.money(moved, own),
            spoken=localised.spoken(moved, own),
            clicked=clicked,
        )
