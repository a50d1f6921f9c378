"""A page before the book is open: a card in the middle with one primary button."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame
from PySide6.QtWidgets import QLayout
from PySide6.QtWidgets import QLineEdit
from PySide6.QtWidgets import QPushButton
from PySide6.QtWidgets import QScrollArea
from PySide6.QtWidgets import QVBoxLayout
from PySide6.QtWidgets import QWidget

from cfo_desktop.base.errors import CfoError
from cfo_desktop.ui.session import Session
from cfo_desktop.ui.widgets import parts


class Page(QWidget):
    """A card in the middle of the window; Enter in any field presses its primary button."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.setProperty("role", "page")
        self.primary: QPushButton | None = None

    def lay_out(self, layout: QLayout, *, width: int = 560) -> None:
        """Put ``layout`` on the card, which scrolls where the window is small."""
        holder = QWidget()
        row = parts.row(None, parts.card(layout, width=width), None)
        row.setStretch(1, 10)
        holder.setLayout(parts.column(None, row, None, margin=parts.MARGIN))
        scroll = QScrollArea()
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(holder)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scroll)
        for field in self.findChildren(QLineEdit):
            field.returnPressed.connect(self._press_primary)

    def opened(self) -> None:
        """Start anew: the page was just brought to the front."""

    def working(self, working: bool) -> None:  # noqa: FBT001 - a setter's only argument
        """Take no second click while the first is worked on."""
        self.setEnabled(not working)

    def failed(self, error: CfoError) -> None:
        """Say what went wrong and let the owner try again; what was typed is still there."""
        self.working(False)
        self.session.warn(error)

    def done(self, then: Callable[[], None]) -> None:
        """Be usable again, and go on."""
        self.working(False)
        then()

    def _press_primary(self) -> None:
        if self.primary is not None and self.primary.isEnabled():
            self.primary.click()
