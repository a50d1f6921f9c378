"""What asking takes in the real window: `python -m tests.benchmarks.asking_window [ENTRIES]`.

Opens the made-up ledger offscreen, shows Today, goes to the Advisor and asks questions of each kind
in both languages by Enter. Prints the milliseconds from Enter to the answer in its room, and how
late a precise timer of 10 ms on the window's thread was at most meanwhile.

Then the same is asked while the default model speaks, if its file and its engine are here: a row
prints the seconds that it spoke, how many sentences passed the check and how many did not, and the
most that the timer was late. The program lets no model speak that did not pass its trial; here
a passed trial is written into the records of the script's own home, so that the model speaks all
the same. What it says is of no matter, only what its speaking costs the window.
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

    from cfo_desktop.domain.asking import Worded
    from cfo_desktop.ui.window import Window

QUESTIONS = (
    *("What did I earn last month?", "sales this year", "What did we spend most on?"),
    *("who owes us money", "what do we owe", "best customers", "this month against last month"),
    *("will the money last", "can I afford 3000", "anything odd?", "What should I do next?"),
    *("上个月赚了多少", "谁欠我钱", "最大的供应商", "手头有多少钱"),
)
_BEAT = 0.010
_LONGEST = 60.0
_QUIET = 5.0
"""Seconds without a question: how late the timer is by the machine alone."""


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
        late = 1000 * _late(beats)
        sys.stdout.write(f"{1000 * took:7.0f} ms, late by {late:4.0f} ms: {question}\n")
    _speak(application, window, beats)
    window.close()


def _speak(application: QApplication, window: Window, beats: list[float]) -> None:
    """Let the default model word each answer; print how late the timer was while it spoke."""
    from cfo_desktop.services import models

    _let_speak()
    why = models.available()
    if why is not None:
        sys.stdout.write(f"no model speaks here: {why.code}\n")
        return
    worded: list[Worded] = []
    window.workspace.advisor.wording.ended.connect(
        lambda each: worded.append(each) if each is not None and each.model else None
    )
    beats.clear()
    _until(application, lambda: len(beats) >= _QUIET / _BEAT)
    sys.stdout.write(f"while nothing is asked: late by {1000 * _late(beats):.0f} ms at most\n")
    seconds, late = 0.0, 0.0
    for question in QUESTIONS:
        _ask(application, window, question, beats=beats)
        if beats:
            seconds += beats[-1] - beats[0]
            late = max(late, _late(beats))
    passed = sum(len(each.sentences) for each in worded)
    dropped = sum(each.dropped for each in worded)
    sys.stdout.write(
        f"while a model spoke of {len(worded)} answers for {seconds:.0f} s ({passed} sentences"
        f" passed, {dropped} did not): late by {1000 * late:.0f} ms at most\n"
    )


def _let_speak() -> None:
    """Write down, in this script's own home, that the chosen model passed its trial."""
    from cfo_desktop.advisor.engine import gguf
    from cfo_desktop.domain.language_model import LANGUAGES
    from cfo_desktop.domain.language_model import LanguageTrial
    from cfo_desktop.domain.language_model import Trial
    from cfo_desktop.services import model_records
    from cfo_desktop.services import models

    model = models.chosen()
    if model is not None and model.path is not None:
        passed = LanguageTrial(10, 10, 0, 0, 0, 0.0, 0.0)
        trial = Trial(dict.fromkeys(LANGUAGES, passed), 0.0, None)
        record = model_records.Record(gguf.sha256(model.path), trial)
        model_records.keep(model.path.name, record)


def _late(beats: list[float]) -> float:
    """Return by how many seconds the timer was late at most."""
    return max((b - a - _BEAT for a, b in itertools.pairwise(beats)), default=0.0)


def _ask(
    application: QApplication, window: Window, question: str, *, beats: list[float] | None = None
) -> float:
    """Ask, and return the seconds to the answer; ``beats`` begin anew once it is in its room."""
    room = window.workspace.advisor
    room.field.setText(question)
    started = time.perf_counter()
    room.field.returnPressed.emit()
    _until(application, lambda: window.session.conversation[-1].reply is not None)
    application.processEvents()
    took = time.perf_counter() - started
    if beats is not None:
        beats.clear()
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
