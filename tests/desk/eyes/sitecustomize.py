"""Lets a test see where things stand in the program's real window; it changes nothing there.

Python runs this before the program, where the test puts this folder on PYTHONPATH; so it is in the
process that a lock starts, too. Asked over a local socket, it answers with what can be seen, and
where on the screen: a person sees that by looking.
"""

from __future__ import annotations

import contextlib
import json
import os
import socket
import sys
import threading
import time
import traceback
from collections.abc import Iterator
from pathlib import Path
from typing import Any


def look() -> list[dict[str, Any]]:
    """Return what is in view of the window, or of the dialog over it: texts, places, states."""
    from PySide6.QtWidgets import QApplication
    from PySide6.QtWidgets import QWidget

    popup, dialog = QApplication.activePopupWidget(), QApplication.activeModalWidget()
    shown = [dialog] if dialog else [x for x in QApplication.topLevelWidgets() if x.isVisible()]
    if popup is not None and popup not in shown:
        shown.insert(0, popup)
    found = []
    for top in shown:
        for widget in [top, *top.findChildren(QWidget)]:
            if widget.isVisible() and not widget.visibleRegion().isEmpty():
                found += _seen(widget, window=int(top.winId()))
    return found


def _seen(widget: Any, *, window: int) -> list[dict[str, Any]]:  # noqa: ANN401 - a QWidget, not loaded yet
    """Return one widget and, where it has them, its cells or tabs."""
    from PySide6.QtWidgets import QAbstractItemView
    from PySide6.QtWidgets import QTabBar
    from PySide6.QtWidgets import QTableView

    about = {
        "window": window,
        "kind": widget.metaObject().className(),
        "name": widget.accessibleName(),
        "enabled": widget.isEnabled(),
        "focus": widget.hasFocus(),
    }
    text = getattr(widget, "currentText", None) or getattr(widget, "text", None)
    shown = text() if callable(text) else ""
    centre = widget.mapToGlobal(widget.visibleRegion().boundingRect().center())
    found = [{**about, "text": shown or widget.windowTitle(), "at": [centre.x(), centre.y()]}]
    places: list[tuple[str, Any]] = []
    port: Any = widget
    if isinstance(widget, QTabBar):
        places = [(widget.tabText(tab), widget.tabRect(tab)) for tab in range(widget.count())]
    elif isinstance(widget, QAbstractItemView):
        port = widget.viewport()
        places = list(_cells(widget, columns=isinstance(widget, QTableView)))
    for text_, box in places:
        point = port.mapToGlobal(box.center())
        found.append({**about, "kind": "cell", "text": text_, "at": [point.x(), point.y()]})
    return found


def _cells(view: Any, *, columns: bool) -> Iterator[tuple[str, Any]]:  # noqa: ANN401 - a QAbstractItemView
    """Yield text and place of the cells that are in view."""
    model, root = view.model(), view.rootIndex()
    for row in range(min(model.rowCount(root), 60)):
        for column in range(model.columnCount(root) if columns else 1):
            index = model.index(row, column, root)
            box = view.visualRect(index)
            if view.viewport().rect().contains(box.center()):
                yield str(index.data() or ""), box


def _serve(path: Path) -> None:
    """Answer whoever connects, once there is a window to look at."""
    while "cfo_desktop.ui.window" not in sys.modules:
        time.sleep(0.02)
    from PySide6.QtCore import QObject
    from PySide6.QtCore import Qt
    from PySide6.QtCore import Signal
    from PySide6.QtWidgets import QApplication

    class Eyes(QObject):
        """Lives in the window's thread; asked from this one."""

        asked = Signal(object)  # a list would arrive as a copy

        def answer(self, box: list[object]) -> None:
            try:
                box.append(look())
            except Exception:  # noqa: BLE001 - told to the test, not to the window's user
                box.append(traceback.format_exc())

    while QApplication.instance() is None:
        time.sleep(0.02)
    application = QApplication.instance()
    assert application is not None
    eyes = Eyes()
    eyes.moveToThread(application.thread())
    eyes.asked.connect(eyes.answer, Qt.ConnectionType.QueuedConnection)
    with contextlib.suppress(FileNotFoundError):
        path.unlink()
    server = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    server.bind(str(path))
    server.listen()
    while True:
        connection, _ = server.accept()
        box: list[object] = []
        eyes.asked.emit(box)
        deadline = time.monotonic() + 5
        while not box and time.monotonic() < deadline:
            time.sleep(0.005)
        with connection, contextlib.suppress(OSError):
            connection.sendall(json.dumps([os.getpid(), box[0] if box else []]).encode())


if os.environ.get("CFO_TEST_EYES") and "cfo_desktop" in " ".join(sys.orig_argv):
    threading.Thread(target=_serve, args=(Path(os.environ["CFO_TEST_EYES"]),), daemon=True).start()
