"""The child process that reads an untrusted file: fed, listened to, and ended in any case."""

from __future__ import annotations

import contextlib
import subprocess
import threading
import time
from collections.abc import Callable
from collections.abc import Sequence
from typing import IO

from cfo_desktop.base import children
from cfo_desktop.base.children import Pump
from cfo_desktop.base.errors import UserError

Told = Callable[[float], None]
"""Called with the part that is done, 0 to 1; raises ``UserError("cancelled")`` to stop."""

_BEAT = 0.1
"""Seconds between two calls of the progress, whatever the child says."""
_CHUNK = 1 << 16
_MAX_ANSWER = 512 * 2**20
_MAX_LINE = 100


def answer_of(
    command: Sequence[str], *, sent: bytes, seconds: float, told: Told | None = None
) -> bytes:
    """Return what a child wrote to standard output after it read ``sent`` on standard input.

    On standard error it may write how much it has done, a number from 0 to 1 on a line. Raises
    ``UserError`` with ``file_too_slow``, ``file_unreadable`` where it fails or says too much, and
    whatever ``told`` raises; the child is gone then.
    """
    child = _Child(command, sent)
    try:
        child.wait(until=time.monotonic() + seconds, told=told)
        return child.answer()
    finally:
        child.end()


class _Child:
    """A running child, and the threads that keep its three pipes moving."""

    def __init__(self, command: Sequence[str], sent: bytes) -> None:
        self._process = children.start(command)
        self._chunks: list[bytes] = []
        self._too_long = False
        self._done = 0.0
        self._answered = threading.Event()
        jobs: list[tuple[IO[bytes] | None, Callable[[IO[bytes]], None]]] = [
            (self._process.stdin, lambda pipe: _feed(pipe, sent)),
            (self._process.stdout, self._collect),
            (self._process.stderr, self._listen),
        ]
        self._pumps = [Pump(job, pipe) for pipe, job in jobs if pipe]

    def wait(self, *, until: float, told: Told | None) -> None:
        """Return when the child has ended by itself."""
        while not (self._answered.wait(_BEAT) and self._has_ended()):
            if told:
                told(self._done)
            if time.monotonic() > until:
                raise UserError("file_too_slow")

    def _has_ended(self) -> bool:
        try:
            self._process.wait(timeout=_BEAT)
        except subprocess.TimeoutExpired:
            return False
        return True

    def answer(self) -> bytes:
        """Return what the child wrote; ``UserError("file_unreadable")`` where it failed."""
        if self._process.returncode or self._too_long:
            raise UserError("file_unreadable")
        return b"".join(self._chunks)

    def end(self) -> None:
        """Kill the child where it still runs, and close what led to it."""
        children.end(self._process, self._pumps)

    def _collect(self, pipe: IO[bytes]) -> None:
        size = 0
        while chunk := pipe.read(_CHUNK):
            size += len(chunk)
            self._too_long = size > _MAX_ANSWER
            if self._too_long:
                self._process.kill()
                break
            self._chunks.append(chunk)
        self._answered.set()

    def _listen(self, pipe: IO[bytes]) -> None:
        while line := pipe.readline(_MAX_LINE):
            with contextlib.suppress(ValueError):
                # never back: some readers look at the rows more than once
                self._done = max(self._done, min(float(line), 1.0))


def _feed(pipe: IO[bytes], sent: bytes) -> None:
    with contextlib.suppress(OSError):
        pipe.write(sent)
    with contextlib.suppress(OSError):
        pipe.close()
