"""Long work beside the window and the book: a model's words, its trial, a large file's hash."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QObject
from PySide6.QtCore import Qt
from PySide6.QtCore import Signal

from cfo_desktop.base.errors import Bug
from cfo_desktop.base.errors import CfoError

S = TypeVar("S")
T = TypeVar("T")


class Beside(QObject):
    """One piece of work at a time, on a thread of its own: the book's does not wait for it."""

    _told = Signal(object, object)
    _ended = Signal(object, object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._stop: threading.Event | None = None
        self._deliver: tuple[
            Callable[[object], None], Callable[[object], None], Callable[[CfoError], None]
        ]
        self._told.connect(self._tell, Qt.ConnectionType.QueuedConnection)
        self._ended.connect(self._end, Qt.ConnectionType.QueuedConnection)

    @property
    def busy(self) -> bool:
        """Whether anything is still to be delivered."""
        return self._stop is not None

    def run(
        self,
        work: Callable[[Callable[[S], None], threading.Event], T],
        *,
        told: Callable[[S], None],
        done: Callable[[T], None],
        failed: Callable[[CfoError], None],
        name: str = "beside",
    ) -> None:
        """Begin ``work``; what is under way is stopped first.

        It is given a function whose argument reaches ``told``, and an event that is set where it
        should stop. All three are called on the window's thread, and none once it was stopped.
        """
        self.stop()
        self._stop = stop = threading.Event()
        self._deliver = (told, done, failed)  # type: ignore[assignment] # what one run is given fits
        threading.Thread(target=self._work, args=(work, stop), name=name, daemon=True).start()

    def stop(self) -> None:
        """Deliver nothing more of what is under way, and ask it to stop."""
        if self._stop is not None:
            self._stop.set()
            self._stop = None

    # --- on its thread ---

    def _work(
        self,
        work: Callable[[Callable[[object], None], threading.Event], object],
        stop: threading.Event,
    ) -> None:
        result: object = None
        error: Exception | None = None
        try:
            result = work(lambda item: _unless(stop, self._told.emit, stop, item), stop)
        except Exception as failure:  # noqa: BLE001 - raised again where the window reports it
            error = failure
        _unless(stop, self._ended.emit, stop, result, error)

    # --- on the window's thread ---

    def _tell(self, stop: threading.Event, item: object) -> None:
        if stop is self._stop:
            self._deliver[0](item)

    def _end(self, stop: threading.Event, result: object, error: Exception | None) -> None:
        if stop is not self._stop:
            return
        self._stop = None
        if error is None:
            self._deliver[1](result)
        elif isinstance(error, CfoError):
            self._deliver[2](error)
        else:
            self._deliver[2](Bug("work beside the window failed"))
            raise error


def _unless(stop: threading.Event, emit: Callable[..., object], *given: object) -> None:
    if stop.is_set():
        return
    try:
        emit(*given)
    except RuntimeError:  # the window is gone
        stop.set()
