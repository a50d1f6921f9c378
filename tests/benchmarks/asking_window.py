"""What asking takes in the real window: `python -m tests.benchmarks.asking_window [ENTRIES]`.

Opens the made-up ledger offscreen, shows Today, goes to the Advisor and asks questions of each kind
in both languages by Enter. Prints the milliseconds from Enter to the answer in its room, and how
late a
precise timer of 10 ms on the window's thread was at most meanwhile.
"""

from __future__ import annotations

import itertools
import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from cfo_desktop.ui.window import Window

QUESTIONS = (
    *("What did I earn last month?", "sales this year", "What did we spend most on?"),
    *("who owes us money", "what do we owe", "best customers", "this month against last month"),
    *("will the money last", "can I afford 3000", "anything odd?", "What should I do next?"),
    *("上个月赚了多少", "谁欠我钱", "最大的供应商", "手头有多少钱"),
)
_BEAT = 0.010
_LONGEST = 60.0


def measure(folder: Path, count: int) -> None:
    """Make the book, open its window and print what each question takes."""
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication

    from cfo_desktop.base.settings import Settings
    from cfo_desktop.services import books
    from cfo_desktop.ui import app as ui
    from cfo_desktop.ui.window import Window
    from tests.benchmarks import made_book

    place = folder / "book"
    books.close(made_book.create(place, count))
    application = QApplication(["cfo-desktop"])
    ui.prepare(application)
    window = Window(application, Settings(language="en"))
    window.show()
    window.start(None, demo=False)
    window.gate.ask_for(place)
    window.gate.unlock.passphrase.setText(made_book.PASSPHRASE)
    window.gate.unlock.unlock.click()
    _until(application, lambda: window.session.folder is not None)
    _until(application, lambda: not window.tasks.busy)
    beats: list[float] = []
    timer = QTimer()
    timer.setTimerType(timer.timerType().PreciseTimer)
    timer.timeout.connect(lambda: beats.append(time.perf_counter()))
    timer.start(int(1000 * _BEAT))
    window.workspace.enter("advisor")
    _until(application, lambda: not window.tasks.busy)
    for question in QUESTIONS:
        beats.clear()
        took = _ask(application, window, question)
        late = max((b - a - _BEAT for a, b in itertools.pairwise(beats)), default=0.0)
        sys.stdout.write(f"{1000 * took:7.0f} ms, late by {1000 * late:4.0f} ms: {question}\n")
    window.close()


def _ask(application: QApplication, window: Window, question: str) -> float:
    room = window.workspace.advisor
    room.field.setText(question)
    started = time.perf_counter()
    room.field.returnPressed.emit()
    _until(application, lambda: window.session.conversation[-1].reply is not None)
    application.processEvents()
    took = time.perf_counter() - started
    _until(application, lambda: not window.tasks.busy and not room.wording.busy)
    return took


def _until(application: QApplication, ready: Callable[[], bool]) -> None:
    started = time.perf_counter()
    while not ready():
        application.processEvents()
        time.sleep(0.001)
        if time.perf_counter() - started > _LONGEST:
            raise TimeoutError


if __name__ == "__main__":
    from tests.benchmarks import made_ledger

    os.environ["CFO_TODAY"] = made_ledger.LAST_DAY.isoformat()
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    with tempfile.TemporaryDirectory() as home:
        os.environ["HOME"] = home
        measure(Path(home), int(sys.argv[1]) if sys.argv[1:] else 100_000)
