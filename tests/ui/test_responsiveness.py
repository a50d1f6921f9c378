"""Prints how long the UI thread is ever kept waiting while the task runner works; asserts no limit.

Run it with `pytest -m slow -s tests/ui/test_responsiveness.py`.
"""

from __future__ import annotations

import itertools
import time
from collections.abc import Callable
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from PySide6.QtCore import Qt
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from cfo_desktop.domain.period import Month
from cfo_desktop.ui import report_verbs
from cfo_desktop.ui import settings_verbs
from cfo_desktop.ui import verbs
from cfo_desktop.ui.report_verbs import Period
from cfo_desktop.ui.window import Window
from tests.benchmarks import made_book
from tests.benchmarks import made_ledger
from tests.benchmarks import make
from tests.ui.conftest import Opener
from tests.ui.conftest import settle
from tests.ui.conftest import unlock

pytestmark = pytest.mark.slow

_ROWS = 20_000
_ENTRIES = 100_000
_BEAT = 0.010


class Beats(QObject):
    """A precise timer of 10 ms on the UI thread, and how late each of its beats was."""

    def __init__(self) -> None:
        super().__init__()
        self._at: list[float] = []
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(lambda: self._at.append(time.perf_counter()))

    def during(self, what: str, work: Callable[[], None]) -> None:
        """Print how late the beats were while ``work`` went on."""
        self._at = [time.perf_counter()]
        self._timer.start(int(_BEAT * 1_000))
        work()
        self._timer.stop()
        self._at.append(time.perf_counter())
        late = sorted(max(b - a - _BEAT, 0.0) for a, b in itertools.pairwise(self._at))
        print(  # noqa: T201 - the figures are what this run is for
            f"\n{what}: {self._at[-1] - self._at[0]:.1f} s; late by"
            f" {late[len(late) // 2] * 1_000:.1f} ms in the median,"
            f" {late[len(late) * 99 // 100] * 1_000:.1f} ms at the 99th percentile,"
            f" {late[-1] * 1_000:.0f} ms at most, {sum(each > 0.1 for each in late)} times over 100"
        )


@pytest.fixture
def beats(qapp: object) -> Iterator[Beats]:
    made = Beats()
    yield made
    made.deleteLater()


def _finish(window: Window, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not window.tasks.busy, timeout=300_000)
    settle(window, qtbot)


def test_importing(
    open_window: Opener, qtbot: QtBot, book: Path, tmp_path: Path, beats: Beats
) -> None:
    statement = tmp_path / "long.csv"
    lines = ["Date,Description,Amount"]
    lines += [
        f"2026-{1 + n % 10:02d}-{1 + n % 28:02d},Payment {n},-1.{n % 90:02d}" for n in range(_ROWS)
    ]
    statement.write_text("\n".join(lines), encoding="utf-8")
    window = open_window(book=book)
    page = window.workspace.imports.files

    def preview() -> None:
        window.workspace.take_files([statement])
        _finish(window, qtbot)

    def book_it() -> None:
        page.preview.import_button.click()
        _finish(window, qtbot)

    def look() -> None:
        window.workspace.enter("review")
        _finish(window, qtbot)

    def take_back() -> None:
        page.undo_button.click()
        _finish(window, qtbot)

    beats.during(f"{_ROWS} rows previewed", preview)
    beats.during(f"{_ROWS} rows booked", book_it)
    beats.during("what they leave to sort", look)
    window.workspace.imports.show_tab(0)
    page.preview.close_button.click()
    _finish(window, qtbot)
    beats.during(f"{_ROWS} rows taken back", take_back)
    assert page.batches_model.rows[0].undone


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A book of 100 000 entries."""
    folder = tmp_path_factory.mktemp("large") / "made"
    make.main(_ENTRIES, folder, everything=False)
    return folder / make.BOOK


def test_reports_and_care(
    open_window: Opener, qtbot: QtBot, large: Path, tmp_path: Path, beats: Beats
) -> None:
    window = open_window()
    window.start(None, demo=False)
    window.gate.ask_for(large)  # and while its passphrase is typed:
    qtbot.waitUntil(lambda: not window.ahead.left, timeout=20_000)
    settle(window, qtbot)
    beats.during(
        f"a book of {_ENTRIES} entries opened",
        lambda: unlock(window, large, made_book.PASSPHRASE, qtbot),
    )
    month = Month.of(made_ledger.LAST_DAY)
    run = window.session.run
    for what, verb in (
        ("its statements made", report_verbs.statements(Period(month))),
        ("its monthly PDF made", verbs.save_pdf(month, target=tmp_path / "m.pdf", language="en")),
        ("verified", verbs.verify()),
        ("backed up", settings_verbs.back_up_to(tmp_path / "b.cfobackup")),
    ):

        def work(verb: object = verb) -> None:
            run(verb, owner=window)  # type: ignore[arg-type]
            _finish(window, qtbot)

        beats.during(what, work)
    for room in ("books", "money", "reports", "imports", "review", "settings", "opening"):

        def enter(room: str = room) -> None:
            window.workspace.enter(room)
            _finish(window, qtbot)

        beats.during(f"{room} entered", enter)
    assert (tmp_path / "m.pdf").exists()
