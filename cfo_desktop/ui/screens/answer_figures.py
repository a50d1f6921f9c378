"""The figures of an answer: a small table, or bars with the table behind a button."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex
from PySide6.QtCore import QPoint
from PySide6.QtCore import Qt
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from cfo_desktop.domain.asking import Line
from cfo_desktop.domain.asking import Table
from cfo_desktop.domain.finding import Ratio
from cfo_desktop.domain.money import Money
from cfo_desktop.ui.advisor_words import BookWords
from cfo_desktop.ui.advisor_words import leads
from cfo_desktop.ui.explain_verbs import Wanted
from cfo_desktop.ui.session import Session
from cfo_desktop.ui.tables import answers
from cfo_desktop.ui.tables.rows import RowsModel
from cfo_desktop.ui.tables.view import TableView
from cfo_desktop.ui.widgets import explain_menu
from cfo_desktop.ui.widgets import parts
from cfo_desktop.ui.widgets.bars import Bars
from cfo_desktop.ui.widgets.row_delegate import ROW_HEIGHT
from cfo_desktop.ui.widgets.steady_label import SteadyLabel

_MOST = 8
"""Lines shown at first, where there are more than a few above them."""
_FEW_MORE = 2
_LEAST_BARS = 2
_FRAME = 4
"""Pixels."""
_NAMES, _FIGURES = 320, 150
"""Pixels of the names and of each column of figures at most: the eye finds across."""


class _WholeTable(TableView):
    """As high as its rows; the wheel turns what it stands in."""

    def __init__(self, model: RowsModel[Line], *, name: str) -> None:
        super().__init__(model, name=name)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMaximumWidth(_NAMES + _FIGURES * (model.columnCount() - 1))

    def fit_height(self) -> None:
        """Be as high as the rows that there are now."""
        head = self.horizontalHeader().sizeHint().height()
        self.setFixedHeight(head + self.model().rowCount() * ROW_HEIGHT + _FRAME)


class AnswerFigures(QWidget):
    """What ``table`` holds; Enter or a double click on a line leads to where it comes from."""

    line_asked = Signal(object)
    """The ``Line`` whose source is wanted."""

    def __init__(self, session: Session, table: Table, words: BookWords) -> None:
        super().__init__()
        self._session = session
        self._words = words
        self._lines = table.lines
        self.model = answers.model(session, table, words)
        self.table = _WholeTable(self.model, name=self.tr("Figures of the answer"))
        self.table.chosen.connect(self._ask)
        self.table.menu_asked.connect(self._offer_explanation)
        self.more = parts.button("", self._show_all, role="source")
        self.bars = Bars(session.colour)
        self.told = SteadyLabel()
        self.figures_button = parts.button(
            self.tr("Show the figures"), self._show_table, role="source"
        )
        self.setLayout(
            parts.column(self.bars, self.told, self.figures_button, self.table, self.more, gap=4)
        )
        drawn = table.chart and len(table.lines) >= _LEAST_BARS
        for part in (self.bars, self.told, self.figures_button):
            if not drawn:
                part.hide()
        few = len(self._lines) <= _MOST + _FEW_MORE
        self._fill(self._lines if few else self._lines[:_MOST])
        if few or drawn:
            self.more.hide()
        else:
            count = words.number(len(self._lines))
            self.more.setText(self.tr("Show all {count}").format(count=count))
        if drawn:
            self.table.hide()
            self._draw()

    def _fill(self, lines: tuple[Line, ...]) -> None:
        self.model.set_rows(lines)
        self.table.fit_height()
        self.table.fit_columns()

    def _show_all(self) -> None:
        self.more.hide()
        self._fill(self._lines)
        self.table.setFocus()

    def _show_table(self) -> None:
        self.figures_button.hide()
        self._fill(self._lines)
        self.table.show()
        self.table.setFocus()

    def _offer_explanation(self, index: QModelIndex, at: QPoint) -> None:
        """Offer to say where a figure comes from; on a line's name, that is its first one."""
        line = self.model.rows[index.row()]
        column = max(index.column() - 1, 0)
        figure = line.figures[column] if column < len(line.figures) else None
        if figure is None or not leads(line.place):
            return
        words = self._words
        wanted = Wanted(
            lambda: words.pair(words.name(line), words.figure(figure)),
            line.place,
            figure if isinstance(figure, Money) else None,
        )
        explain_menu.popup(
            self.table,
            at,
            language=self._session.language,
            asked=lambda: self._session.explanation_asked.emit(wanted),
        )

    # --- bars ---

    def _draw(self) -> None:
        first, last = self._words.name(self._lines[0]), self._words.name(self._lines[-1])
        said = self._words.listed([self._line_told(each) for each in self._lines])
        self.bars.show_values([_size(line) for line in self._lines], said=said)
        self.told.rest_on(f"{first} – {last}")
        self.bars.pointed.connect(self._tell)
        self.bars.asked.connect(self._ask)

    def _tell(self, at: int) -> None:
        if at < 0:
            self.told.rest()
        else:
            self.told.setText(self._line_told(self._lines[at]))
        self.bars.setAccessibleDescription(self.told.text())

    def _line_told(self, line: Line) -> str:
        figure = line.figures[0] if line.figures else None
        return self._words.pair(self._words.name(line), self._words.figure(figure))

    def _ask(self, at: int) -> None:
        line = self._lines[at]
        if leads(line.place):
            self.line_asked.emit(line)


def _size(line: Line) -> int:
    """Return how high the bar of a line is."""
    figure = line.figures[0] if line.figures else None
    if isinstance(figure, Money):
        return figure.minor
    if isinstance(figure, Ratio):
        return figure.per_mille
    return figure if isinstance(figure, int) else 0
