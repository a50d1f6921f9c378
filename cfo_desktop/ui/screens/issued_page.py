"""What the shop writes to customers: the list of quotes and invoices, and one of them."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QStackedWidget
from PySide6.QtWidgets import QWidget

from cfo_desktop.domain.issuing import IssuedKind
from cfo_desktop.ui import issuing_verbs as verbs
from cfo_desktop.ui.issuing_verbs import Shelf
from cfo_desktop.ui.screens.tab_page import TabPage
from cfo_desktop.ui.screens.written_view import WrittenView
from cfo_desktop.ui.session import Session
from cfo_desktop.ui.tables import issued as table
from cfo_desktop.ui.tables.view import TableView
from cfo_desktop.ui.widgets import parts
from cfo_desktop.ui.widgets.empty_state import OrEmpty


class IssuedPage(TabPage):
    """The list; a document, new or old, takes its place."""

    entry_asked = Signal(int)

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._shelf = Shelf((), (), 0)
        self._wanted: int | None = None
        """The number of the document to show once the list is read."""
        self.invoice_button = parts.button(
            self.tr("New invoice"), lambda: self._begin(IssuedKind.INVOICE), role="primary"
        )
        self.quote_button = parts.button(
            self.tr("New quote"), lambda: self._begin(IssuedKind.QUOTE)
        )
        self.model = table.model(session)
        self.table = TableView(self.model, name=self.tr("What the shop wrote"))
        self.table.chosen.connect(lambda row: self._open(self.model.rows[row].id))
        self.shown = OrEmpty(
            self.table,
            title=self.tr("Nothing written yet"),
            hint=self.tr(
                "Write a quote or an invoice: it prints with your shop's details, has the next "
                "number, and is booked as money that the customer owes."
            ),
        )
        self.listed = QWidget()
        layout = parts.column(parts.row(None, self.quote_button, self.invoice_button), self.shown)
        layout.setStretch(1, 1)
        self.listed.setLayout(layout)
        self.view = WrittenView(session)
        self.view.left.connect(self.show_list)
        self.view.entry_asked.connect(self.entry_asked)
        self.view.shown.connect(self._show_next)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.listed)
        self.stack.addWidget(self.view)
        self.setLayout(parts.column(self.stack))
        back = QShortcut(QKeySequence("Esc"), self.view)
        back.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        back.activated.connect(self.show_list)

    def refresh(self) -> None:
        """Read the list anew; what is being written stays."""
        self.session.run(verbs.shelf(), owner=self, done=self._show, topic="issued")

    def first_focus(self) -> QWidget:
        """Begin in the list, or in the document that is written."""
        if self.stack.currentWidget() is self.view:
            return self.view.buyer
        return self.table if self.model.rows else self.invoice_button

    def unsaved(self) -> bool:
        """Tell whether a document is written that is not in the book."""
        return self.stack.currentWidget() is self.view and self.view.unsaved()

    def forget(self) -> None:
        """Show nothing of a book."""
        self._shelf, self._wanted = Shelf((), (), 0), None
        self.model.set_rows([])
        self.view.forget()
        self.stack.setCurrentWidget(self.listed)

    def show_list(self) -> None:
        """Go back to the list."""
        self.view.forget()
        self.stack.setCurrentWidget(self.listed)
        self.refresh()

    def _show(self, shelf: Shelf) -> None:
        before = self.table.selected_row()
        self._shelf = shelf
        self.model.set_rows(shelf.documents)
        self.table.fit_columns()
        if shelf.documents:
            self.table.selectRow(min(before or 0, len(shelf.documents) - 1))
        self.shown.show_table(bool(shelf.documents))
        if self._wanted is not None:
            wanted, self._wanted = self._wanted, None
            self._open(wanted)

    def _show_next(self, number: int) -> None:
        self._wanted = number
        self.refresh()

    def _open(self, number: int) -> None:
        found = next((each for each in self._shelf.documents if each.id == number), None)
        if found is not None:
            self.stack.setCurrentWidget(self.view)
            self.view.show_document(found, self._shelf)

    def _begin(self, kind: IssuedKind) -> None:
        self.stack.setCurrentWidget(self.view)
        self.view.begin(kind, self._shelf)
