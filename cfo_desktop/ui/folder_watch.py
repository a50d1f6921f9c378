"""Looks at the watched folder off the UI thread: at its start, when it changes, when asked."""

from __future__ import annotations

import contextlib
import threading
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QFileSystemWatcher
from PySide6.QtCore import QObject
from PySide6.QtCore import Qt
from PySide6.QtCore import QTimer
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication

from cfo_desktop.base.errors import UserError
from cfo_desktop.domain.watching import FolderLook
from cfo_desktop.domain.watching import FolderState
from cfo_desktop.domain.watching import WaitingState

if TYPE_CHECKING:
    from cfo_desktop.services.watching import Sights

_SETTLE_MS = 500
"""A burst of changes is looked at once."""
_AGAIN_MS = 2_500
"""When files that still grow are looked at again."""


class FolderWatch(QObject):
    """One folder; its files are only read.

    Each look runs on a thread of its own, which a folder on a slow or dead network drive may hold
    for ever without holding up the window, the book, or the program's end.
    """

    looked = Signal(object)
    """``FolderLook``."""
    _found = Signal(object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.folder: Path | None = None
        self._sights: Sights = {}
        self._stop = threading.Event()
        self._looking = False
        self._again = False
        self._watcher = QFileSystemWatcher(self)
        self._soon = QTimer(self, singleShot=True, interval=_SETTLE_MS)
        self._soon.timeout.connect(self.look)
        self._watcher.directoryChanged.connect(lambda _: self._soon.start(_SETTLE_MS))
        self._found.connect(self._take, Qt.ConnectionType.QueuedConnection)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.applicationStateChanged.connect(self._state_changed)

    @property
    def busy(self) -> bool:
        """Whether a look is under way."""
        return self._looking

    def watch(self, folder: Path | None) -> None:
        """Watch another folder, or none."""
        self.stop()
        self.folder = folder
        self.look()

    def stop(self) -> None:
        """Look no more, and forget what was seen."""
        self._stop.set()
        self._stop = threading.Event()
        self._soon.stop()
        self.folder = None
        self._sights = {}
        self._looking = self._again = False
        if self._watcher.directories():
            self._watcher.removePaths(self._watcher.directories())

    def look(self) -> None:
        """Look now, or again where a look is under way."""
        if self.folder is None:
            return
        if self._looking:
            self._again = True
            return
        self._looking, self._again = True, False
        work = threading.Thread(
            target=self._work,
            args=(self.folder, self._sights, self._stop),
            name="folder",
            daemon=True,
        )
        work.start()

    def _work(self, folder: Path, sights: Sights, stop: threading.Event) -> None:
        from cfo_desktop.services import watching

        def alive() -> None:
            if stop.is_set():
                raise UserError("cancelled")

        # where nobody waits for it any more, or the window is gone, there is nothing to tell
        with contextlib.suppress(UserError, RuntimeError):
            found = watching.look(folder, sights=sights, alive=alive)
            alive()
            self._found.emit(stop, found)

    def _take(self, stop: threading.Event, look: FolderLook) -> None:
        if stop is not self._stop:
            return
        self._looking = False
        # a folder that was just read does not hold up who asks to be told of its changes
        if look.state is FolderState.READ and not self._watcher.directories():
            self._watcher.addPath(str(look.folder))
        self.looked.emit(look)
        if self._again:
            self.look()
        elif any(file.state is WaitingState.GROWING for file in look.files):
            self._soon.start(_AGAIN_MS)

    def _state_changed(self, state: Qt.ApplicationState) -> None:
        if state is Qt.ApplicationState.ApplicationActive:
            self.look()
