"""What Windows tells of a session, as far as a message made by hand can show it."""

from __future__ import annotations

import ctypes
import ctypes.wintypes
import sys

import pytest
from PySide6.QtCore import QByteArray
from pytestqt.qtbot import QtBot

from cfo_desktop.ui import windows_lock

SESSION_CHANGE, LOCK, UNLOCK, KEY_DOWN = 0x02B1, 7, 8, 0x0100


def _message(number: int, w_param: int) -> ctypes.wintypes.MSG:
    made = ctypes.wintypes.MSG()
    made.message = number
    made.wParam = w_param
    return made


@pytest.mark.parametrize(
    ("number", "w_param", "locks"),
    [
        (SESSION_CHANGE, LOCK, True),
        (SESSION_CHANGE, UNLOCK, False),
        (KEY_DOWN, LOCK, False),
        (0, 0, False),
    ],
)
def test_only_the_lock_of_the_session_locks(
    qtbot: QtBot, number: int, w_param: int, *, locks: bool
) -> None:
    heard: list[bool] = []
    told = windows_lock.SessionFilter(lambda: heard.append(True))
    message = _message(number, w_param)
    assert windows_lock.tells_of_lock(message) is locks
    for kind in (QByteArray(b"windows_generic_MSG"), b"xcb_generic_event_t"):
        assert told.nativeEventFilter(kind, ctypes.addressof(message)) == (False, 0)
    assert not heard, "it locked inside the message"
    qtbot.wait(10)
    assert heard == [True] * locks


@pytest.mark.skipif(sys.platform == "win32", reason="there it listens")
def test_elsewhere_nothing_is_listened_to() -> None:
    assert windows_lock.listen(0, locked=lambda: None) is None
