"""The folder that is watched for statements, and those of its files that wait to be looked at."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QDir
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QAbstractItemView
from PySide6.QtWidgets import QSizePolicy
from PySide6.QtWidgets import QWidget

from cfo_desktop.domain.watching import FolderLook
from cfo_desktop.domain.watching import FolderState
from cfo_desktop.domain.watching import WaitingFile
from cfo_desktop.domain.watching import WaitingState
from cfo_desktop.ui import import_verbs
from cfo_desktop.ui.folder_watch import FolderWatch
from cfo_desktop.ui.session import Session
from cfo_desktop.ui.tables import waiting_files
from cfo_desktop.ui.tables.view import TableView
from cfo_desktop.ui.widgets import parts
from cfo_desktop.ui.widgets import pick


class WatchedFolder(QWidget):
    """A line that says what is watched; below it the files, while some wait."""

    preview_asked = Signal(object)
    """List of ``Path``: the owner wants to see what is in these files."""
    count_changed = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self._look: FolderLook | None = None
        self.watch = FolderWatch(self)
        self.watch.looked.connect(self._looked)
        self.told = parts.label(role="muted", wrap=True)
        self.choose_button = parts.button(self.tr("Watch a folder…"), self._choose)
        self.stop_button = parts.button(self.tr("Stop watching"), lambda: self._keep(None))
        self.model = waiting_files.model(session)
        self.table = TableView(self.model, name=self.tr("New files in the watched folder"))
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.table.selectionModel().selectionChanged.connect(lambda *_: self._show_buttons())
        self.table.chosen.connect(lambda row: self._preview([self.model.rows[row]]))
        self.preview_button = parts.button(
            self.tr("Preview all"), lambda: self._preview(self.model.rows)
        )
        self.ignore_button = parts.button(self.tr("Ignore"), self._ignore)
        self.ignore_button.setToolTip(
            self.tr("The chosen files stay where they are and are not listed again")
        )
        line = parts.row(
            self.told,
            self.ignore_button,
            self.preview_button,
            self.stop_button,
            self.choose_button,
        )
        line.setStretch(0, 1)
        self.setLayout(parts.column(line, self.table, gap=8))
        self._show()

    @property
    def waiting(self) -> int:
        """How many files are ready to be looked at."""
        return sum(file.state is WaitingState.READY for file in self.model.rows)

    def begin(self) -> None:
        """Watch the folder that the open book names."""
        self.session.run(
            import_verbs.watched_folder(), owner=self, done=self._begun, topic="folder"
        )

    def refresh(self) -> None:
        """Leave out of the list what was imported meanwhile, or bring back what was taken back."""
        if self._look is not None:
            self._ask_known()

    def forget(self) -> None:
        """Watch nothing and show no file."""
        self.watch.stop()
        self._look = None
        self.model.set_rows([])
        self._show()

    def _begun(self, folder: Path | None) -> None:
        self._look = None
        self.model.set_rows([])
        self.watch.watch(folder)
        self._show()

    def _choose(self) -> None:
        start = self.watch.folder or self.session.files_folder or Path.home()
        folder = pick.folder(self, title=self.tr("Choose the folder to watch"), start=start)
        if folder is not None:
            self._keep(folder)

    def _keep(self, folder: Path | None) -> None:
        self.session.run(import_verbs.watch_folder(folder), owner=self, done=self._begun)

    def _looked(self, look: FolderLook) -> None:
        self._look = look
        self._ask_known()

    def _ask_known(self) -> None:
        if self._look is not None:
            self.session.run(
                import_verbs.not_known(self._look), owner=self, done=self._list, topic="look"
            )

    def _list(self, look: FolderLook) -> None:
        if self._look is None:
            return
        if list(look.files) != self.model.rows:
            chosen = {file.path for file in self._selected()}
            self.model.set_rows(look.files)
            for row, file in enumerate(look.files):
                if file.path in chosen:
                    self.table.selectRow(row)
        self._show()

    def _selected(self) -> list[WaitingFile]:
        return [self.model.rows[at.row()] for at in self.table.selectionModel().selectedRows()]

    def _preview(self, files: list[WaitingFile]) -> None:
        ready = [file.path for file in files if file.state is WaitingState.READY]
        if ready:
            self.preview_asked.emit(ready)

    def _ignore(self) -> None:
        self.session.run(
            import_verbs.leave_out(self._selected()), owner=self, done=lambda _: self._ignored()
        )

    def _ignored(self) -> None:
        self.session.tell(
            self.tr("Not listed any more. “Choose files…” still finds every file of the folder.")
        )

    def _show(self) -> None:
        self.told.setText(self._sentence())
        watched = self.watch.folder is not None
        self.stop_button.setVisible(watched)
        self.choose_button.setVisible(not watched)
        self.table.setVisible(bool(self.model.rows))
        policy = QSizePolicy.Policy
        vertical = policy.Expanding if self.model.rows else policy.Maximum
        self.setSizePolicy(policy.Preferred, vertical)
        self.table.fit_columns()
        for button in (self.preview_button, self.ignore_button):
            button.setVisible(bool(self.model.rows))
        self.preview_button.setText(
            self.tr("Preview all ({count})").format(
                count=self.session.localised.number(self.waiting)
            )
        )
        self.preview_button.setEnabled(self.waiting > 0)
        self._show_buttons()
        self.count_changed.emit()

    def _show_buttons(self) -> None:
        self.ignore_button.setEnabled(any(file.digest for file in self._selected()))

    def _sentence(self) -> str:
        folder = self.watch.folder
        if folder is None:
            return self.tr(
                "New statements in a folder of your choice, such as Downloads, can be listed here. "
                "Files are only read, on this computer; nothing is moved, deleted or imported by "
                "itself."
            )
        name = QDir.toNativeSeparators(str(folder))
        if self._look is None:
            return self.tr("Looking at {folder}…").format(folder=name)
        texts = {
            FolderState.MISSING: self.tr("The watched folder {folder} is not there."),
            FolderState.DENIED: self.tr("The watched folder {folder} may not be read."),
            FolderState.UNREADABLE: self.tr("The watched folder {folder} cannot be read now."),
            FolderState.READ: self.tr("Watched folder: {folder}. Files are only read."),
        }
        text = texts[self._look.state].format(folder=name)
        if self._look.state is not FolderState.READ:
            return text
        more = []
        if not self.model.rows:
            more.append(self.tr("No new statements in it."))
        if self._look.left_out:
            count = self.session.localised.number(self._look.left_out)
            more.append(self.tr("{count} older files are not listed.").format(count=count))
        return self.session.localised.sentences([text, *more])
