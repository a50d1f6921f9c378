"""A card of figures: a heading and lines, each a name and an amount that lead to their source."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize
from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame
from PySide6.QtWidgets import QGridLayout
from PySide6.QtWidgets import QPushButton
from PySide6.QtWidgets import QSizePolicy
from PySide6.QtWidgets import QWidget

from cfo_desktop.ui.widgets import parts

_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class _Link(QPushButton):
    """A button that cuts its text where the room ends."""

    def __init__(self, text: str, clicked: Callable[[], None]) -> None:
        super().__init__(parts.literal(text))
        self._whole = text
        self.clicked.connect(lambda: clicked())  # noqa: PLW0108 - leaves Qt's argument behind
        self.setAutoDefault(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setProperty("role", "source")
        self.setToolTip(text)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show as much of the text as there is room for."""
        super().resizeEvent(event)
        room = self.width() - 4
        cut = self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, room)
        text = parts.literal(cut)
        if text != self.text():
            self.setText(text)

    def minimumSizeHint(self) -> QSize:
        """Ask for no room: what does not fit is cut."""
        return QSize(0, super().minimumSizeHint().height())


class FigureCard(QFrame):
    """Lines are set anew by ``clear`` and ``add``; amounts stand under each other at the right."""

    def __init__(self, title: str, *, top: QWidget | None = None) -> None:
        """Begin without lines; ``top`` stays between the heading and them."""
        super().__init__()
        self.setProperty("role", "card")
        self.heading = parts.label(title, role="heading", wrap=True)
        self.state = parts.label(role="muted")
        """Beside the heading: what is under way."""
        self._holder = QWidget()
        self._grid = self._new_grid()
        self.lines: list[tuple[str, str]] = []
        """What each line says: its name and its amount."""
        head = parts.row(self.heading, self.state)
        head.setStretch(0, 1)
        lines = (self._holder, None) if top is None else (top, self._holder, None)
        layout = parts.column(head, *lines, gap=6, margin=16)
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
        clicked: Callable[[], None] | None = None,
        asked: Callable[[], None] | None = None,
        role: str = "",
        quiet: bool = False,
    ) -> tuple[QWidget, QWidget]:
        """Add a line and return what shows its name and its amount.

        ``clicked`` goes to where its figure comes from; ``asked`` explains it by its amount
        alone, whose name may then take several lines. A ``quiet`` one is what the line over it
        is held against.
        """
        row = self._grid.rowCount()
        self.lines.append((name, amount))
        if clicked is None:
            text = parts.label(name, role=role or "muted", wrap=True)
            text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
            figure = self._amount(amount, asked=asked, role=role)
            figure.setAccessibleName(f"{name}: {spoken or amount}")
            self._grid.addWidget(text, row, 0)
            self._grid.addWidget(figure, row, 1, _RIGHT)
            return text, figure
        link = _Link(name, clicked)
        link.setAccessibleName(f"{name}: {spoken or amount}")
        number = parts.button(amount, clicked, role="figure")
        number.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        number.setAccessibleName(link.accessibleName())
        for button in (link, number):
            button.setProperty("quiet", quiet)
        self._grid.addWidget(link, row, 0)
        self._grid.addWidget(number, row, 1, _RIGHT)
        return link, number

    def _amount(self, amount: str, *, asked: Callable[[], None] | None, role: str) -> QWidget:
        """Return what shows an amount; one that is explained can have the keyboard."""
        if asked is None:
            shown = parts.label(amount, role=role)
            shown.setAlignment(_RIGHT)
            return shown
        button = parts.button(amount, asked, role="figure")
        button.setProperty("plain", role != "figure")
        return button

    def add_way(self, text: str, clicked: Callable[[], None]) -> None:
        """Add a sentence over the whole width that leads on by a click."""
        self.lines.append((text, ""))
        link = _Link(text, clicked)
        link.setProperty("quiet", True)
        self._grid.addWidget(link, self._grid.rowCount(), 0, 1, 2)

    def note(self, text: str) -> None:
        """Add a sentence over the whole width."""
        self.lines.append((text, ""))
        self._grid.addWidget(
            parts.label(text, role="muted", wrap=True), self._grid.rowCount(), 0, 1, 2
        )

    def put(self, widget: QWidget) -> None:
        """Add a widget over the whole width, which goes with the lines."""
        self._grid.addWidget(widget, self._grid.rowCount(), 0, 1, 2)
