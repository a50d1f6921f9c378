"""What an import would do, then what it did: file by file, row by row, with its controls."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from cfo_desktop.domain.account import Account
from cfo_desktop.domain.account import Role
from cfo_desktop.domain.importing import ImportedFile
from cfo_desktop.domain.importing import ImportedRow
from cfo_desktop.domain.importing import ImportResult
from cfo_desktop.domain.importing import RowState
from cfo_desktop.ui.import_texts import FileTexts
from cfo_desktop.ui.screens.after_import import AfterImport
from cfo_desktop.ui.screens.import_rows import ImportRows
from cfo_desktop.ui.session import Session
from cfo_desktop.ui.tables import imports as tables
from cfo_desktop.ui.tables.imports import FileLine
from cfo_desktop.ui.tables.imports import FileState
from cfo_desktop.ui.tables.view import TableView
from cfo_desktop.ui.widgets import parts
from cfo_desktop.ui.widgets.account_box import AccountBox
from cfo_desktop.ui.widgets.fields import ChoiceBox
from cfo_desktop.ui.widgets.row_delegate import ROW_HEIGHT

_MOST_FILES = 3.5
"""So many rows of the list of files are seen at once: the half one tells that there are more."""
_HEADER = 36

_TABLES = frozenset(("csv", "xlsx", "xls", "html", "excel-xml"))
"""Formats whose columns the owner may name."""

_UNREADABLE = frozenset(
    (
        "file_cut",
        "file_damaged",
        "file_empty",
        "file_password",
        "file_password_wrong",
        "file_too_large",
        "file_too_slow",
        "file_unreadable",
        "file_memory_short",
    )
)
"""Faults of files in which nobody could tell a column."""

_INVOICES = frozenset(("sales-invoices", "purchase-invoices"))


def _has_columns(part: ImportedFile) -> bool:
    """Tell whether the owner may say what the file's columns are."""
    unread = part.refused and any(fault.code in _UNREADABLE for fault in part.faults)
    return part.format in _TABLES and not unread


def _lists_invoices(part: ImportedFile) -> bool:
    """Tell whether the owner may have to say which way the invoices of a list go."""
    return part.profile in _INVOICES or any(
        fault.code == "invoices_way_unknown" for fault in part.faults
    )


class ImportPreview(QWidget):
    """The files, and of the chosen one its counts, its controls and its rows.

    It shows first what an import would do, then what it did.
    """

    confirmed = Signal()
    cancelled = Signal()
    """The owner leaves, whatever was or was not imported."""
    undo_asked = Signal(str)
    """The owner takes back the import that is shown, by its batch."""
    account_changed = Signal(str)
    """Code of the account that the files are of."""
    profile_changed = Signal(str)
    """What a list of invoices is, where it does not tell; empty: as it says."""
    apart_asked = Signal(str, str)
    """A row, by file and place, is a payment of its own though it equals another."""
    columns_asked = Signal(str)
    """The owner wants to say which column of the file of this name is what."""
    password_asked = Signal(str)
    """The owner wants to open the file of this name by its password."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self._result = ImportResult("", ())
        self._accounts: dict[str, Account] = {}
        self._shown_account = ""
        self.heading = parts.label(role="heading")
        self.files_model = tables.files_model(session)
        self.files = TableView(self.files_model, name=self.tr("Files of this import"))
        self.files.selectionModel().selectionChanged.connect(lambda *_: self._show_file())
        self.account = AccountBox(language=session.language, name=self.tr("Into account"))
        self.account.setMinimumWidth(280)
        self.account.activated.connect(self._account_chosen)
        self.account.field.editingFinished.connect(self._account_chosen)
        self.counts = parts.label(wrap=True)
        self.checks = parts.label(wrap=True)
        self.faults = parts.label(role="negative", wrap=True)
        self.apart_button = parts.button(self.tr("It is another payment"), self._ask_apart)
        self.apart_button.setToolTip(
            self.tr("Book the chosen row although the book has an equal one")
        )
        self.rows = ImportRows(session, accounts=self._accounts, beside=self.apart_button)
        self.rows.chosen_changed.connect(self._show_apart)
        self.table = self.rows.table
        self.invoices = self._invoices_box()
        self.columns_button = parts.button(self.tr("Columns…"), self._ask_columns)
        self.password_button = parts.button(
            self.tr("Password…"), lambda: self.password_asked.emit(self._name())
        )
        self.after = AfterImport(session)
        self._build()
        self._set_done(done=False)

    def _build(self) -> None:
        self.cancel_button = parts.button(self.tr("Cancel"), self.cancelled.emit)
        self.cancel_button.setToolTip(self.tr("Import nothing (Esc)"))
        self.import_button = parts.button(self.tr("Import"), self.confirmed.emit, role="primary")
        self.undo_button = parts.button(
            self.tr("Take back"), lambda: self.undo_asked.emit(self._result.batch)
        )
        self.close_button = parts.button(self.tr("Done"), self.cancelled.emit, role="primary")
        self.close_button.setToolTip(self.tr("Back to the files (Esc)"))
        self.known_button = parts.button(self.tr("Book it there"), self._book_into_known)
        self._known_text = parts.label(role="warning", wrap=True)
        self.known = QWidget()
        line = parts.row(self._known_text, self.known_button)
        line.setStretch(0, 1)
        self.known.setLayout(line)
        into = parts.label(self.tr("Into account"), role="muted")
        into.setBuddy(self.account)
        self.choices = QWidget()
        self.choices.setLayout(
            parts.row(
                into,
                self.account,
                None,
                self.invoices,
                self.password_button,
                self.columns_button,
            )
        )
        head = parts.row(
            self.heading,
            None,
            self.undo_button,
            self.cancel_button,
            self.import_button,
            self.close_button,
        )
        layout = parts.column(
            head,
            self.after,
            self.files,
            self.choices,
            self.known,
            self.counts,
            self.checks,
            self.faults,
            self.rows,
            gap=8,
        )
        layout.setStretch(8, 1)
        self.setLayout(layout)

    def _invoices_box(self) -> ChoiceBox:
        """Return the choice of what a list of invoices is."""
        box = ChoiceBox()
        box.setAccessibleName(self.tr("What the invoices are"))
        box.setMinimumHeight(parts.FIELD_HEIGHT)
        for text, profile in (
            (self.tr("As the list says"), ""),
            (self.tr("Invoices we wrote"), "sales-invoices"),
            (self.tr("Bills we received"), "purchase-invoices"),
        ):
            box.addItem(text, profile)
        box.activated.connect(lambda _: self.profile_changed.emit(str(self.invoices.currentData())))
        return box

    def set_accounts(self, accounts: Sequence[Account]) -> None:
        """Offer these accounts, and name them in the rows."""
        self._accounts.clear()
        self._accounts.update({account.code: account for account in accounts})
        waiting = next((each.code for each in accounts if each.role is Role.SUSPENSE), "")
        self.account.set_accounts(
            [
                account
                for account in accounts
                if not (waiting and f"{account.code}-".startswith(f"{waiting}-"))
            ]
        )

    def show_reading(self, names: Sequence[str], *, reading: int = 0) -> None:
        """Say which files are read, and that the one of number ``reading`` is at it."""
        self.heading.setText(self.tr("Reading…"))
        self.import_button.setEnabled(False)
        states = [FileState.READY] * reading + [FileState.READING]
        states += [FileState.WAITING] * (len(names) - len(states))
        self._list([FileLine(name, state) for name, state in zip(names, states, strict=False)])

    def show_result(self, result: ImportResult) -> None:
        """Show what an import would do, the rows of its first file, or of the one in view."""
        self._set_done(done=False)
        self._show(result)
        new = sum(part.new for part in result.files)
        linked = sum(part.linked for part in result.files)
        number = self.session.localised.number
        self.heading.setText(self.tr("Nothing is booked yet"))
        self.import_button.setText(
            self.tr("Link ({count})").format(count=number(linked))
            if linked and not new
            else self.tr("Import ({count})").format(count=number(new))
        )
        self.import_button.setEnabled(bool(new or linked))

    def show_done(self, result: ImportResult) -> None:
        """Show what an import did, with the way to take it back."""
        self._set_done(done=True)
        self._show(result)
        self.heading.setText(self.tr("Imported"))
        self.after.show_files(result.files)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave by Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self.cancelled.emit()
            return
        super().keyPressEvent(event)

    @property
    def can_import(self) -> bool:
        """Whether there is something to import that was not yet."""
        return self.import_button.isEnabled() and not self.import_button.isHidden()

    def forget(self) -> None:
        """Show nothing."""
        self._result = ImportResult("", ())
        self._set_done(done=False)
        self.after.forget()
        self.account.choose("")
        self.invoices.setCurrentIndex(0)
        self.files_model.set_rows([])
        self._show_file()

    def _set_done(self, *, done: bool) -> None:
        self.choices.setHidden(done)
        for button in (self.cancel_button, self.import_button):
            button.setHidden(done)
        for button in (self.undo_button, self.close_button):
            button.setHidden(not done)
        self.undo_button.setEnabled(True)

    def _show(self, result: ImportResult) -> None:
        self._result = result
        done = bool(result.batch)
        self._list([FileLine.of(part, imported=done) for part in result.files])

    def _list(self, lines: Sequence[FileLine]) -> None:
        chosen = self.files.selected_row() or 0
        self.files_model.set_rows(lines)
        self.files.setVisible(len(lines) > 1)
        rows = min(len(lines), _MOST_FILES)
        self.files.setFixedHeight(int(_HEADER + ROW_HEIGHT * rows))
        self.files.fit_columns()
        if lines:
            self.files.selectRow(min(chosen, len(lines) - 1))
        self._show_file()

    def _line(self) -> FileLine | None:
        number = self.files.selected_row()
        lines = self.files_model.rows
        return lines[number] if number is not None and number < len(lines) else None

    def _name(self) -> str:
        line = self._line()
        return line.name if line else ""

    def _show_file(self) -> None:
        line = self._line()
        part = line.part if line else None
        known = part is not None
        for widget in (self.rows, self.counts):
            widget.setVisible(known)
        self.columns_button.setVisible(part is not None and _has_columns(part))
        self.invoices.setVisible(part is not None and _lists_invoices(part))
        self.password_button.setVisible(line is not None and line.state is FileState.LOCKED)
        self.rows.show_rows(part.rows if part else ())
        self.checks.setVisible(part is not None and bool(part.checks))
        if part is None:
            self.known.hide()
            self.faults.hide()
            return
        texts = FileTexts(self.session, self._accounts)
        self.counts.setText(texts.counts(part))
        self.checks.setText(texts.checks(part))
        parts.set_role(self.checks, "muted" if all(c.ok for c in part.checks) else "negative")
        faults = texts.faults(part)
        self.faults.setText("\n".join(faults))
        self.faults.setVisible(bool(faults))
        self.account.blockSignals(True)
        self.account.choose(part.account if part.account in self._accounts else "")
        self.account.show_when_empty(part.account_name)
        self.account.blockSignals(False)
        self._shown_account = self.account.code()
        self._offer_known(part)

    def _offer_known(self, part: ImportedFile) -> None:
        """Ask whether a new account is not rather the bank account that the book has."""
        known = self._bank()
        done = bool(self._result.batch)
        self.known.setVisible(part.account_is_new and known is not None and not done)
        if known is not None:
            text = self.tr(
                "A new account would be made. If this is the statement of “{name}”, book it there."
            )
            self._known_text.setText(text.format(name=known.name_in(self.session.language)))

    def _bank(self) -> Account | None:
        banks = (each for each in self._accounts.values() if each.role is Role.BANK)
        return next(banks, None)

    def _book_into_known(self) -> None:
        known = self._bank()
        if known is not None:
            self.account_changed.emit(known.code)

    def _chosen_duplicate(self) -> ImportedRow | None:
        row = self.rows.chosen_row()
        linked = row is not None and row.match is not None
        return row if row and (linked or row.state is RowState.DUPLICATE) else None

    def _show_apart(self) -> None:
        known = any(row.state is RowState.DUPLICATE or row.match for row in self.rows.model.rows)
        self.apart_button.setVisible(known and not self._result.batch)
        self.apart_button.setEnabled(self._chosen_duplicate() is not None)

    def _ask_apart(self) -> None:
        row = self._chosen_duplicate()
        if row is not None:
            self.apart_asked.emit(self._name(), row.place)

    def _ask_columns(self) -> None:
        self.columns_asked.emit(self._name())

    def _account_chosen(self) -> None:
        code = self.account.code()
        if code and code != self._shown_account:
            self.account_changed.emit(code)
