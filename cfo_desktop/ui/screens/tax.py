"""Tax on sales: how it is reckoned, what each period owes, and its summary like a form."""

from __future__ import annotations

import functools

from PySide6.QtCore import QModelIndex
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QWidget

from cfo_desktop.domain.money import Money
from cfo_desktop.domain.tax import TaxForm
from cfo_desktop.domain.tax import TaxPace
from cfo_desktop.domain.tax import TaxSummary
from cfo_desktop.domain.tax import TaxWanted
from cfo_desktop.ui import outlook_verbs as verbs
from cfo_desktop.ui import outlook_words
from cfo_desktop.ui import tax_places as places
from cfo_desktop.ui.outlook_verbs import TaxTold
from cfo_desktop.ui.screens.tab_page import TabPage
from cfo_desktop.ui.screens.tax_form import TaxFields
from cfo_desktop.ui.session import Session
from cfo_desktop.ui.tables import tax as table
from cfo_desktop.ui.tables.view import TableView
from cfo_desktop.ui.widgets import explain_menu
from cfo_desktop.ui.widgets import parts
from cfo_desktop.ui.widgets.empty_state import OrEmpty
from cfo_desktop.ui.widgets.figures import FigureCard
from cfo_desktop.ui.widgets.two_sides import NARROW
from cfo_desktop.ui.widgets.two_sides import keep_rows
from cfo_desktop.ui.widgets.two_sides import two_sides

_ROWS = 4
"""Periods in view; further ones scroll."""


class TaxTab(TabPage):
    """One period is always chosen, where there is any: the last that has ended, to begin with."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.told: TaxTold | None = None
        self.fields = TaxFields(session)
        self.fields.keep_asked.connect(self._keep)
        self.fields.forget_asked.connect(self._forget_plan)
        self.model = table.model(session)
        self.table = TableView(self.model, name=self.tr("Periods"))
        self.table.selectionModel().selectionChanged.connect(lambda *_: self._show_form())
        self.table.menu_asked.connect(self._explain)
        self.pace = parts.label(wrap=True)
        self.form = FigureCard("")
        self.summary = parts.label(wrap=True)
        filled = QWidget()
        filled.setLayout(parts.column(self.table, self.pace, self.form, self.summary, None))
        self.shown = OrEmpty(
            filled,
            title=self.tr("No tax is reckoned yet"),
            hint=self.tr(
                "Choose at the left how your tax on sales works, look at the rate and the due "
                "day, and press Keep. Ask your tax office where you are not sure."
            ),
            width=NARROW,
        )
        self.setLayout(
            two_sides(
                parts.column(self.fields), parts.column(self.shown, self.fields.note), width=300
            )
        )

    def refresh(self) -> None:
        """Read the tax anew."""
        self.session.run(verbs.tax(), owner=self, done=self._show, topic="tax")

    def first_focus(self) -> QWidget:
        """Begin in the periods, or with the kind of tax where there are none."""
        return self.table if self.model.rows else self.fields.preset

    def forget(self) -> None:
        """Show nothing of a book."""
        self.told = None
        self.fields.forget()
        self.model.set_rows([])
        self.form.clear()
        for text in (self.pace, self.summary):
            text.clear()

    def _show(self, told: TaxTold) -> None:
        self.told = told
        self.fields.show_told(told)
        summary = told.page.summary
        self.shown.show_table(summary is not None)
        forms = summary.forms if summary else ()
        self.model.set_rows(forms)
        keep_rows(self.table, min(max(len(forms), 1), _ROWS))
        self.table.fit_columns()
        if summary is None:
            return
        self.pace.setVisible(summary.pace is not None)
        self.pace.setText("\n".join(self._pace_told(summary.pace)) if summary.pace else "")
        self.summary.setText("\n".join(self._sentences(summary, told)))
        if forms:
            over = next((number for number, form in enumerate(forms) if form.over), 0)
            self.table.selectRow(over)
        else:
            self.form.clear()
            self.form.heading.clear()

    def _show_form(self) -> None:
        number = self.table.selected_row()
        if number is None or number >= len(self.model.rows):
            return
        form = self.model.rows[number]
        self.form.clear()
        day = self.session.localised.day
        self.form.heading.setText(
            outlook_words.told(
                self.session,
                f"tax.period.{'over' if form.over else 'running'}",
                first=day(form.first),
                last=day(form.last),
                due=day(form.due),
            )
        )
        add = functools.partial(self._add, form)
        add("takings", form.takings)
        add("net", form.net)
        add("on_sales", form.on_sales, extra=self._rates(form))
        add("on_purchases", -form.on_purchases)
        if form.other:
            add("other", form.other)
        add("amount", form.amount, role="figure")
        add("paid", -form.paid)
        add("aside", -form.aside)
        add("missing", form.missing, role="figure")
        if form.partly:
            text = outlook_words.told(self.session, "tax.partly", amount=self._money(form.at_rate))
            self.form.note(text)
        if form.exempt and form.threshold is not None:
            key = "tax.exempt" if form.over else "tax.exempt_so_far"
            self.form.note(
                outlook_words.told(self.session, key, threshold=self._money(form.threshold))
            )

    def _rates(self, form: TaxForm) -> str:
        rates = " / ".join(f"{self.session.localised.decimal(each)} %" for each in form.percents)
        return f" ({rates})" if rates else ""

    def _add(
        self, form: TaxForm, name: str, minor: int, *, role: str = "", extra: str = ""
    ) -> None:
        summary = self.told.page.summary if self.told else None
        if summary is None:
            return
        text = outlook_words.told(self.session, f"tax.line.{name}") + extra
        figure, how = Money(summary.currency, minor), places.line(name, form, summary)
        explain_menu.add(self.session, self.form, text, figure, how, role=role)

    def _explain(self, index: QModelIndex, at: QPoint) -> None:
        """Offer to explain an amount of a period; the other cells stand for what it owes."""
        summary = self.told.page.summary if self.told else None
        if summary is None:
            return
        form = self.model.rows[index.row()]
        column = index.column() if index.column() in table.AMOUNTS else table.OWED
        name = table.AMOUNTS[column]
        period = self.model.index(index.row(), 0).data()
        text = f"{self.model.columns[column].title}, {period}"
        figure, how = Money(summary.currency, getattr(form, name)), places.line(name, form, summary)
        wanted = explain_menu.wanted(self.session, text, figure, how)
        explain_menu.ask(self.session, self.table, at, wanted)

    def _sentences(self, summary: TaxSummary, told: TaxTold) -> list[str]:
        session, plan, money = self.session, summary.plan, self._money
        said = []
        if not (summary.forms or summary.settled):
            said.append(outlook_words.told(session, "tax.no_periods"))
        if summary.posted:
            said.append(outlook_words.told(session, "tax.posted", balance=money(summary.balance)))
        else:
            said.append(outlook_words.told(session, "tax.reckoned"))
            if plan.since:
                said.append(
                    self.tr("Periods before {day} are taken to be settled.").format(
                        day=session.localised.day(plan.since)
                    )
                )
        for name in ("carried", "ahead"):
            minor = getattr(summary, name)
            if minor:
                said.append(outlook_words.told(session, f"tax.{name}", amount=money(minor)))
        if plan.account is None:
            said.append(
                self.tr(
                    "No account is named for putting the tax aside: choose one at the left, such "
                    "as savings."
                )
            )
        else:
            account = told.accounts.get(plan.account)
            name = account.name_in(session.language) if account else plan.account
            said.append(
                outlook_words.told(session, "tax.aside", account=name, amount=money(summary.aside))
            )
        if summary.missing:
            said.append(outlook_words.told(session, "tax.missing", amount=money(summary.missing)))
        return said

    def _pace_told(self, pace: TaxPace) -> list[str]:
        session, day, money = self.session, self.session.localised.day, self._money
        said = [
            outlook_words.told(
                session,
                f"tax.pace.{pace.kind}",
                net=money(pace.net),
                last=day(pace.last),
                due=day(pace.due),
                amount=money(pace.amount),
                threshold=money(pace.threshold or 0),
            )
        ]
        if pace.missing:
            missing = money(pace.missing)
            said.append(
                outlook_words.told(session, "tax.pace.aside", missing=missing, due=day(pace.due))
            )
        elif pace.amount:
            said.append(outlook_words.told(session, "tax.pace.enough"))
        return [*said, outlook_words.told(session, "tax.pace.how")]

    def _money(self, minor: int) -> str:
        return self.session.localised.money(minor, self.session.currency)

    def _keep(self, wanted: TaxWanted) -> None:
        self.session.run(
            verbs.plan_tax(wanted),
            owner=self,
            done=lambda _: self.session.tell(self.tr("Kept; the tax follows it.")),
        )

    def _forget_plan(self) -> None:
        self.session.run(
            verbs.forget_tax(),
            owner=self,
            done=lambda _: self.session.tell(self.tr("No tax is reckoned any more.")),
        )
