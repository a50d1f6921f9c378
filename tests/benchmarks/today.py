"""What Today takes: `python -m tests.benchmarks.today [ENTRIES ...]`.

Prints, for the made-up ledger whose last day is today, the milliseconds of the first and of the
median reading of an open book; and for the real window (offscreen, a process of its own each time)
those from the click that unlocks to Today filled and painted, the key derivation taken off.
"""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from cfo_desktop.services import books
from cfo_desktop.services import today
from tests.benchmarks import made_book
from tests.benchmarks import made_ledger

_ROUNDS = 7

# The window as its owner sees it: he reads the page for a while, types, and clicks.
_UNLOCKING = f"""
import os, sys, time
from pathlib import Path
from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication
from cfo_desktop.base.settings import Settings
from cfo_desktop.store import keys
from cfo_desktop.ui import app as ui_app
from cfo_desktop.ui.window import Window

derive = keys._argon2
derived = []

def timed(secret, salt, cost):
    started = time.perf_counter()
    key = derive(secret, salt, cost)
    derived.append(time.perf_counter() - started)
    return key

keys._argon2 = timed

class Painted(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint:
            workspace = window._workspace
            if workspace and workspace.today.figures and watched is workspace.today.cash:
                QTimer.singleShot(0, end)
        return False

def end():
    sys.stdout.write(str(1000 * (time.perf_counter() - clicked - sum(derived))))
    sys.stdout.flush()
    os._exit(0)

def click():
    global clicked
    app.installEventFilter(painted)
    clicked = time.perf_counter()
    window.gate.unlock.unlock.click()

app = QApplication([])
ui_app.prepare(app)
window = Window(app, Settings(language="en"))
painted = Painted()
window.show()
window.start(None, demo=False)
window.gate.ask_for(Path(sys.argv[1]))
window.gate.unlock.passphrase.setText({made_book.PASSPHRASE!r})
QTimer.singleShot(2_000, click)
app.exec()
"""


def measure(count: int) -> tuple[list[float], list[float]]:
    """Return the milliseconds of each reading, the first of a just opened book; and each unlock."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "book"
        books.close(made_book.create(place, count))
        book = books.open_book(place, passphrase=made_book.PASSPHRASE)
        times = []
        for _ in range(_ROUNDS):
            started = time.perf_counter()
            today.read(book)
            times.append(1000 * (time.perf_counter() - started))
        books.close(book)
        unlocks = [_unlock(place, Path(folder) / "copy") for _ in range(_ROUNDS + 1)]
    return times, unlocks[1:]  # the first writes the bytecode that an installed program has


def _unlock(book: Path, copy: Path) -> float:
    """Return the milliseconds from the click to Today painted; a copy each, as opening writes."""
    shutil.copytree(book, copy)
    done = subprocess.run(
        [sys.executable, "-c", _UNLOCKING, str(copy)],
        env={
            **os.environ,
            "HOME": str(copy.parent),
            "QT_QPA_PLATFORM": "offscreen",
            "PYTHONDONTWRITEBYTECODE": "",
            "PYTHONPYCACHEPREFIX": str(copy.parent / "bytecode"),
        },
        check=True,
        capture_output=True,
        text=True,
        timeout=60,
    )
    shutil.rmtree(copy)
    return float(done.stdout)


if __name__ == "__main__":
    os.environ["CFO_TODAY"] = made_ledger.LAST_DAY.isoformat()
    for size in [int(text) for text in sys.argv[1:]] or [10_000, 100_000]:
        read, unlocked = measure(size)
        sys.stdout.write(
            f"{size} entries: read first {read[0]:.0f} ms, median {statistics.median(read):.0f} ms;"
            f" unlock to painted, derivation apart: median {statistics.median(unlocked):.0f} ms,"
            f" most {max(unlocked):.0f} ms\n"
        )
