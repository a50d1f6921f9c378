"""A line on a terminal's stderr that says what takes long, from the first second on."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from types import TracebackType
from typing import Self

SHOWN_AFTER = 1.0
"""Seconds of silence before the line appears, and between its changes."""


class Progress:
    """Shows a label and how far the work is while the block runs; call it with (done, total).

    Without a terminal it writes nothing and does not even ask for the label.
    """

    def __init__(self, label: Callable[[], str]) -> None:
        self._label = label
        self._done = 0
        self._total = 0
        self._line: _Line | None = None

    def __call__(self, done: int, total: int) -> None:
        """Note that ``done`` of ``total`` parts are done."""
        self._done, self._total = done, total

    def __enter__(self) -> Self:
        """Start the clock."""
        if sys.stderr.isatty():
            self._line = _Line(self)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Take the line away."""
        if self._line is not None:
            self._line.end()

    def text(self, seconds: int) -> str:
        """Return the line as it reads after ``seconds``."""
        count = f" {self._done:,}/{self._total:,}" if self._total > 1 else ""
        return f"{self._label()}{count} ({seconds} s)"


class _Line:
    """Writes the line from a thread of its own: the work itself may be one long call."""

    def __init__(self, progress: Progress) -> None:
        import threading

        self._progress = progress
        self._started = time.monotonic()
        self._shown = False
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def _run(self) -> None:
        while not self._over.wait(SHOWN_AFTER):
            self._shown = True
            seconds = int(time.monotonic() - self._started)
            self._write(f"\r\033[K{self._progress.text(seconds)}")

    def end(self) -> None:
        self._over.set()
        self._thread.join()
        if self._shown:
            self._write("\r\033[K")

    def _write(self, text: str) -> None:
        sys.stderr.write(text)
        sys.stderr.flush()
