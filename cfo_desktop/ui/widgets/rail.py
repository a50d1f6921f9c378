"""The list of rooms at the window's left, each with its key."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex
from PySide6.QtCore import QPersistentModelIndex
from PySide6.QtCore import QRect
from PySide6.QtCore import QSize
from PySide6.QtCore import Qt
from PySide6.QtCore import Signal
from PySide6.QtGui import QColor
from PySide6.QtGui import QMouseEvent
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QListWidget
from PySide6.QtWidgets import QListWidgetItem
from PySide6.QtWidgets import QStyle
from PySide6.QtWidgets import QStyledItemDelegate
from PySide6.QtWidgets import QStyleOptionViewItem
from PySide6.QtWidgets import QWidget

_KEY_ROLE = Qt.ItemDataRole.UserRole + 1
_TITLE_ROLE = Qt.ItemDataRole.UserRole + 2
_ROW_HEIGHT = 38


@dataclass(frozen=True, slots=True)
class Place:
    """One line of the rail: a room's name, its title and its key (``Ctrl+1``, or none)."""

    name: str
    title: str
    key: str


class _Delegate(QStyledItemDelegate):
    """Paints a title at the left and its key, quieter, at the right."""

    def __init__(self, colour: Callable[[str], QColor], parent: QWidget) -> None:
        super().__init__(parent)
        self._colour = colour

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Return a row's size."""
        return QSize(super().sizeHint(option, index).width(), _ROW_HEIGHT)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Paint one room."""
        state = option.state
        rect: QRect = option.rect
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        focused = chosen and bool(state & QStyle.StateFlag.State_HasFocus)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        body = rect.adjusted(8, 2, -8, -2)
        if chosen:
            painter.setPen(self._colour("accent") if focused else self._colour("selection"))
            painter.setBrush(self._colour("selection"))
            painter.drawRoundedRect(body, 6, 6)
        inner = body.adjusted(12, 0, -10, 0)
        font = option.font
        font.setBold(chosen)
        painter.setFont(font)
        painter.setPen(self._colour("text"))
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(inner, middle | Qt.AlignmentFlag.AlignLeft, index.data())
        font.setBold(False)
        font.setPointSizeF(font.pointSizeF() * 0.85)
        painter.setFont(font)
        painter.setPen(self._colour("muted"))
        painter.drawText(inner, middle | Qt.AlignmentFlag.AlignRight, index.data(_KEY_ROLE))
        painter.restore()


class Rail(QListWidget):
    """Chooses a room by click, arrow keys or the room's own key."""

    chosen = Signal(str)
    chosen_again = Signal(str)
    """The room that was chosen already was clicked."""

    def __init__(
        self, places: Sequence[Place], *, colour: Callable[[str], QColor], name: str
    ) -> None:
        super().__init__()
        self.setProperty("role", "rail")
        self.setAccessibleName(name)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._delegate = _Delegate(colour, self)
        self.setItemDelegate(self._delegate)
        for place in places:
            item = QListWidgetItem(place.title, self)
            item.setData(Qt.ItemDataRole.UserRole, place.name)
            item.setData(_KEY_ROLE, place.key)
            item.setData(_TITLE_ROLE, place.title)
            spoken = f"{place.title}, {place.key}" if place.key else place.title
            item.setData(Qt.ItemDataRole.AccessibleTextRole, spoken)
        self._pressed_on: QListWidgetItem | None = None
        """What was chosen before the mouse was pressed."""
        self.currentItemChanged.connect(self._changed)
        self.itemClicked.connect(self._clicked)

    def choose(self, name: str) -> None:
        """Choose the room called ``name``."""
        for number in range(self.count()):
            if self.item(number).data(Qt.ItemDataRole.UserRole) == name:
                self.setCurrentRow(number)

    def set_waiting(self, name: str, count: str, *, spoken: str) -> None:
        """Say beside a room's title that ``count`` things wait in it; empty: none does."""
        for number in range(self.count()):
            item = self.item(number)
            if item.data(Qt.ItemDataRole.UserRole) == name:
                title, key = item.data(_TITLE_ROLE), item.data(_KEY_ROLE)
                item.setText(f"{title} ({count})" if count else title)
                heard = f"{title}, {spoken}, {key}" if count else f"{title}, {key}"
                item.setData(Qt.ItemDataRole.AccessibleTextRole, heard)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Remember what was chosen before."""
        self._pressed_on = self.currentItem()
        super().mousePressEvent(event)

    def _clicked(self, item: QListWidgetItem) -> None:
        if item is self._pressed_on:
            self.chosen_again.emit(str(item.data(Qt.ItemDataRole.UserRole)))

    def _changed(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.chosen.emit(str(item.data(Qt.ItemDataRole.UserRole)))
