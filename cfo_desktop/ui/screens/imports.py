"""Statements of banks and wallets: choose or drop files, look at the rows, confirm."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QStackedWidget
from PySide6.QtWidgets import QWidget

from cfo_desktop.base.errors import CfoError
from cfo_desktop.domain.book import Changes
from cfo_desktop.domain.importing import Batch
from cfo_desktop.domain.importing import ImportResult
from cfo_desktop.ui import import_verbs
from cfo_desktop.ui import undo
from cfo_desktop.ui import verbs
from cfo_desktop.ui.import_verbs import ImportRequest
from cfo_desktop.ui.screens.after_import import AfterImport
from cfo_desktop.ui.screens.import_preview import ImportPreview
from cfo_desktop.ui.screens.mapping import MappingScreen
from cfo_desktop.ui.screens.room import Room
from cfo_desktop.ui.session import Session
from cfo_desktop.ui.tables import imports as tables
from cfo_desktop.ui.tables.view import TableView
from cfo_desktop.ui.verbs import Chart
from cfo_desktop.ui.widgets import parts
from cfo_desktop.ui.widgets import pick
from cfo_desktop.ui.widgets.ask_password import ask_password
from cfo_desktop.ui.widgets.confirm import ask
from cfo_desktop.ui.widgets.drop_area import DropArea

_LOCKED = frozenset(("file_password", "file_password_wrong"))


class Imports(Room):
    """The earlier imports and the way to a new one; a preview takes their place."""

    watches = Changes(accounts=True, imports=True, book=True)

    def __init__(self, session: Session) -> None:
        super().__init__(session, title="")
        self.heading.setText(self.tr("Import"))
        self._request = ImportRequest()
        self.choose_button = parts.button(
            self.tr("Choose files…"), self._pick, role="primary", shortcut="Ctrl+I"
        )
        self.drop = DropArea(
            self.tr("Drop statements of your bank or wallet here"),
            hint=self.tr(
                "CSV, Excel, OFX, QIF, MT940, CAMT or ZIP files as you downloaded them. You see "
                "every row before anything is booked, and each import can be taken back."
            ),
            button=self.choose_button,
        )
        self.drop.dropped.connect(self.take)
        self.batches_model = tables.batches_model(session)
        self.batches = TableView(self.batches_model, name=self.tr("Earlier imports"))
        self.batches.selectionModel().selectionChanged.connect(self._batch_chosen)
        self.undo_button = parts.button(self.tr("Take back…"), self._ask_undo)
        self.undo_button.setEnabled(False)
        self.batches.hide()
        self._earlier = parts.label(self.tr("Earlier imports"), role="heading")
        self._nothing = parts.label(self.tr("Nothing was imported yet."), role="muted")
        self._nothing.hide()
        self.after = AfterImport(session)
        start = QWidget()
        start.setLayout(
            parts.column(
                self.drop,
                self.after,
                parts.row(self._earlier, None, self.undo_button),
                self._nothing,
                self.batches,
                None,
            )
        )
        self.preview = ImportPreview(session)
        self.preview.confirmed.connect(self._confirm)
        self.preview.cancelled.connect(self._leave_preview)
        self.preview.account_changed.connect(lambda code: self._read(account=code))
        self.preview.profile_changed.connect(lambda name: self._read(profile=name))
        self.preview.columns_asked.connect(self._map)
        self.preview.apart_asked.connect(self._keep_apart)
        self.mapping = MappingScreen(session)
        self.mapping.left.connect(self._leave_mapping)
        self.mapping.opened.connect(self._show_mapping)
        self.mapping.saved.connect(self._mapped)
        self.stack = QStackedWidget()
        self.stack.addWidget(start)
        self.stack.addWidget(self.preview)
        self.stack.addWidget(self.mapping)
        self.lay_out(parts.column(self.stack))

    def refresh(self) -> None:
        """Read the earlier imports and the accounts anew."""
        self.session.run(
            import_verbs.batches(), owner=self, done=self._show_batches, topic="batches"
        )
        self.session.run(verbs.chart(), owner=self, done=self._show_chart, topic="chart")

    def first_focus(self) -> QWidget:
        """Begin with the button that chooses files, or the preview."""
        if self.stack.currentWidget() is self.mapping:
            return self.mapping.first_focus()
        if self.stack.currentIndex():
            return self.preview.table
        return self.choose_button

    def forget(self) -> None:
        """Show neither rows nor earlier imports."""
        self.preview.forget()
        self.mapping.forget()
        self.after.forget()
        self.batches_model.set_rows([])
        self.stack.setCurrentIndex(0)

    def take(self, files: Sequence[Path]) -> None:
        """Read ``files`` and show what importing them would do."""
        self._request = ImportRequest(tuple(files))
        if files:
            self.session.files_folder = files[0].parent
        self.after.forget()
        self._read()

    def _pick(self) -> None:
        files = pick.files(
            self,
            title=self.tr("Choose statements"),
            kinds=self.tr(
                "Statements (*.csv *.txt *.xls *.xlsx *.ofx *.qfx *.qif *.sta *.mt940 *.xml "
                "*.zip *.gz);;"
                "Books of other programs (*.gnucash *.xml *.beancount *.journal *.hledger);;"
                "All files (*)"
            ),
            start=self.session.files_folder,
        )
        if files:
            self.take(files)

    def _read(self, **changes: Any) -> None:  # noqa: ANN401 - fields of the request
        """Preview the files as the owner describes them by now."""
        self._request = replace(self._request, **changes)
        self.session.run(
            import_verbs.preview(self._request),
            owner=self,
            done=self._show_preview,
            topic="preview",
        )

    def _show_preview(self, result: ImportResult) -> None:
        self.preview.show_result(result)
        self.stack.setCurrentIndex(1)
        self.preview.table.setFocus()
        locked = {
            part.file: fault.code
            for part in result.files
            for fault in part.faults
            if part.refused and fault.code in _LOCKED
        }
        path = next((path for path in self._request.files if path.name in locked), None)
        if path is not None:
            wrong = locked[path.name] == "file_password_wrong"
            ask_password(self, path.name, wrong=wrong, then=lambda text: self._unlock(path, text))

    def _unlock(self, path: Path, password: str) -> None:
        self._read(passwords={**self._request.passwords, path: password})

    def _keep_apart(self, file: str, place: str) -> None:
        """Book a row although it equals another: the owner says that it is a payment of its own."""
        self._read(apart=self._request.apart | {(file, place)})

    def _map(self, file: str) -> None:
        """Let the owner say which column of a file is what."""
        archive = file.partition(" › ")[0]
        path = next((path for path in self._request.files if path.name in {file, archive}), None)
        if path is not None:
            self.mapping.open(path, password=self._request.passwords.get(path))

    def _show_mapping(self) -> None:
        self.stack.setCurrentWidget(self.mapping)

    def _leave_mapping(self) -> None:
        self.mapping.forget()
        self.stack.setCurrentWidget(self.preview)
        self.preview.columns_button.setFocus()

    def _mapped(self) -> None:
        self._leave_mapping()
        self._read()

    def _leave_preview(self) -> None:
        self._request = ImportRequest()
        self.preview.forget()
        self.stack.setCurrentIndex(0)
        self.choose_button.setFocus()

    def _confirm(self) -> None:
        self.preview.setEnabled(False)
        self.session.run(
            import_verbs.import_files(self._request),
            owner=self,
            done=self._imported,
            failed=self._not_imported,
        )

    def _imported(self, result: ImportResult) -> None:
        self.preview.setEnabled(True)
        self.session.tell(
            self._told(result), undo=undo.importing(result.batch) if result.batch else None
        )
        self._leave_preview()
        self.after.show_files(result.files)

    def _told(self, result: ImportResult) -> str:
        """Return what became of the rows; what did not happen is not spoken of."""
        counts = (
            (self.tr("Rows booked: {count}."), [file.new for file in result.files]),
            (self.tr("Known already: {count}."), [file.duplicate for file in result.files]),
            (self.tr("Left out: {count}."), [file.skipped for file in result.files]),
            (self.tr("Rejected: {count}."), [file.rejected for file in result.files]),
            (
                self.tr("Linked with other statements: {count}."),
                [file.linked for file in result.files],
            ),
            (
                self.tr("Pairs to decide in Review: {count}."),
                [file.likely for file in result.files],
            ),
        )
        localised = self.session.localised
        texts = [
            text.format(count=localised.number(sum(found)))
            for index, (text, found) in enumerate(counts)
            if sum(found) or not index
        ]
        return localised.sentences(texts)

    def _not_imported(self, error: CfoError) -> None:
        self.preview.setEnabled(True)
        self.session.warn(error)

    # --- earlier imports ---

    def _show_chart(self, chart: Chart) -> None:
        self.session.info = chart.info
        self.preview.set_accounts(chart.accounts)

    def _show_batches(self, batches: list[Batch]) -> None:
        self.batches_model.set_rows(batches)
        self.batches.setVisible(bool(batches))
        self._nothing.setVisible(not batches)
        self._batch_chosen()

    def _batch_chosen(self) -> None:
        number = self.batches.selected_row()
        self.undo_button.setEnabled(
            number is not None and not self.batches_model.rows[number].undone
        )

    def _ask_undo(self) -> None:
        number = self.batches.selected_row()
        if number is None:
            return
        batch = self.batches_model.rows[number]
        ask(
            self,
            self.tr("Take this import back?"),
            explanation=self.tr(
                "Entries that it made: {count}. Each that still stands is reversed, and so is what "
                "was sorted or linked of its payments since. "
                "The files can be imported again later."
            ).format(count=self.session.localised.number(batch.entries)),
            action=self.tr("Take it back"),
            then=lambda: self.session.run(
                import_verbs.undo_import(batch.id), owner=self, done=self._undone
            ),
        )

    def _undone(self, count: int) -> None:
        self.session.tell(
            self.tr("Entries reversed: {count}.").format(count=self.session.localised.number(count))
        )
