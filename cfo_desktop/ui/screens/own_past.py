"""The last whole month and this one so far, each beside the shop's own past."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex
from PySide6.QtCore import QPoint
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from cfo_desktop.domain.money import Money
from cfo_desktop.domain.own_past import Benchmark
from cfo_desktop.domain.own_past import MonthBeside
from cfo_desktop.domain.own_past import OwnPast
from cfo_desktop.domain.own_past import PastFigure
from cfo_desktop.ui import outlook_verbs as verbs
from cfo_desktop.ui import outlook_words
from cfo_desktop.ui import past_places as places
from cfo_desktop.ui.explain_verbs import Wanted
from cfo_desktop.ui.screens.tab_page import TabPage
from cfo_desktop.ui.session import Session
from cfo_desktop.ui.tables import own_past as table
from cfo_desktop.ui.tables.view import TableView
from cfo_desktop.ui.widgets import explain_menu
from cfo_desktop.ui.widgets import parts
from cfo_desktop.ui.widgets.empty_state import OrEmpty
from cfo_desktop.ui.widgets.two_sides import keep_rows
from cfo_desktop.ui.widgets.two_sides import scrolled


class BesideView(QWidget):
    """One month: what it is held against, and its figures."""

    account_asked = Signal(str)

    def __init__(self, session: Session, *, name: str) -> None:
        super().__init__()
        self._session = session
        self._beside: MonthBeside | None = None
        self.heading = parts.label(role="heading", wrap=True)
        self.model = table.model(session)
        self.table = TableView(self.model, name=name)
        self.table.chosen.connect(self._choose)
        self.table.menu_asked.connect(self._explain)
        self.basis = parts.label(role="muted", wrap=True)
        self.setLayout(parts.column(self.heading, self.table, self.basis, gap=8))

    def show_beside(self, beside: MonthBeside | None) -> None:
        """Show a month, or nothing."""
        self._beside = beside
        self.setVisible(beside is not None)
        if beside is None:
            self.model.set_rows([])
            return
        session, localised = self._session, self._session.localised
        key = "benchmarks.month" if beside.whole else "benchmarks.so_far"
        self.heading.setText(
            outlook_words.told(
                session,
                key,
                month=localised.month(beside.month),
                day=localised.day(beside.until),
            )
        )
        self.model.set_rows(beside.benchmarks)
        keep_rows(self.table, len(beside.benchmarks))
        self.table.fit_columns()
        kind = "seasonal" if beside.seasonal else "plain"
        said = [outlook_words.counted(session, f"benchmarks.basis.{kind}", beside.months)]
        if beside.months < beside.known and beside.since:
            known, since = localised.number(beside.known), localised.month(beside.since)
            said.append(outlook_words.told(session, "benchmarks.by_day", known=known, since=since))
        if beside.margin_runs:
            said.append(outlook_words.told(session, "benchmarks.running"))
        share = next((each.year_share for each in beside.benchmarks if each.year_share), None)
        if share is not None:
            text = localised.per_mille(share).removesuffix("%")
            said.append(outlook_words.told(session, "benchmarks.share", share=text))
        self.basis.setText(localised.sentences(said))

    def _explain(self, index: QModelIndex, at: QPoint) -> None:
        """Offer to explain a figure of the month, or what it is held against."""
        if self._beside is not None:
            row = self.model.rows[index.row()]
            column = index.column() if index.column() in table.FIGURES else table.NOW
            wanted = self._wanted(row, column, self._beside)
            explain_menu.ask(self._session, self.table, at, wanted)

    def _wanted(self, row: Benchmark, column: int, beside: MonthBeside) -> Wanted | None:
        """Return a figure to explain; ``None`` where the past does not tell it."""
        session = self._session
        of = table.FIGURES[column]
        minor: int | None = getattr(row, of)
        if minor is None:
            return None
        name = table.name(session, row)
        if column != table.NOW:
            name = f"{name}, {self.model.columns[column].title}"
        figure = Money(session.currency, minor)
        if of in {"low", "high"}:
            how = places.usual(row, beside, session.currency, high=of == "high")
        elif row.figure is PastFigure.MARGIN:
            how = places.margin(beside, session.currency, back=12 if of == "year_ago" else 0)
        else:
            place = places.now if of == "now" else places.year_ago
            return explain_menu.wanted(session, name, figure, place(row, beside))
        if row.figure is PastFigure.MARGIN:  # a share, which no entries can add up to
            return Wanted(
                lambda: explain_menu.called(session, name, session.localised.per_mille(minor)),
                reckoned=how,
            )
        return explain_menu.wanted(session, name, figure, how)

    def _choose(self, number: int) -> None:
        account = self.model.rows[number].account
        if account is not None:
            self.account_asked.emit(account.code)


class OwnPastPage(TabPage):
    """Two months under each other."""

    account_asked = Signal(str)

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.found: OwnPast | None = None
        self.last = BesideView(session, name=self.tr("Last whole month"))
        self.present = BesideView(session, name=self.tr("This month so far"))
        for view in (self.last, self.present):
            view.account_asked.connect(self.account_asked)
        own = parts.label(outlook_words.told(session, "benchmarks.own"), role="muted", wrap=True)
        filled = scrolled(parts.column(self.last, self.present, own, None, gap=16))
        self.shown = OrEmpty(
            filled,
            title=self.tr("No past to stand beside yet"),
            hint=self.tr(
                "Once the books have a few months, each figure is shown beside what it usually "
                "is. Import older statements (Ctrl+I) to have them sooner."
            ),
        )
        self.setLayout(parts.column(self.shown))

    def refresh(self) -> None:
        """Read both months anew."""
        self.session.run(verbs.own_past(), owner=self, done=self._show, topic="own_past")

    def first_focus(self) -> QWidget:
        """Begin in the table of the last whole month, where there is one."""
        whole = self.found is None or self.found.last is not None
        return self.last.table if whole else self.present.table

    def forget(self) -> None:
        """Show nothing of a book."""
        self.found = None
        for view in (self.last, self.present):
            view.show_beside(None)

    def _show(self, found: OwnPast) -> None:
        self.found = found
        self.last.show_beside(found.last)
        self.present.show_beside(found.present)
        self.shown.show_table(found.last is not None or found.present is not None)
