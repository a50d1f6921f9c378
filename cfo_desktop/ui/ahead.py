"""Imports the rooms' modules while the owner reads the first page or types the passphrase."""

from __future__ import annotations

import importlib

from PySide6.QtCore import QObject
from PySide6.QtCore import QTimer

_PAUSE_MS = 100
"""Between two modules: the window has time to answer."""
_MODULES = (
    "screens.unlock",
    "workspace",
    "screens.today",
    "screens.imports",
    "screens.import_files",
    "screens.books",
    "screens.money",
    "screens.settings",
    "screens.reports",
    "screens.review_sorting",
    "screens.review_rules",
    "screens.reconcile",
    "screens.days_ahead",
    "screens.findings_list",
    "screens.outlook_room",
    "screens.what_if",
    "screens.forecast",
    "screens.customers",
    "screens.tax",
    "screens.advisor_room",
)
"""In the order in which they are likely to be wanted; what is wanted sooner imports itself."""


class Ahead(QObject):
    """One module a step, on the UI thread: another thread would hold it up by the same lock."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.left = list(_MODULES)
        """Names, within this package, of those still to import."""
        self._timer = QTimer(self, interval=_PAUSE_MS)
        self._timer.timeout.connect(self._step)

    def start(self) -> None:
        """Begin, once the window is shown."""
        self._timer.start()

    def stop(self) -> None:
        """Import no more."""
        self._timer.stop()

    def _step(self) -> None:
        importlib.import_module(f"cfo_desktop.ui.{self.left.pop(0)}")
        if not self.left:
            self._timer.stop()
