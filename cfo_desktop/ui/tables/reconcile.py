"""What makes a difference, and the lines of an account with a box to tick each off."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtCore import QModelIndex
from PySide6.QtCore import QPersistentModelIndex
from PySide6.QtCore import QPointF
from PySide6.QtCore import QRect
from PySide6.QtCore import QRectF
from PySide6.QtCore import Qt
from PySide6.QtCore import Signal
from PySide6.QtGui import QColor
from PySide6.QtGui import QKeyEvent
from PySide6.QtGui import QPainter
from PySide6.QtGui import QPen
from PySide6.QtWidgets import QStyle
from PySide6.QtWidgets import QStyleOptionViewItem
from PySide6.QtWidgets import QWidget

from cfo_desktop.domain.money import Money
from cfo_desktop.domain.reconciliation import Item
from cfo_desktop.domain.reconciliation import LineState
from cfo_desktop.domain.reconciliation import RegisterLine
from cfo_desktop.ui import reconciling
from cfo_desktop.ui.session import Session
from cfo_desktop.ui.tables import columns
from cfo_desktop.ui.tables.rows import Column
from cfo_desktop.ui.tables.rows import Index
from cfo_desktop.ui.tables.rows import RowsModel
from cfo_desktop.ui.tables.view import TableView
from cfo_desktop.ui.widgets.row_delegate import RowDelegate

_BY_HAND = {LineState.TICKED, LineState.OPEN, LineState.BEFORE}
_BOX = 14
"""Pixels of a box."""


class LinesModel(RowsModel[RegisterLine]):
    """Lines of the register; the first column's box says whether a line is reconciled."""

    toggled = Signal(int)
    """The box of this row was clicked."""

    def __init__(
        self, columns: Sequence[Column[RegisterLine]], *, colour: Callable[[str], QColor]
    ) -> None:
        super().__init__(columns, colour=colour)

    def can_toggle(self, row: int) -> bool:
        """Tell whether a line is ticked by hand, rather than by a statement or not at all."""
        return self.rows[row].state in _BY_HAND

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - Qt's own signature
        """Return the state of a box, and what the table says of anything else."""
        if role != Qt.ItemDataRole.CheckStateRole:
            return super().data(index, role)
        if not index.isValid() or index.column():
            return None
        state = self.rows[index.row()].state
        if state is LineState.CANCELLED:
            return None
        ticked = state in {LineState.TICKED, LineState.ON_STATEMENT}
        return Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let the boxes be ticked that are the owner's to tick."""
        flags = super().flags(index)
        if index.isValid() and not index.column() and self.can_toggle(index.row()):
            flags |= Qt.ItemFlag.ItemIsUserCheckable
        return flags

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Ask for a box to be ticked; the book decides what it shows then."""
        if role != Qt.ItemDataRole.CheckStateRole or not index.isValid():
            return False
        self.toggled.emit(index.row())
        return True


class _BoxDelegate(RowDelegate):
    """Paints a box where the owner may tick, a bare tick where a statement did."""

    def __init__(self, colour: Callable[[str], QColor], parent: QWidget) -> None:
        super().__init__(parent)
        self._colour = colour

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Paint a row's box in the theme's colours, which Qt's own boxes do not follow."""
        bare = QStyleOptionViewItem(option)
        self.initStyleOption(bare, index)
        described: Any = bare
        described.features &= ~QStyleOptionViewItem.ViewItemFeature.HasCheckIndicator
        widget: Any = described.widget
        widget.style().drawControl(QStyle.ControlElement.CE_ItemViewItem, bare, painter, widget)
        checked = index.data(Qt.ItemDataRole.CheckStateRole)
        if checked is None:
            return
        cell: QRect = described.rect
        top = cell.center().y() - _BOX // 2
        box = QRectF(cell.left() + 8.5, top + 0.5, _BOX, _BOX)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if index.flags() & Qt.ItemFlag.ItemIsUserCheckable:
            painter.setPen(QPen(self._colour("edge"), 1.2))
            painter.drawRoundedRect(box, 3, 3)
        if Qt.CheckState(checked) is Qt.CheckState.Checked:
            painter.setPen(QPen(self._colour("text"), 1.8))
            points = ((0.22, 0.52), (0.42, 0.74), (0.80, 0.26))
            painter.drawPolyline(
                [QPointF(box.left() + x * _BOX, box.top() + y * _BOX) for x, y in points]
            )
        painter.restore()


class LinesView(TableView):
    """A table of lines; the space bar ticks the selected one."""

    space = Signal(int)
    """The space bar, on this row."""

    def __init__(self, model: LinesModel, *, name: str, colour: Callable[[str], QColor]) -> None:
        super().__init__(model, name=name)
        self._boxes = _BoxDelegate(colour, self)
        self.setItemDelegateForColumn(0, self._boxes)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tick by the space bar, wherever in its row the keyboard is."""
        row = self.selected_row()
        if event.key() == Qt.Key.Key_Space and row is not None:
            self.space.emit(row)
            return
        super().keyPressEvent(event)


def lines_model(session: Session, *, currency: Callable[[], str]) -> LinesModel:
    """Return the model of an account's lines."""
    translate = QCoreApplication.translate

    def state(line: RegisterLine) -> str:
        return reconciling.line_text(line, localised=session.localised)

    return LinesModel(
        [
            Column(
                translate("ReconcileTable", "Tick"),
                lambda _: "",
                sample="00",
                spoken=state,
            ),
            columns.day(session, translate("ReconcileTable", "Date"), lambda line: line.day),
            columns.number(translate("ReconcileTable", "No."), lambda line: line.entry),
            Column(
                translate("ReconcileTable", "Payee and text"),
                lambda line: " · ".join(part for part in (line.party, line.narration) if part),
            ),
            Column(translate("ReconcileTable", "State"), state, token=_line_token),
            columns.amount(
                session,
                translate("ReconcileTable", "Amount"),
                lambda line: Money(currency(), line.amount),
                currency=currency,
            ),
        ],
        colour=session.colour,
    )


def _line_token(line: RegisterLine) -> str:
    return {
        LineState.OPEN: "warning",
        LineState.CANCELLED: "muted",
        LineState.BEFORE: "muted",
    }.get(line.state, "positive")


def items_model(session: Session, *, currency: Callable[[], str]) -> RowsModel[Item]:
    """Return the model of what makes a difference."""
    translate = QCoreApplication.translate

    def why(item: Item) -> str:
        reason = reconciling.item_text(item, currency=currency(), localised=session.localised)
        return f"{reason} · {item.text}" if item.text else reason

    return RowsModel(
        [
            columns.day(session, translate("ReconcileTable", "Date"), lambda item: item.day),
            columns.number(translate("ReconcileTable", "No."), lambda item: item.entry),
            Column(translate("ReconcileTable", "Why"), why),
            columns.amount(
                session,
                translate("ReconcileTable", "Amount"),
                lambda item: Money(currency(), item.amount),
                currency=currency,
            ),
        ],
        colour=session.colour,
    )
