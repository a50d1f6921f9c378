"""What an import would do, row by row, with the controls that tie out or do not."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from cfo_desktop.domain.account import Account
from cfo_desktop.domain.account import Role
from cfo_desktop.domain.fault import Fault
from cfo_desktop.domain.importing import ImportedFile
from cfo_desktop.domain.importing import ImportedRow
from cfo_desktop.domain.importing import ImportResult
from cfo_desktop.domain.importing import RowState
from cfo_desktop.ui import words
from cfo_desktop.ui.session import Session
from cfo_desktop.ui.tables import imports as tables
from cfo_desktop.ui.tables.view import TableView
from cfo_desktop.ui.widgets import parts
from cfo_desktop.ui.widgets.account_box import AccountBox
from cfo_desktop.ui.widgets.fields import ChoiceBox

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
    """One file at a time: its counts, its controls, its rows."""

    confirmed = Signal()
    cancelled = Signal()
    account_changed = Signal(str)
    """Code of the account that the files are of."""
    profile_changed = Signal(str)
    """What a list of invoices is, where it does not tell; empty: as it says."""
    apart_asked = Signal(str, str)
    """A row, by file and place, is a payment of its own though it equals another."""
    columns_asked = Signal(str)
    """The owner wants to say which column of the file of this name is what."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self._result = ImportResult("", ())
        self._accounts: dict[str, Account] = {}
        self._shown_account = ""
        self.file = ChoiceBox()
        self.file.setAccessibleName(self.tr("File"))
        self.file.setMinimumHeight(parts.FIELD_HEIGHT)
        self.file.setSizeAdjustPolicy(ChoiceBox.SizeAdjustPolicy.AdjustToContents)
        self.file.currentIndexChanged.connect(self._show_file)
        self.account = AccountBox(language=session.language, name=self.tr("Into account"))
        self.account.setMinimumWidth(280)
        self.account.activated.connect(self._account_chosen)
        self.account.field.editingFinished.connect(self._account_chosen)
        self.counts = parts.label(wrap=True)
        self.checks = parts.label(wrap=True)
        self.faults = parts.label(role="negative", wrap=True)
        self.model = tables.rows_model(session, accounts=self._accounts)
        self.table = TableView(self.model, name=self.tr("Rows of the file"))
        self.apart_button = parts.button(self.tr("It is another payment"), self._ask_apart)
        self.apart_button.setToolTip(
            self.tr("Book the chosen row although the book has an equal one")
        )
        self.table.selectionModel().selectionChanged.connect(lambda *_: self._show_apart())
        self.invoices = self._invoices_box()
        self.columns_button = parts.button(
            self.tr("Columns…"), lambda: self.columns_asked.emit(self.file.currentText())
        )
        self.import_button = parts.button(self.tr("Import"), self._confirm, role="primary")
        into = parts.label(self.tr("Into account"), role="muted")
        into.setBuddy(self.account)
        counted = parts.row(self.counts, self.apart_button, self.invoices, self.columns_button)
        counted.setStretch(0, 1)
        layout = parts.column(
            parts.row(
                self.file,
                into,
                self.account,
                None,
                parts.button(self.tr("Cancel"), self.cancelled.emit),
                self.import_button,
            ),
            counted,
            self.checks,
            self.faults,
            self.table,
            gap=8,
        )
        layout.setStretch(4, 1)
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

    def show_result(self, result: ImportResult) -> None:
        """Show the preview of an import, its first file first."""
        self._result = result
        chosen = max(self.file.currentIndex(), 0)
        self.file.blockSignals(True)
        self.file.clear()
        for part in result.files:
            self.file.addItem(part.file)
        self.file.setCurrentIndex(min(chosen, len(result.files) - 1))
        self.file.blockSignals(False)
        new = sum(part.new for part in result.files)
        self.import_button.setText(
            self.tr("Import ({count})").format(count=self.session.localised.number(new))
        )
        self.import_button.setEnabled(new > 0)
        self._show_file()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Cancel by Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self.cancelled.emit()
            return
        super().keyPressEvent(event)

    def forget(self) -> None:
        """Show nothing."""
        self._result = ImportResult("", ())
        self.account.choose("")
        self.invoices.setCurrentIndex(0)
        self.file.clear()
        self.model.set_rows([])

    def _show_file(self) -> None:
        number = self.file.currentIndex()
        if not 0 <= number < len(self._result.files):
            return
        part = self._result.files[number]
        self.model.set_rows(part.rows)
        self.table.fit_columns()
        self.table.scrollToTop()
        self.columns_button.setVisible(_has_columns(part))
        self.invoices.setVisible(_lists_invoices(part))
        self._show_apart()
        self.counts.setText(self._counts_text(part))
        self.checks.setText(self._checks_text(part))
        parts.set_role(self.checks, "muted" if all(c.ok for c in part.checks) else "negative")
        self.checks.setVisible(bool(part.checks))
        in_rows = [row.reason for row in part.rows if row.reason is not None]
        general = [fault for fault in part.faults if fault not in in_rows]
        self.faults.setText("\n".join(self._fault_line(fault) for fault in general[:5]))
        self.faults.setVisible(bool(general))
        self.account.blockSignals(True)
        if part.account in self._accounts:
            self.account.choose(part.account)
        else:
            self.account.choose("")
        self.account.show_when_empty(part.account_name)
        self.account.blockSignals(False)
        self._shown_account = self.account.code()

    def _fault_line(self, fault: Fault) -> str:
        text = self.session.localised.fault(fault)
        return f"{words.place(fault.place)}: {text}" if fault.place else text

    def _counts_text(self, part: ImportedFile) -> str:
        number = self.session.localised.number
        text = self.tr(
            "{read} rows read = {new} new + {duplicate} duplicate + {skipped} skipped + "
            "{rejected} rejected"
        ).format(
            read=number(part.read),
            new=number(part.new),
            duplicate=number(part.duplicate),
            skipped=number(part.skipped),
            rejected=number(part.rejected),
        )
        if part.linked:
            text += " · " + self.tr("{count} linked with other statements").format(
                count=number(part.linked)
            )
        if part.likely:
            text += " · " + self.tr("{count} to decide in Review").format(count=number(part.likely))
        if part.account_is_new:
            text += " · " + self.tr("New account: {name}").format(name=part.account_name)
        if part.movement is not None:
            money = self.session.localised.money(part.movement.minor, part.movement.currency)
            text += " · " + self._together(part, money)
        return text

    def _together(self, part: ImportedFile, money: str) -> str:
        """Return the sum of the rows on the file's account, which a day's takings reach in part."""
        account = self._accounts.get(part.account)
        name = account.name_in(self.session.language) if account else part.account_name
        if not name:
            return self.tr("Together {amount}").format(amount=money)
        return self.tr("Together {amount} on {account}").format(amount=money, account=name)

    def _checks_text(self, part: ImportedFile) -> str:
        lines = []
        for check in part.checks:
            name = words.check(check.name)
            if check.ok:
                lines.append(self.tr("{name} agrees").format(name=name))
            else:
                if check.place:
                    where = words.place(check.place)
                    name = self.tr("{name} ({place})").format(name=name, place=where)
                lines.append(
                    self.tr(
                        "{name} does NOT agree: the file says {expected}, the rows {found}"
                    ).format(name=name, expected=check.expected, found=check.found)
                )
        return self.tr("Controls: {list}").format(list=" · ".join(dict.fromkeys(lines)))

    def _chosen_duplicate(self) -> ImportedRow | None:
        number = self.table.selected_row()
        within = number is not None and number < len(self.model.rows)
        row = self.model.rows[number] if number is not None and within else None
        linked = row is not None and row.match is not None
        return row if row and (linked or row.state is RowState.DUPLICATE) else None

    def _show_apart(self) -> None:
        shown = any(row.state is RowState.DUPLICATE or row.match for row in self.model.rows)
        self.apart_button.setVisible(shown)
        self.apart_button.setEnabled(self._chosen_duplicate() is not None)

    def _ask_apart(self) -> None:
        row = self._chosen_duplicate()
        if row is not None:
            self.apart_asked.emit(self.file.currentText(), row.place)

    def _account_chosen(self) -> None:
        code = self.account.code()
        if code and code != self._shown_account:
            self.account_changed.emit(code)

    def _confirm(self) -> None:
        self.confirmed.emit()
