"""The 90 days ahead, what they are told by, and the habits that the books show."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton
from PySide6.QtWidgets import QStackedWidget
from PySide6.QtWidgets import QWidget

from cfo_desktop.base.errors import UserError
from cfo_desktop.domain.account import Account
from cfo_desktop.domain.debts import Terms
from cfo_desktop.domain.habits import Habits
from cfo_desktop.domain.money import Money
from cfo_desktop.ui import habit_words
from cfo_desktop.ui import outlook_verbs as verbs
from cfo_desktop.ui import today_verbs
from cfo_desktop.ui.screens.days_ahead import DaysAhead
from cfo_desktop.ui.screens.tab_page import TabPage
from cfo_desktop.ui.session import Session
from cfo_desktop.ui.tables import weeks
from cfo_desktop.ui.tables.view import TableView
from cfo_desktop.ui.today_verbs import Ahead
from cfo_desktop.ui.widgets import parts
from cfo_desktop.ui.widgets.amount_edit import AmountEdit
from cfo_desktop.ui.widgets.empty_state import OrEmpty
from cfo_desktop.ui.widgets.fields import NumberBox
from cfo_desktop.ui.widgets.figures import FigureCard
from cfo_desktop.ui.widgets.two_sides import scrolled

_MOST_DAYS = 365
_DAYS, _WEEKS, _HABITS = range(3)
"""What is in view."""


class ForecastPage(TabPage):
    """What the forecast is told by, over the days; the habits take their place."""

    entry_asked = Signal(int)
    repeats_asked = Signal()
    party_asked = Signal(str)
    account_asked = Signal(str)
    tax_asked = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.ahead: Ahead | None = None
        self._accounts: dict[str, Account] = {}
        self.cushion = AmountEdit(session.localised, name="", currency=lambda: session.currency)
        self.customers = self._days_box()
        self.suppliers = self._days_box()
        self.keep_button = parts.button(self.tr("Keep"), self._keep, role="primary")
        self.rough = parts.label(role="warning", wrap=True)
        self.rough.hide()
        self.days = DaysAhead(session, accounts=self._accounts)
        self.days.back_button.setParent(self)
        self.days.back_button.hide()
        self.shown = self._or_empty(self.days)
        self.habits = FigureCard(self.tr("What your books show"))
        self.weeks_model = weeks.model(session)
        self.weeks = TableView(self.weeks_model, name=self.tr("Weeks ahead"))
        self.weeks.chosen.connect(self._show_week)
        self.weeks_shown = self._or_empty(self.weeks)
        self.days_button = self._view_button(self.tr("By day"), _DAYS)
        self.weeks_button = self._view_button(self.tr("By week"), _WEEKS)
        self.habits_button = self._view_button(self.tr("Habits"), _HABITS)
        self.views = QStackedWidget()
        self._build()
        self._connect()

    def _or_empty(self, shown: QWidget) -> OrEmpty:
        return OrEmpty(
            shown,
            title=self.tr("Nothing to look ahead from"),
            hint=self.tr(
                "The days ahead are told from your own past. Import a statement of your bank or "
                "wallet (Ctrl+I), or write down what comes in and goes out."
            ),
        )

    def _days_box(self) -> NumberBox:
        made = NumberBox()
        made.setRange(0, _MOST_DAYS)
        return made

    def _build(self) -> None:
        self.views.addWidget(self.shown)
        self.views.addWidget(self.weeks_shown)
        self.views.addWidget(scrolled(parts.column(self.habits, None)))
        fields = parts.row(gap=16)
        for name, field in (
            (self.tr("Least money you want to keep"), self.cushion),
            (self.tr("Agreed days for customers"), self.customers),
            (self.tr("Agreed days for you"), self.suppliers),
        ):
            field.setAccessibleName(name)
            field.setMinimumHeight(parts.FIELD_HEIGHT)
        label = parts.label(self.cushion.accessibleName())
        label.setBuddy(self.cushion)
        fields.addLayout(parts.column(label, self.cushion, gap=4))
        agreed = parts.label(self.tr("Agreed days: customers, you"))
        agreed.setBuddy(self.customers)
        for widget in (agreed, self.customers, self.suppliers):
            widget.setToolTip(self._terms_hint())
        both = parts.row(self.customers, self.suppliers, gap=8)
        fields.addLayout(parts.column(agreed, both, gap=4))
        buttons = parts.column(None, parts.row(self.keep_button), gap=4)
        fields.addLayout(buttons)
        fields.addStretch(1)
        switch = parts.row(self.days_button, self.weeks_button, self.habits_button, gap=4)
        fields.addLayout(parts.column(None, switch, gap=4))
        whole = parts.column(fields, self.rough, self.views, gap=8)
        whole.setStretch(2, 1)
        self.setLayout(whole)

    def _terms_hint(self) -> str:
        return self.tr(
            "What is agreed: an invoice or a bill that names no day itself is due after so many "
            "days."
        )

    def _connect(self) -> None:
        self.cushion.returnPressed.connect(self._keep)
        self.days.entry_asked.connect(self.entry_asked)
        self.days.repeats_asked.connect(self.repeats_asked)
        self.days.party_asked.connect(self.party_asked)
        self.days.account_asked.connect(self.account_asked)
        self.days.tax_asked.connect(self.tax_asked)

    def refresh(self) -> None:
        """Read the days ahead anew."""
        self.session.run(today_verbs.outlook(), owner=self, done=self._show, topic="forecast")
        self.session.run(verbs.habits(), owner=self, done=self._show_habits, topic="habits")

    def first_focus(self) -> QWidget:
        """Begin in the table of days."""
        return self.days.table

    def choose(self, day: dt.date) -> None:
        """Show what is expected on a day, at once or when the days are read."""
        self._show_view(_DAYS)
        self.days.choose(day)

    def forget(self) -> None:
        """Show nothing of a book."""
        self.ahead = None
        self._accounts.clear()
        self.cushion.show_kept("")
        self.days.forget()
        self.weeks_model.set_rows([])
        self.habits.clear()
        self.rough.hide()

    def _show(self, ahead: Ahead) -> None:
        self.ahead = ahead
        self._accounts.clear()
        self._accounts.update(ahead.accounts)
        outlook = ahead.outlook
        if not (self.cushion.hasFocus() and self.cushion.isModified()):
            money = Money(outlook.currency, outlook.cushion)
            self.cushion.show_kept(
                self.session.localised.editable(money) if outlook.cushion else ""
            )
        self.customers.setValue(ahead.outlook.terms.customers)
        self.suppliers.setValue(ahead.outlook.terms.suppliers)
        self.rough.setText(self.tr("The books are young: take the days ahead as a rough guide."))
        self.rough.setVisible(not outlook.forecast.reliable)
        self.days.show_outlook(outlook)
        self.weeks_model.set_rows(weeks.rows(outlook.forecast))
        self.weeks.fit_columns()
        known = bool(outlook.forecast.movements) or bool(outlook.forecast.opening)
        for shown in (self.shown, self.weeks_shown):
            shown.show_table(known)

    def _show_habits(self, found: Habits) -> None:
        self.habits.clear()
        told = habit_words.sentences(self.session, found)
        for sentence in told:
            self.habits.note(sentence)
        if not told:
            self.habits.note(self.tr("The books do not show any habit yet."))

    def _view_button(self, text: str, number: int) -> QPushButton:
        made = parts.button(text, lambda: self._show_view(number), role="kind")
        made.setCheckable(True)
        made.setChecked(number == _DAYS)
        return made

    def _show_view(self, number: int) -> None:
        self.views.setCurrentIndex(number)
        buttons = (self.days_button, self.weeks_button, self.habits_button)
        for own, button in enumerate(buttons):
            button.setChecked(own == number)

    def _show_week(self, number: int) -> None:
        """Show the day of a week with the least money."""
        self.choose(self.weeks_model.rows[number].lowest.date)
        self.days.table.setFocus()

    def _keep(self) -> None:
        cushion = self.cushion.minor(self.session.currency)
        if cushion is None:
            self.session.warn(UserError("amount_invalid", text=self.cushion.text()))
            return
        terms = Terms(self.customers.value(), self.suppliers.value())
        self.session.run(
            verbs.plan_days(cushion=cushion, terms=terms),
            owner=self,
            done=lambda _: self.session.tell(self.tr("Kept; the days ahead follow it.")),
        )
