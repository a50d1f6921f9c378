"""Runs the verbs of services off the UI thread: one thread owns the open book.

Screens use two verbs, `Query` and `Change`; the gate before the book also `Opening` and `Errand`.
Work runs in the order it was given. Results and errors come back on the UI thread by one queued
signal; what a change touched is told to every screen by `book_changed`. An error that is no
`CfoError` is a fault of the program: it is raised on the UI thread, where the window reports it.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from dataclasses import field
from typing import TYPE_CHECKING
from typing import Generic
from typing import TypeVar

from PySide6.QtCore import QObject
from PySide6.QtCore import Qt
from PySide6.QtCore import QTimer
from PySide6.QtCore import Signal

from cfo_desktop.base.errors import Bug
from cfo_desktop.base.errors import CfoError
from cfo_desktop.base.errors import CodedError
from cfo_desktop.base.errors import UserError
from cfo_desktop.base.progress import Progress
from cfo_desktop.domain.book import Changes

if TYPE_CHECKING:
    from cfo_desktop.services.books import Book

T = TypeVar("T")

SHOW_AFTER = 0.1
"""Seconds after which the window says that it works."""
PROGRESS_AFTER = 1.0
"""Seconds after which it shows how far it is, and a button to cancel."""


@dataclass(frozen=True, slots=True)
class Query(Generic[T]):
    """Reads the open book. Cancelling drops the result."""

    work: Callable[[Book, Progress], T]


@dataclass(frozen=True, slots=True)
class Change(Generic[T]):
    """Changes the open book and says what it touched. Cancelled only where it reports progress."""

    work: Callable[[Book, Progress], tuple[T, Changes]]


@dataclass(frozen=True, slots=True)
class Opening(Generic[T]):
    """Opens or makes a book, which the thread then owns; the one open before is closed first."""

    work: Callable[[Progress], tuple[Book, T]]


@dataclass(frozen=True, slots=True)
class Errand(Generic[T]):
    """Work beside the book: saving the settings, restoring a backup."""

    work: Callable[[Progress], T]


Verb = Query[T] | Change[T] | Opening[T] | Errand[T]


@dataclass(frozen=True, slots=True)
class Activity:
    """What the window shows of the work under way."""

    progress_due: bool
    """It lasts longer than ``PROGRESS_AFTER``."""
    done: int
    total: int
    """0 where the work does not say how much there is."""
    cancellable: bool


@dataclass(eq=False, slots=True)
class _Job:
    verb: Query[object] | Change[object] | Opening[object] | Errand[object]
    owner: object
    topic: str
    done: Callable[[object], None] | None
    failed: Callable[[CfoError], None] | None
    progressed: Callable[[int, int], None] | None = None
    started: float = field(default_factory=time.monotonic)
    cancelled: threading.Event = field(default_factory=threading.Event)
    reported: tuple[int, int] | None = None
    dropped: bool = False
    """Nothing of it is delivered: it is stale, or who asked is gone."""
    future: Future[tuple[object, Changes | None]] | None = None

    def progress(self, done: int, total: int) -> None:
        """Note how far the work is; called on the thread that works."""
        self.reported = (done, total)
        if self.cancelled.is_set():
            raise UserError("cancelled")

    @property
    def withdrawn(self) -> bool:
        """Whether the owner cancelled a read, whose result is not wanted then."""
        return self.cancelled.is_set() and isinstance(self.verb, Query)

    @property
    def cancellable(self) -> bool:
        """Whether cancelling would end it: reads can be dropped, changes must listen."""
        return isinstance(self.verb, Query) or self.reported is not None


class Tasks(QObject):
    """The thread that owns the open book, seen from the UI thread."""

    book_changed = Signal(object)
    """``Changes``: what a change touched."""
    failed = Signal(object)
    """``CfoError`` that no one else takes care of."""
    activity_changed = Signal(object)
    """``Activity``, or ``None`` when nothing is under way (any more)."""

    _finished = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._executor = ThreadPoolExecutor(1, thread_name_prefix="book")
        self._jobs: list[_Job] = []
        self._latest: dict[tuple[int, str], _Job] = {}
        self._book: Book | None = None  # touched on the executor's thread only
        self._finished.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        self._ticker = QTimer(self, interval=int(SHOW_AFTER * 1000))
        self._ticker.timeout.connect(self._tell_activity)
        self._told = False

    @property
    def busy(self) -> bool:
        """Whether any work is waiting or under way."""
        return bool(self._jobs)

    def run(
        self,
        verb: Verb[T],
        *,
        owner: object,
        done: Callable[[T], None] | None = None,
        failed: Callable[[CfoError], None] | None = None,
        topic: str = "",
        progressed: Callable[[int, int], None] | None = None,
    ) -> None:
        """Run ``verb``, then call ``done`` or ``failed`` on the UI thread.

        A read that the owner cancels calls ``failed``, where there is one, with ``cancelled``;
        ``progressed`` is called with how far the work is, some times a second.

        A later call with the same ``owner`` and ``topic`` makes this one stale: its result is
        dropped, and it is not even begun where it still waits. Without ``failed``, errors go to
        the signal of that name.
        """
        job = _Job(verb, owner, topic, done, failed, progressed)  # type: ignore[arg-type]
        if topic:
            older = self._latest.get((id(owner), topic))
            if older is not None:
                _outdate(older)
            self._latest[id(owner), topic] = job
        self._jobs.append(job)
        if not self._ticker.isActive():
            self._ticker.start()
        job.future = self._executor.submit(self._work, job)
        job.future.add_done_callback(lambda _: self._finished.emit(job))

    def cancel(self) -> None:
        """Ask all work that can be cancelled to end; a cancelled read is dropped."""
        for job in self._jobs:
            job.cancelled.set()

    def withdraw(self, *, owner: object, topic: str) -> None:
        """End the read that ``owner`` began under ``topic``; nothing of it is delivered."""
        job = self._latest.pop((id(owner), topic), None)
        if job is not None:
            _outdate(job)

    def forget_owners(self) -> None:
        """Deliver nothing to who asked so far: their screens are about to go."""
        for job in self._jobs:
            job.done = None
            job.failed = None
            job.progressed = None
            job.dropped = job.dropped or isinstance(job.verb, Query)
        self._latest.clear()

    def close(self, done: Callable[[], None]) -> None:
        """Drop waiting reads, let changes finish, close the book, end the thread, call ``done``."""
        self.cancel()
        self.forget_owners()

        def ended(_: object) -> None:
            self._ticker.stop()
            self._executor.shutdown(wait=True)  # its last work is done: this is at once
            done()

        self.run(Errand(lambda _: self._close_book()), owner=self, done=ended, failed=ended)

    # --- on the executor's thread ---

    def _work(self, job: _Job) -> tuple[object, Changes | None]:
        if job.dropped or job.withdrawn:
            return None, None
        verb = job.verb
        if isinstance(verb, Opening):
            self._close_book()
            self._book, result = verb.work(job.progress)
            return result, None
        if isinstance(verb, Errand):
            return verb.work(job.progress), None
        if self._book is None:
            raise Bug("no book is open")
        if isinstance(verb, Change):
            return verb.work(self._book, job.progress)
        return verb.work(self._book, job.progress), None

    def _close_book(self) -> None:
        from cfo_desktop.services import books

        book, self._book = self._book, None
        if book is not None:
            books.close(book)

    # --- on the UI thread ---

    def _deliver(self, job: _Job) -> None:
        self._jobs.remove(job)
        if self._latest.get((id(job.owner), job.topic)) is job:
            del self._latest[id(job.owner), job.topic]
        if not self._jobs:
            self._ticker.stop()
            self._tell_activity()
        if job.future is None:
            raise Bug("work was delivered before it was given")
        try:
            result, changes = job.future.result()
        except CfoError as error:
            self._deliver_error(job, error)
            return
        if job.withdrawn:
            self._deliver_error(job, UserError("cancelled"))
            return
        if changes is not None:
            self.book_changed.emit(changes)
        if job.done is not None and not job.dropped:
            job.done(result)

    def _deliver_error(self, job: _Job, error: CfoError) -> None:
        if job.dropped:
            return
        if job.failed is not None:
            job.failed(UserError("cancelled") if job.withdrawn else error)
        elif not job.withdrawn:
            self.failed.emit(error)

    def _tell_activity(self) -> None:
        waiting = [job for job in self._jobs if not job.dropped and not job.withdrawn]
        if not waiting:
            if self._told:
                self._told = False
                self.activity_changed.emit(None)
            return
        job = waiting[0]
        seconds = time.monotonic() - job.started
        if seconds < SHOW_AFTER / 2:
            return
        done, total = job.reported or (0, 0)
        if job.progressed is not None and job.reported is not None:
            job.progressed(done, total)
        self._told = True
        self.activity_changed.emit(
            Activity(seconds >= PROGRESS_AFTER, done, total, job.cancellable)
        )


def _outdate(job: _Job) -> None:
    """Deliver nothing of a job; a read that reports progress ends at once."""
    job.dropped = True
    if isinstance(job.verb, Query):
        job.cancelled.set()


def is_cancelled(error: CfoError) -> bool:
    """Tell whether ``error`` says only that the owner cancelled."""
    return isinstance(error, CodedError) and error.code == "cancelled"
