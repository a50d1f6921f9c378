"""All findings: the table, and beside it the chosen one with the entries it came from."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtCore import Signal
from PySide6.QtCore import SignalInstance
from PySide6.QtGui import QKeySequence
from PySide6.QtGui import QShortcut
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QSplitter
from PySide6.QtWidgets import QWidget

from cfo_desktop.domain import drafts
from cfo_desktop.domain.entry import Entry
from cfo_desktop.domain.finding import Finding
from cfo_desktop.domain.outlook import Outlook
from cfo_desktop.ui import drafting
from cfo_desktop.ui import today_verbs as verbs
from cfo_desktop.ui.finding_words import FindingWords
from cfo_desktop.ui.session import Session
from cfo_desktop.ui.tables import findings as table
from cfo_desktop.ui.tables.findings import FindingRow
from cfo_desktop.ui.tables.view import TableView
from cfo_desktop.ui.widgets import parts
from cfo_desktop.ui.widgets.empty_state import OrEmpty
from cfo_desktop.ui.widgets.row_delegate import ROW_HEIGHT

_LEAST = 320
"""Pixels that the table and the chosen finding keep each."""
_LEAST_ROWS = 3
"""Of the entries it came from, the header's among them."""


class FindingsList(QWidget):
    """One finding is always chosen, where there is any."""

    left = Signal()
    do_asked = Signal(object)
    """The ``Finding`` whose action is wanted."""
    later_asked = Signal(object)
    not_useful_asked = Signal(object)
    draft_asked = Signal(object)
    """The letter (``Wanted``) that could be written about a finding."""
    again_asked = Signal(object)
    """The ``Finding`` to show again."""
    entry_asked = Signal(int)

    def __init__(self, session: Session, say: FindingWords) -> None:
        super().__init__()
        self._session = session
        self._say = say
        self._outlook: Outlook | None = None
        self._stale = False
        self._read = ""
        """The key of the finding whose entries are shown, or asked for."""
        self.model = table.model(session, say)
        self.table = TableView(self.model, name=self.tr("All findings"))
        self.table.selectionModel().selectionChanged.connect(lambda *_: self._show_chosen())
        self.table.chosen.connect(lambda _: self._ask(self.do_asked))
        self.shown = OrEmpty(
            self.table,
            title=self.tr("Nothing to look at now"),
            hint=self.tr(
                "What you put off or called not useful, if anything, is shown by the button below."
            ),
        )
        self.put_off_button = parts.button("", self._toggle_put_off, role="link")
        self.put_off_button.setCheckable(True)
        self.title = parts.label(role="heading", wrap=True)
        self.text = parts.label(wrap=True)
        self.remedy = parts.label(role="muted", wrap=True)
        self.do = parts.button(
            "", lambda: self._ask(self.do_asked), role="primary", shortcut="Enter"
        )
        self.draft = parts.button("", self._ask_for_draft)
        self.later = parts.button(
            self.tr("Later"), lambda: self._ask(self.later_asked), shortcut="Del"
        )
        self.not_useful = parts.button(
            self.tr("Not useful"), lambda: self._ask(self.not_useful_asked)
        )
        self.again = parts.button(self.tr("Show again"), lambda: self._ask(self.again_asked))
        self.rows_text = parts.label(role="strong")
        self.rows_model = table.rows_model(session)
        self.rows = TableView(self.rows_model, name=self.tr("The entries it came from"))
        self.rows.setMinimumHeight(_LEAST_ROWS * ROW_HEIGHT)
        self.rows.chosen.connect(self._show_entry)
        self.back_button = parts.button(self.tr("Back"), self.left.emit, shortcut="Esc")
        shortcut = QShortcut(QKeySequence(Qt.Key.Key_Delete), self.table)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(self.later.click)
        self._build()

    def _build(self) -> None:
        buttons = parts.row(self.later, self.not_useful, self.again, None, gap=8)
        do = parts.row(self.do, self.draft, None, gap=8)
        inner = parts.column(
            self.title, self.text, self.remedy, do, buttons, self.rows_text, self.rows, gap=8
        )
        inner.setStretch(6, 40)
        inner.addStretch(1)  # where there are no entries to show
        self.detail = parts.card(inner, margin=16)
        left = QWidget()
        column = parts.column(self.shown, self.put_off_button, gap=6)
        column.setStretch(0, 1)
        left.setLayout(column)
        whole = QSplitter(Qt.Orientation.Horizontal)
        whole.addWidget(left)
        whole.addWidget(self.detail)
        whole.setChildrenCollapsible(False)
        whole.setHandleWidth(parts.GAP)
        whole.setStretchFactor(0, 1)
        whole.setStretchFactor(1, 1)
        whole.setSizes([500, 500])
        left.setMinimumWidth(_LEAST)
        self.detail.setMinimumWidth(_LEAST)
        self.setLayout(parts.column(whole))

    # --- showing ---

    def show_outlook(self, outlook: Outlook) -> None:
        """Show the findings; the chosen one stays, or the one that takes its place."""
        self._outlook = outlook
        self._read = ""
        self._stale = True
        if self.isVisible():
            self._fill()

    def showEvent(self, event: QShowEvent) -> None:
        """Show what came while the list was not in view."""
        super().showEvent(event)
        if self._stale:
            self._fill()

    def forget(self) -> None:
        """Show nothing of a book."""
        self._outlook = None
        self._read = ""
        self.model.set_rows([])
        self.rows_model.set_rows([])
        for text in (self.title, self.text, self.remedy, self.rows_text):
            text.clear()
        self.put_off_button.setChecked(False)

    def _fill(self) -> None:
        if self._outlook is None:
            return
        self._stale = False
        place = self.table.selected_row() or 0
        chosen = self.chosen()
        rows = [FindingRow(each, put_off=False) for each in self._outlook.findings]
        put_off = [FindingRow(each, put_off=True) for each in self._outlook.put_off]
        self.put_off_button.setVisible(bool(put_off))
        self.put_off_button.setText(self._put_off_words(len(put_off)))
        self.model.set_rows(rows + (put_off if self.put_off_button.isChecked() else []))
        self.table.fit_columns()
        keys = [row.finding.key for row in self.model.rows]
        self.shown.show_table(bool(keys))
        self.detail.setVisible(bool(keys))
        if keys:
            stays = chosen is not None and chosen.key in keys
            self.table.selectRow(
                keys.index(chosen.key) if chosen and stays else min(place, len(keys) - 1)
            )
            self._show_chosen()

    def _put_off_words(self, count: int) -> str:
        number = self._session.localised.number(count)
        if self.put_off_button.isChecked():
            return self.tr("Hide the {count} again").format(count=number)
        return self.tr("{count} hidden: show them").format(count=number)

    def _toggle_put_off(self) -> None:
        self._fill()

    def chosen(self) -> Finding | None:
        """Return the chosen finding."""
        row = self._chosen_row()
        return row.finding if row else None

    def _chosen_row(self) -> FindingRow | None:
        number = self.table.selected_row()
        rows = self.model.rows
        return rows[number] if number is not None and number < len(rows) else None

    def _show_chosen(self) -> None:
        row = self._chosen_row()
        if row is None:
            return
        finding, say = row.finding, self._say
        self.title.setText(say.title(finding))
        self.text.setText(say.text(finding))
        remedy = say.to_do(finding)
        self.remedy.setText(remedy)
        self.remedy.setVisible(bool(remedy))
        self.do.setText(say.button(finding))
        wanted = drafts.suggested(finding)
        self.draft.setVisible(wanted is not None)
        if wanted is not None:
            self.draft.setText(drafting.told(self._session, wanted.kind))
        self.later.setVisible(not row.put_off)
        self.not_useful.setVisible(not row.put_off)
        self.again.setVisible(row.put_off)
        self._read_rows(finding)

    def _read_rows(self, finding: Finding) -> None:
        if finding.key == self._read:
            return
        self._read = finding.key
        self.rows_text.setVisible(bool(finding.rows))
        self.rows.setVisible(bool(finding.rows))
        count = self._session.localised.number(len(finding.rows))
        self.rows_text.setText(self.tr("The entries it came from: {count}").format(count=count))
        self.rows_model.set_rows([])
        if finding.rows:
            self._session.run(
                verbs.entries(finding.rows), owner=self, done=self._show_rows, topic="rows"
            )

    def _show_rows(self, found: Sequence[Entry]) -> None:
        self.rows_model.set_rows(found)
        self.rows.fit_columns()

    # --- doing ---

    def _ask(self, signal: SignalInstance) -> None:
        finding = self.chosen()
        if finding is not None:
            signal.emit(finding)

    def _ask_for_draft(self) -> None:
        finding = self.chosen()
        wanted = drafts.suggested(finding) if finding is not None else None
        if wanted is not None:
            self.draft_asked.emit(wanted)

    def _show_entry(self, row: int) -> None:
        self.entry_asked.emit(self.rows_model.rows[row].number)
