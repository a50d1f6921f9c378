"""The form for one entry; Enter posts it as soon as it balances."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from decimal import InvalidOperation

from PySide6.QtCore import QDate
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame
from PySide6.QtWidgets import QLineEdit
from PySide6.QtWidgets import QScrollArea
from PySide6.QtWidgets import QWidget

from cfo_desktop.base import clock
from cfo_desktop.base.errors import CfoError
from cfo_desktop.domain.book import Changes
from cfo_desktop.ui import money_verbs
from cfo_desktop.ui import quick_words
from cfo_desktop.ui import undo
from cfo_desktop.ui import verbs
from cfo_desktop.ui.money_verbs import Repeat
from cfo_desktop.ui.screens.entry_lines import EntryLines
from cfo_desktop.ui.screens.room import Room
from cfo_desktop.ui.session import Session
from cfo_desktop.ui.verbs import Chart
from cfo_desktop.ui.verbs import EntryForm
from cfo_desktop.ui.widgets import ask_repeat
from cfo_desktop.ui.widgets import parts
from cfo_desktop.ui.widgets.fields import DayBox


class AddEntry(Room):
    """Date, texts, lines, and the difference that is left; it stands in the room for money."""

    watches = Changes(accounts=True, book=True)

    def __init__(self, session: Session) -> None:
        super().__init__(session, title="")
        self.day = DayBox(session.localised)
        today = clock.today()
        self.day.setDate(QDate(today.year, today.month, today.day))
        self.day.setMaximumWidth(180)
        self.narration = QLineEdit()
        self.narration.setMaxLength(500)
        self.narration.setPlaceholderText(self.tr("What it was for"))
        self.party = QLineEdit()
        self.party.setMaxLength(500)
        self.party.setPlaceholderText(self.tr("Who was paid, or paid"))
        self.rate = QLineEdit()
        self.rate.setMaximumWidth(180)
        self.lines = EntryLines(session)
        self.difference = parts.label()
        self.post_button = parts.button(
            self.tr("Post entry"), self._post, role="primary", shortcut="Enter"
        )
        self.repeat_button = parts.button(self.tr("Repeats…"), self._ask_repeat, shortcut="Ctrl+R")
        self._hint = parts.label(
            self.tr("Debit: what came in or was spent. Credit: where it came from. Enter posts."),
            role="muted",
            wrap=True,
        )
        self._build()
        for field in (self.narration, self.party, self.rate):
            field.returnPressed.connect(self._enter)
        self.lines.entered.connect(self._enter)
        self.lines.changed.connect(self._judge)
        self.rate.textChanged.connect(self._judge)
        self.narration.textChanged.connect(self._judge)
        self._judge()

    def _build(self) -> None:
        self._form = parts.form(
            (self.tr("Date"), self.day),
            (self.tr("Text"), self.narration),
            (self.tr("Payee"), self.party),
            (self.tr("Exchange rate"), self.rate),
        )
        holder = QWidget()
        card = parts.card(
            parts.column(
                self._form,
                parts.rule(),
                self.lines,
                parts.rule(),
                parts.row(self.difference, None, self.repeat_button, self.post_button),
                self._hint,
            ),
            width=980,
        )
        holder.setLayout(parts.column(card, None))
        scroll = QScrollArea()
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(holder)
        self.setLayout(parts.column(scroll))

    def refresh(self) -> None:
        """Read the accounts anew; what is typed stays."""
        self.session.run(verbs.chart(), owner=self, done=self._show_chart, topic="chart")

    def first_focus(self) -> QWidget:
        """Begin with the text: the day is mostly today."""
        return self.narration

    def unsaved(self) -> bool:
        """Tell whether something is typed that is not posted."""
        texts = any(field.text().strip() for field in (self.narration, self.party))
        return texts or not all(line.empty for line in self.lines.lines)

    def forget(self) -> None:
        """Empty the form."""
        self.narration.clear()
        self.party.clear()
        self.rate.clear()
        self.lines.reset()
        self.lines.set_accounts(())

    def _show_chart(self, chart: Chart) -> None:
        self.session.info = chart.info
        self.lines.set_accounts(chart.accounts)
        self._judge()

    def _judge(self) -> None:
        """Say what is missing to post, and whether it can be."""
        foreign = self.lines.foreign()
        self._form.setRowVisible(self.rate, bool(foreign))
        totals = self.lines.totals()
        ready = self.lines.complete() and totals is not None
        unknown = self.lines.unknown_account()
        if totals is None:
            sample = self.session.localised.amount(123450, "GBP")
            text = self.tr("An amount cannot be read. Write it like {sample}.")
            text, role = text.format(sample=sample), "negative"
        elif unknown:
            text = self.tr("No account is called “{text}”.").format(text=unknown)
            role = "negative"
        elif foreign:
            text = self.tr("{foreign} is valued in {currency} at the rate above.").format(
                foreign=foreign, currency=self.session.currency
            )
            role = "muted"
            ready = ready and self._rate() is not None
        else:
            text, role = self._difference_text(*totals)
            ready = ready and totals[0] == totals[1] > 0
        self.difference.setText(text)
        parts.set_role(self.difference, role)
        self.post_button.setEnabled(ready)
        self.repeat_button.setEnabled(ready)

    def _difference_text(self, debit: int, credit: int) -> tuple[str, str]:
        currency = self.session.currency
        if not currency or not (debit or credit):
            return "", "muted"
        amount = self.session.localised.money(abs(debit - credit), currency)
        if debit > credit:
            return self.tr("{amount} more is needed at credit.").format(amount=amount), "warning"
        if credit > debit:
            return self.tr("{amount} more is needed at debit.").format(amount=amount), "warning"
        total = self.session.localised.money(debit, currency)
        return self.tr("Balanced: {amount}").format(amount=total), "positive"

    def _rate(self) -> Decimal | None:
        try:
            rate = Decimal(self.session.localised.plain_amount(self.rate.text()))
        except InvalidOperation:
            return None
        return rate if rate.is_finite() and rate > 0 else None

    def _enter(self) -> None:
        if self.post_button.isEnabled():
            self._post()
        else:
            self.focusNextChild()

    def entry(self) -> EntryForm:
        """Return what is typed."""
        debits, credit_pairs = self.lines.pairs()
        return EntryForm(
            day=self._day(),
            narration=self.narration.text().strip(),
            party=self.party.text().strip(),
            debits=debits,
            credits=credit_pairs,
            rate=self._rate() if self.lines.foreign() else None,
        )

    def _day(self) -> dt.date:
        day = self.day.date()
        return dt.date(day.year(), day.month(), day.day())

    def _post(self) -> None:
        self.post_button.setEnabled(False)
        self.session.run(
            verbs.post(self.entry()), owner=self, done=self._posted, failed=self._not_posted
        )

    def _ask_repeat(self) -> None:
        ask_repeat.ask(self, self._day(), localised=self.session.localised, then=self._repeat)

    def _repeat(self, how: Repeat) -> None:
        self.post_button.setEnabled(False)
        self.session.run(
            money_verbs.repeat(self.entry(), how=how),
            owner=self,
            done=self._repeated,
            failed=self._not_posted,
        )

    def _repeated(self, made: tuple[int, int | None]) -> None:
        self.session.tell(quick_words.repeats(made[1]), undo=undo.repeating(*made))
        self._begin_next()

    def _posted(self, number: int) -> None:
        self.session.tell(
            self.tr("Entry {number} was posted.").format(number=number),
            undo=undo.entries([number]),
        )
        self._begin_next()

    def _begin_next(self) -> None:
        for field in (self.narration, self.party, self.rate):
            field.setText("")  # unlike clear(): Ctrl+Z is for the entry now, not for the text
        self.lines.reset()
        self.narration.setFocus()

    def _not_posted(self, error: CfoError) -> None:
        self._judge()
        self.session.warn(error)
