"""A statement's rows as the book keeps them, with the one that an entry came from chosen."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from cfo_desktop.domain.source import Source
from cfo_desktop.domain.source import StatementRows
from cfo_desktop.ui import register_verbs as verbs
from cfo_desktop.ui.session import Session
from cfo_desktop.ui.tables import sources as table
from cfo_desktop.ui.tables.view import TableView
from cfo_desktop.ui.widgets import parts


class StatementView(QWidget):
    """Takes the place of the register; Escape goes back, Enter goes to a row's entry."""

    left = Signal()
    entry_asked = Signal(object)
    """The ``SourceRow`` whose entry the owner wants to see."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._row = 0
        self.title = parts.label(role="heading", wrap=True)
        self.about = parts.label(role="muted", wrap=True)
        self.model = table.model(session)
        self.table = TableView(self.model, name=self.tr("Rows of the statement"))
        self.table.chosen.connect(lambda row: self.entry_asked.emit(self.model.rows[row]))
        self.table.selectionModel().selectionChanged.connect(lambda: self._judge())  # noqa: PLW0108
        self.entry_button = parts.button(
            self.tr("Show the entry"), self._ask_entry, shortcut="Enter"
        )
        self.back_button = parts.button(self.tr("Back"), self.left.emit, shortcut="Esc")
        head = parts.row(self.title, self.entry_button, self.back_button, gap=8)
        head.setStretch(0, 1)
        whole = parts.column(head, self.about, self.table, gap=8)
        self.setLayout(whole)

    def show_source(self, source: Source) -> None:
        """Show the statement of ``source`` and choose its row."""
        self._row = source.row.id
        self.title.setText(source.file)
        self.about.clear()
        self.model.set_rows([])
        self._session.run(
            verbs.statement(source.statement), owner=self, done=self._show, topic="statement"
        )

    def refresh(self) -> None:
        """Nothing of a kept statement changes but whether its import stands; it is read anew."""

    def forget(self) -> None:
        """Show nothing of a book."""
        self.title.clear()
        self.about.clear()
        self.model.set_rows([])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go back by Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return
        super().keyPressEvent(event)

    def _show(self, found: StatementRows) -> None:
        days = " – ".join(map(self._session.localised.day, (found.first_day, found.last_day)))
        text = self.tr("{days} · {count} rows, as the file tells them")
        self.about.setText(
            text.format(days=days, count=self._session.localised.number(len(found.rows)))
        )
        self.model.set_rows(found.rows)
        self.table.fit_columns()
        for number, row in enumerate(found.rows):
            if row.id == self._row:
                self.table.selectRow(number)
                self.table.scrollTo(
                    self.model.index(number, 0), TableView.ScrollHint.PositionAtCenter
                )
        self._judge()
        self.table.setFocus()

    def _judge(self) -> None:
        self.entry_button.setEnabled(self.table.selected_row() is not None)

    def _ask_entry(self) -> None:
        number = self.table.selected_row()
        if number is not None:
            self.entry_asked.emit(self.model.rows[number])
