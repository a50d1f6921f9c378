"""A card of figures: a heading and lines, each a name and an amount that lead to their source."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame
from PySide6.QtWidgets import QGridLayout
from PySide6.QtWidgets import QSizePolicy
from PySide6.QtWidgets import QWidget

from cfo_desktop.ui.widgets import parts

_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class FigureCard(QFrame):
    """Lines are set anew by ``clear`` and ``add``; amounts stand under each other at the right."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.heading = parts.label(title, role="heading", wrap=True)
        self._holder = QWidget()
        self._grid = self._new_grid()
        self.lines: list[tuple[str, str]] = []
        """What each line says: its name and its amount."""
        layout = parts.column(self.heading, self._holder, None, gap=6, margin=16)
        self._layout = layout
        self.setLayout(layout)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    def _new_grid(self) -> QGridLayout:
        grid = QGridLayout(self._holder)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(2)
        grid.setColumnStretch(0, 1)
        return grid

    def clear(self) -> None:
        """Take every line away."""
        old = self._holder
        self._holder = QWidget()
        self._layout.replaceWidget(old, self._holder)
        old.hide()
        old.deleteLater()
        self._grid = self._new_grid()
        self.lines.clear()

    def add(
        self,
        name: str,
        amount: str,
        *,
        spoken: str = "",
        whole: str = "",
        clicked: Callable[[], None] | None = None,
        role: str = "",
    ) -> None:
        """Add a line; ``clicked`` goes to where its figure comes from.

        ``whole`` is the name in full where ``name`` was cut short.
        """
        row = self._grid.rowCount()
        self.lines.append((name, amount))
        if clicked is None:
            text = parts.label(name, role=role or "muted", wrap=True)
            text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
            figure = parts.label(amount, role=role)
            figure.setAlignment(_RIGHT)
            figure.setAccessibleName(f"{name}: {spoken or amount}")
            self._grid.addWidget(text, row, 0)
            self._grid.addWidget(figure, row, 1)
            return
        link = parts.button(name, clicked, role="source")
        link.setAccessibleName(f"{whole or name}: {spoken or amount}")
        link.setToolTip(whole or name)
        link.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        number = parts.button(amount, clicked, role="figure")
        number.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        number.setAccessibleName(link.accessibleName())
        self._grid.addWidget(link, row, 0)
        self._grid.addWidget(number, row, 1, _RIGHT)

    def note(self, text: str) -> None:
        """Add a sentence over the whole width."""
        self.lines.append((text, ""))
        self._grid.addWidget(
            parts.label(text, role="muted", wrap=True), self._grid.rowCount(), 0, 1, 2
        )
