"""Where files can be dropped, with the button that does the same."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData
from PySide6.QtCore import Qt
from PySide6.QtCore import Signal
from PySide6.QtGui import QDragEnterEvent
from PySide6.QtGui import QDragLeaveEvent
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QFrame
from PySide6.QtWidgets import QPushButton

from cfo_desktop.ui.widgets import parts


def dropped_files(data: QMimeData) -> list[Path]:
    """Return the local files that a drag carries."""
    urls = data.urls() if data.hasUrls() else []
    return [Path(url.toLocalFile()) for url in urls if url.isLocalFile()]


class DropArea(QFrame):
    """A framed place that says what may be dropped on it."""

    dropped = Signal(object)
    """List of ``Path``."""

    def __init__(self, title: str, *, hint: str, button: QPushButton) -> None:
        super().__init__()
        self.setProperty("role", "drop")
        self.setAcceptDrops(True)
        heading = parts.label(title, role="heading", wrap=True)
        self.hint = parts.label(hint, role="muted", wrap=True)
        for item in (heading, self.hint):
            item.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.setLayout(
            parts.column(heading, self.hint, parts.row(None, button, None), margin=parts.MARGIN)
        )

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files."""
        if dropped_files(event.mimeData()):
            event.acceptProposedAction()
            self._set_over(over=True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Look as before."""
        self._set_over(over=False)
        super().dragLeaveEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """Tell which files were dropped."""
        self._set_over(over=False)
        event.acceptProposedAction()
        self.dropped.emit(dropped_files(event.mimeData()))

    def _set_over(self, *, over: bool) -> None:
        self.setProperty("over", "true" if over else "false")
        self.style().unpolish(self)
        self.style().polish(self)
