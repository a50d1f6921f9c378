"""Run in a process of its own under QT_SCALE_FACTOR: opens a book, visits rooms, measures texts.

`python -m tests.ui.scaled_rooms BOOK LANGUAGE` prints one JSON document: {where: [clipped texts]}.
A room is added by a line in ``VISITS``.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QApplication

from cfo_desktop.base import clock
from cfo_desktop.base.settings import Settings
from cfo_desktop.ui import app as ui_app
from cfo_desktop.ui.window import Window
from cfo_desktop.ui.workspace import Workspace
from tests.ui.pictures import clipped

SIZES = ((1366, 768), (900, 600))
_PATIENCE = 60.0
"""Seconds."""
_LEVELS = 5
"""Layouts within one another come to rest one level at a time."""


def _report(tab: int) -> Callable[[Workspace], object]:
    return lambda place: place.reports.tabs.setCurrentIndex(tab)


def _outlook(page: str) -> Callable[[Workspace], object]:
    return lambda place: place.outlook.show_page(page)


def _settings(page: str) -> Callable[[Workspace], object]:
    return lambda place: place.settings.show_page(page)


QUESTION = "How much profit did I make this month?"
VISITS: dict[str, tuple[str, Callable[[Workspace], object]]] = {
    "today": ("today", lambda place: place.today.show_cards()),
    "findings": ("today", lambda place: place.today.show_findings()),
    "days ahead": ("today", lambda place: place.today.show_day(clock.today())),
    **{f"report {tab}": ("reports", _report(tab)) for tab in range(4)},
    **{
        f"outlook {page}": ("outlook", _outlook(page))
        for page in ("what_if", "forecast", "customers", "idle_cash", "tax", "own_past")
    },
    "advisor": ("advisor", lambda place: place.advisor.clear()),
    "advisor answer": ("advisor", lambda place: place.advisor.ask(QUESTION)),
    **{
        f"settings {page}": ("settings", _settings(page))
        for page in ("book", "accounts", "rules", "backup", "security", "appearance", "models")
    },
}
"""Where to go: the room, and what to do there."""


def _settle(app: QApplication, window: Window, until: Callable[[], bool]) -> None:
    end = time.monotonic() + _PATIENCE
    while time.monotonic() < end:
        app.processEvents()
        if until() and not window.tasks.busy:
            for _ in range(_LEVELS):
                app.processEvents()
            return
        time.sleep(0.005)
    message = "the window did not come to rest"
    raise TimeoutError(message)


def main() -> int:
    """Visit every room in every size; return 1 where anything is clipped."""
    folder, language = Path(sys.argv[1]), sys.argv[2]
    app = QApplication(["cfo-desktop"])
    ui_app.prepare(app)
    window = Window(app, Settings(language=language))
    window.show()
    window.gate.ask_for(folder)
    window.gate.unlock.passphrase.setText(os.environ["CFO_PASSPHRASE"])
    window.gate.unlock.unlock.click()
    _settle(app, window, lambda: window.stack.currentWidget() is not window.gate)
    found: dict[str, list[str]] = {"scale": [str(window.devicePixelRatioF())]}
    for size in SIZES:
        window.resize(*size)
        for name, (room, act) in VISITS.items():
            window.workspace.enter(room)
            act(window.workspace)
            _settle(app, window, lambda: True)
            found[f"{name} {size[0]}x{size[1]}"] = clipped(window)
    print(json.dumps(found, ensure_ascii=False))  # noqa: T201 - what the test reads
    window.close()
    _settle(app, window, lambda: window._closed)
    return 0


if __name__ == "__main__":
    sys.exit(main())
