"""The books: accounts with balances, their entries, and the chosen entry under them."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import QSignalBlocker
from PySide6.QtCore import Qt
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSplitter
from PySide6.QtWidgets import QStackedWidget
from PySide6.QtWidgets import QWidget

from cfo_desktop.domain.account import Account
from cfo_desktop.domain.account import Kind
from cfo_desktop.domain.attachment import Attachment
from cfo_desktop.domain.book import Changes
from cfo_desktop.domain.register import Selection
from cfo_desktop.domain.register import Standing
from cfo_desktop.domain.source import Source
from cfo_desktop.domain.source import SourceRow
from cfo_desktop.ui import places
from cfo_desktop.ui import verbs
from cfo_desktop.ui.screens.entry_detail import EntryDetail
from cfo_desktop.ui.screens.picture_view import PictureView
from cfo_desktop.ui.screens.register import RegisterPane
from cfo_desktop.ui.screens.room import Room
from cfo_desktop.ui.screens.statement_view import StatementView
from cfo_desktop.ui.session import Session
from cfo_desktop.ui.tables import accounts as accounts_table
from cfo_desktop.ui.tables.accounts import AccountRow
from cfo_desktop.ui.tables.view import TableView
from cfo_desktop.ui.verbs import Chart
from cfo_desktop.ui.widgets import parts

_MOST_ENTRIES = 999_999_999


class Books(Room):
    """Accounts at the left, the register at the right, the chosen entry under it."""

    watches = Changes(accounts=True, entries=True, attachments=True, book=True)
    reconcile_asked = Signal(str)
    """The code of an account to hold against its statement."""

    def __init__(self, session: Session) -> None:
        super().__init__(session, title="")
        self.heading.setText(self.tr("All entries"))
        self._accounts: dict[str, Account] = {}
        self._account: str | None = None
        self._untrusted_place = ""
        """Where to stand once the accounts are read: see ``go_to``."""
        self.balance = parts.label(role="figure")
        self.accounts_model = accounts_table.model(session)
        self.accounts = TableView(self.accounts_model, name=self.tr("Accounts"))
        self.accounts.selectionModel().selectionChanged.connect(self._account_chosen)
        self.pane = RegisterPane(session, accounts=self._accounts)
        self.entries_model = self.pane.model
        self.entries = self.pane.table
        self.register = self.pane.shown
        self.detail = EntryDetail(session, accounts=self._accounts)
        self.detail_title = self.detail.title
        self.detail_text = self.detail.text
        self.postings_model = self.detail.postings_model
        self.reverse_button = self.detail.reverse_button
        self.statement = StatementView(session)
        self.picture = PictureView(session)
        self.add_button = parts.button(
            self.tr("Add entry"),
            lambda: session.room_asked.emit("add_entry"),
            role="primary",
            shortcut="Ctrl+N",
        )
        self.reconcile_button = parts.button(
            self.tr("Reconcile…"), lambda: self.reconcile_asked.emit(self._account or "")
        )
        self.reconcile_button.hide()
        self.bar.addWidget(self.balance)
        self.bar.addSpacing(16)
        self.bar.addWidget(self.reconcile_button)
        self.bar.addWidget(self.add_button)
        self._build()
        self._connect()

    def _build(self) -> None:
        right = QSplitter(Qt.Orientation.Vertical)
        right.addWidget(self.pane)
        right.addWidget(self.detail)
        right.setStretchFactor(0, 1)
        right.setStretchFactor(1, 0)
        right.setCollapsible(0, False)
        right.setHandleWidth(parts.GAP)
        whole = QSplitter(Qt.Orientation.Horizontal)
        whole.addWidget(self.accounts)
        whole.addWidget(right)
        whole.setChildrenCollapsible(False)
        whole.setHandleWidth(parts.GAP)
        whole.setStretchFactor(0, 1)
        whole.setStretchFactor(1, 3)
        self.accounts.setMinimumWidth(240)
        whole.setSizes([280, 770])
        self.stack = QStackedWidget()
        for page in (whole, self.statement, self.picture):
            self.stack.addWidget(page)
        self.lay_out(parts.column(self.stack))

    def _connect(self) -> None:
        self.pane.chosen.connect(self.detail.show_row)
        self.pane.all_asked.connect(self._search_all)
        self.detail.source_asked.connect(self._show_source)
        self.detail.files.picture_asked.connect(self._show_picture)
        self.statement.left.connect(self._back)
        self.statement.entry_asked.connect(self._show_entry_of)
        self.picture.left.connect(self._back)

    # --- reading ---

    def refresh(self) -> None:
        """Read the accounts and what is in view of the register anew."""
        self.session.run(verbs.chart(), owner=self, done=self._show_chart, topic="chart")
        if not self._untrusted_place:
            self.pane.refresh()

    def first_focus(self) -> QWidget:
        """Begin in the accounts."""
        return self.accounts

    def place(self) -> str:
        """Return the code of the account in view, and after a stroke the chosen entry's number."""
        entry = self.pane.chosen_entry
        return (self._account or "") + (f"/{entry}" if entry else "")

    def go_to(self, untrusted_place: str) -> None:
        """Show an account by its code, and an entry by its number, once the accounts are read."""
        self._untrusted_place = untrusted_place

    def forget(self) -> None:
        """Show nothing of a book."""
        self.accounts_model.set_rows([])
        self.pane.forget()
        self.detail.show_row(None)
        self.statement.forget()
        self.picture.forget()
        self.balance.clear()
        self._account = None
        self._untrusted_place = ""
        self.stack.setCurrentIndex(0)

    def show_account(self, code: str | None) -> None:
        """Show the register of an account, or of the whole book."""
        self._account = code  # the accounts may not have been read yet
        for number, row in enumerate(self.accounts_model.rows):
            if row.group is None and (row.account.code if row.account else None) == code:
                self.accounts.selectRow(number)
                self.accounts.scrollTo(self.accounts_model.index(number, 0))

    def show_period(
        self,
        account: str | None,
        *,
        first: dt.date | None = None,
        last: dt.date | None = None,
        standing: Standing = Standing.ANY,
    ) -> None:
        """Show an account's register (the whole book's where ``None``) from one day to another."""
        self._stand_at(account)
        self.pane.show_selection(Selection(account, first=first, last=last, standing=standing))

    def show_found(self, text: str) -> None:
        """Show all entries that ``text`` is found in, as typed into the search field."""
        self._stand_at(None)
        self.pane.show_selection(Selection(text=text))

    def show_entry(self, number: int) -> None:
        """Show an entry in the register of all entries."""
        self._stand_at(None)
        self.pane.go_to(number)

    def _stand_at(self, account: str | None) -> None:
        """Mark an account in the list, whose register is about to be shown."""
        self._back()
        self._untrusted_place = ""
        self._account = account
        with QSignalBlocker(self.accounts.selectionModel()):
            self.show_account(account)
        self.accounts.viewport().update()
        self._show_heading()

    def search(self) -> None:
        """Put the keyboard into the search field."""
        self._back()
        self.pane.search_now()

    def _show_chart(self, chart: Chart) -> None:
        self.session.info = chart.info
        self._accounts.clear()
        self._accounts.update({account.code: account for account in chart.accounts})
        self.detail.set_accounts(chart.accounts)
        scrolled = self.accounts.verticalScrollBar().value() if self.accounts_model.rows else None
        selection = self.accounts.selectionModel()
        selection.blockSignals(True)
        self.accounts_model.set_rows(accounts_table.rows(chart))
        self.accounts.clearSpans()
        for number, row in enumerate(self.accounts_model.rows):
            if row.group is not None:
                self.accounts.setSpan(number, 0, 1, len(self.accounts_model.columns))
        self.show_account(self._account)
        selection.blockSignals(False)
        if scrolled is not None:
            self.accounts.verticalScrollBar().setValue(scrolled)
        self._show_heading()
        if self._untrusted_place:
            self._take_place(self._untrusted_place)

    def _take_place(self, untrusted_place: str) -> None:
        untrusted_account, _, untrusted_entry = untrusted_place.partition("/")
        account = untrusted_account if untrusted_account in self._accounts else None
        entry = places.number(untrusted_entry, most=_MOST_ENTRIES)
        if entry is None or (untrusted_account and account is None):
            self.show_period(account)
            return
        self._stand_at(account)
        self.pane.go_to(entry, account=account, failed=lambda _: self.show_period(account))

    # --- choosing ---

    def _account_chosen(self) -> None:
        number = self.accounts.selected_row()
        if number is None:
            return
        row = self.accounts_model.rows[number]
        self._account = row.account.code if row.account else None
        self._show_heading(row)
        chosen = self.pane.selection
        self.pane.show_selection(
            Selection(
                self._account,
                chosen.text,
                chosen.first,
                chosen.last,
                chosen.standing,
                way=chosen.way,
            )
        )

    def _search_all(self) -> None:
        self.show_account(None)
        self.pane.search_now()

    def _show_heading(self, row: AccountRow | None = None) -> None:
        number = self.accounts.selected_row()
        if row is None and number is not None:
            row = self.accounts_model.rows[number]
        has_statements = row is not None and row.account is not None and _is_held(row.account)
        self.reconcile_button.setVisible(has_statements)
        if row is None or row.account is None:
            self.heading.setText(self.tr("All entries"))
            self.balance.clear()
            return
        self.heading.setText(row.account.name_in(self.session.language))
        self.balance.setText(self.session.localised.money(row.balance, row.account.currency))
        self.balance.setAccessibleName(
            self.session.localised.spoken(row.balance, row.account.currency)
        )

    # --- what takes the register's place ---

    def _show_source(self, source: Source) -> None:
        self.stack.setCurrentWidget(self.statement)
        self.statement.show_source(source)

    def _show_picture(self, file: Attachment) -> None:
        self.stack.setCurrentWidget(self.picture)
        self.picture.show_file(file)

    def _back(self) -> None:
        if self.stack.currentIndex():
            self.stack.setCurrentIndex(0)
            self.entries.setFocus()

    def _show_entry_of(self, row: SourceRow) -> None:
        """Show the entry that holds a statement's row, in the register of all entries."""
        self.show_entry(row.entry)


def _is_held(account: Account) -> bool:
    """Tell whether others print statements of an account: of what is owned or owed."""
    return account.kind in {Kind.ASSET, Kind.LIABILITY}
