"""A read-only table of values described by its columns, with text for the eye and for the ear."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from typing import Generic
from typing import TypeVar

from PySide6.QtCore import QAbstractTableModel
from PySide6.QtCore import QModelIndex
from PySide6.QtCore import QObject
from PySide6.QtCore import QPersistentModelIndex
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtGui import QFont

T = TypeVar("T")
Index = QModelIndex | QPersistentModelIndex
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True, slots=True)
class Column(Generic[T]):
    """One column: its title and how a row fills it."""

    title: str
    text: Callable[[T], str]
    sample: str = ""
    """The widest text it must show whole; empty: it takes a share of what is left."""
    number: bool = False
    """Aligned right, its title too."""
    token: Callable[[T], str] | None = None
    """The colour of the text; the word is never left to the colour alone."""
    spoken: Callable[[T], str] | None = None
    """The text for a screen reader where the shown one would be read wrongly."""
    share: int = 1
    """Of the room left over by columns with a sample."""
    spare: int = 0
    """Left out where the table is too narrow for its titles, 1 before 2; 0: never."""


def _spoken(row: T, column: Column[T]) -> str:
    return f"{column.title}: {(column.spoken or column.text)(row)}"


class RowsModel(QAbstractTableModel, Generic[T]):
    """Rows of one kind of value under fixed columns."""

    def __init__(
        self,
        columns: Sequence[Column[T]],
        *,
        colour: Callable[[str], QColor],
        heading: Callable[[T], bool] | None = None,
        total: Callable[[T], bool] | None = None,
        parent: QObject | None = None,
    ) -> None:
        """Describe the table; ``heading`` and ``total`` tell which rows are such, set in bold."""
        super().__init__(parent)
        self.columns = tuple(columns)
        self.rows: list[T] = []
        self._colour = colour
        self._heading = heading or (lambda _: False)
        self._total = total or (lambda _: False)
        role = Qt.ItemDataRole
        self._says: Mapping[Qt.ItemDataRole, Callable[[T, Column[T]], object]] = {
            role.DisplayRole: lambda row, column: column.text(row),
            role.ToolTipRole: lambda row, column: column.text(row),
            role.AccessibleTextRole: _spoken,
            role.TextAlignmentRole: lambda _, column: _RIGHT if column.number else _LEFT,
            role.ForegroundRole: self._foreground,
            role.FontRole: self._bold,
        }

    def set_columns(self, columns: Sequence[Column[T]]) -> None:
        """Be a table of other columns, without rows yet."""
        self.beginResetModel()
        self.columns = tuple(columns)
        self.rows = []
        self.endResetModel()

    def set_rows(self, rows: Iterable[T]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self.rows = list(rows)
        self.endResetModel()

    def append(self, rows: Sequence[T]) -> None:
        """Add rows at the end and leave the view where it is."""
        if not rows:
            return
        self.beginInsertRows(QModelIndex(), len(self.rows), len(self.rows) + len(rows) - 1)
        self.rows += rows
        self.endInsertRows()

    def touch(self, row: int, *, last: int | None = None) -> None:
        """Say that a row, or all up to ``last``, look different now."""
        end = self.index(row if last is None else last, len(self.columns) - 1)
        self.dataChanged.emit(self.index(row, 0), end)

    def rowCount(self, parent: Index | None = None) -> int:
        """Return the number of rows."""
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index | None = None) -> int:
        """Return the number of columns."""
        return 0 if parent is not None and parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - Qt's own signature
        """Return what one cell shows, says, or looks like."""
        if not index.isValid():
            return None
        return self.cell(self.rows[index.row()], index.column(), role)

    def cell(self, row: T, number: int, role: int) -> object:
        """Return what column ``number`` of a row shows, says, or looks like."""
        column = self.columns[number]
        say = self._says.get(Qt.ItemDataRole(role))
        return None if say is None else say(row, column)

    def _bold(self, row: T, _: Column[T]) -> QFont | None:
        if not (self._heading(row) or self._total(row)):
            return None
        font = QFont()
        font.setBold(True)
        return font

    def _foreground(self, row: T, column: Column[T]) -> QColor:
        if self._heading(row):
            return self._colour("muted")
        return self._colour(column.token(row) if column.token else "text")

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:  # noqa: ANN401 - Qt's own signature
        """Return a column's title, aligned like its cells."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        column = self.columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if column.number else _LEFT
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let every row be selected but headings."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        if self._heading(self.rows[index.row()]):
            return Qt.ItemFlag.ItemIsEnabled
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
