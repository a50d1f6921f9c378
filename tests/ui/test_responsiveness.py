"""Prints how long the UI thread is ever kept waiting while a long import runs; asserts no limit.

Run it with `pytest -m slow -s tests/ui/test_responsiveness.py`.
"""

from __future__ import annotations

import itertools
import time
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from tests.ui.conftest import Opener
from tests.ui.conftest import settle

_ROWS = 20_000
_BEAT = 0.010


@pytest.mark.slow
def test_ui_thread_beats_on_while_a_long_import_runs(
    open_window: Opener, qtbot: QtBot, book: Path, tmp_path: Path
) -> None:
    statement = tmp_path / "long.csv"
    lines = ["Date,Description,Amount"]
    lines += [
        f"2026-{1 + n % 10:02d}-{1 + n % 28:02d},Payment {n},-1.{n % 90:02d}" for n in range(_ROWS)
    ]
    statement.write_text("\n".join(lines), encoding="utf-8")
    window = open_window(book=book)
    beats: list[float] = []
    timer = QTimer()
    timer.setTimerType(Qt.TimerType.PreciseTimer)
    timer.timeout.connect(lambda: beats.append(time.perf_counter()))
    timer.start(int(_BEAT * 1000))
    started = time.perf_counter()
    window.workspace.take_files([statement])
    qtbot.waitUntil(lambda: not window.tasks.busy, timeout=100_000)
    window.workspace.imports.files.preview.import_button.click()
    qtbot.waitUntil(lambda: not window.tasks.busy, timeout=100_000)
    settle(window, qtbot)
    seconds = time.perf_counter() - started
    timer.stop()
    late = sorted(b - a - _BEAT for a, b in itertools.pairwise(beats))
    print(  # noqa: T201 - the figures are what this run is for
        f"\n{_ROWS} rows previewed and imported in {seconds:.1f} s; a 10 ms timer of the UI thread"
        f" was late by {late[len(late) // 2] * 1000:.1f} ms in the median,"
        f" {late[len(late) * 99 // 100] * 1000:.1f} ms at the 99th percentile,"
        f" {late[-1] * 1000:.0f} ms at most"
    )
    assert len(window.workspace.imports.files.batches_model.rows) == 1
