"""The financial statements of a month on the screen, and the monthly report as a PDF."""

from __future__ import annotations

import datetime as dt

from PySide6.QtWidgets import QTabBar
from PySide6.QtWidgets import QWidget

from cfo_desktop.base import clock
from cfo_desktop.domain.book import Changes
from cfo_desktop.domain.period import Month
from cfo_desktop.domain.report import Unfinished
from cfo_desktop.ui import verbs
from cfo_desktop.ui.language import LANGUAGES
from cfo_desktop.ui.screens.room import Room
from cfo_desktop.ui.session import Session
from cfo_desktop.ui.tables import statements as statements_table
from cfo_desktop.ui.tables.view import TableView
from cfo_desktop.ui.verbs import Statements
from cfo_desktop.ui.widgets import parts
from cfo_desktop.ui.widgets import pick
from cfo_desktop.ui.widgets.fields import ChoiceBox

_MONTHS = 60


class Reports(Room):
    """A month, one of three statements, and the button that saves the PDF."""

    watches = Changes(accounts=True, entries=True, book=True)

    def __init__(self, session: Session) -> None:
        super().__init__(session, title="")
        self.heading.setText(self.tr("Reports"))
        self._statements: Statements | None = None
        self._asked_last_day = False
        self.month = ChoiceBox()
        self.month.setAccessibleName(self.tr("Month"))
        self.month.setMinimumHeight(parts.FIELD_HEIGHT)
        self.month.setMaxVisibleItems(13)
        self.earlier = parts.button("‹", lambda: self._step(1))
        self.earlier.setAccessibleName(self.tr("Month before"))
        self.later = parts.button("›", lambda: self._step(-1))
        self.later.setAccessibleName(self.tr("Month after"))
        self.tabs = QTabBar()
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        for title in (
            self.tr("Income statement"),
            self.tr("Balance sheet"),
            self.tr("Cash flow"),
        ):
            self.tabs.addTab(title)
        self.tabs.setAccessibleName(self.tr("Statement"))
        self.language = ChoiceBox()
        self.language.setAccessibleName(self.tr("Language of the PDF"))
        self.language.setMinimumHeight(parts.FIELD_HEIGHT)
        for code, name in LANGUAGES.items():
            self.language.addItem(name, code)
        self.language.setCurrentIndex(self.language.findData(session.language))
        self.save_button = parts.button(self.tr("Save PDF…"), self._save, role="primary")
        self.model = statements_table.model(session)
        self.table = TableView(self.model, name=self.tr("Statement"))
        for widget in (self.language, self.save_button):
            self.bar.addWidget(widget)
        months = parts.row(self.earlier, self.month, self.later, gap=4)
        self.notice = parts.label(role="warning", wrap=True)
        self.notice.hide()
        self.lay_out(parts.column(parts.row(self.tabs, None, months), self.notice, self.table))
        self._offer_months(Month.of(clock.today()))
        self.month.currentIndexChanged.connect(lambda _: self.refresh())
        self.tabs.currentChanged.connect(lambda _: self._show())

    def refresh(self) -> None:
        """Read the month's statements anew; the first time, of the last month with entries."""
        if not self._asked_last_day:
            self._asked_last_day = True
            self.session.run(
                verbs.last_day(), owner=self, done=self._go_to_last_day, topic="last_day"
            )
            return
        month = self._chosen()
        self.session.run(
            verbs.unfinished(month), owner=self, done=self._show_unfinished, topic="unfinished"
        )
        self.session.run(verbs.statements(month), owner=self, done=self._take, topic="statements")

    def first_focus(self) -> QWidget:
        """Begin in the table."""
        return self.table

    def forget(self) -> None:
        """Empty the table."""
        self._statements = None
        self.model.set_rows([])

    def show_month(self, month: Month) -> None:
        """Show the statements of ``month``."""
        row = self.month.findData(str(month))
        if row < 0:
            self._offer_months(month)
            row = self.month.findData(str(month))
        if row == self.month.currentIndex():
            self.refresh()
        self.month.setCurrentIndex(row)

    def _offer_months(self, last: Month) -> None:
        self.month.blockSignals(True)
        self.month.clear()
        for back in range(_MONTHS):
            month = last.plus(-back)
            self.month.addItem(self.session.localised.month(month), str(month))
        self.month.blockSignals(False)

    def _chosen(self) -> Month:
        return Month.parse(str(self.month.currentData()))

    def _step(self, rows: int) -> None:
        row = self.month.currentIndex() + rows
        if 0 <= row < self.month.count():
            self.month.setCurrentIndex(row)

    def _go_to_last_day(self, day: dt.date | None) -> None:
        self.show_month(Month.of(day or clock.today()))

    def _show_unfinished(self, missing: Unfinished) -> None:
        told = (
            (
                missing.payments,
                self.tr(
                    "Payments that wait in Review and are in no income or expense yet: {count}."
                ),
            ),
            (
                missing.pairs,
                self.tr("Pairs to decide in Review, which may be booked twice: {count}."),
            ),
        )
        number = self.session.localised.number
        texts = [text.format(count=number(count)) for count, text in told if count]
        self.notice.setText(self.session.localised.sentences(texts))
        self.notice.setVisible(bool(texts))

    def _take(self, statements: Statements) -> None:
        self._statements = statements
        self._show()

    def _show(self) -> None:
        if self._statements is None:
            return
        statement = (
            self._statements.income,
            self._statements.balance_sheet,
            self._statements.cash_flow,
        )[self.tabs.currentIndex()]
        self.model.set_rows(statements_table.rows(statement, language=self.session.language))
        self.table.fit_columns()
        self.earlier.setEnabled(self.month.currentIndex() < self.month.count() - 1)
        self.later.setEnabled(self.month.currentIndex() > 0)

    def _save(self) -> None:
        month = self._chosen()
        name = self.session.info.name if self.session.info else "report"
        target = pick.target(
            self,
            title=self.tr("Save the monthly report"),
            suggested=f"{name} {month}.pdf".replace("/", "-"),
            kinds=self.tr("PDF files (*.pdf)"),
        )
        if target is None:
            return
        self.session.run(
            verbs.save_pdf(month, target=target, language=str(self.language.currentData())),
            owner=self,
            done=lambda path: self.session.tell(self.tr("Saved: {path}").format(path=path)),
        )
