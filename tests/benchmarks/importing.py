"""Importing a statement by the real program, watched from outside: time, and size of each process.

The statement is read in a child process, so both are watched: their largest sizes, ``VmHWM``, are
looked up in ``/proc`` while they run.
"""

from __future__ import annotations

import csv
import json
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from cfo_desktop.base import paths
from cfo_desktop.domain.money import decimal_text
from tests.benchmarks import clocked
from tests.benchmarks import made_ledger
from tests.benchmarks import programs

_LOOK_EVERY_SECONDS = 0.005


@dataclass(frozen=True, slots=True)
class Import:
    """What one import took."""

    seconds: float
    rows: int
    parent_mib: float
    child_mib: float


def write_statement(path: Path, rows: int) -> None:
    """Write a bank's CSV of ``rows`` rows."""
    currency = made_ledger.CURRENCY
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(("Date", "Payee", "Description", "Amount", "Balance"))
        for day, party, text, amount, balance in made_ledger.sample_rows(rows):
            figures = (decimal_text(amount, currency), decimal_text(balance, currency))
            writer.writerow((day.isoformat(), party, text, *figures))


def run(book: Path, statement: Path, output: Path) -> Import:
    """Import ``statement`` into ``book``; raise ``CommandFailed`` where it was refused."""
    ours = programs.ours(book.parent)[0]
    program = ours.commands[programs.TRIAL_BALANCE][0]
    started = time.perf_counter()
    with output.open("wb") as stream:
        child = subprocess.Popen(
            [program, "import", str(book), str(statement), "--json"],
            stdout=stream,
            env=clocked.environment(ours.environment),
            cwd=paths.root(),
        )
        largest: dict[int, int] = {}
        while child.poll() is None:
            for process in (child.pid, *_children(child.pid)):
                largest[process] = max(largest.get(process, 0), _peak_kib(process))
            time.sleep(_LOOK_EVERY_SECONDS)
    seconds = time.perf_counter() - started
    if child.returncode:
        raise clocked.CommandFailed(output.read_text(encoding="utf-8"))
    (file,) = json.loads(output.read_text(encoding="utf-8"))["files"]
    parent = largest.pop(child.pid)
    return Import(seconds, file["new"], parent / 1024, max(largest.values(), default=0) / 1024)


def _children(process: int) -> Iterator[int]:
    try:
        for task in Path(f"/proc/{process}/task").iterdir():
            yield from map(int, (task / "children").read_text(encoding="ascii").split())
    except OSError:
        return


def _peak_kib(process: int) -> int:
    """Return a process's largest size so far; 0 where it has ended."""
    try:
        status = Path(f"/proc/{process}/status").read_text(encoding="utf-8")
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in status.splitlines() if "VmHWM" in line), 0)
