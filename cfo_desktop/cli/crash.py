"""What is left of a fault of the program itself: one line that names its place, no core dump."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from types import TracebackType

from cfo_desktop.base import texts
from cfo_desktop.cli import output
from cfo_desktop.cli.output import Answer

_PACKAGE = Path(__file__).resolve().parents[1]


def install(*, language: str, as_json: bool) -> None:
    """Replace Python's traceback at the end of the process, except in its development mode.

    The line holds no message of the exception, which could quote a payee or an amount.
    """
    _forbid_core_dumps()
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:  # a terminal that lacks a letter shows its code instead of failing
            reconfigure(errors="backslashreplace")
    if sys.flags.dev_mode:
        return

    def tell(kind: type[BaseException], _: BaseException, trace: TracebackType | None) -> None:
        message = texts.fault_text(language, "bug", {"kind": kind.__name__, "place": place(trace)})
        output.complain(message)
        if as_json:
            output.write(Answer({"error": {"code": "bug", "message": message}}, ()), as_json=True)

    sys.excepthook = tell


def _forbid_core_dumps() -> None:
    """Keep the book's key out of files that a crash would leave (POSIX)."""
    if os.name == "posix":
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def place(trace: TracebackType | None) -> str:
    """Return the innermost line of the program itself: ``services/imports.py:120``."""
    import traceback

    for frame in reversed(traceback.extract_tb(trace)):
        path = Path(frame.filename).resolve()
        if path.is_relative_to(_PACKAGE):
            return f"{path.relative_to(_PACKAGE).as_posix()}:{frame.lineno}"
    return "?"
