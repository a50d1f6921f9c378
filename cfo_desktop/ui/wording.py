"""Lets a model word an answer beside the window and the book, and stops it at once when asked."""

from __future__ import annotations

import threading
from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtCore import Qt
from PySide6.QtCore import Signal

from cfo_desktop.base.errors import CfoError
from cfo_desktop.domain.asking import Asked
from cfo_desktop.domain.asking import Worded

Words = Callable[[Asked, Callable[[str], None], threading.Event], Worded]
"""Given an answer, a function that takes each sentence once it is checked, and what stops it."""


class Wording(QObject):
    """One answer at a time.

    It runs on a thread of its own, not on the book's: a model needs seconds for its words, and no
    room waits for them.
    """

    said = Signal(str)
    """A sentence that was checked."""
    ended = Signal(object)
    """``Worded``, or ``None`` where it failed: the plain wording stands."""
    _came = Signal(object, str)
    _done = Signal(object, object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._stop: threading.Event | None = None
        self._came.connect(self._take, Qt.ConnectionType.QueuedConnection)
        self._done.connect(self._finish, Qt.ConnectionType.QueuedConnection)

    @property
    def busy(self) -> bool:
        """Whether words may still come."""
        return self._stop is not None

    def start(self, words: Words, asked: Asked) -> None:
        """Begin to word an answer; the one before is stopped."""
        self.stop()
        self._stop = stop = threading.Event()
        threading.Thread(
            target=self._work, args=(words, asked, stop), name="wording", daemon=True
        ).start()

    def stop(self) -> None:
        """Take no further words; what came so far stays."""
        if self._stop is not None:
            self._stop.set()
            self._stop = None

    # --- on its thread ---

    def _work(self, words: Words, asked: Asked, stop: threading.Event) -> None:
        def say(sentence: str) -> None:
            self._tell(stop, lambda: self._came.emit(stop, sentence))

        found: Worded | None = None
        error: Exception | None = None
        try:
            found = words(asked, say, stop)
        except Exception as failure:  # noqa: BLE001 - raised again where the window reports it
            error = failure
        self._tell(stop, lambda: self._done.emit(stop, found, error))

    @staticmethod
    def _tell(stop: threading.Event, emit: Callable[[], None]) -> None:
        if stop.is_set():
            return
        try:
            emit()
        except RuntimeError:  # the window is gone
            stop.set()

    # --- on the window's thread ---

    def _take(self, stop: threading.Event, sentence: str) -> None:
        if stop is self._stop:
            self.said.emit(sentence)

    def _finish(self, stop: threading.Event, found: Worded | None, error: Exception | None) -> None:
        if stop is not self._stop:
            return
        self._stop = None
        self.ended.emit(found)
        if error is not None and not isinstance(error, CfoError):
            raise error
