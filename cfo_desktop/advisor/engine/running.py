"""One running child of the engine: what it is asked, what it answers, and when it is given up."""

from __future__ import annotations

import contextlib
import json
import queue
import sys
import threading
import time
from collections.abc import Callable
from collections.abc import Mapping
from typing import IO
from typing import Any
from typing import NoReturn

from cfo_desktop.base import children
from cfo_desktop.base.children import Pump
from cfo_desktop.base.errors import UserError

Heard = Callable[[str], None]
"""Called with each piece of a text as it comes, on the thread that asked."""
STOPPED: Mapping[str, Any] = {"stopped": True}
"""What a request comes to that was ended by whoever asked."""
POLL = 0.02
"""Seconds after which a stop is seen."""

_COMMAND = (sys.executable, "-m", "cfo_desktop.advisor.engine.child")
_VARIABLES = {"GOMP_SPINCOUNT": "2000"}
"""Else two threads wait for each other by spinning, and stand still beside any other program."""
_LONGEST_LINE = 1 << 20


class Died(Exception):
    """The child ended, or hung and was ended."""


def unheard(_piece: str) -> None:
    """Take a piece of a text that nobody waits for."""


class Running:
    """A running child: what it says is read by a thread, what it is asked is answered here."""

    def __init__(self, *, silent_seconds: float) -> None:
        """Start it; raise ``Died`` where that cannot be done."""
        self._silent_seconds = silent_seconds
        self._heard = time.monotonic()
        self._number = 0
        self.was_closed = False
        self._lines: queue.SimpleQueue[dict[str, Any] | None] = queue.SimpleQueue()
        try:
            self._process = children.start(_COMMAND, variables=_VARIABLES, errors=False)
        except OSError as error:
            raise Died from error
        self._pumps = [Pump(self._read, pipe) for pipe in [self._process.stdout] if pipe]

    @property
    def is_alive(self) -> bool:
        """Whether the process runs."""
        return self._process.poll() is None

    @property
    def process_id(self) -> int:
        """Number of the process."""
        return self._process.pid

    def ask(
        self,
        verb: str,
        request: Mapping[str, object],
        *,
        seconds: float,
        stop: threading.Event | None,
        heard: Heard = unheard,
    ) -> dict[str, Any]:
        """Return what the child has done; raise ``Died``, or its fault as ``UserError``."""
        self._number += 1
        number = self._number
        self._heard = time.monotonic()
        until = self._heard + seconds
        self._send({"verb": verb, "id": number, **request})
        while True:
            if stop and stop.is_set():
                self._send({"verb": "stop", "id": number})
                return dict(STOPPED)
            line = self._next()
            if line.get("id") == number:
                if "text" in line:
                    self._tell(str(line["text"]), heard, number)
                elif "fault" in line:
                    raise UserError(line["fault"], **line["data"])
                else:
                    return dict(line["done"])
            if time.monotonic() > until:
                self._send({"verb": "stop", "id": number})
                raise UserError("engine_slow")

    def _tell(self, piece: str, heard: Heard, number: int) -> None:
        try:
            heard(piece)
        except BaseException:
            # whoever listened has had enough, in a way of their own
            self._send({"verb": "stop", "id": number})
            raise

    def close(self) -> None:
        """Kill it; whoever waits for an answer is told ``cancelled``."""
        self.was_closed = True
        self._process.kill()

    def end(self) -> None:
        """Kill it and close what led to it."""
        children.end(self._process, self._pumps)
        if self._process.stdin:
            with contextlib.suppress(OSError):
                self._process.stdin.close()

    def _send(self, message: Mapping[str, object]) -> None:
        line = json.dumps(message).encode() + b"\n"
        try:
            if self._process.stdin:
                self._process.stdin.write(line)
                self._process.stdin.flush()
        except OSError as error:
            self._raise_death(error)

    def _next(self) -> dict[str, Any]:
        """Return the next line, or an empty one after a moment."""
        try:
            line = self._lines.get(timeout=POLL)
        except queue.Empty:
            if time.monotonic() - self._heard > self._silent_seconds:
                self._process.kill()
                self._raise_death()
            return {}
        if line is None:
            self._raise_death()
        return line

    def _raise_death(self, cause: BaseException | None = None) -> NoReturn:
        if self.was_closed:
            raise UserError("cancelled") from cause
        raise Died from cause

    def _read(self, pipe: IO[bytes]) -> None:
        try:
            while line := pipe.readline(_LONGEST_LINE):
                self._heard = time.monotonic()
                message = json.loads(line)
                if "beat" not in message:
                    self._lines.put(message)
        finally:
            self._lines.put(None)
