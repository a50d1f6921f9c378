"""Starting the program afresh at the unlock screen, for locking: see ``window.Window.lock``.

The new process is told by its environment which book and room to ask for; it gets no key. That
needs no option of the command line and shows in no list of processes.
"""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from dataclasses import field
from pathlib import Path

from PySide6.QtCore import QProcess
from PySide6.QtCore import QProcessEnvironment

_BOOK = "CFO_WINDOW_BOOK"
_ROOM = "CFO_WINDOW_ROOM"
_WITHIN = "CFO_WINDOW_PLACE"
_GEOMETRY = "CFO_WINDOW_GEOMETRY"


@dataclass(frozen=True, slots=True)
class Place:
    """Where the window stood when it was locked."""

    book: Path | None
    """The book to ask for; ``None``: the owner wants another one."""
    room: str
    language: str = ""
    """Asked for on the command line of the process that ends."""
    within: str = ""
    """Where the room stood: codes of accounts, numbers of entries, months. Never a name, an amount
    or a text that was searched for: other programs of the same user can read an environment.
    """
    geometry: str = field(default="", compare=False)
    """Size, place and state of the window, as Qt saves them, in hexadecimal digits."""


def take_place() -> Place | None:
    """Return where to begin, when this process was started by a lock; it is told once."""
    book = os.environ.pop(_BOOK, "")
    room = os.environ.pop(_ROOM, "")
    within = os.environ.pop(_WITHIN, "")
    geometry = os.environ.pop(_GEOMETRY, "")
    if not book and not geometry:
        return None
    return Place(Path(book) if book else None, room, within=within, geometry=geometry)


def command() -> list[str]:
    """Return the command line that starts this program's window."""
    if getattr(sys, "frozen", False):
        return [sys.executable]
    return [sys.executable, "-m", "cfo_desktop"]


def start(place: Place) -> bool:
    """Start the program in a process of its own; tell whether it began."""
    environment = QProcessEnvironment.systemEnvironment()
    environment.remove("CFO_PASSPHRASE")
    environment.insert(_BOOK, str(place.book) if place.book else "")
    environment.insert(_GEOMETRY, place.geometry)
    environment.insert(_ROOM, place.room)
    environment.insert(_WITHIN, place.within)
    program, *arguments = command()
    if place.language:
        arguments += ["--lang", place.language]
    process = QProcess()
    process.setProgram(program)
    process.setArguments(arguments)
    process.setProcessEnvironment(environment)
    # Whoever reads the output of the process that ends must not wait for the new one.
    process.setStandardInputFile(QProcess.nullDevice())
    process.setStandardOutputFile(QProcess.nullDevice())
    process.setStandardErrorFile(QProcess.nullDevice())
    if not getattr(sys, "frozen", False):
        process.setWorkingDirectory(str(Path(__file__).resolve().parents[2]))
    return bool(process.startDetached())  # a plain bool, though the stubs promise a pair
