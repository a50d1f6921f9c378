"""Starting a child process of our own and ending it: told nothing that others could see."""

from __future__ import annotations

import contextlib
import os
import subprocess
import threading
from collections.abc import Callable
from collections.abc import Mapping
from collections.abc import Sequence
from typing import IO

from cfo_desktop.base import paths

_ENDS = 2.0
"""Seconds in which a pump ends once the child has."""


def start(
    command: Sequence[str], *, variables: Mapping[str, str] | None = None, errors: bool = True
) -> subprocess.Popen[bytes]:
    """Start ``command`` with pipes to it; without ``errors`` its standard error goes nowhere.

    It finds our modules, knows ``variables``, and never a passphrase. Raises ``OSError``.
    """
    return subprocess.Popen(  # noqa: S603 - our own interpreter and modules
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE if errors else subprocess.DEVNULL,
        env={**_environment(), **(variables or {})},
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )


class Pump:
    """A thread that keeps one pipe of a child moving."""

    def __init__(self, job: Callable[[IO[bytes]], None], pipe: IO[bytes]) -> None:
        """Start ``job`` with ``pipe``; it ends where the pipe does."""
        self._job = job
        self._pipe = pipe
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def _run(self) -> None:
        # the other end is gone: that it is, its exit code tells
        with contextlib.suppress(OSError, ValueError):
            self._job(self._pipe)

    def end(self) -> None:
        """Close the pipe of a child that is gone."""
        self._thread.join(_ENDS)
        # a pipe that something else still holds open would hold us up too
        if not self._thread.is_alive():
            with contextlib.suppress(OSError):
                self._pipe.close()


def end(process: subprocess.Popen[bytes], pumps: Sequence[Pump]) -> None:
    """Kill the child where it still runs, and close what led to it."""
    process.kill()
    process.wait()
    for pump in pumps:
        pump.end()


def _environment() -> dict[str, str]:
    kept = {key: value for key, value in os.environ.items() if not key.startswith("CFO_")}
    return {**kept, "PYTHONPATH": str(paths.root())}
