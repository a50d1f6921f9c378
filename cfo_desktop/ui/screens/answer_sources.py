"""Where a figure of an answer comes from, where that is several entries or several accounts."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QStackedWidget
from PySide6.QtWidgets import QWidget

from cfo_desktop.domain.asking import Place
from cfo_desktop.domain.entry import Entry
from cfo_desktop.domain.period import Stretch
from cfo_desktop.ui import advisor_verbs as verbs
from cfo_desktop.ui import today_verbs
from cfo_desktop.ui.advisor_verbs import Moved
from cfo_desktop.ui.session import Session
from cfo_desktop.ui.tables import answers
from cfo_desktop.ui.tables import findings
from cfo_desktop.ui.tables.view import TableView
from cfo_desktop.ui.widgets import parts


class AnswerSources(QWidget):
    """One table at a time, in place of the conversation; Enter on a row leads into the books."""

    left = Signal()
    entry_asked = Signal(int)
    account_asked = Signal(object)
    """The ``Place`` of one account, and the days that the figure is about."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._stretch: Stretch | None = None
        self._name: Callable[[], str] = str
        self.title = parts.label(role="heading", wrap=True)
        self.about = parts.label(role="muted", wrap=True)
        self.entries_model = findings.rows_model(session)
        self.entries = TableView(self.entries_model, name=self.tr("The entries it came from"))
        self.entries.chosen.connect(self._show_entry)
        self.accounts_model = answers.accounts_model(session)
        self.accounts = TableView(self.accounts_model, name=self.tr("The accounts it came from"))
        self.accounts.chosen.connect(self._show_account)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.entries)
        self.stack.addWidget(self.accounts)
        self.open_button = parts.button(
            self.tr("Show in Books"), self._open, role="primary", shortcut="Enter"
        )
        self.back_button = parts.button(self.tr("Back"), self.left.emit, shortcut="Esc")
        escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        escape.activated.connect(self.left)
        buttons = parts.row(self.open_button, self.back_button, None)
        layout = parts.column(self.title, self.about, self.stack, buttons, gap=8)
        layout.setStretch(2, 1)
        self.setLayout(layout)

    @property
    def table(self) -> TableView:
        """The table in view."""
        return self.accounts if self.stack.currentWidget() is self.accounts else self.entries

    def show_place(self, place: Place, *, name: Callable[[], str]) -> None:
        """Read and show what a figure came from; ``name`` says what it is, by the settings now."""
        self.forget()
        self._stretch = place.stretch
        self._name = name
        self.title.setText(name())
        run = self._session.run
        if place.rows:
            self.stack.setCurrentWidget(self.entries)
            run(today_verbs.entries(place.rows), owner=self, done=self._fill, topic="rows")
            self._say_how_many(place.rows)
        else:
            self.stack.setCurrentWidget(self.accounts)
            verb = verbs.moved(place.accounts, place.stretch)
            run(verb, owner=self, done=self._fill_accounts, topic="rows")
            self.about.setText(self._days())

    def name_anew(self) -> None:
        """Say anew what is shown: amounts may be covered now."""
        self.title.setText(self._name())

    def forget(self) -> None:
        """Show nothing of a book."""
        self._stretch = None
        self._name = str
        self.title.clear()
        self.about.clear()
        self.entries_model.set_rows([])
        self.accounts_model.set_rows([])

    def _say_how_many(self, rows: Sequence[int]) -> None:
        number = self._session.localised.number
        text = self.tr("The entries it came from: {count}")
        if len(rows) > today_verbs.MOST_ENTRIES:
            text = self.tr("The first {shown} of the {count} entries it came from")
        self.about.setText(
            text.format(count=number(len(rows)), shown=number(today_verbs.MOST_ENTRIES))
        )

    def _days(self) -> str:
        if self._stretch is None:
            return self.tr("What the accounts hold now")
        day = self._session.localised.day
        if self._stretch.first == self._stretch.last:
            return self.tr("{day}, each account").format(day=day(self._stretch.last))
        return self.tr("{first} to {last}, each account").format(
            first=day(self._stretch.first), last=day(self._stretch.last)
        )

    def _fill(self, found: Sequence[Entry]) -> None:
        self.entries_model.set_rows(found)
        self._begin(self.entries)

    def _fill_accounts(self, found: Sequence[Moved]) -> None:
        self.accounts_model.set_rows(found)
        self._begin(self.accounts)

    def _begin(self, table: TableView) -> None:
        table.fit_columns()
        self.open_button.setEnabled(bool(table.model().rowCount()))
        if table.model().rowCount():
            table.selectRow(0)
        if self.isVisible():
            table.setFocus()

    def _open(self) -> None:
        row = self.table.selected_row()
        if row is not None:
            self.table.chosen.emit(row)

    def _show_entry(self, row: int) -> None:
        self.entry_asked.emit(self.entries_model.rows[row].number)

    def _show_account(self, row: int) -> None:
        code = self.accounts_model.rows[row].account.code
        self.account_asked.emit(Place(accounts=(code,), stretch=self._stretch))
