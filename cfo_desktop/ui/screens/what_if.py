"""What if: changes at the left, and what they would do to cash and profit for a year."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex
from PySide6.QtCore import QPoint
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from cfo_desktop.domain.asking import Reckoned
from cfo_desktop.domain.currency import minor_digits
from cfo_desktop.domain.money import Money
from cfo_desktop.domain.what_if import NO_CASH
from cfo_desktop.domain.what_if import NO_PROFIT
from cfo_desktop.domain.what_if import Plan
from cfo_desktop.domain.what_if import PlanLine
from cfo_desktop.domain.what_if import Scenario
from cfo_desktop.domain.what_if import WhatIf
from cfo_desktop.ui import outlook_verbs as verbs
from cfo_desktop.ui import outlook_words
from cfo_desktop.ui import plan_places as places
from cfo_desktop.ui.screens.tab_page import TabPage
from cfo_desktop.ui.screens.what_if_form import WhatIfForm
from cfo_desktop.ui.session import Session
from cfo_desktop.ui.tables import plan as table
from cfo_desktop.ui.tables.plan import PlanRow
from cfo_desktop.ui.tables.view import TableView
from cfo_desktop.ui.widgets import explain_menu
from cfo_desktop.ui.widgets import parts
from cfo_desktop.ui.widgets.empty_state import OrEmpty
from cfo_desktop.ui.widgets.figures import FigureCard
from cfo_desktop.ui.widgets.plan_chart import PlanChart
from cfo_desktop.ui.widgets.plan_chart import PlanLines
from cfo_desktop.ui.widgets.two_sides import NARROW
from cfo_desktop.ui.widgets.two_sides import keep_rows
from cfo_desktop.ui.widgets.two_sides import two_sides

_WAIT_MS = 250
"""After the last key, before what is typed is reckoned."""


class WhatIfPage(TabPage):
    """Follows the fields; nothing of it is kept."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.found: WhatIf | None = None
        self.form = WhatIfForm(session)
        self.form.changed.connect(self._later)
        self._soon = QTimer(self, singleShot=True, interval=_WAIT_MS)
        self._soon.timeout.connect(self._reckon)
        words = outlook_words.chart(session)
        self.chart = PlanChart(
            session.colour,
            amount=words.amount,
            names=(self.tr("as it is"), self.tr("with your changes"), words.cushion),
            name=self.tr("Cash by month"),
        )
        self.wrong = parts.label(role="negative", wrap=True)
        self.wrong.hide()
        self.told = parts.label(wrap=True)
        self.model = table.model(session)
        self.table = TableView(self.model, name=self.tr("Months to come"))
        self.table.selectionModel().selectionChanged.connect(lambda *_: self._show_moves())
        self.table.menu_asked.connect(self._explain)
        self.moves = FigureCard("")
        self.basis = parts.label(role="muted", wrap=True)
        filled = QWidget()
        filled.setLayout(
            parts.column(self.chart, self.told, self.table, self.moves, self.basis, None)
        )
        self.shown = OrEmpty(
            filled,
            title=self.tr("Nothing to go on from yet"),
            hint=self.tr(
                "The months to come are told from your own past. Import a statement of your bank "
                "or wallet (Ctrl+I), or write down what comes in and goes out. What you type at "
                "the left is shown by itself."
            ),
            width=NARROW,
        )
        self._build()

    def _build(self) -> None:
        kept = parts.label(
            self.tr(
                "Only tried out: nothing here is kept or booked. An empty field changes nothing."
            ),
            role="muted",
            wrap=True,
        )
        form = parts.column(kept, self.form)
        result = parts.column(self.wrong, self.shown, None)
        self.setLayout(two_sides(form, result))

    def refresh(self) -> None:
        """Read the names to choose from, and reckon anew."""
        self.session.run(verbs.parties(), owner=self, done=self.form.offer, topic="parties")
        self._reckon()

    def first_focus(self) -> QWidget:
        """Begin with the first change."""
        return self.form.rent

    def begin_with(self, kind: str) -> None:
        """Put the keyboard where a kind of change is typed."""
        self.form.begin_with(kind).setFocus()

    def forget(self) -> None:
        """Show nothing of a book."""
        self.form.blockSignals(True)
        self.form.clear()
        self.form.offer(verbs.Parties((), ()))
        self.form.blockSignals(False)
        self._soon.stop()
        self.form.mark(())
        self.wrong.hide()
        self._take_away()

    def _take_away(self) -> None:
        """Show no result: none belongs to what is typed."""
        self.found = None
        self.model.set_rows([])
        self.moves.clear()
        self.told.clear()
        self.basis.clear()
        self.chart.show_lines(PlanLines((), ()), unit=1, said="")

    def _later(self) -> None:
        self._soon.start()

    def _reckon(self) -> None:
        self._soon.stop()
        scenario, unread = self.form.scenario()
        self.form.mark(unread)
        self.wrong.setText(
            "\n".join(
                self.tr("{field}: {fault}").format(
                    field=each.name, fault=self.session.localised.error(each.error)
                )
                for each in unread
            )
        )
        self.wrong.setVisible(bool(unread))
        self.shown.setVisible(not unread)
        if unread:
            self.session.tasks.withdraw(owner=self, topic="what_if")
            self._take_away()
            return
        self.session.run(verbs.what_if(scenario), owner=self, done=self._show, topic="what_if")

    def _show(self, found: WhatIf) -> None:
        self.found = found
        changed = found.scenario != Scenario()
        self.shown.show_table(changed or bool(found.averaged or found.before.opening))
        chosen = self.table.selected_row()
        pairs = zip(found.before.months, found.after.months, strict=True)
        self.model.set_rows(PlanRow(before, after) for before, after in pairs)
        keep_rows(self.table, len(found.before.months))
        self.table.fit_columns()
        self.table.selectRow(1 if chosen is None else chosen)
        said = self._sentences(found)
        self.told.setText("\n".join(said))
        self.basis.setText(self.session.localised.sentences(self._basis(found)))
        month = outlook_words.chart(self.session).month
        self.chart.show_lines(
            PlanLines(
                (
                    outlook_words.chart(self.session).today,
                    *(month(each.month.first_day) for each in found.before.months),
                ),
                (found.before.opening, *(each.cash for each in found.before.months)),
                (found.after.opening, *(each.cash for each in found.after.months))
                if changed
                else (),
                found.cushion,
            ),
            unit=10 ** minor_digits(found.currency),
            said=self.session.localised.sentences(said),
        )

    def _show_moves(self) -> None:
        """Tell of the chosen month, to the last cent, why its money changes as it does."""
        self.moves.clear()
        number = self.table.selected_row()
        if self.found is None or number is None or number >= len(self.model.rows):
            return
        row = self.model.rows[number]
        found, changed = self.found, self.found.scenario != Scenario()
        month = row.after if changed else row.before
        title = self.tr("From profit to money: {month}")
        if changed:
            title = self.tr("From profit to money, with your changes: {month}")
        self.moves.heading.setText(title.format(month=self.model.index(number, 0).data()))
        profit = places.profit(found, month, changed=changed)
        self._add_move(self.tr("Profit"), month.profit, profit)
        for line, name in self._besides():
            minor = month.lines.get(line, 0) * (-1 if line in NO_CASH else 1)
            if minor:
                self._add_move(name, minor, places.line(found, month, line, changed=changed))
        moves = places.moves(found, month, changed=changed)
        self._add_move(self.tr("Money more or less"), month.moves, moves, role="figure")

    def _besides(self) -> list[tuple[PlanLine, str]]:
        """Return the lines in which profit and money differ, and what they are called."""
        names = {
            PlanLine.DEPRECIATION: self.tr("Wear of things, a cost that no money leaves for"),
            PlanLine.PURCHASE: self.tr("Things bought"),
            PlanLine.LOAN: self.tr("Loans: borrowed, less what is paid back"),
            PlanLine.DRAWINGS: self.tr("What you take out"),
            PlanLine.TIMING: self.tr("Paid sooner or later than it is earned"),
        }
        return [(line, names[line]) for line in PlanLine if line in NO_PROFIT | NO_CASH]

    def _add_move(self, name: str, minor: int, how: Reckoned, *, role: str = "") -> None:
        figure = Money(self.session.currency, minor)
        explain_menu.add(self.session, self.moves, name, figure, how, role=role)

    def _explain(self, index: QModelIndex, at: QPoint) -> None:
        """Offer to explain a month's profit or its money, as it is or with what is tried."""
        if self.found is None:
            return
        row = self.model.rows[index.row()]
        column = index.column() if index.column() in table.FIGURES else table.NEW_CASH
        of, changed = table.FIGURES[column]
        month = row.after if changed else row.before
        minor = month.profit if of == "profit" else month.cash
        how = places.profit if of == "profit" else places.cash
        name = f"{self.model.columns[column].title}, {self.model.index(index.row(), 0).data()}"
        wanted = explain_menu.wanted(
            self.session,
            name,
            Money(self.found.currency, minor),
            how(self.found, month, changed=changed),
        )
        explain_menu.ask(self.session, self.table, at, wanted)

    def _sentences(self, found: WhatIf) -> list[str]:
        session, money = self.session, self._money
        changed = found.scenario != Scenario()
        said = []
        if changed:
            difference = found.after.profit - found.before.profit
            said.append(
                outlook_words.told(
                    session,
                    "whatif.profit",
                    before=money(found.before.profit),
                    after=money(found.after.profit),
                    difference=("+" if difference > 0 else "") + self._plain(difference),
                )
            )
        plans = [("before", found.before), *([("after", found.after)] if changed else [])]
        for name, plan in plans:
            said += self._plan_told(name, plan, found)
        if found.scenario.lasting:
            begins = session.localised.month(found.begins)
            said.append(outlook_words.told(session, "whatif.begins", month=begins))
        for loan, schedule in zip(found.scenario.loans, found.schedules, strict=True):
            month = found.taken_up(loan)
            said.append(
                outlook_words.told(
                    session,
                    "whatif.loan_begins",
                    month=session.localised.month(month),
                    first=session.localised.month(month.plus(1)),
                )
            )
            said.append(
                outlook_words.told(
                    session,
                    "whatif.loan",
                    months=session.localised.number(len(schedule)),
                    amount=money(schedule[0].amount),
                    interest=money(sum(each.interest for each in schedule)),
                )
            )
        said += [outlook_words.told(session, "whatif.unknown", name=name) for name in found.unknown]
        return said

    def _plan_told(self, name: str, plan: Plan, found: WhatIf) -> list[str]:
        session, month = self.session, self.session.localised.month
        said = [
            outlook_words.told(
                session,
                f"whatif.lowest.{name}",
                month=month(plan.lowest.month),
                cash=self._money(plan.lowest.cash),
            )
        ]
        under, cushion = plan.under(found.cushion), self._money(found.cushion)
        if under:
            said.append(
                outlook_words.told(
                    session, f"whatif.under.{name}", month=month(under.month), cushion=cushion
                )
            )
        elif found.cushion:
            said.append(outlook_words.told(session, f"whatif.above.{name}", cushion=cushion))
        return said

    def _basis(self, found: WhatIf) -> list[str]:
        session = self.session
        if not found.averaged:
            return [outlook_words.told(session, "whatif.no_past")]
        kind = "seasonal" if found.seasonal else "average"
        until = found.forecast_until
        month = session.localised.month(until) if until else ""
        return [
            outlook_words.counted(session, f"whatif.basis.{kind}", found.averaged),
            outlook_words.told(session, "whatif.assumed"),
            outlook_words.told(session, "whatif.forecast", month=month)
            if month
            else outlook_words.told(session, "whatif.no_forecast"),
        ]

    def _money(self, minor: int) -> str:
        return self.session.localised.money(minor, self.session.currency)

    def _plain(self, minor: int) -> str:
        return self.session.localised.amount(minor, self.session.currency)
