"""The statements of a period on the screen, what each figure is made of, on paper, as a PDF."""

from __future__ import annotations

import dataclasses
import datetime as dt
import functools
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex
from PySide6.QtCore import QPoint
from PySide6.QtCore import Qt
from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QFrame
from PySide6.QtWidgets import QSplitter
from PySide6.QtWidgets import QTabBar
from PySide6.QtWidgets import QWidget

from cfo_desktop.base import clock
from cfo_desktop.domain.book import Changes
from cfo_desktop.domain.money import Money
from cfo_desktop.domain.period import Month
from cfo_desktop.domain.report import Unfinished
from cfo_desktop.ui import places
from cfo_desktop.ui import report_verbs
from cfo_desktop.ui import verbs
from cfo_desktop.ui.explain_verbs import Wanted
from cfo_desktop.ui.language import LANGUAGES
from cfo_desktop.ui.report_verbs import Figure
from cfo_desktop.ui.report_verbs import Period
from cfo_desktop.ui.report_verbs import Statements
from cfo_desktop.ui.screens.breakdown_pane import BreakdownPane
from cfo_desktop.ui.screens.room import Room
from cfo_desktop.ui.session import Session
from cfo_desktop.ui.tables import statements as statements_table
from cfo_desktop.ui.tables.statements import TRIAL_BALANCE
from cfo_desktop.ui.tables.statements import Compare
from cfo_desktop.ui.tables.view import TableView
from cfo_desktop.ui.widgets import explain_menu
from cfo_desktop.ui.widgets import parts
from cfo_desktop.ui.widgets import pick
from cfo_desktop.ui.widgets.empty_state import OrEmpty
from cfo_desktop.ui.widgets.fields import ChoiceBox
from cfo_desktop.ui.widgets.period_picker import PeriodPicker

if TYPE_CHECKING:
    from cfo_desktop.ui.printing import Sheet

_STATEMENTS = ("income", "balance_sheet", "cash_flow", TRIAL_BALANCE)
_YEAR = 12


class Reports(Room):
    """A period, one of four statements, the entries of a figure, and the ways out of the window."""

    watches = Changes(accounts=True, entries=True, book=True)
    entry_asked = Signal(str, object)
    """An account's code and the ``Entry`` on it to show in the books."""

    def __init__(self, session: Session) -> None:
        super().__init__(session, title="")
        self.heading.setText(self.tr("Reports"))
        self._statements: Statements | None = None
        self._asked_last_day = False
        self._saved_path = Path()
        self._drilled: Wanted | None = None
        """The figure whose entries are in view."""
        self.picker = PeriodPicker(session.localised, last=Month.of(clock.today()))
        self.tabs = self._make_tabs()
        self.compare = ChoiceBox()
        self.compare.setAccessibleName(self.tr("Compared with"))
        self.compare.setMinimumHeight(parts.FIELD_HEIGHT)
        self.model = statements_table.model(session)
        self.table = TableView(self.model, name=self.tr("Statement"))
        self.pane = BreakdownPane(session)
        self.notice = parts.label(role="warning", wrap=True)
        self.notice.hide()
        self.hint = parts.label(
            self.tr("Enter or a double click on a figure shows the entries it is made of."),
            role="muted",
            wrap=True,
        )
        self._build_bar()
        self._build()
        self._offer_comparisons()
        self._connect()

    def _make_tabs(self) -> QTabBar:
        tabs = QTabBar()
        tabs.setDrawBase(False)
        tabs.setExpanding(False)
        tabs.setUsesScrollButtons(False)
        tabs.setAccessibleName(self.tr("Statement"))
        for title in (
            self.tr("Income statement"),
            self.tr("Balance sheet"),
            self.tr("Cash flow"),
            self.tr("Trial balance"),
        ):
            tabs.setTabToolTip(tabs.addTab(title), f"Alt+{tabs.count()}")
        return tabs

    def _build_bar(self) -> None:
        self.language = ChoiceBox()
        self.language.setAccessibleName(self.tr("Language of the PDF"))
        self.language.setToolTip(self.tr("Language of the PDF"))
        self.language.setMinimumHeight(parts.FIELD_HEIGHT)
        for code, name in LANGUAGES.items():
            self.language.addItem(name, code)
        self.language.setCurrentIndex(self.language.findData(self.session.language))
        self.print_button = parts.button(self.tr("Print…"), self._print)
        self.print_button.setToolTip(self.tr("Print this statement (Ctrl+P)"))
        self.save_button = parts.button(self.tr("Save PDF…"), self._save, role="primary")
        self.save_button.setToolTip(self.tr("Save the report of the month (Ctrl+S)"))
        for widget in (self.language, self.print_button, self.save_button):
            self.bar.addWidget(widget)

    def _build(self) -> None:
        self.saved = self._saved_bar()
        self.shown = OrEmpty(
            self.table,
            title=self.tr("Nothing happened in this period"),
            hint=self.tr(
                "There are no entries yet. Go to another period (Page Up), or import a statement "
                "of your bank or wallet (Ctrl+I)."
            ),
        )
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(self.shown)
        split.addWidget(self.pane)
        split.setChildrenCollapsible(False)
        split.setHandleWidth(parts.GAP)
        split.setStretchFactor(0, 3)
        split.setStretchFactor(1, 2)
        self.pane.setMinimumWidth(300)
        split.setSizes([620, 400])
        choices = parts.row(self.picker, None, self.compare)
        whole = parts.column(
            choices, self.tabs, self.saved, self.notice, split, self.hint, gap=parts.GAP
        )
        whole.setStretch(4, 1)
        self.lay_out(whole)

    def _saved_bar(self) -> QFrame:
        self.saved_text = parts.label(wrap=True)
        self.open_button = parts.button(self.tr("Open"), lambda: self._show_saved(whole=True))
        self.folder_button = parts.button(
            self.tr("Show in folder"), lambda: self._show_saved(whole=False)
        )
        bar = QFrame()
        bar.setProperty("role", "card")
        close = parts.button(self.tr("Close"), bar.hide, role="link")
        layout = parts.row(self.saved_text, self.open_button, self.folder_button, close)
        layout.setContentsMargins(14, 8, 14, 8)
        layout.setStretch(0, 1)
        bar.setLayout(layout)
        bar.hide()
        return bar

    def _connect(self) -> None:
        self.picker.changed.connect(self._other_period)
        self.tabs.currentChanged.connect(lambda _: self._other_statement())
        self.compare.currentIndexChanged.connect(lambda _: self._show())
        self.table.chosen.connect(self._drill)
        self.table.menu_asked.connect(self._offer_explanation)
        self.pane.explain_button.clicked.connect(lambda: self._explain(self._drilled))
        self.pane.entry_asked.connect(self.entry_asked)
        self.pane.closed.connect(self.table.setFocus)
        keys: dict[str, Callable[[], object]] = {
            "PgUp": lambda: self.picker.step(-1),
            "PgDown": lambda: self.picker.step(1),
            "Ctrl+P": self._print,
            "Ctrl+S": self._save,
            "Esc": self._close_pane,
        }
        for number in range(self.tabs.count()):
            keys[f"Alt+{number + 1}"] = functools.partial(self.tabs.setCurrentIndex, number)
        for key, act in keys.items():
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)
            if key == "Esc":
                self._escape = shortcut
        self._escape.setEnabled(False)

    # --- reading ---

    def refresh(self) -> None:
        """Read the period's statements anew; the first time, of the last month with entries."""
        if not self._asked_last_day:
            self._asked_last_day = True
            self.session.run(
                verbs.last_day(), owner=self, done=self._go_to_last_day, topic="last_day"
            )
            return
        if self.session.info is not None:
            self.picker.begin_year_with(self.session.info.fiscal_first_month)
        period = self.picker.chosen()
        self.session.run(
            verbs.unfinished(period.month),
            owner=self,
            done=self._show_unfinished,
            topic="unfinished",
        )
        self.session.run(
            report_verbs.statements(period), owner=self, done=self._take, topic="statements"
        )
        if self.pane.isVisible():
            self.pane.refresh()

    def first_focus(self) -> QWidget:
        """Begin in the table, or where the period is chosen while that is empty."""
        return self.table if self.shown.currentWidget() is self.table else self.picker.kind

    def forget(self) -> None:
        """Empty the tables."""
        self._statements = None
        self.model.set_rows([])
        self.pane.close_pane()
        self.saved.hide()

    def place(self) -> str:
        """Return the period, the number of the statement in view and the comparison's."""
        compare: Compare = self.compare.currentData()
        return f"{self.picker.place()}/{self.tabs.currentIndex()}/{compare.value}"

    def go_to(self, untrusted_place: str) -> None:
        """Show a period, a statement and a comparison; nothing where one cannot be read."""
        untrusted_period, _, rest = untrusted_place.rpartition("/")
        untrusted_period, _, untrusted_tab = untrusted_period.rpartition("/")
        compare = places.number(rest, most=max(each.value for each in Compare))
        tab = places.number(untrusted_tab, most=self.tabs.count() - 1)
        if compare is None or tab is None:
            return
        if self.session.info is not None:
            self.picker.begin_year_with(self.session.info.fiscal_first_month)
        self._asked_last_day = True  # as it is here, unless the period cannot be read
        self._asked_last_day = self.picker.go_to(untrusted_period)
        if not self._asked_last_day:
            return
        self.tabs.setCurrentIndex(tab)
        for row in range(self.compare.count()):
            if self.compare.itemData(row) is Compare(compare):
                self.compare.setCurrentIndex(row)

    def show_month(self, month: Month) -> None:
        """Show the statements of the period that ``month`` lies in."""
        self._asked_last_day = True
        self.picker.choose(month)

    def _go_to_last_day(self, day: dt.date | None) -> None:
        self.show_month(Month.of(day or clock.today()))

    def _show_unfinished(self, missing: Unfinished) -> None:
        told = (
            (
                missing.payments,
                self.tr(
                    "Payments that wait under Import and are in no income or expense yet: {count}."
                ),
            ),
            (
                missing.pairs,
                self.tr("Pairs to decide under Import, which may be booked twice: {count}."),
            ),
        )
        number = self.session.localised.number
        texts = [text.format(count=number(count)) for count, text in told if count]
        self.notice.setText(self.session.localised.sentences(texts))
        self.notice.setVisible(bool(texts))

    def _take(self, statements: Statements) -> None:
        self._statements = statements
        self._show()

    # --- showing ---

    def _other_period(self) -> None:
        self._close_pane()
        self._offer_comparisons()
        self.refresh()

    def _other_statement(self) -> None:
        self._close_pane()
        self._show()

    @property
    def _statement(self) -> str:
        return _STATEMENTS[self.tabs.currentIndex()]

    def _offer_comparisons(self) -> None:
        """Offer what the period can stand beside; of a whole year, both are the year before."""
        period = self.picker.chosen()
        wanted = self.compare.currentData()
        self.compare.blockSignals(True)
        self.compare.clear()
        if period.months == 1:
            self.compare.addItem(self.tr("Beside the month before"), Compare.BEFORE)
        elif period.months < _YEAR:
            self.compare.addItem(self.tr("Beside the period before"), Compare.BEFORE)
        self.compare.addItem(self.tr("Beside the year before"), Compare.YEAR)
        self.compare.addItem(self.tr("No comparison"), Compare.NONE)
        for row in range(self.compare.count()):
            if self.compare.itemData(row) is wanted:
                self.compare.setCurrentIndex(row)
        self.compare.blockSignals(False)

    def _show(self) -> None:
        if self._statements is None:
            return
        compare: Compare = self.compare.currentData()
        trial = self._statement == TRIAL_BALANCE
        self.compare.setEnabled(not trial)
        language = self.session.language
        if trial:
            self.model.set_columns(statements_table.balance_columns(self.session))
            rows = list(
                statements_table.balances(self._statements.trial_balance, language=language)
            )
        else:
            period, compared = self._titles(compare)
            self.model.set_columns(
                statements_table.columns(
                    self.session, period=period, compared=compared, compare=compare
                )
            )
            months = self.picker.chosen().months
            statement = getattr(self._statements, self._statement)
            rows = list(statements_table.rows(statement, language=language, months=months))
        self.model.set_rows(rows)
        anything = any(row.amounts and any(row.amounts) for row in rows)
        self.shown.show_table(anything)
        self.hint.setVisible(anything)
        self.print_button.setEnabled(anything)
        self.table.fit_columns()

    def _titles(self, compare: Compare) -> tuple[str, str]:
        """Return what heads the period's column and the one beside it."""
        period = self.picker.chosen()
        beside = period.back(_YEAR if compare is Compare.YEAR else period.months)
        if self._statement == "balance_sheet":
            day = self.session.localised.day
            return day(period.month.last_day), day(beside.month.last_day)
        if period.months == 1:
            titles = self.tr("This month"), self.tr("Month before")
        else:
            titles = self.tr("This period"), self.tr("Period before")
        return titles[0], self.tr("Year before") if compare is Compare.YEAR else titles[1]

    def _drill(self, number: int) -> None:
        row = self.model.rows[number]
        if row.amounts is None or not (row.section or row.line):
            return
        trial = self._statement == TRIAL_BALANCE
        period = self._period_of(self.table.currentIndex().column())
        figure = Figure("" if trial else self._statement, row.section, row.line)
        column = self.table.currentIndex().column()
        if column > statements_table.COMPARED:  # a difference: the entries are the period's
            column = 0
        self._drilled = self._wanted(self.model.index(number, column))
        self.pane.explain_button.setVisible(self._drilled is not None)
        self.pane.show_figure(figure, period=period, name=row.name.strip())
        self._escape.setEnabled(True)

    def _period_of(self, column: int) -> Period:
        """Return which months a column of the statement in view is about."""
        compare: Compare = self.compare.currentData()
        period = self.picker.chosen()
        if self._statement != TRIAL_BALANCE and column == statements_table.COMPARED:
            return period.back(_YEAR if compare is Compare.YEAR else period.months)
        return period

    def _offer_explanation(self, index: QModelIndex, at: QPoint) -> None:
        wanted = self._wanted(index)
        if wanted is not None:
            explain_menu.popup(
                self.table,
                at,
                language=self.session.language,
                asked=functools.partial(self._explain, wanted),
            )

    def _explain(self, wanted: Wanted | None) -> None:
        if wanted is not None:
            self.session.explanation_asked.emit(wanted)

    def _wanted(self, index: QModelIndex) -> Wanted | None:
        """Return the figure of a cell, where it can be said what it comes from."""
        row = self.model.rows[index.row()] if index.isValid() else None
        if row is None or row.amounts is None or self._statement == TRIAL_BALANCE:
            return None
        if index.column() > statements_table.COMPARED:
            return None  # a difference is no figure of the books
        compare: Compare = self.compare.currentData()
        compared = index.column() == statements_table.COMPARED
        amount = row.amounts[compare.value if compared else 0]
        currency, name = self.session.currency, row.name.strip()
        return Wanted(
            lambda: explain_menu.named(self.session, name, Money(currency, amount)),
            figure=Money(currency, amount),
            line=Figure(self._statement, row.section, row.line),
            period=self._period_of(index.column()),
        )

    def _close_pane(self) -> None:
        self._escape.setEnabled(False)
        if self.pane.isVisible():
            self.pane.close_pane()

    # --- out of the window ---

    def _print(self) -> None:
        from cfo_desktop.ui import printing

        if self.print_button.isEnabled():
            printing.preview(self._sheet(), parent=self)

    def _sheet(self) -> Sheet:
        """Return the statement in view as it is printed."""
        from cfo_desktop.ui import printing

        period = self.picker.chosen()
        localised = self.session.localised
        columns = self.model.columns
        rows = self.model.rows
        when = localised.months(*_ends(period))
        if self._statement in {"balance_sheet", TRIAL_BALANCE}:
            when = localised.day(period.month.last_day)
        return printing.Sheet(
            shop=self.session.info.name if self.session.info else "",
            title=self.tabs.tabText(self.tabs.currentIndex()),
            about=self.tr("{period} · all amounts in {currency}").format(
                period=when, currency=self.session.currency
            ),
            columns=tuple(column.title for column in columns),
            rows=tuple(tuple(column.text(row) for column in columns) for row in rows),
            strong=frozenset(number for number, row in enumerate(rows) if row.total),
            headings=frozenset(number for number, row in enumerate(rows) if row.amounts is None),
            printed=self.tr("Printed {day}").format(day=localised.day(clock.today())),
        )

    def _save(self) -> None:
        month = self.picker.chosen().month
        name = self.session.info.name if self.session.info else "report"
        kept = self.session.settings.report_folder
        target = pick.target(
            self,
            title=self.tr("Save the report of {month}").format(
                month=self.session.localised.month(month)
            ),
            suggested=f"{name} {month}.pdf".replace("/", "-"),
            kinds=self.tr("PDF files (*.pdf)"),
            start=Path(kept) if kept else None,
        )
        if target is None:
            return
        self.session.run(
            verbs.save_pdf(month, target=target, language=str(self.language.currentData())),
            owner=self,
            done=self._saved,
        )

    def _saved(self, path: Path) -> None:
        self._saved_path = path
        settings = dataclasses.replace(self.session.settings, report_folder=str(path.parent))
        self.session.change_settings(settings)
        self.saved_text.setText(
            self.tr("The report lies in {folder}: {name}").format(
                folder=path.parent, name=path.name
            )
        )
        self.saved.show()
        self.session.tell(self.tr("Saved: {path}").format(path=path))

    def _show_saved(self, *, whole: bool) -> None:
        pick.show(self._saved_path if whole else self._saved_path.parent)


def _ends(period: Period) -> tuple[Month, Month]:
    return period.first, period.month
