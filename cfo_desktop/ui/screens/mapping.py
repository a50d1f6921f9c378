"""A table that no format fits: the owner says which column is what, and sees it read at once."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtCore import QTimer
from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit
from PySide6.QtWidgets import QVBoxLayout
from PySide6.QtWidgets import QWidget

from cfo_desktop.base.errors import CfoError
from cfo_desktop.domain.mapping import MAX_NAME
from cfo_desktop.domain.mapping import ColumnMapping
from cfo_desktop.domain.mapping import DateOrder
from cfo_desktop.domain.mapping import DecimalMark
from cfo_desktop.domain.mapping import SampleRow
from cfo_desktop.domain.mapping import TableGuess
from cfo_desktop.domain.mapping import Use
from cfo_desktop.domain.statement import ReadFile
from cfo_desktop.ui import import_verbs
from cfo_desktop.ui import words
from cfo_desktop.ui.session import Session
from cfo_desktop.ui.tables import mapping as tables
from cfo_desktop.ui.tables.rows import RowsModel
from cfo_desktop.ui.tables.view import TableView
from cfo_desktop.ui.widgets import parts
from cfo_desktop.ui.widgets.column_choosers import ColumnChoosers
from cfo_desktop.ui.widgets.fields import ChoiceBox
from cfo_desktop.ui.widgets.fields import NumberBox

_WAIT = 200
"""Milliseconds after the last choice until the rows are read anew."""
_CURRENCY = 3


class MappingScreen(QWidget):
    """The file's first rows under choosers; below them the movements as they would be read."""

    opened = Signal()
    """The file is a table: it can be shown."""
    left = Signal()
    """Back to the preview, nothing kept."""
    saved = Signal()
    """The mapping was kept: files with these columns are read by it."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self._path: Path | None = None
        self._password: str | None = None
        self._guess = TableGuess((), ColumnMapping("", ()))
        self._mapping = self._guess.mapping
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_WAIT)
        self._later.timeout.connect(self._read)
        self.heading = parts.label(role="heading")
        self.name = QLineEdit()
        self.name.setMaxLength(MAX_NAME)
        self.name.setMinimumHeight(parts.FIELD_HEIGHT)
        self.name.setMinimumWidth(180)
        self.name.textChanged.connect(lambda _: self._allow())
        self.name.returnPressed.connect(self._save)
        self.back_button = parts.button(self.tr("Back"), self.left.emit)
        self.use_button = parts.button(self.tr("Save and use"), self._save, role="primary")
        self.sample_model: RowsModel[SampleRow] = RowsModel(
            [], colour=session.colour, heading=self._is_header
        )
        self.sample = TableView(self.sample_model, name=self.tr("First rows of the file"))
        self.sample.horizontalHeader().setStretchLastSection(True)
        self.choosers = ColumnChoosers(self.sample, first=1)
        self.choosers.chosen.connect(self._column_chosen)
        self.counts = parts.label(wrap=True)
        self.model = tables.lines_model(session)
        self.table = TableView(self.model, name=self.tr("Rows as they would be read"))
        name_label = parts.label(self.tr("Save as"), role="muted")
        name_label.setBuddy(self.name)
        self.name.setAccessibleName(self.tr("Save as"))
        first_rows = parts.column(self.choosers, self.sample, gap=0)
        layout = parts.column(
            parts.row(self.heading, None, name_label, self.name, self.back_button, self.use_button),
            parts.label(
                self.tr(
                    "Say over each column what it holds. Below, you see the rows as they would be "
                    "read. Files with the same columns are read like this from then on."
                ),
                role="muted",
                wrap=True,
            ),
            first_rows,
            self._ways(),
            self.counts,
            self.table,
            gap=8,
        )
        layout.setStretch(2, 1)
        layout.setStretch(5, 1)
        self.setLayout(layout)

    def _ways(self) -> QVBoxLayout:
        """Make the fields for what no single column tells."""
        self.header_row = NumberBox()
        self.header_row.setRange(0, 200)
        self.header_row.setSpecialValueText(self.tr("none"))
        self.header_row.valueChanged.connect(self._header_chosen)
        self.dates = _choice(
            (DateOrder.DMY.value, self.tr("Day, month, year")),
            (DateOrder.MDY.value, self.tr("Month, day, year")),
            (DateOrder.YMD.value, self.tr("Year, month, day")),
        )
        self.decimal = _choice(
            (DecimalMark.POINT.value, self.tr("Point (1.50)")),
            (DecimalMark.COMMA.value, self.tr("Comma (1,50)")),
        )
        self.sign = _choice(
            ("", self.tr("Money in is positive")), ("reversed", self.tr("Spending is positive"))
        )
        for box in (self.dates, self.decimal, self.sign):
            box.activated.connect(self._way_chosen)
        self.currency = QLineEdit()
        self.currency.setMaxLength(_CURRENCY)
        self.currency.setFixedWidth(72)
        self.word_in, self.word_out = QLineEdit(), QLineEdit()
        for field in (self.currency, self.word_in, self.word_out):
            field.textEdited.connect(self._way_chosen)
        self._words = QWidget()
        self._words.setLayout(
            parts.row(
                _labelled(self.tr("Words for money in"), self.word_in),
                _labelled(self.tr("Words for money out"), self.word_out),
            )
        )
        row = parts.row(
            _labelled(self.tr("Row with the names"), self.header_row),
            _labelled(self.tr("Dates"), self.dates),
            _labelled(self.tr("Decimal sign"), self.decimal),
            _labelled(self.tr("Amounts"), self.sign),
            _labelled(self.tr("Currency"), self.currency),
            None,
        )
        return parts.column(row, self._words, gap=8)

    def open(self, path: Path, *, password: str | None = None) -> None:
        """Read a file's first rows and show them; a file that is no table is told as an error."""
        self._path, self._password = path, password
        self._describe(None)

    def first_focus(self) -> QWidget:
        """Begin with the first column's chooser."""
        return self.choosers.boxes[0] if self.choosers.boxes else self.back_button

    def forget(self) -> None:
        """Show nothing of the file."""
        self._later.stop()
        self._path = self._password = None
        self._guess = TableGuess((), ColumnMapping("", ()))
        self._mapping = self._guess.mapping
        self.choosers.offer((), (), ())
        self.sample_model.set_columns([])
        self.model.set_rows([])
        self.name.clear()
        self.heading.clear()
        self.counts.clear()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go back by Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return
        super().keyPressEvent(event)

    # --- the file's first rows ---

    def _describe(self, header_row: int | None) -> None:
        if self._path is not None:
            self.session.run(
                import_verbs.describe_table(
                    self._path, header_row=header_row, password=self._password
                ),
                owner=self,
                done=self._show_guess,
                topic="table",
            )

    def _show_guess(self, guess: TableGuess) -> None:
        if self._path is None:
            return
        first = not self._guess.rows
        self._guess, self._mapping = guess, guess.mapping
        self.currency.setPlaceholderText(self.session.currency)
        self.heading.setText(self.tr("Columns of {file}").format(file=self._path.name))
        if first:
            self.name.setText(guess.mapping.name)
        self.sample_model.set_columns(tables.sample_columns(guess.mapping, guess.rows))
        self.sample_model.set_rows(guess.rows)
        self.sample.fit_columns()
        self._offer_uses()
        self.header_row.blockSignals(True)
        self.header_row.setValue(guess.header_row)
        self.header_row.blockSignals(False)
        self._show_ways()
        self._read()
        if first:
            self.opened.emit()
            self.first_focus().setFocus()

    def _offer_uses(self) -> None:
        columns = self._mapping.columns
        names = [column.name or words.nameless_column(i) for i, column in enumerate(columns)]
        self.choosers.offer(
            [(use.value, words.use(use)) for use in Use],
            [column.use.value for column in columns],
            [self.tr("What “{column}” holds").format(column=name) for name in names],
        )
        before: QWidget = self.use_button
        for box in (*self.choosers.boxes, self.sample):
            QWidget.setTabOrder(before, box)
            before = box

    def _is_header(self, row: SampleRow) -> bool:
        return row.number == self._guess.header_row

    # --- what the owner says ---

    def _column_chosen(self, number: int, key: str) -> None:
        self._mapping = self._mapping.with_use(number, Use(key))
        self.choosers.choose([column.use.value for column in self._mapping.columns])
        self._show_ways()
        self._later.start()

    def _header_chosen(self, number: int) -> None:
        self._describe(number)

    def _show_ways(self) -> None:
        mapping = self._mapping
        self.dates.setCurrentIndex(self.dates.findData(_value(mapping.date_order)))
        self.decimal.setCurrentIndex(self.decimal.findData(_value(mapping.decimal_mark)))
        self.sign.setCurrentIndex(int(mapping.spending_positive))
        if self.currency.text() != mapping.currency:
            self.currency.setText(mapping.currency)
        by_word = any(column.use is Use.DIRECTION for column in mapping.columns)
        self._words.setVisible(by_word)
        for field, told in ((self.word_in, mapping.words_in), (self.word_out, mapping.words_out)):
            if _split(field.text()) != told:
                field.setText(", ".join(told))

    def _way_chosen(self) -> None:
        order, mark = self.dates.currentData(), self.decimal.currentData()
        self._mapping = replace(
            self._mapping,
            date_order=DateOrder(order) if order else None,
            decimal_mark=DecimalMark(mark) if mark else None,
            spending_positive=bool(self.sign.currentData()),
            words_in=_split(self.word_in.text()),
            words_out=_split(self.word_out.text()),
            currency=self.currency.text().strip().upper(),
        )
        self._later.start()

    # --- what it is read as ---

    def _read(self) -> None:
        if self._path is None:
            return
        self.use_button.setEnabled(False)
        self.session.run(
            import_verbs.mapped_rows(self._path, self._mapping, password=self._password),
            owner=self,
            done=self._show_rows,
            topic="mapped",
        )

    def _show_rows(self, read: ReadFile) -> None:
        if self._path is None:
            return
        lines = tables.lines_of(read)
        self.model.set_rows(lines)
        self.table.fit_columns()
        self.table.scrollToTop()
        rejected = sum(line.rejected for line in lines)
        if read.fault:
            self.counts.setText(self.session.localised.fault(read.fault))
        else:
            self.counts.setText(self._counts(lines, rejected))
        parts.set_role(self.counts, "negative" if read.fault or rejected else "muted")
        self._allow()

    def _counts(self, lines: list[tables.Line], rejected: int) -> str:
        number = self.session.localised.number
        moving = sum(line.row is not None for line in lines)
        return self.tr(
            "{read} rows read = {moving} movements + {skipped} skipped + {rejected} rejected"
        ).format(
            read=number(len(lines)),
            moving=number(moving),
            skipped=number(len(lines) - moving - rejected),
            rejected=number(rejected),
        )

    def _allow(self) -> None:
        """Let be kept what has a name and reads at least one movement."""
        movements = any(line.row is not None for line in self.model.rows)
        self.use_button.setEnabled(movements and bool(self.name.text().strip()))

    def _save(self) -> None:
        if not self.use_button.isEnabled():
            return
        self.setEnabled(False)
        self.session.run(
            import_verbs.save_mapping(replace(self._mapping, name=self.name.text())),
            owner=self,
            done=self._kept,
            failed=self._not_kept,
        )

    def _kept(self, mapping: ColumnMapping) -> None:
        self.setEnabled(True)
        self.session.tell(self.tr("“{name}” was saved.").format(name=mapping.name))
        self.saved.emit()

    def _not_kept(self, error: CfoError) -> None:
        self.setEnabled(True)
        self.session.warn(error)


def _choice(*choices: tuple[str, str]) -> ChoiceBox:
    made = ChoiceBox()
    made.setSizeAdjustPolicy(ChoiceBox.SizeAdjustPolicy.AdjustToContents)
    for key, text in choices:
        made.addItem(text, key)
    return made


def _labelled(text: str, field: QWidget) -> QWidget:
    """Return a field under its label, which is its accessible name too."""
    name = parts.label(text, role="muted")
    name.setBuddy(field)
    field.setAccessibleName(text)
    field.setMinimumHeight(parts.FIELD_HEIGHT)
    made = QWidget()
    made.setLayout(parts.column(name, field, gap=2))
    return made


def _value(choice: DateOrder | DecimalMark | None) -> str:
    return choice.value if choice else ""


def _split(text: str) -> tuple[str, ...]:
    """Return the words that a field lists, with a comma of either width between them."""
    parts_of = text.replace("，", ",").split(",")
    return tuple(word for part in parts_of if (word := part.strip()))
