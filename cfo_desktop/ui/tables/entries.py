"""The register: posted entries, the newest first, of one account or of the whole book.

The model has as many rows as there are entries and holds the few pages around the view; the others
are read when they are looked at, and show an ellipsis until they are there.
"""

from __future__ import annotations

from collections.abc import Collection
from collections.abc import Iterable
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtCore import QModelIndex
from PySide6.QtCore import Qt

from cfo_desktop.domain.account import Account
from cfo_desktop.domain.entry import Entry
from cfo_desktop.domain.entry import Posting
from cfo_desktop.domain.money import Money
from cfo_desktop.domain.register import PAGE
from cfo_desktop.domain.register import Key
from cfo_desktop.domain.register import Outline
from cfo_desktop.domain.register import PageStart
from cfo_desktop.domain.register import RegisterRow
from cfo_desktop.domain.register import Selection
from cfo_desktop.domain.wording import told_once
from cfo_desktop.ui import words
from cfo_desktop.ui.session import Session
from cfo_desktop.ui.tables import columns
from cfo_desktop.ui.tables.rows import Column
from cfo_desktop.ui.tables.rows import Index
from cfo_desktop.ui.tables.rows import RowsModel

MOST_PAGES = 40
"""Held at a time; those farthest from the view go first."""
PENDING = "…"


@dataclass(frozen=True, slots=True)
class EntryRow:
    """An entry as the register shows it; minor units of ``currency``."""

    entry: Entry
    state: str
    token: str
    """The colour of ``state``."""
    amount: int
    """As it moves the account in view; the sum of the debits in a view of all entries."""
    currency: str
    others: str
    """The accounts on the other side, or all of them."""
    balance: int | None = None
    """Of the account in view after the entry, where balances run on."""

    @property
    def key(self) -> Key:
        """Where it stands in the register."""
        return Key(self.entry.draft.day, self.entry.number)


def entry_row(
    found: RegisterRow,
    *,
    account: str | None,
    accounts: Mapping[str, Account],
    session: Session,
) -> EntryRow:
    """Return ``found`` as the register of ``account`` (of all where ``None``) shows it."""
    entry = found.entry
    state, token = words.entry_state(entry, needs_review=found.needs_review)
    lines = entry.draft.postings
    if account is None:
        amount = sum(line.value.minor for line in lines if line.value.minor > 0)
        currency = lines[0].value.currency
    else:
        own = [line.amount for line in lines if line.account == account]
        amount = sum(money.minor for money in own)
        currency = own[0].currency if own else session.currency
    names = [
        accounts[line.account].name_in(session.language)
        if line.account in accounts
        else line.account
        for line in sorted(lines, key=_credit_first)
        if line.account != account
    ]
    arrow = " → " if account is None else ", "
    others = arrow.join(dict.fromkeys(names))
    return EntryRow(entry, state, token, amount, currency, others, found.balance)


def _credit_first(line: Posting) -> bool:
    return line.value.minor > 0


def short_model(session: Session) -> RowsModel[EntryRow]:
    """Return a model for a handful of entries of all accounts, each at hand."""
    return RowsModel(_columns(session, Selection()), colour=session.colour)


class RegisterModel(RowsModel[EntryRow]):
    """All entries of a selection, of which ``rows`` are those at hand."""

    def __init__(self, session: Session, *, accounts: Mapping[str, Account]) -> None:
        """Begin empty; ``accounts`` (by code) names them and may be filled later."""
        super().__init__(_columns(session, Selection()), colour=session.colour)
        self._session = session
        self._accounts = accounts
        self.selection = Selection()
        self._count = 0
        self._starts: tuple[PageStart, ...] = ()
        self._pages: dict[int, list[EntryRow]] = {}

    def forget(self) -> None:
        """Show nothing."""
        self.beginResetModel()
        self._begin(Selection())
        self.endResetModel()

    def show_first(self, selection: Selection, rows: Sequence[RegisterRow]) -> None:
        """Be the register of ``selection``, of which the first page is at hand."""
        self.beginResetModel()
        self._begin(selection)
        self._count = len(rows)
        self._keep(0, rows)
        self.endResetModel()

    def grow(self, outline: Outline) -> None:
        """Have as many rows as there are entries, after the first page was shown."""
        self._starts = outline.starts
        if outline.count > self._count:
            self.beginInsertRows(QModelIndex(), self._count, outline.count - 1)
            self._count = outline.count
            self.endInsertRows()

    def replace(
        self,
        selection: Selection,
        outline: Outline,
        pages: Mapping[int, Sequence[RegisterRow]],
    ) -> None:
        """Be a register of which some pages are at hand; the others are read when looked at."""
        self.beginResetModel()
        self._begin(selection)
        self._count = outline.count
        self._starts = outline.starts
        for number, rows in pages.items():
            self._keep(number, rows)
        self.endResetModel()

    def take_pages(self, pages: Mapping[int, Sequence[RegisterRow]], *, near: int) -> None:
        """Hold pages that were read; forget those farthest from page ``near`` where too many."""
        for number, rows in pages.items():
            self._keep(number, rows)
        for number in sorted(self._pages, key=lambda page: -abs(page - near)):
            if len(self._pages) <= MOST_PAGES:
                break
            if number:  # the first is what everything begins with
                del self._pages[number]
        self._list()
        for number in pages:
            self.touch(number * PAGE, last=min((number + 1) * PAGE, self._count) - 1)

    def missing(self, first: int, last: int) -> dict[int, PageStart]:
        """Return where the pages begin that rows ``first`` to ``last`` need and are not at hand."""
        numbers = range(max(first, 0) // PAGE, max(last, 0) // PAGE + 1)
        return {
            number: self._starts[number]
            for number in numbers
            if number not in self._pages and number < len(self._starts)
        }

    def row_at(self, row: int) -> EntryRow | None:
        """Return a row where it is at hand."""
        page = self._pages.get(row // PAGE, [])
        return page[row % PAGE] if row % PAGE < len(page) else None

    def place_of(self, key: Key) -> int | None:
        """Return the number of the row with ``key``, where it is at hand."""
        for number, page in self._pages.items():
            for place, row in enumerate(page):
                if row.key == key:
                    return number * PAGE + place
        return None

    def pages_held(self) -> Collection[int]:
        """Return the numbers of the pages at hand."""
        return self._pages.keys()

    def _begin(self, selection: Selection) -> None:
        self.selection = selection
        self.columns = tuple(_columns(self._session, selection))
        self._count = 0
        self._starts = ()
        self._pages = {}
        self._list()

    def _keep(self, number: int, rows: Iterable[RegisterRow]) -> None:
        self._pages[number] = [
            entry_row(
                row,
                account=self.selection.account,
                accounts=self._accounts,
                session=self._session,
            )
            for row in rows
        ]
        self._list()

    def _list(self) -> None:
        self.rows = [row for number in sorted(self._pages) for row in self._pages[number]]

    def rowCount(self, parent: Index | None = None) -> int:
        """Return the number of entries, read or not."""
        return 0 if parent is not None and parent.isValid() else self._count

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - Qt's own signature
        """Return what one cell shows; an ellipsis until its page is there."""
        if not index.isValid():
            return None
        row = self.row_at(index.row())
        if row is not None:
            return self.cell(row, index.column(), role)
        if role == Qt.ItemDataRole.DisplayRole:
            return PENDING
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return QCoreApplication.translate("EntriesTable", "Being read")
        return self._colour("muted") if role == Qt.ItemDataRole.ForegroundRole else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let every row be selected."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


def _columns(session: Session, selection: Selection) -> list[Column[EntryRow]]:
    """Return the register's columns; one account's amounts are signed."""
    translate = QCoreApplication.translate

    def text(row: EntryRow) -> str:
        draft = row.entry.draft
        return told_once(draft.party, draft.narration, joint=" · ")

    def balance(row: EntryRow) -> Money | None:
        return None if row.balance is None else Money(row.currency, row.balance)

    accounts_title = (
        translate("EntriesTable", "From → to")
        if selection.account is None
        else translate("EntriesTable", "Other side")
    )
    running = columns.amount(session, translate("EntriesTable", "Balance"), balance, spare=3)
    return [
        columns.day(session, translate("EntriesTable", "Date"), lambda row: row.entry.draft.day),
        columns.number(translate("EntriesTable", "No."), lambda row: row.entry.number, spare=1),
        Column(translate("EntriesTable", "Payee and text"), text, share=3),
        Column(accounts_title, lambda row: row.others, share=3),
        columns.amount(
            session,
            translate("EntriesTable", "Amount"),
            lambda row: Money(row.currency, row.amount),
        ),
        *([running] if selection.runs_on else []),
        Column(
            translate("EntriesTable", "State"),
            lambda row: row.state,
            sample=translate("Words", "Needs review"),
            spare=2,
            token=lambda row: row.token,
        ),
    ]
