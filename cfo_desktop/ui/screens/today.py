"""Today: the day's figures, what lies ahead and what stands out, each a way to its source."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Callable
from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtCore import QTimer
from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QFrame
from PySide6.QtWidgets import QLineEdit
from PySide6.QtWidgets import QScrollArea
from PySide6.QtWidgets import QStackedWidget
from PySide6.QtWidgets import QWidget

from cfo_desktop.base import clock
from cfo_desktop.base import texts
from cfo_desktop.base.errors import CfoError
from cfo_desktop.domain import answer_texts
from cfo_desktop.domain.account import Account
from cfo_desktop.domain.asking import Place
from cfo_desktop.domain.book import Changes
from cfo_desktop.domain.drafts import Wanted
from cfo_desktop.domain.finding import Action
from cfo_desktop.domain.finding import ActionKind
from cfo_desktop.domain.finding import Finding
from cfo_desktop.domain.period import Stretch
from cfo_desktop.domain.today import Step
from cfo_desktop.domain.today import Today as Figures
from cfo_desktop.ui import places
from cfo_desktop.ui import today_verbs as verbs
from cfo_desktop.ui.finding_words import FindingWords
from cfo_desktop.ui.screens.cash_ahead import CashAheadCard
from cfo_desktop.ui.screens.deciding import Deciding
from cfo_desktop.ui.screens.findings_card import FindingsCard
from cfo_desktop.ui.screens.first_steps import FirstStepsCard
from cfo_desktop.ui.screens.outlook_cards import DueCard
from cfo_desktop.ui.screens.outlook_cards import ExpensesCard
from cfo_desktop.ui.screens.outlook_cards import OverdueCard
from cfo_desktop.ui.screens.room import Room
from cfo_desktop.ui.screens.today_cards import BarsCard
from cfo_desktop.ui.screens.today_cards import CashCard
from cfo_desktop.ui.screens.today_cards import LatestCard
from cfo_desktop.ui.screens.today_cards import OwedCard
from cfo_desktop.ui.screens.today_cards import RepeatsCard
from cfo_desktop.ui.screens.today_cards import ReviewCard
from cfo_desktop.ui.screens.today_cards import TakingsCard
from cfo_desktop.ui.session import Session
from cfo_desktop.ui.today_verbs import Ahead
from cfo_desktop.ui.widgets import parts

if TYPE_CHECKING:
    from cfo_desktop.ui.screens.days_ahead import DaysAhead
    from cfo_desktop.ui.screens.findings_list import FindingsList
    from cfo_desktop.ui.screens.morning_letter import MorningLetter

_LOOK_EVERY_MS = 30_000
"""How often the room asks whether a new day has begun: at midnight, or after a sleep."""
_CARDS, _FINDINGS, _DAYS, _LETTER = "", "findings", "days", "letter"
"""What is in view: the cards, the list of findings, the days ahead, or the morning's letter."""
_MOST_ENTRIES = 999_999_999
_QUESTION_WIDTH = 220
"""Pixels."""


class Today(Room):
    """Cards in two columns; the list of findings and the days ahead take their place."""

    watches = Changes(
        accounts=True,
        entries=True,
        imports=True,
        rules=True,
        schedules=True,
        book=True,
        findings=True,
    )
    account_asked = Signal(str)
    """The code of an account whose register is wanted."""
    period_asked = Signal(object, object)
    """The code of an account, ``None`` for all, and the ``Stretch`` whose entries are wanted."""
    takings_asked = Signal(object, object)
    """The code of an account of sales, or ``None`` for all, and the ``Stretch`` that is wanted."""
    party_asked = Signal(str)
    """The name of a party whose entries are wanted."""
    entry_asked = Signal(int)
    """The number of an entry to show."""
    waiting_asked = Signal(int)
    """The number of the tab under Import where something waits."""
    sort_asked = Signal(int)
    """The number of the entry whose payment waits for an account."""
    repeats_asked = Signal()
    backup_asked = Signal()
    step_asked = Signal(str)
    """The ``Step`` that the owner wants to do."""
    record_asked = Signal(str)
    """The code of the account on which an entry is missing."""
    reconcile_asked = Signal(str)
    """The code of an account to hold against its statement."""
    what_if_asked = Signal(str)
    """The kind of change to try."""
    tax_asked = Signal()
    question_asked = Signal(str)
    """What the owner asks the Advisor."""

    def __init__(self, session: Session) -> None:
        super().__init__(session, title="")
        self.figures: Figures | None = None
        self.outlook: Ahead | None = None
        self._files = 0
        self._page = _CARDS
        self._accounts: dict[str, Account] = {}
        self._say = FindingWords(session, self._accounts)
        self._beside: dict[str, FindingsList | DaysAhead | MorningLetter] = {}
        """The pages beside the cards that were built so far."""
        self.day = parts.label(role="muted")
        self.letter_button = parts.button(self._letter_name(), self.show_letter, role="link")
        self.import_button = parts.button(
            self.tr("Import…"),
            lambda: self.step_asked.emit(Step.STATEMENT),
            role="primary",
            shortcut="Ctrl+I",
        )
        self.question = QLineEdit()
        self.question.setTextMargins(6, 0, 6, 0)
        self.question.setAccessibleName(self.tr("Ask about your shop"))
        self.question.setPlaceholderText(self.tr("Ask about your shop…"))
        self.question.setToolTip(self.tr("Ask about your shop (Ctrl+J)"))
        self.question.setMinimumHeight(parts.FIELD_HEIGHT)
        self.question.setFixedWidth(_QUESTION_WIDTH)
        self.question.returnPressed.connect(self._ask)
        self.steps = FirstStepsCard(session)
        self.empty = parts.label(
            self.tr("Nothing is booked yet. Import a statement, or answer the first steps."),
            role="muted",
            wrap=True,
        )
        self.cash = CashCard(session)
        self.findings = FindingsCard(session, self._say)
        self.takings = TakingsCard(session)
        self.ahead = CashAheadCard(session)
        self.review = ReviewCard(session)
        self.due = DueCard(session, accounts=self._accounts)
        self.overdue = OverdueCard(session)
        self.owed = OwedCard(session)
        self.bars = BarsCard(session)
        self.expenses = ExpensesCard(session)
        self.repeats = RepeatsCard(session)
        self.latest = LatestCard(session)
        self.deciding = Deciding(session, self._say)
        self._escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        """Of the whole window: the keyboard may stand in the rail, or nowhere, after a click."""
        self._escape.activated.connect(self.show_cards)
        self._build()
        self._connect()
        self._clock = QTimer(self, interval=_LOOK_EVERY_MS)
        self._clock.timeout.connect(self.look_at_the_clock)
        self._clock.start()

    def _build(self) -> None:
        left = (
            self.cash, self.findings, self.review, self.overdue, self.owed, self.repeats,
            self.latest,
        )  # fmt: skip
        right = (self.takings, self.ahead, self.due, self.bars, self.expenses)
        self._in_order = (self.steps, *left, *right)
        """The cards as they are read, and as Tab goes through them."""
        self.cards = QWidget()
        columns = parts.row(
            parts.column(*left, None, gap=14), parts.column(*right, None, gap=14), gap=14
        )
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
        self.pages = QStackedWidget()
        self.pages.addWidget(self.scroll_area)
        self.bar.addWidget(self.question)
        self.bar.addSpacing(16)
        self.bar.addWidget(self.day)
        self.bar.addSpacing(16)
        self.bar.addWidget(self.letter_button)
        self.bar.addSpacing(16)
        self.bar.addWidget(self.import_button)
        self.lay_out(parts.column(self.pages))
        self._show_page(_CARDS)

    def _connect(self) -> None:
        self.steps.asked.connect(self.step_asked)
        for holdings in (self.cash, self.owed):
            holdings.account_asked.connect(self.account_asked)
        for takings in (self.takings, self.bars):
            takings.takings_asked.connect(self.takings_asked)
        self.review.waiting_asked.connect(self.waiting_asked)
        self.review.backup_asked.connect(self.backup_asked)
        self.repeats.asked.connect(self.repeats_asked)
        self.latest.entry_asked.connect(self.entry_asked)
        self.overdue.entry_asked.connect(self.entry_asked)
        self.overdue.party_asked.connect(self.party_asked)
        self.overdue.draft_asked.connect(self.draft)
        self.due.day_asked.connect(self.show_day)
        self.expenses.period_asked.connect(self.period_asked)
        self.ahead.day_asked.connect(self.show_day)
        self.ahead.past_asked.connect(self._ask_for_entries)
        self._connect_movements(self.due)
        self._connect_findings(self.findings)
        self.findings.all_asked.connect(self.show_findings)

    def _connect_movements(self, shown: DueCard | DaysAhead) -> None:
        shown.entry_asked.connect(self.entry_asked)
        shown.repeats_asked.connect(self.repeats_asked)
        shown.party_asked.connect(self.party_asked)
        shown.account_asked.connect(self.account_asked)
        shown.tax_asked.connect(self.tax_asked)

    def _connect_findings(self, shown: FindingsCard | FindingsList) -> None:
        shown.do_asked.connect(self.do)
        shown.later_asked.connect(self.deciding.put_off)
        shown.not_useful_asked.connect(self.deciding.call_not_useful)
        shown.draft_asked.connect(self.draft)

    # The pages beside the cards are built when they are first wanted: Today is often the room
    # that an opened book waits for.

    @functools.cached_property
    def findings_list(self) -> FindingsList:
        """All findings."""
        from cfo_desktop.ui.screens.findings_list import FindingsList

        page = FindingsList(self.session, self._say)
        self._connect_findings(page)
        page.again_asked.connect(self.deciding.show_again)
        page.entry_asked.connect(self.entry_asked)
        self._add(_FINDINGS, page)
        return page

    @functools.cached_property
    def days_ahead(self) -> DaysAhead:
        """The forecast by days."""
        from cfo_desktop.ui.screens.days_ahead import DaysAhead

        page = DaysAhead(self.session, accounts=self._accounts)
        page.past_asked.connect(self._ask_for_entries)
        self._connect_movements(page)
        self._add(_DAYS, page)
        return page

    @functools.cached_property
    def letter(self) -> MorningLetter:
        """The letter of the morning."""
        from cfo_desktop.ui.screens.morning_letter import MorningLetter

        page = MorningLetter(self.session)
        page.do_asked.connect(self.do)
        page.place_asked.connect(self._go_to_place)
        self._add(_LETTER, page)
        return page

    def _letter_name(self) -> str:
        return texts.text(self.session.language, answer_texts.ROOM, "letter.button")

    def _add(self, name: str, page: FindingsList | DaysAhead | MorningLetter) -> None:
        self._beside[name] = page
        self.pages.addWidget(page)
        page.left.connect(self.show_cards)
        self.bar.addWidget(page.back_button)
        page.back_button.hide()
        if self.outlook is not None:
            page.show_outlook(self.outlook.outlook)

    def refresh(self) -> None:
        """Read the figures anew, and then what they mean."""
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
        """Begin with the one thing to do, or in the table in view."""
        page = self._beside.get(self._page)
        if page is None:
            return self.import_button
        return page.table if page.table.isVisible() else page.back_button

    def place(self) -> str:
        """Return which page is in view."""
        return self._page

    def go_to(self, untrusted_place: str) -> None:
        """Show the page that ``place`` named."""
        if untrusted_place == _FINDINGS:
            self.show_findings()
        elif untrusted_place == _DAYS:
            self._show_page(_DAYS)
        elif untrusted_place == _LETTER:
            self.show_letter()

    def _ask(self) -> None:
        asked = self.question.text().strip()
        self.question.clear()
        if asked:
            self.question_asked.emit(asked)

    def forget(self) -> None:
        """Empty every card."""
        self.question.clear()
        self.figures = None
        self.outlook = None
        self._accounts.clear()
        self._files = 0
        for card in (
            self.cash, self.owed, self.takings, self.review, self.repeats, self.latest, self.due,
            self.overdue, self.expenses,
        ):  # fmt: skip
            card.clear()
        for part in (self.bars, self.findings, self.ahead, *self._beside.values()):
            part.forget()
        self.cards.hide()
        self._show_page(_CARDS)

    def show_files(self, waiting: int) -> None:
        """Say how many files of the watched folder wait to be looked at."""
        if waiting != self._files:
            self._files = waiting
            if self.figures is not None:
                self.review.show_figures(self.figures, files=waiting)
                self._order_tabs()

    # --- the pages ---

    def show_cards(self) -> None:
        """Show the cards again."""
        left = self._page
        self._show_page(_CARDS)
        if left == _FINDINGS and self.findings.all_button is not None:
            self.findings.all_button.setFocus()
        elif left == _DAYS:
            self.ahead.view.line.setFocus()
        elif left == _LETTER:
            self.letter_button.setFocus()

    def start_over(self) -> None:
        """Show the cards; the keyboard goes back to what led away from them."""
        if self._page != _CARDS:
            self.show_cards()

    def show_findings(self) -> None:
        """Show the list of all findings."""
        self._show_page(_FINDINGS)
        self.first_focus().setFocus()

    def show_letter(self) -> None:
        """Show the letter of the morning."""
        self._show_page(_LETTER)
        self.first_focus().setFocus()

    def show_day(self, day: dt.date) -> None:
        """Show the days ahead, and what is expected on one of them."""
        self.days_ahead.choose(day)
        self._show_page(_DAYS)
        self.first_focus().setFocus()

    def _ask_for_entries(self, day: dt.date) -> None:
        self.period_asked.emit(None, Stretch(day, day))

    def _show_page(self, name: str) -> None:
        titles = {
            _CARDS: self.tr("Today"),
            _FINDINGS: self.tr("What to look at"),
            _DAYS: self.tr("Days ahead"),
            _LETTER: self._letter_name(),
        }
        self._page = name
        page: QWidget = self.scroll_area
        if name == _LETTER:
            page = self.letter
        elif name:
            page = self.findings_list if name == _FINDINGS else self.days_ahead
        self.pages.setCurrentWidget(page)
        self.heading.setText(titles[name])
        self.import_button.setVisible(name == _CARDS)
        self.question.setVisible(name == _CARDS)
        self._show_letter_button()
        self._escape.setEnabled(name != _CARDS)
        for each, beside in self._beside.items():
            beside.back_button.setVisible(each == name)

    def _show_letter_button(self) -> None:
        filled = self.figures is not None and self.figures.entries > 0
        self.letter_button.setVisible(self._page == _CARDS and filled)

    # --- showing ---

    def _show(self, figures: Figures) -> None:
        self.figures = figures
        self.day.setText(self.session.localised.day(figures.day))
        self.steps.show_steps(figures.steps)
        filled = figures.entries > 0
        self._show_letter_button()
        self.empty.setVisible(not filled and not figures.steps.shown)
        self.cards.setVisible(filled)
        if not filled:
            return
        for card in (self.cash, self.owed, self.takings, self.bars, self.repeats, self.latest):
            card.show_figures(figures)
        self.review.show_figures(figures, files=self._files)
        self._order_tabs()
        self._look_ahead()

    def _look_ahead(self) -> None:
        """Ask for what takes longer; what the cards show of before stays until it comes."""
        self._say_state(self.tr("Looking ahead…"))
        self.session.run(
            verbs.outlook(),
            owner=self,
            done=self._show_outlook,
            failed=self._not_looked,
            topic="outlook",
        )

    def _show_outlook(self, found: Ahead) -> None:
        self.outlook = found
        self._accounts.clear()
        self._accounts.update(found.accounts)
        self._say_state("")
        cards = (self.findings, self.ahead, self.due, self.overdue, self.expenses)
        for card in (*cards, *self._beside.values()):
            card.show_outlook(found.outlook)
        self._order_tabs()

    def _order_tabs(self) -> None:
        """Let Tab go on as the cards are read: Qt puts what was filled anew behind all the rest."""
        before: QWidget = self.import_button
        for card in self._in_order:
            for widget in card.findChildren(QWidget):
                if widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
                    QWidget.setTabOrder(before, widget)
                    before = widget

    def _not_looked(self, error: CfoError) -> None:
        self._say_state(self.tr("Could not be worked out"))
        self.session.warn(error)

    def _say_state(self, text: str) -> None:
        for card in (self.findings, self.ahead, self.due, self.overdue, self.expenses):
            card.state.setText(text)

    # --- doing ---

    def draft(self, wanted: Wanted) -> None:
        """Draft a letter, which the owner may send."""
        from cfo_desktop.ui.screens import draft_dialog

        draft_dialog.ask(self.session, wanted, parent=self.window())

    def _go_to_place(self, place: Place) -> None:
        """Show where a figure of the letter comes from."""
        if len(place.rows) == 1:
            self.entry_asked.emit(place.rows[0])
        elif place.party:
            self.party_asked.emit(place.party)
        elif place.stretch is not None and place.stretch.last > clock.today():
            self.show_day(place.stretch.last)
        elif place.stretch is not None:
            code = place.accounts[0] if len(place.accounts) == 1 else None
            self.period_asked.emit(code, place.stretch)
        elif place.accounts:
            self.account_asked.emit(place.accounts[0])
        elif place.rows:
            self.entry_asked.emit(place.rows[-1])

    def do(self, finding: Finding) -> None:
        """Start what a finding says could be done."""
        self.start(finding.action, day=finding.day)

    def start(self, action: Action, *, day: dt.date) -> None:
        """Start what the program can; ``day`` is shown of a forecast where it names none."""
        kind, target = action.kind, action.target
        number = places.number(target, most=_MOST_ENTRIES) or 0
        starts: Mapping[ActionKind, Callable[[], object]] = {
            ActionKind.FORECAST: lambda: self.show_day(_day(target) or day),
            ActionKind.PARTY: functools.partial(self.party_asked.emit, target),
            ActionKind.ACCOUNT: functools.partial(self.account_asked.emit, target),
            ActionKind.ENTRY: functools.partial(self.entry_asked.emit, number),
            ActionKind.SORT: functools.partial(self.sort_asked.emit, number),
            ActionKind.RECORD: functools.partial(self.record_asked.emit, target),
            ActionKind.RECONCILE: functools.partial(self.reconcile_asked.emit, target),
            ActionKind.IMPORT: functools.partial(self.step_asked.emit, Step.STATEMENT),
            ActionKind.WHAT_IF: functools.partial(self.what_if_asked.emit, target),
            ActionKind.TAX: self.tax_asked.emit,
        }
        starts[kind]()


def _day(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return None
