"""Notices that nobody has used the window for a while, and that the desktop was locked."""

from __future__ import annotations

import math
import sys
import time

from PySide6.QtCore import QEvent
from PySide6.QtCore import QObject
from PySide6.QtCore import QTimer
from PySide6.QtCore import Signal
from PySide6.QtCore import Slot
from PySide6.QtWidgets import QApplication

_INPUT = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
    }
)
_LOOK_EVERY_MS = 5_000
_COUNT_EVERY_MS = 1_000
_WARNED_SECONDS = 30
"""How long before it tells of idling the window is warned."""


class IdleWatch(QObject):
    """Measures by the wall clock, so that hours asleep count as idle."""

    idle = Signal()
    soon = Signal(int)
    """So many seconds are left until ``idle``; again each second."""
    used = Signal()
    """The window is used again, after ``soon``."""

    def __init__(self, app: QApplication, *, minutes: int) -> None:
        super().__init__()
        self._app = app
        self._seconds = minutes * 60
        self._last = time.time()
        self._warned = False
        self._timer = QTimer(self, interval=_LOOK_EVERY_MS)
        self._timer.timeout.connect(self.look)

    def start(self, *, minutes: int) -> None:
        """Watch from now on."""
        self._seconds = minutes * 60
        self.touch()
        self._app.installEventFilter(self)
        self._timer.start()

    def stop(self) -> None:
        """Watch no more."""
        self._timer.stop()
        self._app.removeEventFilter(self)

    def touch(self) -> None:
        """Count as use: long work that the owner waits for."""
        self._last = time.time()
        if self._warned:
            self._warned = False
            self._timer.setInterval(_LOOK_EVERY_MS)
            self.used.emit()

    def look(self) -> None:
        """Tell where the window was idle for long enough, or soon will be."""
        left = self._seconds - (time.time() - self._last)
        if left <= 0:
            self.idle.emit()
        elif left <= _WARNED_SECONDS:
            if not self._warned:
                self._warned = True
                self._timer.setInterval(_COUNT_EVERY_MS)
            self.soon.emit(math.ceil(left))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Note each key and click, and let all of them through."""
        if event.type() in _INPUT:
            self.touch()
        return False


class DesktopLock(QObject):
    """Tells when the desktop is locked, on Linux desktops that say so over D-Bus.

    Windows tells a window that asked for it: see ``windows_lock``. Where a desktop says nothing,
    and on macOS, the idle watch alone locks: macOS tells only through frameworks that Qt does not
    reach.
    """

    locked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._listening = sys.platform.startswith("linux") and self._listen()

    def _listen(self) -> bool:
        from PySide6.QtCore import SLOT  # a text, though the stubs ask for bytes
        from PySide6.QtDBus import QDBusConnection

        heard = False
        bus = QDBusConnection.sessionBus()
        if bus.isConnected():
            for service in ("org.freedesktop.ScreenSaver", "org.gnome.ScreenSaver"):
                slot = SLOT("active_changed(bool)")
                heard |= bus.connect("", "", service, "ActiveChanged", self, slot)  # type: ignore[call-overload]
        system = QDBusConnection.systemBus()
        if system.isConnected():
            service = "org.freedesktop.login1.Session"
            heard |= system.connect("", "", service, "Lock", self, SLOT("lock()"))  # type: ignore[call-overload]
        return heard

    @Slot(bool)
    def active_changed(self, active: bool) -> None:  # noqa: FBT001 - D-Bus calls it
        """Take the screen saver's word."""
        if active:
            self.locked.emit()

    @Slot()
    def lock(self) -> None:
        """Take the login manager's word."""
        self.locked.emit()
