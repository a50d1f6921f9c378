"""Runs one command in a fresh process and tells what it cost, by ``os.wait4``.

The command is started by a small launcher and not by the harness: on Linux a process inherits, as
its largest size, that of whoever started it.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

_LIMIT_SECONDS = 900


@dataclass(frozen=True, slots=True)
class Cost:
    """What one run took: seconds by the clock, seconds of processor, MiB at its largest."""

    wall: float
    cpu: float
    mib: float


class CommandFailed(Exception):
    """A command ended with an error, so its time means nothing."""


def environment(more: Mapping[str, str]) -> dict[str, str]:
    """Return the environment that programs are run in, with ``more`` in it.

    They start as their users start them: with the bytecode that the first start wrote.
    """
    kept = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    return {**kept, "LANG": "C.UTF-8", **more}


def run(command: Sequence[str | Path], *, output: Path, more: Mapping[str, str]) -> Cost:
    """Run ``command`` with ``more`` environment and its standard output in ``output``."""
    launcher = [sys.executable, "-I", "-S", __file__, str(output), *map(str, command)]
    done = subprocess.run(
        launcher,
        env=environment(more),
        capture_output=True,
        text=True,
        timeout=_LIMIT_SECONDS,
        check=False,
    )
    if done.returncode:
        message = f"{' '.join(map(str, command))}\n{done.stderr[-2000:]}"
        raise CommandFailed(message)
    return Cost(**json.loads(done.stdout))


def _launch(output: str, command: list[str]) -> int:
    """Run the command as a child, print its cost as JSON; its messages pass through."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC
    opened = [(os.POSIX_SPAWN_OPEN, 1, output, flags, 0o600)]
    started = time.perf_counter()
    child = os.posix_spawnp(command[0], command, os.environ, file_actions=opened)
    _, status, used = os.wait4(child, 0)
    wall = time.perf_counter() - started
    cost = {"wall": wall, "cpu": used.ru_utime + used.ru_stime, "mib": used.ru_maxrss / 1024}
    sys.stdout.write(json.dumps(cost))
    return os.waitstatus_to_exitcode(status)


if __name__ == "__main__":
    sys.exit(_launch(sys.argv[1], sys.argv[2:]))
