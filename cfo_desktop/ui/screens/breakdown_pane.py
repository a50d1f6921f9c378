"""The entries behind one figure of a report, beside the statement they are part of."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame
from PySide6.QtWidgets import QPushButton

from cfo_desktop.domain.report import Breakdown
from cfo_desktop.ui import report_verbs as verbs
from cfo_desktop.ui.report_verbs import Figure
from cfo_desktop.ui.report_verbs import Period
from cfo_desktop.ui.session import Session
from cfo_desktop.ui.tables import breakdown as breakdown_table
from cfo_desktop.ui.tables.view import TableView
from cfo_desktop.ui.widgets import explain_menu
from cfo_desktop.ui.widgets import parts


class BreakdownPane(QFrame):
    """One figure at a time: its name and period, its entries, and what they add up to."""

    entry_asked = Signal(str, object)
    """An account's code and the ``Entry`` on it that the owner wants to see in the books."""
    closed = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self._session = session
        self._figure: Figure | None = None
        self._period: Period | None = None
        self._name = ""
        self._own = ""
        """The code of the account whose figure it is, where it is one account's."""
        self.title = parts.label(role="heading", wrap=True)
        self.about = parts.label(role="muted", wrap=True)
        self.total = parts.label(role="figure", wrap=True)
        self.model = breakdown_table.model(session)
        self.table = TableView(self.model, name=self.tr("Entries of the figure"))
        self.table.chosen.connect(self._chosen)
        self.table.selectionModel().selectionChanged.connect(lambda *_: self._offer_entry())
        self.open_button = parts.button(self.tr("Show in Books"), self._open)
        self.open_button.setToolTip(self.tr("Show in Books (Enter)"))
        self.explain_button = QPushButton(explain_menu.words(session.language))
        self.explain_button.setProperty("role", "link")
        self.explain_button.hide()
        self.close_button = parts.button(self.tr("Close"), self.close_pane, role="link")
        self.close_button.setToolTip(self.tr("Close (Esc)"))
        head = parts.row(self.title, self.close_button)
        head.setStretch(0, 1)
        self.setLayout(
            parts.column(
                head,
                self.about,
                self.table,
                self.total,
                parts.row(self.explain_button, None),
                parts.row(self.open_button, None),
                gap=8,
                margin=14,
            )
        )
        self.hide()

    def show_figure(self, figure: Figure, *, period: Period, name: str) -> None:
        """Read and show what ``figure``, called ``name``, of a period is made of."""
        self._figure, self._period, self._name = figure, period, name
        self._own = figure.line
        self.refresh()

    def refresh(self) -> None:
        """Read the entries anew, where a figure is in view."""
        if self._figure is not None and self._period is not None:
            self._session.run(
                verbs.breakdown(self._figure, self._period),
                owner=self,
                done=self._show,
                topic="breakdown",
            )

    def show_found(self, found: Breakdown, *, name: str, own: str) -> None:
        """Show entries that were read elsewhere; ``own`` is the one account they are of, if one."""
        self._figure, self._name, self._own = None, name, own
        self._fill(found)

    def close_pane(self) -> None:
        """Show no figure any more."""
        self._figure = None
        self.model.set_rows([])
        for label in (self.title, self.about, self.total):
            label.clear()
        self.hide()
        self.closed.emit()

    def _show(self, found: Breakdown) -> None:
        if self._figure is not None:
            self._fill(found)

    def _fill(self, found: Breakdown) -> None:
        localised = self._session.localised
        self.title.setText(self._name)
        count = len(found.shares) + found.more
        first, last = localised.day(found.first), localised.day(found.last)
        if count:
            text = self.tr("{first} to {last} · entries: {count}")
        elif found.carried:
            text = self.tr("{first} to {last} · nothing moved, it was there before")
        else:
            text = self.tr("{first} to {last} · no entries")
        self.about.setText(text.format(first=first, last=last, count=localised.number(count)))
        total = self.tr("Together {amount}")
        currency = self._session.currency
        self.total.setText(total.format(amount=localised.money(found.total, currency)))
        self.total.setAccessibleName(total.format(amount=localised.spoken(found.total, currency)))
        self.model.set_rows(breakdown_table.rows(found, session=self._session))
        self.show()
        self.table.fit_columns()
        if self.model.rows:
            self.table.selectRow(0)
        self._offer_entry()

    def _offer_entry(self) -> None:
        row = self.table.selected_row()
        self.open_button.setEnabled(row is not None and self.model.rows[row].entry is not None)

    def _open(self) -> None:
        row = self.table.selected_row()
        if row is not None:
            self._chosen(row)

    def _chosen(self, row: int) -> None:
        entry = self.model.rows[row].entry
        if entry is None:
            return
        accounts = [line.account for line in entry.draft.postings]
        self.entry_asked.emit(self._own if self._own in accounts else accounts[0], entry)
