"""Tells when Windows is locked: it says so only to a window that asked, by a message of its own."""

from __future__ import annotations

import ctypes
import ctypes.wintypes
import sys
from collections.abc import Callable

from PySide6.QtCore import QAbstractNativeEventFilter
from PySide6.QtCore import QByteArray
from PySide6.QtCore import QCoreApplication
from PySide6.QtCore import QTimer

_WM_WTSSESSION_CHANGE = 0x02B1
_WTS_SESSION_LOCK = 0x7
_NOTIFY_FOR_THIS_SESSION = 0
_LOAD_LIBRARY_SEARCH_SYSTEM32 = 0x0800
_KIND = b"windows_generic_MSG"


def tells_of_lock(message: ctypes.wintypes.MSG) -> bool:
    """Tell whether a window's message says that its session was locked."""
    is_change: bool = message.message == _WM_WTSSESSION_CHANGE
    return is_change and message.wParam == _WTS_SESSION_LOCK


class SessionFilter(QAbstractNativeEventFilter):
    """Looks at each message of Windows, and lets all of them through."""

    def __init__(self, locked: Callable[[], None]) -> None:
        super().__init__()
        self._locked = locked

    def nativeEventFilter(
        self, kind: QByteArray | bytes | bytearray | memoryview, message: int
    ) -> tuple[bool, int]:
        """Note that the session was locked; what follows waits until the message is dealt with."""
        if (kind.data() if isinstance(kind, QByteArray) else bytes(kind)) == _KIND:
            told = ctypes.wintypes.MSG.from_address(int(message))
            if tells_of_lock(told):
                QTimer.singleShot(0, self._locked)
        return False, 0


def listen(window: int, *, locked: Callable[[], None]) -> SessionFilter | None:
    """Call ``locked`` whenever the session of ``window``, a native handle, is locked.

    The caller keeps what is returned for as long as it wants to hear; ``None``: this is not
    Windows, or it refused.
    """
    if sys.platform == "win32":
        session = ctypes.WinDLL("wtsapi32", winmode=_LOAD_LIBRARY_SEARCH_SYSTEM32)
        register = session.WTSRegisterSessionNotification
        register.argtypes = (ctypes.wintypes.HWND, ctypes.wintypes.DWORD)
        register.restype = ctypes.wintypes.BOOL
        app = QCoreApplication.instance()
        if app is not None and register(window, _NOTIFY_FOR_THIS_SESSION):
            heard = SessionFilter(locked)
            app.installNativeEventFilter(heard)
            return heard
    return None
