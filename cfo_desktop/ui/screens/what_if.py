"""What if: changes at the left, and what they would do to cash and profit for a year."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from cfo_desktop.base.errors import UserError
from cfo_desktop.domain.currency import minor_digits
from cfo_desktop.domain.what_if import Plan
from cfo_desktop.domain.what_if import Scenario
from cfo_desktop.domain.what_if import WhatIf
from cfo_desktop.ui import outlook_verbs as verbs
from cfo_desktop.ui import outlook_words
from cfo_desktop.ui.screens.tab_page import TabPage
from cfo_desktop.ui.screens.what_if_form import WhatIfForm
from cfo_desktop.ui.session import Session
from cfo_desktop.ui.tables import plan as table
from cfo_desktop.ui.tables.plan import PlanRow
from cfo_desktop.ui.tables.view import TableView
from cfo_desktop.ui.widgets import parts
from cfo_desktop.ui.widgets.plan_chart import PlanChart
from cfo_desktop.ui.widgets.plan_chart import PlanLines
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
        self.basis = parts.label(role="muted", wrap=True)
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
        result = parts.column(self.wrong, self.chart, self.told, self.table, self.basis, None)
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
        self.found = None
        self.model.set_rows([])
        self.told.clear()
        self.basis.clear()
        self.wrong.hide()
        self.chart.show_lines(PlanLines((), ()), unit=1, said="")

    def _later(self) -> None:
        self._soon.start()

    def _reckon(self) -> None:
        self._soon.stop()
        try:
            scenario = self.form.scenario()
        except UserError as error:
            self.wrong.setText(self.session.localised.error(error))
            self.wrong.show()
            return
        self.wrong.hide()
        self.session.run(verbs.what_if(scenario), owner=self, done=self._show, topic="what_if")

    def _show(self, found: WhatIf) -> None:
        self.found = found
        pairs = zip(found.before.months, found.after.months, strict=True)
        self.model.set_rows(PlanRow(before, after) for before, after in pairs)
        keep_rows(self.table, len(found.before.months))
        self.table.fit_columns()
        said = self._sentences(found)
        self.told.setText("\n".join(said))
        self.basis.setText(self.session.localised.sentences(self._basis(found)))
        month = outlook_words.chart(self.session).month
        changed = found.scenario != Scenario()
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
