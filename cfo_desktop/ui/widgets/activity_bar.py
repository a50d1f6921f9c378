"""Shows that the window works, after a second how far it is, and a button to cancel."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QFrame
from PySide6.QtWidgets import QProgressBar
from PySide6.QtWidgets import QWidget

from cfo_desktop.ui.tasks import Activity
from cfo_desktop.ui.widgets import parts

_PROGRESS_WIDTH = 160


class ActivityBar(QFrame):
    """A part of the line under the screen, there only while work is under way."""

    def __init__(self, cancel: Callable[[], None], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "activity")
        self._text = parts.label(self.tr("Working…"))
        self._progress = QProgressBar()
        self._progress.setTextVisible(False)
        self._progress.setAccessibleName(self.tr("Progress"))
        self._cancel = parts.button(self.tr("Cancel"), cancel)
        layout = parts.row(self._text, self._progress, self._cancel)
        layout.setContentsMargins(parts.MARGIN, 6, parts.GAP, 6)
        self._progress.setFixedWidth(_PROGRESS_WIDTH)
        self.setLayout(layout)
        self.hide()

    def show_activity(self, activity: Activity | None) -> None:
        """Show the work under way; ``None``: there is none any more."""
        self.setVisible(activity is not None)
        if activity is None:
            return
        self._progress.setVisible(activity.progress_due)
        self._cancel.setVisible(activity.progress_due and activity.cancellable)
        # Before the first part is done, nobody knows how long one takes: the bar just moves.
        self._progress.setRange(0, activity.total if activity.done else 0)
        self._progress.setValue(activity.done)
