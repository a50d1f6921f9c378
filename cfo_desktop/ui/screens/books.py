"""The books: accounts with balances, their entries, and the postings of the chosen entry."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSplitter
from PySide6.QtWidgets import QWidget

from cfo_desktop.domain.account import Account
from cfo_desktop.domain.account import Kind
from cfo_desktop.domain.book import Changes
from cfo_desktop.ui import verbs
from cfo_desktop.ui.screens.room import Room
from cfo_desktop.ui.session import Session
from cfo_desktop.ui.tables import accounts as accounts_table
from cfo_desktop.ui.tables import entries as entries_table
from cfo_desktop.ui.tables import postings as postings_table
from cfo_desktop.ui.tables.accounts import AccountRow
from cfo_desktop.ui.tables.entries import EntryRow
from cfo_desktop.ui.tables.entries import entry_row
from cfo_desktop.ui.tables.view import TableView
from cfo_desktop.ui.verbs import Chart
from cfo_desktop.ui.verbs import Register
from cfo_desktop.ui.widgets import parts
from cfo_desktop.ui.widgets.confirm import ask
from cfo_desktop.ui.widgets.empty_state import OrEmpty
from cfo_desktop.ui.widgets.row_delegate import ROW_HEIGHT

_MOST_LINES = 6
"""Of an entry seen at once; a longer one scrolls."""


class Books(Room):
    """Accounts at the left, the register at the right, the chosen entry under it."""

    watches = Changes(accounts=True, entries=True, book=True)
    reconcile_asked = Signal(str)
    """The code of an account to hold against its statement."""

    def __init__(self, session: Session) -> None:
        super().__init__(session, title="")
        self.heading.setText(self.tr("All entries"))
        self._accounts: dict[str, Account] = {}
        self._account: str | None = None
        self._more = False
        self._reading = False
        self.balance = parts.label(role="figure")
        self.accounts_model = accounts_table.model(session)
        self.accounts = TableView(self.accounts_model, name=self.tr("Accounts"))
        self.accounts.selectionModel().selectionChanged.connect(self._account_chosen)
        self.entries_model = entries_table.model(session, one_account=False)
        self.entries = TableView(self.entries_model, name=self.tr("Entries"))
        self.entries.selectionModel().selectionChanged.connect(self._entry_chosen)
        self.entries.reached_end.connect(self._read_more)
        self.register = OrEmpty(
            self.entries,
            title=self.tr("No entries yet"),
            hint=self.tr(
                "Import a statement of your bank or wallet (Ctrl+I), or write the first entry "
                "(Ctrl+N)."
            ),
        )
        self._build_detail()
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

    def _build(self) -> None:
        right = QSplitter(Qt.Orientation.Vertical)
        right.addWidget(self.register)
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
        self.lay_out(parts.column(whole))

    def _build_detail(self) -> None:
        self.detail_title = parts.label(role="heading", wrap=True)
        self.detail_text = parts.label(role="muted", wrap=True)
        self.postings_model = postings_table.model(self.session, accounts=self._accounts)
        self.postings = TableView(self.postings_model, name=self.tr("Lines of the entry"))
        self.reverse_button = parts.button(self.tr("Reverse…"), self._ask_reverse)
        self.detail = parts.card(
            parts.column(
                parts.row(self.detail_title, None, self.reverse_button),
                self.detail_text,
                self.postings,
                gap=8,
            ),
            margin=14,
        )
        self.detail.hide()

    # --- reading ---

    def refresh(self) -> None:
        """Read the accounts and the first page anew."""
        self.session.run(verbs.chart(), owner=self, done=self._show_chart, topic="chart")
        self._read_first()

    def first_focus(self) -> QWidget:
        """Begin in the accounts."""
        return self.accounts

    def place(self) -> str:
        """Return the code of the account in view."""
        return self._account or ""

    def go_to(self, untrusted_place: str) -> None:
        """Show an account by its code, once the accounts are read."""
        self._account = untrusted_place

    def forget(self) -> None:
        """Empty both tables and the detail."""
        self.accounts_model.set_rows([])
        self.entries_model.set_rows([])
        self.postings_model.set_rows([])
        self.balance.clear()
        self.detail.hide()

    def show_account(self, code: str | None) -> None:
        """Show the register of an account, or of the whole book."""
        self._account = code  # the accounts may not have been read yet
        for number, row in enumerate(self.accounts_model.rows):
            if row.group is None and (row.account.code if row.account else None) == code:
                self.accounts.selectRow(number)

    def _show_chart(self, chart: Chart) -> None:
        self.session.info = chart.info
        self._accounts.clear()
        self._accounts.update({account.code: account for account in chart.accounts})
        scrolled = self.accounts.verticalScrollBar().value()
        selection = self.accounts.selectionModel()
        selection.blockSignals(True)
        self.accounts_model.set_rows(accounts_table.rows(chart))
        self.accounts.clearSpans()
        for number, row in enumerate(self.accounts_model.rows):
            if row.group is not None:
                self.accounts.setSpan(number, 0, 1, len(self.accounts_model.columns))
        self.show_account(self._account)
        selection.blockSignals(False)
        self.accounts.verticalScrollBar().setValue(scrolled)
        self._show_heading()

    def _read_first(self) -> None:
        self._reading = True
        self.session.run(
            verbs.register(account=self._account),
            owner=self,
            done=self._show_first,
            topic="register",
        )

    def _read_more(self) -> None:
        if not self._more or self._reading or not self.entries_model.rows:
            return
        self._reading = True
        last = self.entries_model.rows[-1].entry
        self.session.run(
            verbs.register(account=self._account, before=(last.draft.day, last.number)),
            owner=self,
            done=self._show_more,
            topic="register",
        )

    def _show_first(self, page: Register) -> None:
        chosen = self._chosen_entry()
        self.entries_model.columns = entries_table.model(
            self.session, one_account=self._account is not None
        ).columns
        self.entries_model.set_rows(self._rows(page))
        self.entries.fit_columns()
        self.register.show_table(bool(self.entries_model.rows))
        self._page_read(page)
        self.detail.setVisible(False)
        for number, row in enumerate(self.entries_model.rows):
            if chosen is not None and row.entry.number == chosen.entry.number:
                self.entries.selectRow(number)

    def _show_more(self, page: Register) -> None:
        self.entries_model.append(self._rows(page))
        self._page_read(page)

    def _page_read(self, page: Register) -> None:
        self._reading = False
        self._more = page.more

    def _rows(self, page: Register) -> list[EntryRow]:
        return [
            entry_row(
                entry,
                account=self._account,
                needs_review=entry.number in page.needs_review,
                accounts=self._accounts,
                session=self.session,
            )
            for entry in page.entries
        ]

    # --- choosing ---

    def _account_chosen(self) -> None:
        number = self.accounts.selected_row()
        if number is None:
            return
        row = self.accounts_model.rows[number]
        self._account = row.account.code if row.account else None
        self.entries.clearSelection()
        self._show_heading(row)
        self._read_first()

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

    def _chosen_entry(self) -> EntryRow | None:
        number = self.entries.selected_row()
        return None if number is None else self.entries_model.rows[number]

    def _entry_chosen(self) -> None:
        row = self._chosen_entry()
        self.detail.setVisible(row is not None)
        if row is None:
            return
        draft = row.entry.draft
        title = self.tr("Entry {number} · {day} · {state}")
        self.detail_title.setText(
            title.format(
                number=row.entry.number,
                day=self.session.localised.day(draft.day),
                state=row.state,
            )
        )
        about = [part for part in (draft.party, draft.narration, self._story(row)) if part]
        self.detail_text.setText(" · ".join(about))
        self.postings_model.set_rows(draft.postings)
        lines = min(len(draft.postings), _MOST_LINES)
        self.postings.setFixedHeight((lines + 1) * ROW_HEIGHT + 6)
        self.reverse_button.setEnabled(row.entry.reversed_by is None and draft.reverses is None)

    def _story(self, row: EntryRow) -> str:
        entry = row.entry
        if entry.reversed_by is not None:
            return self.tr("Taken back by entry {number}").format(number=entry.reversed_by)
        if entry.draft.reverses is not None:
            return self.tr("Takes entry {number} back").format(number=entry.draft.reverses)
        if entry.draft.completes is not None:
            return self.tr("Sorts the money of entry {number}").format(number=entry.draft.completes)
        return self.tr("From an import") if entry.batch else ""

    # --- changing ---

    def _ask_reverse(self) -> None:
        row = self._chosen_entry()
        if row is None:
            return
        number = row.entry.number
        ask(
            self,
            self.tr("Reverse entry {number}?").format(number=number),
            explanation=self.tr(
                "A second entry takes it back. Both stay in the books, so that the correction "
                "can be followed."
            ),
            action=self.tr("Reverse it"),
            then=lambda: self.session.run(
                verbs.reverse(number),
                owner=self,
                done=lambda made: self.session.tell(
                    self.tr("Entry {number} was taken back by entry {made}.").format(
                        number=number, made=made
                    )
                ),
            ),
        )


def _is_held(account: Account) -> bool:
    """Tell whether others print statements of an account: of what is owned or owed."""
    return account.kind in {Kind.ASSET, Kind.LIABILITY}
