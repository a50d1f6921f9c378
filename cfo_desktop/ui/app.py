"""Starts the window and ends with it."""

from __future__ import annotations

import itertools
import os
import sys
from types import TracebackType

from PySide6.QtWidgets import QApplication

from cfo_desktop.base import log
from cfo_desktop.base import settings as settings_file
from cfo_desktop.base import texts
from cfo_desktop.base.errors import Bug
from cfo_desktop.ui import fonts
from cfo_desktop.ui import restart
from cfo_desktop.ui.window import Window


def run(argv: list[str]) -> int:
    """Open the window and return the exit status once it is closed.

    ``--demo`` opens the demo shop under ``~/CFO Desktop``, making it at its first use; ``--lang``
    with ``en`` or ``zh_CN`` is the language of this one start.
    """
    _forbid_core_dumps()
    app = QApplication.instance() or QApplication([sys.argv[0]])
    if not isinstance(app, QApplication):
        raise Bug("another kind of Qt program is running")
    prepare(app)
    window = Window(app, settings_file.load(), asked_language=_asked_language(argv))
    _report_bugs_in(window)
    window.finished.connect(app.quit)
    place = restart.take_place()
    if place is not None:
        window.stand_as(place)
    window.show()
    window.start(place, demo="--demo" in argv)
    status = app.exec()
    # Python frees what is left in no order that Qt likes; the book is closed and nothing is open.
    sys.stdout.flush()
    os._exit(status)


def prepare(app: QApplication) -> None:
    """Give the program its name, its style and its fonts."""
    app.setApplicationName("CFO Desktop")
    app.setQuitOnLastWindowClosed(False)  # the book is closed first: see Window
    app.setStyle("Fusion")
    fonts.apply(app)


def _asked_language(argv: list[str]) -> str:
    for word, following in itertools.pairwise([*argv, ""]):
        asked = following if word == "--lang" else word.removeprefix("--lang=")
        if word.startswith("--lang") and asked in texts.LANGUAGES:
            return asked
    return ""


def _forbid_core_dumps() -> None:
    """Keep the key out of files that a crash would leave (POSIX)."""
    if os.name == "posix":
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _report_bugs_in(window: Window) -> None:
    """Show one sentence for a fault of the program; nothing of the book reaches a log."""

    def report(
        kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        log.event("bug")
        if sys.flags.dev_mode or not isinstance(error, Exception):
            sys.__excepthook__(kind, error, trace)
        window.session.warn(Bug("unexpected"))

    sys.excepthook = report
