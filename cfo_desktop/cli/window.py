"""Opening the window from the command line, and saying plainly why it cannot be opened."""

from __future__ import annotations

import importlib
import os
import sys

from cfo_desktop.base.errors import UserError


def run(argv: list[str]) -> int:
    """Open the window and return its exit status.

    ``--demo`` in ``argv`` opens it on the demo shop. Raises ``UserError`` with
    ``display_missing`` or ``window_missing``.
    """
    if not _has_display():
        raise UserError("display_missing")
    try:
        # By name: the two faces do not know each other, and this is the one place where they meet.
        app = importlib.import_module("cfo_desktop.ui.app")
    except ImportError as error:
        if not (error.name or "").startswith(("PySide6", "shiboken6")):
            raise
        raise UserError("window_missing", reason=str(error)) from error
    return int(app.run(argv))


def _has_display() -> bool:
    """Tell whether Qt will find a display: without one it ends the whole process."""
    if sys.platform in {"win32", "darwin"}:
        return True
    return any(map(os.environ.get, ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")))
