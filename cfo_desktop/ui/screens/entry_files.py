"""The files kept with an entry: attach, look at, save a copy, remove."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QDragEnterEvent
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QWidget

from cfo_desktop.domain.attachment import Attachment
from cfo_desktop.ui import register_verbs as verbs
from cfo_desktop.ui.session import Session
from cfo_desktop.ui.widgets import parts
from cfo_desktop.ui.widgets import pick
from cfo_desktop.ui.widgets.confirm import ask
from cfo_desktop.ui.widgets.drop_area import dropped_files


def size_text(size: int) -> str:
    """Return a number of bytes as people say it."""
    if size < 1024:
        return f"{size} B"
    if size < 1024 * 1024:
        return f"{round(size / 1024)} KB"
    return f"{size / 1024 / 1024:.1f} MB"


class EntryFiles(QWidget):
    """One line a file, with what can be done with it."""

    picture_asked = Signal(object)
    """The ``Attachment`` to look at."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._entry: int | None = None
        self.files: tuple[Attachment, ...] = ()
        self._lines = parts.column(gap=4)
        self.setLayout(self._lines)

    def show_files(self, entry: int | None, files: Sequence[Attachment]) -> None:
        """List the files of an entry."""
        self._entry = entry
        self.files = tuple(files)
        while (item := self._lines.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for file in self.files:
            self._lines.addWidget(self._line(file))
        self.setVisible(bool(self.files))

    def _line(self, file: Attachment) -> QWidget:
        line = QWidget()
        name = parts.label(f"{file.name} · {size_text(file.size)}", wrap=True)
        buttons = [
            (self.tr("Look at"), lambda: self.picture_asked.emit(file)),
            (self.tr("Save a copy…"), lambda: self._ask_where(file)),
            (self.tr("Remove…"), lambda: self._ask_remove(file)),
        ]
        layout = parts.row(name, gap=8)
        layout.setStretch(0, 1)
        if file.is_original:  # it belongs to a bill of the book and goes only with that
            buttons.pop()
        for text, act in buttons if file.is_image else buttons[1:]:
            button = parts.button(text, act, role="link")
            button.setAccessibleName(f"{text} {file.name}")
            layout.addWidget(button)
        line.setLayout(layout)
        return line

    def choose(self) -> None:
        """Ask which files to attach to the entry."""
        self.attach(
            pick.files(
                self,
                title=self.tr("Attach files"),
                kinds=self.tr("All files (*)"),
                start=self._session.files_folder,
            )
        )

    def attach(self, files: Sequence[Path]) -> None:
        """Keep copies of files with the entry."""
        if self._entry is None or not files:
            return
        self._session.run(
            verbs.attach(self._entry, files=files),
            owner=self,
            done=lambda added: self._session.tell(
                self.tr("Attached: {names}").format(names=", ".join(each.name for each in added))
            ),
        )

    def _ask_where(self, file: Attachment) -> None:
        target = pick.target(
            self,
            title=self.tr("Save a copy of the file"),
            suggested=file.name,
            kinds=self.tr("All files (*)"),
        )
        if target is not None:
            self.save_copy(file, target)

    def save_copy(self, file: Attachment, target: Path) -> None:
        """Write a file out of the book; the copy is not encrypted."""
        self._session.run(
            verbs.save_attachment(file.id, target=target),
            owner=self,
            done=lambda path: self._session.tell(
                self.tr("Saved {name}. This copy is not encrypted.").format(name=path.name)
            ),
        )

    def _ask_remove(self, file: Attachment) -> None:
        ask(
            self,
            self.tr("Remove {name}?").format(name=file.name),
            explanation=self.tr(
                "The book forgets the file for good. The entry stays as it is. Save a copy first "
                "if you may need it."
            ),
            action=self.tr("Remove it"),
            then=lambda: self._session.run(
                verbs.remove_attachment(file.id),
                owner=self,
                done=lambda _: self._session.tell(
                    self.tr("{name} was removed.").format(name=file.name)
                ),
            ),
        )


class FilesDrop(QWidget):
    """A pane on which files can be dropped."""

    dropped = Signal(object)
    """List of ``Path``."""

    def __init__(self) -> None:
        super().__init__()
        self.setAcceptDrops(True)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files."""
        if dropped_files(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Tell which files were dropped."""
        event.acceptProposedAction()
        self.dropped.emit(dropped_files(event.mimeData()))
