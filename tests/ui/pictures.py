"""Pictures of the window, and what can be computed from them: clipped text, collapsed rows."""

from __future__ import annotations

import os
from pathlib import Path

from PySide6.QtWidgets import QAbstractButton
from PySide6.QtWidgets import QApplication
from PySide6.QtWidgets import QLabel
from PySide6.QtWidgets import QTableView
from PySide6.QtWidgets import QWidget

from cfo_desktop.ui.window import Window

PICTURES = os.environ.get("CFO_PICTURES")
"""Where pictures are to lie, to be looked at; read before tests clear every variable of ours."""


def take(window: Window, name: str, *, folder: Path) -> None:
    """Save ``NAME-LANGUAGE-THEME.png`` of the window or the dialog over it, and measure it."""
    folder.mkdir(parents=True, exist_ok=True)
    QApplication.processEvents()
    settings = window.session.settings
    shown = QApplication.activeModalWidget() or window
    path = folder / f"{name}-{settings.language}-{settings.theme}.png"
    assert shown.grab().save(str(path))
    found = clipped(shown)
    assert not found, found
    for table in shown.findChildren(QTableView):
        if table.isVisible() and table.model().rowCount():
            assert table.rowHeight(0) == 34, f"{table.accessibleName()} has collapsed rows"


def clipped(window: QWidget) -> list[str]:
    """Return the texts of visible labels and buttons that have less room than they need."""
    found = []
    labels: list[QLabel | QAbstractButton] = [*window.findChildren(QLabel)]
    for widget in labels + window.findChildren(QAbstractButton):
        if not widget.isVisible() or not widget.text() or widget.visibleRegion().isEmpty():
            continue
        wraps = isinstance(widget, QLabel) and widget.wordWrap()
        need = widget.minimumSizeHint()
        height = widget.heightForWidth(widget.width()) if wraps else need.height()
        if widget.height() < height or (not wraps and widget.width() < need.width()):
            found.append(widget.text())
    return found
