"""The entries typed in lately, each to be taken back, or to repeat, by one click."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QWidget

from cfo_desktop.domain.entry import Entry
from cfo_desktop.domain.register import RegisterRow
from cfo_desktop.ui import money_verbs as verbs
from cfo_desktop.ui import quick_words
from cfo_desktop.ui import undo
from cfo_desktop.ui.money_verbs import Desk
from cfo_desktop.ui.money_verbs import Repeat
from cfo_desktop.ui.session import Session
from cfo_desktop.ui.tables import entries as table
from cfo_desktop.ui.tables.view import TableView
from cfo_desktop.ui.widgets import ask_repeat
from cfo_desktop.ui.widgets import parts
from cfo_desktop.ui.widgets.empty_state import OrEmpty


class LatelyPage(QWidget):
    """A table, the newest entry first and selected."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.model = table.short_model(session)
        self.table = TableView(self.model, name=self.tr("Entered lately"))
        self.table.selectionModel().selectionChanged.connect(lambda *_: self._show_buttons())
        self.repeat_button = parts.button(self.tr("Repeat this…"), self._ask_repeat)
        self.back_button = parts.button(self.tr("Take back"), self._take_back, shortcut="Del")
        delete = QShortcut(QKeySequence(Qt.Key.Key_Delete), self.table)
        delete.setContext(Qt.ShortcutContext.WidgetShortcut)
        delete.activated.connect(self._take_back)
        self.shown = OrEmpty(
            self.table,
            title=self.tr("Nothing entered yet"),
            hint=self.tr("What you post above is listed here, and can be taken back."),
        )
        self._tools = QWidget()
        self._tools.setLayout(parts.row(None, self.repeat_button, self.back_button))
        self.bar = QWidget()  # stands beside the tabs, over the table
        self.bar.setLayout(parts.row(self._tools))
        self.setLayout(parts.column(self.shown))
        self._show_buttons()

    def show_desk(self, desk: Desk) -> None:
        """Show what was entered lately."""
        accounts = {each.code: each for each in desk.accounts}
        self.model.set_rows(
            table.entry_row(
                RegisterRow(entry, entry.number in desk.needs_review),
                account=None,
                accounts=accounts,
                session=self.session,
            )
            for entry in desk.lately
        )
        self.table.fit_columns()
        self.shown.show_table(bool(desk.lately))
        self._tools.setVisible(bool(desk.lately))
        if desk.lately:
            self.table.selectRow(0)
        self._show_buttons()

    def forget(self) -> None:
        """Empty the table."""
        self.model.set_rows([])

    def _chosen(self) -> Entry | None:
        row = self.table.selected_row()
        if row is None or row >= len(self.model.rows):
            return None
        return self.model.rows[row].entry

    def _show_buttons(self) -> None:
        chosen = self._chosen()
        stands = chosen is not None and chosen.reversed_by is None
        self.back_button.setEnabled(stands)
        self.repeat_button.setEnabled(stands)

    def _take_back(self) -> None:
        chosen = self._chosen()
        if chosen is not None and self.back_button.isEnabled():
            number = chosen.number
            self.session.run(
                undo.reverse([number]),
                owner=self,
                done=lambda made: self.session.tell(
                    undo.reversed_told(number, made[0]), undo=undo.of_reversal()
                ),
            )

    def _ask_repeat(self) -> None:
        chosen = self._chosen()
        if chosen is None:
            return

        def repeated(made: tuple[int, int | None]) -> None:
            told = quick_words.repeats_further(chosen.number)
            self.session.tell(told, undo=undo.repeating(made[0], None))

        def repeat(how: Repeat) -> None:
            self.session.run(verbs.repeat(chosen, how=how), owner=self, done=repeated)

        ask_repeat.ask(self, chosen.draft.day, localised=self.session.localised, then=repeat)
