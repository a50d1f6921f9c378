"""The register itself: one search field, one filter, and the entries that are found."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QEvent
from PySide6.QtCore import QObject
from PySide6.QtCore import Qt
from PySide6.QtCore import QTimer
from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView
from PySide6.QtWidgets import QLineEdit
from PySide6.QtWidgets import QWidget

from cfo_desktop.base.errors import CfoError
from cfo_desktop.domain.account import Account
from cfo_desktop.domain.register import PAGE
from cfo_desktop.domain.register import FirstPage
from cfo_desktop.domain.register import Key
from cfo_desktop.domain.register import Outline
from cfo_desktop.domain.register import RegisterRow
from cfo_desktop.domain.register import Selection
from cfo_desktop.ui import register_verbs as verbs
from cfo_desktop.ui.screens.register_filter import RegisterFilter
from cfo_desktop.ui.session import Session
from cfo_desktop.ui.tables.entries import EntryRow
from cfo_desktop.ui.tables.entries import RegisterModel
from cfo_desktop.ui.tables.view import TableView
from cfo_desktop.ui.widgets import parts
from cfo_desktop.ui.widgets.empty_state import OrEmpty
from cfo_desktop.ui.widgets.row_delegate import ROW_HEIGHT

_PAUSE_MS = 120
"""Typing is looked up when it rests so long."""
_LEAST_ROWS = 5
"""The header's among them: what stays in view of the register beside a long entry."""


class RegisterPane(QWidget):
    """Shows a ``Selection``; reads pages as they come into view."""

    chosen = Signal(object)
    """``EntryRow``, or ``None`` where no entry is chosen (any more)."""
    all_asked = Signal()
    """The owner wants to search all entries, not one account's."""

    def __init__(self, session: Session, *, accounts: Mapping[str, Account]) -> None:
        """Begin empty; ``accounts`` (by code) names them and may be filled later."""
        super().__init__()
        self._session = session
        self._accounts = accounts
        self.selection = Selection()
        self._chosen_key: Key | None = None
        self._first_wanted = False
        self.search = QLineEdit()
        self.search.setAccessibleName(self.tr("Search entries"))
        self.search.setPlaceholderText(self.tr("Search payee, text, amount or date (Ctrl+F)"))
        self.search.setToolTip(
            self.tr("Every word must be found. Amounts: 12.50. Days: 4 Nov 2026, 2026-11. (Ctrl+F)")
        )
        self.search.setClearButtonEnabled(True)
        self.search.setMinimumHeight(parts.FIELD_HEIGHT)
        self.search.setMaxLength(200)
        self.search.installEventFilter(self)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self._typed)
        self.search.textChanged.connect(lambda _: self._pause.start())
        self.filter = RegisterFilter(session, parent=self)
        self.filter.changed.connect(self._filtered)
        self.filter_button = parts.button(self.tr("Filter…"), self._open_filter)
        self.filter_text = parts.label(role="muted", wrap=True)
        self.clear_filter = parts.button(self.tr("Clear"), self.filter.clear, role="link")
        self.clear_filter.setAccessibleName(self.tr("Clear the filter"))
        self.model = RegisterModel(session, accounts=accounts)
        self.table = TableView(self.model, name=self.tr("Entries"))
        self.table.setMinimumHeight(_LEAST_ROWS * ROW_HEIGHT)
        self.table.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerItem)
        self.table.selectionModel().selectionChanged.connect(self._row_chosen)
        self.table.verticalScrollBar().valueChanged.connect(lambda _: self._read_view())
        self.table.resized.connect(self._read_view)
        self.all_button = parts.button(self.tr("Search all entries"), self.all_asked.emit)
        self.shown = OrEmpty(self.table, title="", hint="", action=self.all_button)
        bar = parts.row(self.search, self.filter_button, gap=8)
        bar.setStretch(0, 1)
        self._filter_line = QWidget()
        line = parts.row(self.filter_text, self.clear_filter, gap=8)
        line.setStretch(0, 1)
        self._filter_line.setLayout(line)
        whole = parts.column(bar, self._filter_line, self.shown, gap=8)
        whole.setStretch(2, 1)
        self.setLayout(whole)
        self._say_empty()
        self._show_filter()

    # --- what is shown ---

    def show_selection(self, selection: Selection) -> None:
        """Show another register, from its top."""
        if selection.account != self.selection.account:
            selection = replace(selection, least=None, most=None)  # in another currency, maybe
        self._take(selection)
        self._session.run(
            verbs.first(selection), owner=self, done=self._show_first, topic="register"
        )

    def go_to(
        self,
        entry: int,
        *,
        account: str | None = None,
        failed: Callable[[CfoError], None] | None = None,
    ) -> None:
        """Show an account's entries or all, and choose one of them wherever it stands.

        ``failed`` is told where there is no such entry; without it, the window says so.
        """
        self._take(Selection(account))
        self._session.run(
            verbs.whereabouts(entry, self.selection),
            owner=self,
            done=lambda found: self._arrive(*found),
            failed=failed,
            topic="register",
        )

    def _take(self, selection: Selection) -> None:
        self.selection = selection
        self.search.blockSignals(True)
        if self.search.text().strip() != selection.text:
            self.search.setText(selection.text)
        self.search.blockSignals(False)
        self._show_filter()
        self.table.clearSelection()
        self._choose(None)

    def _arrive(
        self, key: Key, outline: Outline, pages: Mapping[int, Sequence[RegisterRow]]
    ) -> None:
        self.model.replace(self.selection, outline, pages)
        self.table.fit_columns()
        self.shown.show_table(outline.count > 0)
        place = self.model.place_of(key)
        if place is not None:
            self.table.selectRow(place)
            self.table.scrollTo(
                self.model.index(place, 0), QAbstractItemView.ScrollHint.PositionAtCenter
            )
            self.table.setFocus()

    def refresh(self) -> None:
        """Read anew; the chosen entry and the place in the table stay."""
        if self.model.rowCount() == 0 or self.model.selection != self.selection:
            self.show_selection(self.selection)
            return
        top = self.model.row_at(max(self.table.rowAt(0), 0))
        keys = [key for key in (self._chosen_key, top.key if top else None) if key]
        at_top = self.table.verticalScrollBar().value() == 0
        self._session.run(
            verbs.around(self.selection, keys=keys),
            owner=self,
            done=lambda found: self._replace(*found, top=None if at_top or not top else top.key),
            topic="register",
        )

    def forget(self) -> None:
        """Show nothing of a book."""
        self._pause.stop()
        self.filter.hide()
        self.search.blockSignals(True)
        self.search.clear()
        self.search.blockSignals(False)
        self.selection = Selection()
        self._chosen_key = None
        self._show_filter()
        self.model.forget()

    @property
    def chosen_entry(self) -> int | None:
        """The number of the chosen entry."""
        return self._chosen_key.number if self._chosen_key else None

    def chosen_row(self) -> EntryRow | None:
        """Return the chosen entry, where its page is at hand."""
        number = self.table.selected_row()
        return None if number is None else self.model.row_at(number)

    def _show_first(self, page: FirstPage) -> None:
        self.model.show_first(self.selection, page.rows)
        self.table.fit_columns()
        self.table.scrollToTop()
        self._say_empty()
        self.shown.show_table(bool(page.rows))
        self._choose_first()
        if not page.whole:
            self._session.run(
                verbs.around(self.selection, keys=()),
                owner=self,
                done=lambda found: self._grow(found[0]),
                topic="register",
            )

    def _grow(self, outline: Outline) -> None:
        self.model.grow(outline)
        self._read_view()

    def _replace(
        self, outline: Outline, pages: Mapping[int, Sequence[RegisterRow]], *, top: Key | None
    ) -> None:
        key = self._chosen_key
        self.model.replace(self.selection, outline, pages)
        self._say_empty()
        self.shown.show_table(outline.count > 0)
        place = self.model.place_of(key) if key else None
        if place is not None:
            with_signals = self.table.selectionModel().blockSignals(True)
            self.table.selectRow(place)
            self.table.selectionModel().blockSignals(with_signals)
        above = (self.model.place_of(top) if top else None) or 0
        self.table.scrollTo(self.model.index(above, 0), QAbstractItemView.ScrollHint.PositionAtTop)
        self._choose(self.model.row_at(place) if place is not None else None)
        self._read_view()

    def _read_view(self) -> None:
        """Read the pages in view that are not at hand; what scrolled away is not begun."""
        first = self.table.rowAt(0)
        if first < 0:
            return
        last = self.table.rowAt(self.table.viewport().height() - 1)
        last = last if last >= 0 else self.model.rowCount() - 1
        missing = self.model.missing(first, last)
        if missing:
            self._session.run(
                verbs.pages(self.selection, starts=missing),
                owner=self,
                done=self._take_pages,
                topic="pages",
            )

    def _take_pages(self, pages: Mapping[int, Sequence[RegisterRow]]) -> None:
        self.model.take_pages(pages, near=max(self.table.rowAt(0), 0) // PAGE)
        if self._chosen_key is None and self.table.selected_row() is not None:
            self._row_chosen()

    # --- choosing ---

    def _row_chosen(self) -> None:
        number = self.table.selected_row()
        if number is not None and self.model.row_at(number) is None:
            self._read_view()  # comes again when the row is there
            self._choose(None)
            return
        self._choose(self.chosen_row())

    def _choose(self, row: EntryRow | None) -> None:
        self._chosen_key = row.key if row else None
        self.chosen.emit(row)

    # --- searching ---

    def search_now(self) -> None:
        """Put the keyboard into the search field."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def _typed(self) -> None:
        text = self.search.text().strip()
        if text != self.selection.text:
            self.show_selection(replace(self.selection, text=text))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Clear the search by Escape; go on to the entries by Enter or the arrow down."""
        if (
            watched is self.search
            and isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and self._search_key(event.key())
        ):
            return True
        return super().eventFilter(watched, event)

    def _search_key(self, key: int) -> bool:
        if key == Qt.Key.Key_Escape and self.search.text():
            self.search.clear()
            self._typed()
            return True
        if key in {Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._typed()
            self.table.setFocus()
            self._first_wanted = True
            if self.model.selection == self.selection:
                self._choose_first()
            return True
        return False

    def _choose_first(self) -> None:
        """Choose the first entry found, where the keyboard went on to the entries."""
        if self._first_wanted and self.table.selected_row() is None and self.model.rowCount():
            self.table.selectRow(0)
        self._first_wanted = False

    # --- filtering ---

    def _currency(self) -> str:
        """Return the currency that the amounts of the filter are in."""
        account = self._accounts.get(self.selection.account or "")
        return account.currency if account else self._session.currency

    def _open_filter(self) -> None:
        self.filter.open_under(self.filter_button, self.selection, currency=self._currency())

    def _filtered(self, selection: Selection) -> None:
        narrowed = replace(selection, account=self.selection.account, text=self.selection.text)
        self.show_selection(narrowed)

    def _show_filter(self) -> None:
        text = self.filter.words(self.selection, currency=self._currency())
        self.filter_text.setText(self.tr("Filter: {filter}").format(filter=text) if text else "")
        self._filter_line.setVisible(bool(text))

    def _say_empty(self) -> None:
        """Say what was looked for in vain, and how to see entries again."""
        account = self._accounts.get(self.selection.account or "")
        narrowed = bool(self.selection.text or self.selection.filtered)
        self.all_button.setVisible(narrowed and account is not None)
        if not narrowed:
            self.shown.say(
                self.tr("No entries yet"),
                self.tr(
                    "Import a statement of your bank or wallet (Ctrl+I), or write the first entry "
                    "(Ctrl+N)."
                ),
            )
            return
        asked = [self.selection.text] if self.selection.text else []
        asked += [words] if (words := self.filter_text.text()) else []
        title = self.tr("Nothing found: {asked}").format(asked=" · ".join(asked))
        remedy = [self.tr("Every word typed must be found in the entry.")]
        if account is not None:
            name = account.name_in(self._session.language)
            remedy = [self.tr("Only entries of {account} were searched.").format(account=name)]
        if self.selection.text:
            remedy.append(self.tr("Escape in the search field clears it."))
        if self.selection.filtered:
            remedy.append(self.tr("“Clear” above takes the filter away."))
        self.shown.say(title, self._session.localised.sentences(remedy))
