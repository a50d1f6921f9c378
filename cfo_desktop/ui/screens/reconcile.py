"""One account against one statement: both balances, what makes the difference, ticks by hand."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QDate
from PySide6.QtCore import QSignalBlocker
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter
from PySide6.QtWidgets import QWidget

from cfo_desktop.base import clock
from cfo_desktop.domain.book import Changes
from cfo_desktop.domain.reconciliation import AccountState
from cfo_desktop.domain.reconciliation import PrintedStatement
from cfo_desktop.domain.reconciliation import Reconciliation
from cfo_desktop.domain.reconciliation import RegisterLine
from cfo_desktop.domain.reconciliation import Shown
from cfo_desktop.ui import reconciling
from cfo_desktop.ui.reconciling import Choice
from cfo_desktop.ui.reconciling import Reconciling
from cfo_desktop.ui.screens.room import Room
from cfo_desktop.ui.session import Session
from cfo_desktop.ui.tables import reconcile as tables
from cfo_desktop.ui.tables.reconcile import LinesView
from cfo_desktop.ui.tables.view import TableView
from cfo_desktop.ui.widgets import parts
from cfo_desktop.ui.widgets.amount_edit import AmountEdit
from cfo_desktop.ui.widgets.empty_state import OrEmpty
from cfo_desktop.ui.widgets.fields import ChoiceBox
from cfo_desktop.ui.widgets.fields import DayBox

_TYPED = 0
"""The number that a balance typed by the owner has among the statements."""


class Reconcile(Room):
    """Choose account and statement above; tick the lines below."""

    watches = Changes(accounts=True, entries=True, imports=True, book=True)

    def __init__(self, session: Session) -> None:
        super().__init__(session, title="")
        self.heading.setText(self.tr("Reconcile"))
        self._choice: Choice | None = None
        self._found: Reconciliation | None = None
        self._currency = ""
        self._more = False
        self._reading = False
        self._build_choosing()
        self.figures = parts.label(role="figure", wrap=True)
        self.outcome = parts.label(role="muted", wrap=True)
        self.items_model = tables.items_model(session, currency=lambda: self._currency)
        self.items = TableView(self.items_model, name=self.tr("What makes the difference"))
        self.items.chosen.connect(self._find_line)
        self.lines_model = tables.lines_model(session, currency=lambda: self._currency)
        self.lines_model.toggled.connect(self._toggle)
        self.lines = LinesView(
            self.lines_model, name=self.tr("Lines of the account"), colour=session.colour
        )
        self.lines.space.connect(self._toggle)
        self.lines.chosen.connect(self._toggle)
        self.lines.reached_end.connect(self._read_more)
        self.shown = OrEmpty(
            self.lines,
            title=self.tr("Nothing is open"),
            hint=self.tr("Every entry of the account up to this day is on a statement."),
        )
        self.back_button = parts.button(
            self.tr("Back to the books"), lambda: session.room_asked.emit("books")
        )
        self.bar.addWidget(self.back_button)
        self._build()

    def _build_choosing(self) -> None:
        self.account = _box(self.tr("Account"))
        self.statement = _box(self.tr("Statement"))
        self.day = DayBox(self.session.localised)
        self.day.setMinimumHeight(parts.FIELD_HEIGHT)
        self.day.setAccessibleName(self.tr("Day of the balance"))
        today = clock.today()
        self.day.setDate(QDate(today.year, today.month, today.day))
        self.balance = AmountEdit(self.session.localised, name=self.tr("Balance on that day"))
        self.balance.setPlaceholderText(self.tr("Balance"))
        self.which = _box(self.tr("Entries to show"))
        self.which.addItem(self.tr("Entries that no statement tells"), Shown.UNTOLD)
        self.which.addItem(self.tr("All entries"), Shown.ALL)
        self.account.activated.connect(lambda _: self._account_chosen())
        self.statement.activated.connect(lambda _: self._statement_chosen())
        self.day.editingFinished.connect(self._typed)
        self.balance.editingFinished.connect(self._typed)
        self.which.activated.connect(lambda _: self._which_chosen())

    def _build(self) -> None:
        both = QSplitter(Qt.Orientation.Vertical)
        both.addWidget(self.items)
        both.addWidget(self.shown)
        both.setChildrenCollapsible(False)
        both.setHandleWidth(parts.GAP)
        both.setStretchFactor(0, 1)
        both.setStretchFactor(1, 2)
        choosing = parts.row(self.account, self.statement, self.day, self.balance)
        choosing.setStretch(1, 1)
        judged = parts.row(self.outcome, self.which)
        judged.setStretch(0, 1)
        self.lay_out(
            parts.column(
                choosing,
                parts.column(self.figures, judged, gap=4),
                both,
            )
        )
        self._show_typed(shown=False)

    # --- reading ---

    def refresh(self) -> None:
        """Read anew how the account stands."""
        self._reading = True
        self.session.run(
            reconciling.reconciling(self._choice), owner=self, done=self._show, topic="reconcile"
        )

    def first_focus(self) -> QWidget:
        """Begin in the lines."""
        return self.lines

    def forget(self) -> None:
        """Show nothing of a book."""
        self._choice = None
        self._found = None
        self.items_model.set_rows([])
        self.lines_model.set_rows([])
        for box in (self.account, self.statement):
            box.clear()
        for text in (self.figures, self.outcome):
            text.clear()
        self.balance.clear()
        self._stale = True

    def show_account(self, code: str) -> None:
        """Reconcile an account by its latest statement."""
        if self._choice is None or self._choice.account != code:
            shown = self._choice.shown if self._choice else Shown.UNTOLD
            self._choice = Choice(code, shown=shown)
            self.balance.clear()
            if self.isVisible():
                self.refresh()
            else:
                self._stale = True

    def _show(self, state: Reconciling) -> None:
        self.session.info = state.info
        self._reading = False
        self._more = state.more
        self._found = state.found
        self._offer_accounts(state)
        self._offer_statements(state)
        if state.choice is not None:
            typed = self._choice is not None and self._choice.statement == _TYPED
            self._choice = replace(state.choice, statement=_TYPED) if typed else state.choice
            self._currency = state.accounts[state.choice.account].currency
        self._show_figures(state.found, state.states)
        chosen = self._selected()
        self.items_model.set_rows(state.found.items if state.found else [])
        self.items.setVisible(bool(self.items_model.rows))
        self.lines_model.set_rows(state.lines)
        self.shown.show_table(bool(state.lines))
        for table in (self.items, self.lines):
            table.fit_columns()
        self._select(chosen)

    def _offer_accounts(self, state: Reconciling) -> None:
        with QSignalBlocker(self.account):
            self.account.clear()
            for each in state.states:
                account = state.accounts[each.account]
                name = account.name_in(self.session.language)
                self.account.addItem(f"{account.code}  {name}", account.code)
            if state.choice is not None:
                known = self.account.findData(state.choice.account)
                if known < 0:
                    account = state.accounts[state.choice.account]
                    name = account.name_in(self.session.language)
                    self.account.addItem(f"{account.code}  {name}", account.code)
                    known = self.account.count() - 1
                self.account.setCurrentIndex(known)

    def _offer_statements(self, state: Reconciling) -> None:
        with QSignalBlocker(self.statement):
            self.statement.clear()
            for part in state.statements:
                self.statement.addItem(self._name_of(part), part.number)
            self.statement.addItem(self.tr("A balance I type…"), _TYPED)
            number = state.found.statement.number if state.found else _TYPED
            self.statement.setCurrentIndex(self.statement.findData(number))
        self._show_typed(shown=self.statement.currentData() == _TYPED)

    def _name_of(self, part: PrintedStatement) -> str:
        first, last = map(self.session.localised.day, (part.first_day, part.last_day))
        return f"{first} – {last} · {part.file}"

    def _show_typed(self, *, shown: bool) -> None:
        self.day.setVisible(shown)
        self.balance.setVisible(shown)

    def _show_figures(self, found: Reconciliation | None, states: Sequence[AccountState]) -> None:
        account = self._choice.account if self._choice else ""
        if found is None:
            held = next((state.book for state in states if state.account == account), None)
            book = "" if held is None else self._money(held)
            self.figures.setText(self.tr("Book {book}").format(book=book) if book else "")
            self._say(
                self.tr(
                    "No statement of this account was imported. Type a day and the balance that "
                    "is printed for it."
                ),
                "muted",
            )
        elif found.printed is None:
            self.figures.setText(self.tr("Book {book}").format(book=self._money(found.book)))
            self._say(
                self.tr("This statement prints no balance. Type one to reconcile with."), "muted"
            )
        else:
            self.figures.setText(
                self.tr("Statement {printed} · Book {book} · Difference {difference}").format(
                    printed=self._money(found.printed),
                    book=self._money(found.book),
                    difference=self._money(found.difference or 0),
                )
            )
            outcome, role = self._judged(found)
            pairs = reconciling.pairs_text(found.pairs, localised=self.session.localised)
            self._say("\n".join(filter(None, (outcome, pairs))), "warning" if pairs else role)
        self.figures.setVisible(bool(self.figures.text()))

    def _judged(self, found: Reconciliation) -> tuple[str, str]:
        """Return what to say of a difference, and its role."""
        if found.unexplained:
            rest = self._money(found.unexplained)
            return self.tr("Not explained: {rest}").format(rest=rest), "negative"
        if found.difference:
            return self.tr("The difference is explained by what is listed."), "warning"
        if found.items:
            return self.tr("The balances agree, by what is listed."), "warning"
        return self.tr("Statement and book agree."), "positive"

    def _say(self, text: str, role: str) -> None:
        self.outcome.setText(text)
        parts.set_role(self.outcome, role)

    def _money(self, minor: int) -> str:
        return self.session.localised.money(minor, self._currency)

    def _read_more(self) -> None:
        if not self._more or self._reading or self._choice is None or not self.lines_model.rows:
            return
        self._reading = True
        last = self.lines_model.rows[-1]
        self.session.run(
            reconciling.more_lines(
                self._choice,
                until=self._found.at if self._found else None,
                before=(last.day, last.entry),
            ),
            owner=self,
            done=self._show_more,
            topic="reconcile",
        )

    def _show_more(self, lines: tuple[RegisterLine, ...]) -> None:
        self._reading = False
        self._more = bool(lines)
        self.lines_model.append(lines)

    # --- choosing ---

    def _account_chosen(self) -> None:
        code = self.account.currentData()
        if code is not None:
            self.show_account(str(code))

    def _statement_chosen(self) -> None:
        if self._choice is None:
            return
        number = int(self.statement.currentData())
        self._show_typed(shown=number == _TYPED)
        if number == _TYPED:
            self._typed()
            self.balance.setFocus()
        else:
            self._choice = replace(self._choice, statement=number, at=None, balance="")
            self.refresh()

    def _typed(self) -> None:
        """Reconcile with the balance typed, once there is one."""
        plain = self.balance.plain()
        if self._choice is None or not plain or self.balance.minor(self._currency) is None:
            return
        date = self.day.date()
        day = dt.date(date.year(), date.month(), date.day())
        choice = replace(self._choice, statement=_TYPED, at=day, balance=plain)
        if choice != self._choice:
            self._choice = choice
            self.refresh()

    def _which_chosen(self) -> None:
        if self._choice is not None:
            self._choice = replace(self._choice, shown=self.which.currentData())
            self.refresh()

    def _selected(self) -> int | None:
        row = self.lines.selected_row()
        return None if row is None else self.lines_model.rows[row].entry

    def _select(self, entry: int | None) -> None:
        for number, line in enumerate(self.lines_model.rows):
            if line.entry == entry:
                self.lines.selectRow(number)

    def _find_line(self, row: int) -> None:
        """Go to the line of an entry that makes a difference."""
        self._select(self.items_model.rows[row].entry)
        self.lines.setFocus()

    # --- changing ---

    def _toggle(self, row: int) -> None:
        if self._choice is None or not self.lines_model.can_toggle(row):
            return
        line = self.lines_model.rows[row]
        self.lines.selectRow(row)
        part = self._found.statement if self._found else None
        older = part is not None and line.day < part.first_day
        self.session.run(
            reconciling.tick(
                self._choice.account,
                line.entry,
                statement=(part.number or None) if part is not None and older else None,
                ticked=line.ticked_on is None,
            ),
            owner=self,
        )


def _box(name: str) -> ChoiceBox:
    made = ChoiceBox()
    made.setAccessibleName(name)
    made.setMinimumHeight(parts.FIELD_HEIGHT)
    made.setMinimumWidth(200)
    return made
