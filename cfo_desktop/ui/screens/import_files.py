"""The files of banks and wallets: choose, drop or find them, look at their rows, confirm."""

from __future__ import annotations

import functools
from collections.abc import Callable
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget
from PySide6.QtWidgets import QWidget

from cfo_desktop.base.errors import CfoError
from cfo_desktop.domain.importing import Batch
from cfo_desktop.domain.importing import BatchUse
from cfo_desktop.domain.importing import ImportResult
from cfo_desktop.ui import import_verbs
from cfo_desktop.ui import undo
from cfo_desktop.ui import verbs
from cfo_desktop.ui.import_verbs import ImportRequest
from cfo_desktop.ui.screens.import_preview import ImportPreview
from cfo_desktop.ui.screens.tab_page import TabPage
from cfo_desktop.ui.screens.watched_folder import WatchedFolder
from cfo_desktop.ui.session import Session
from cfo_desktop.ui.tables import imports as tables
from cfo_desktop.ui.tables.view import TableView
from cfo_desktop.ui.verbs import Chart
from cfo_desktop.ui.widgets import parts
from cfo_desktop.ui.widgets import pick
from cfo_desktop.ui.widgets.ask_password import ask_password
from cfo_desktop.ui.widgets.confirm import ask
from cfo_desktop.ui.widgets.drop_area import DropArea

if TYPE_CHECKING:
    from cfo_desktop.ui.screens.mapping import MappingScreen

_STEPS = 1_000
"""Steps of an import's progress for each file."""


class FilesPage(TabPage):
    """Where files come in, and the earlier imports; a preview takes their place."""

    waiting_changed = Signal()
    """Another number of files waits in the watched folder."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
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
        self.watched = WatchedFolder(session)
        self.watched.preview_asked.connect(self.take)
        self.watched.count_changed.connect(self.waiting_changed)
        self.batches_model = tables.batches_model(session)
        self.batches = TableView(self.batches_model, name=self.tr("Earlier imports"))
        self.batches.selectionModel().selectionChanged.connect(self._batch_chosen)
        self.undo_button = parts.button(self.tr("Take back"), self._undo_chosen)
        self.undo_button.setEnabled(False)
        self._nothing = parts.label(self.tr("Nothing was imported yet."), role="muted")
        self.preview = self._preview()
        self.stack = QStackedWidget()
        for page in (self._start(), self.preview):
            self.stack.addWidget(page)
        self.setLayout(parts.column(self.stack))
        self._show_batches([])
        self._nothing.hide()

    @functools.cached_property
    def mapping(self) -> MappingScreen:
        """Says what the columns of an unknown table hold; few files need it."""
        from cfo_desktop.ui.screens.mapping import MappingScreen

        screen = MappingScreen(self.session)
        screen.left.connect(self._leave_mapping)
        screen.opened.connect(self._show_mapping)
        screen.saved.connect(self._mapped)
        self.stack.addWidget(screen)
        return screen

    def _forget_mapping(self) -> None:
        if "mapping" in vars(self):
            self.mapping.forget()

    def _start(self) -> QWidget:
        """Return the page that is seen while no file is looked at."""
        start = QWidget()
        earlier = parts.label(self.tr("Earlier imports"), role="heading")
        layout = parts.column(
            self.drop,
            self.watched,
            parts.row(earlier, None, self.undo_button),
            self._nothing,
            self.batches,
            None,
        )
        layout.setStretch(1, 2)
        layout.setStretch(4, 2)
        start.setLayout(layout)
        return start

    def _preview(self) -> ImportPreview:
        preview = ImportPreview(self.session)
        preview.confirmed.connect(self._confirm)
        preview.cancelled.connect(self._leave_preview)
        preview.undo_asked.connect(self._undo)
        preview.account_changed.connect(lambda code: self._read(account=code))
        preview.profile_changed.connect(lambda name: self._read(profile=name))
        preview.columns_asked.connect(self._map)
        preview.apart_asked.connect(self._keep_apart)
        preview.password_asked.connect(
            lambda file: self._ask_password(self._path(file), wrong=False)
        )
        return preview

    @property
    def waiting(self) -> int:
        """How many files of the watched folder wait to be looked at."""
        return self.watched.waiting

    def begin(self) -> None:
        """Watch what the open book says."""
        self.watched.begin()

    def refresh(self) -> None:
        """Read the earlier imports and the accounts anew."""
        self.session.run(
            import_verbs.batches(), owner=self, done=self._show_batches, topic="batches"
        )
        self.session.run(verbs.chart(), owner=self, done=self._show_chart, topic="chart")
        self.watched.refresh()

    def first_focus(self) -> QWidget:
        """Begin with the button that chooses files, or the preview."""
        if self.stack.currentIndex() == 0:
            return self.choose_button
        if self.stack.currentWidget() is self.preview:
            return self.preview.table
        return self.mapping.first_focus()

    def unsaved(self) -> bool:
        """Tell whether a preview that can be imported, or a mapping, is in view."""
        shown = self.stack.currentWidget()
        return shown is self.mapping or (shown is self.preview and self.preview.can_import)

    def forget(self) -> None:
        """Show neither rows nor earlier imports, and watch nothing."""
        self.preview.forget()
        self._forget_mapping()
        self.watched.forget()
        self.batches_model.set_rows([])
        self.stack.setCurrentIndex(0)

    # --- reading ---

    def take(self, files: Sequence[Path]) -> None:
        """Read ``files`` and show what importing them would do."""
        if not files:
            return
        self._request = ImportRequest(tuple(files))
        self.session.files_folder = files[0].parent
        self._forget_mapping()
        self.preview.forget()
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
        names = [path.name for path in self._request.files]
        self.preview.show_reading(names)
        self.stack.setCurrentWidget(self.preview)

        def progressed(done: int, _: int) -> None:
            self.preview.show_reading(names, reading=min(done // _STEPS, len(names) - 1))

        self.session.run(
            import_verbs.preview(self._request),
            owner=self,
            done=self._show_preview,
            failed=self._not_read,
            topic="preview",
            progressed=progressed,
        )

    def _not_read(self, error: CfoError) -> None:
        self._leave_preview()
        self.session.warn(error)

    def _show_preview(self, result: ImportResult) -> None:
        self.preview.show_result(result)
        self.preview.table.setFocus()
        locked = {
            part.file: fault.code
            for part in result.files
            for fault in part.faults
            if part.refused and fault.code in tables.LOCKED
        }
        path = next((path for path in self._request.files if path.name in locked), None)
        if path is not None:
            self._ask_password(path, wrong=locked[path.name] == "file_password_wrong")

    def _ask_password(self, path: Path | None, *, wrong: bool) -> None:
        if path is not None:
            ask_password(self, path.name, wrong=wrong, then=lambda text: self._unlock(path, text))

    def _unlock(self, path: Path, password: str) -> None:
        self._read(passwords={**self._request.passwords, path: password})

    def _keep_apart(self, file: str, place: str) -> None:
        """Book a row although it equals another: the owner says that it is a payment of its own."""
        self._read(apart=self._request.apart | {(file, place)})

    def _path(self, file: str) -> Path | None:
        """Return the path of a file, or of the archive that it lies in, by its shown name."""
        archive = file.partition(" › ")[0]
        return next((path for path in self._request.files if path.name in {file, archive}), None)

    def _map(self, file: str) -> None:
        """Let the owner say which column of a file is what."""
        path = self._path(file)
        if path is not None:
            self.mapping.open(path, password=self._request.passwords.get(path))

    def _show_mapping(self) -> None:
        self.stack.setCurrentWidget(self.mapping)

    def _leave_mapping(self) -> None:
        self._forget_mapping()
        self.stack.setCurrentWidget(self.preview)
        self.preview.columns_button.setFocus()

    def _mapped(self) -> None:
        self._leave_mapping()
        self._read()

    def _leave_preview(self) -> None:
        self.session.tasks.withdraw(owner=self, topic="preview")
        self._request = ImportRequest()
        self.preview.forget()
        self.stack.setCurrentIndex(0)
        self.choose_button.setFocus()

    # --- importing ---

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
        taken = undo.importing(result.batch) if result.batch else None
        self.session.tell(self._told(result), undo=taken)
        if not result.batch:
            self._leave_preview()
            return
        self._request = ImportRequest()  # it holds the files' passwords
        self.preview.show_done(result)
        self.preview.close_button.setFocus()

    def _told(self, result: ImportResult) -> str:
        """Return what became of the rows; what did not happen is not spoken of."""
        counts = (
            (self.tr("Rows booked: {count}."), [file.new for file in result.files]),
            (self.tr("In the books already: {count}."), [file.duplicate for file in result.files]),
            (self.tr("Left out: {count}."), [file.skipped for file in result.files]),
            (self.tr("Rejected: {count}."), [file.rejected for file in result.files]),
            (
                self.tr("Linked with other statements: {count}."),
                [file.linked for file in result.files],
            ),
            (
                self.tr("Pairs to decide: {count}."),
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
        self.drop.hint.setVisible(not batches)  # who has imported knows it
        standing = (row for row, batch in enumerate(batches) if not batch.undone)
        self.batches.selectRow(next(standing, 0))
        self._batch_chosen()

    def _batch_chosen(self) -> None:
        number = self.batches.selected_row()
        self.undo_button.setEnabled(
            number is not None and not self.batches_model.rows[number].undone
        )

    def _undo_chosen(self) -> None:
        number = self.batches.selected_row()
        if number is not None:
            self._undo(self.batches_model.rows[number].id)

    def _undo(self, batch: str) -> None:
        """Take an import back at once, or ask where something else would go with it."""

        def known(use: BatchUse) -> None:
            if use.is_used:
                self._ask_undo(use, then=lambda: self._run_undo(batch))
            else:
                self._run_undo(batch)

        self.session.run(import_verbs.batch_use(batch), owner=self, done=known, topic="use")

    def _ask_undo(self, use: BatchUse, *, then: Callable[[], None]) -> None:
        number = self.session.localised.number
        counts = (
            (self.tr("Payments sorted since: {count}."), use.sorted),
            (self.tr("Payments linked with other statements: {count}."), use.linked),
            (self.tr("Payments ticked off against a statement: {count}."), use.ticked),
        )
        what = [text.format(count=number(count)) for text, count in counts if count]
        end = self.tr(
            "That is taken back with it. The files can be imported again, but this work is to be "
            "done anew then."
        )
        ask(
            self,
            self.tr("Take this import back?"),
            explanation=self.session.localised.sentences([*what, end]),
            action=self.tr("Take it back"),
            then=then,
        )

    def _run_undo(self, batch: str) -> None:
        self.undo_button.setEnabled(False)
        self.preview.undo_button.setEnabled(False)
        self.session.run(
            import_verbs.undo_import(batch),
            owner=self,
            done=self._undone,
            failed=self._not_undone,
        )

    def _not_undone(self, error: CfoError) -> None:
        self.preview.undo_button.setEnabled(True)
        self._batch_chosen()
        self.session.warn(error)

    def _undone(self, count: int) -> None:
        if self.stack.currentWidget() is self.preview:
            self._leave_preview()
        self.session.tell(
            self.tr("Taken back. Entries reversed: {count}.").format(
                count=self.session.localised.number(count)
            )
        )
