"""The rows of a file under four tabs: new, matched, skipped, rejected; each row is in just one."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication
from PySide6.QtCore import Qt
from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QAbstractItemView
from PySide6.QtWidgets import QStackedWidget
from PySide6.QtWidgets import QTabBar
from PySide6.QtWidgets import QWidget

from cfo_desktop.domain.account import Account
from cfo_desktop.domain.importing import ImportedRow
from cfo_desktop.domain.importing import RowState
from cfo_desktop.ui import words
from cfo_desktop.ui.session import Session
from cfo_desktop.ui.tables import imports as tables
from cfo_desktop.ui.tables.view import TableView
from cfo_desktop.ui.widgets import parts

STATES = (RowState.NEW, RowState.DUPLICATE, RowState.SKIPPED, RowState.REJECTED)


def _meaning(state: RowState) -> str:
    """Return what it means that a row stands under a tab."""
    translate = QCoreApplication.translate
    return {
        RowState.NEW: translate("ImportRows", "Payments that the book does not have yet"),
        RowState.DUPLICATE: translate(
            "ImportRows",
            "Payments that are in the books already: an earlier import or another statement told "
            "of them",
        ),
        RowState.SKIPPED: translate(
            "ImportRows", "Rows that moved no money, such as cancelled orders"
        ),
        RowState.REJECTED: translate(
            "ImportRows",
            "Rows that could not be read. Mend the columns or the file and import it again: what "
            "was booked is not booked twice",
        ),
    }[state]


def _nothing(state: RowState) -> str:
    """Return what an empty tab says."""
    translate = QCoreApplication.translate
    return {
        RowState.NEW: translate("ImportRows", "No new payments in this file"),
        RowState.DUPLICATE: translate("ImportRows", "No payment of it is in the books already"),
        RowState.SKIPPED: translate("ImportRows", "No row was skipped"),
        RowState.REJECTED: translate("ImportRows", "Every row could be read"),
    }[state]


class ImportRows(QWidget):
    """One table that shows the rows of the chosen tab."""

    chosen_changed = Signal()
    """Another row, or another tab, is chosen."""

    def __init__(
        self, session: Session, *, accounts: Mapping[str, Account], beside: QWidget
    ) -> None:
        """Build the tabs; ``accounts`` may be filled later, ``beside`` stands at their right."""
        super().__init__()
        self.session = session
        self._accounts = accounts
        self.groups: dict[RowState, list[ImportedRow]] = {state: [] for state in STATES}
        self.tabs = QTabBar()
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.setUsesScrollButtons(False)
        self.tabs.setAccessibleName(self.tr("What becomes of the rows"))
        for state in STATES:
            self.tabs.setTabToolTip(
                self.tabs.addTab(""), f"{_meaning(state)} (Ctrl+PgUp, Ctrl+PgDn)"
            )
        self.tabs.currentChanged.connect(lambda _: self._show())
        self._shortcuts = [self._key("Ctrl+PgDown", 1), self._key("Ctrl+PgUp", -1)]
        self.model = tables.rows_model(session, accounts=accounts)
        self.table = TableView(self.model, name=self.tr("Rows of the file"))
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.table.selectionModel().selectionChanged.connect(lambda *_: self.chosen_changed.emit())
        self.meaning = parts.label(role="muted", wrap=True)
        self.nothing = parts.label(role="muted")
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.table)
        self.stack.addWidget(self.nothing)
        layout = parts.column(parts.row(self.tabs, None, beside), self.meaning, self.stack, gap=6)
        layout.setStretch(2, 1)
        self.setLayout(layout)
        self.show_rows(())

    def _key(self, key: str, by: int) -> QShortcut:
        shortcut = QShortcut(QKeySequence(key), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(
            lambda: self.tabs.setCurrentIndex((self.tabs.currentIndex() + by) % len(STATES))
        )
        return shortcut

    @property
    def state(self) -> RowState:
        """What became of the rows that are in view."""
        return STATES[max(self.tabs.currentIndex(), 0)]

    def show_rows(self, rows: Iterable[ImportedRow], *, stay: bool = False) -> None:
        """Show a file's rows, the first tab that has some; ``stay`` in the one in view."""
        self.groups = {state: [] for state in STATES}
        for row in rows:
            self.groups[row.state].append(row)
        for number, state in enumerate(STATES):
            count = self.session.localised.number(len(self.groups[state]))
            self.tabs.setTabText(number, f"{words.row_state(state)[0]} ({count})")
        if not stay or not self.groups[self.state]:
            first = next((n for n, state in enumerate(STATES) if self.groups[state]), 0)
            self.tabs.setCurrentIndex(first)
        self._show()

    def chosen_row(self) -> ImportedRow | None:
        """Return the first chosen row."""
        number = self.table.selected_row()
        return self.model.rows[number] if number is not None else None

    def _show(self) -> None:
        rows = self.groups[self.state]
        self.model.set_columns(tables.row_columns(self.session, accounts=self._accounts, rows=rows))
        self.model.set_rows(rows)
        self.table.fit_columns()
        self.table.scrollToTop()
        self.meaning.setText(f"{_meaning(self.state)}.")
        self.meaning.setVisible(bool(rows) and self.state is not RowState.NEW)
        self.nothing.setText(f"{_nothing(self.state)}.")
        self.stack.setCurrentIndex(0 if rows else 1)
        self.chosen_changed.emit()
