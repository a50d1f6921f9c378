"""Watches for a fault of PySide6 6.12.0: on Python 3.11 each emit drops a reference to True."""

from __future__ import annotations

import sys

from PySide6.QtCore import QObject
from PySide6.QtCore import Signal

EMITS = 100
# Other code may take or drop a few references meanwhile; the fault takes one an emit.
TOLERANCE = 20


class Sender(QObject):
    """Something that tells the three values whose loss ends the interpreter."""

    told = Signal(object)


def test_emits_leave_singletons_alone() -> None:
    sender = Sender()
    received: list[object] = []
    sender.told.connect(lambda value: received.append(value is None))
    for value in (True, False, None):
        before = sys.getrefcount(value)
        for _ in range(EMITS):
            sender.told.emit(value)
        received.clear()
        assert abs(sys.getrefcount(value) - before) < TOLERANCE, repr(value)
