"""Chooses the period of a report: a month, a quarter, a year, or the year so far."""

from __future__ import annotations

import enum

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from cfo_desktop.base.errors import UserError
from cfo_desktop.domain.period import FIRST_DAY
from cfo_desktop.domain.period import LAST_DAY
from cfo_desktop.domain.period import Month
from cfo_desktop.domain.period import fiscal_year_start
from cfo_desktop.ui import places
from cfo_desktop.ui.localised import Localised
from cfo_desktop.ui.report_verbs import Period
from cfo_desktop.ui.widgets import parts
from cfo_desktop.ui.widgets.fields import ChoiceBox

_BACK = 60
"""Months that are offered."""
_EARLIEST, _LATEST = Month.of(FIRST_DAY).plus(12), Month.of(LAST_DAY).plus(-12)
"""Between them, the year around a month lies within the days that a book can have."""


class Kind(enum.Enum):
    """How long the period is; the value counts its months, 0: as many as the year has so far."""

    MONTH = 1
    QUARTER = 3
    YEAR = 12
    SO_FAR = 0


class PeriodPicker(QWidget):
    """A kind of period, and one of that kind with a button to either side."""

    changed = Signal()

    def __init__(self, localised: Localised, *, last: Month) -> None:
        """Offer the periods up to the one of ``last``."""
        super().__init__()
        self._localised = localised
        self._last = last
        self._first_month = 1
        self.kind = ChoiceBox()
        for text, kind in (
            (self.tr("Month"), Kind.MONTH),
            (self.tr("Quarter"), Kind.QUARTER),
            (self.tr("Year"), Kind.YEAR),
            (self.tr("Year so far"), Kind.SO_FAR),
        ):
            self.kind.addItem(text, kind.value)
        self.kind.setAccessibleName(self.tr("Length of the period"))
        self.period = ChoiceBox()
        self.period.setAccessibleName(self.tr("Period"))
        self.period.setMaxVisibleItems(13)
        self.period.setSizeAdjustPolicy(ChoiceBox.SizeAdjustPolicy.AdjustToContents)
        self.earlier = parts.button("‹", lambda: self.step(-1))
        self.later = parts.button("›", lambda: self.step(1))
        for button, text, key in (
            (self.earlier, self.tr("Period before"), "PgUp"),
            (self.later, self.tr("Period after"), "PgDown"),
        ):
            button.setAccessibleName(text)
            button.setToolTip(f"{text} ({key})")
        for box in (self.kind, self.period):
            box.setMinimumHeight(parts.FIELD_HEIGHT)
        self.setLayout(parts.row(self.kind, self.earlier, self.period, self.later, gap=4))
        self._offer(Period(last))
        self.kind.currentIndexChanged.connect(lambda _: self._other_kind())
        self.period.currentIndexChanged.connect(lambda _: self._chosen())

    def begin_year_with(self, month: int) -> None:
        """Let years and quarters begin with ``month``, 1 to 12, as the book's fiscal year does."""
        if month != self._first_month:
            self._first_month = month
            self._offer(self._of_kind(self.chosen().month))

    def chosen(self) -> Period:
        """Return the period in view."""
        month, months = str(self.period.currentData()).split("/")
        return Period(Month.parse(month), int(months))

    def choose(self, month: Month) -> None:
        """Go to the period that ``month`` lies in."""
        self._last = max(self._last, month)
        self._offer(self._of_kind(month))
        self.changed.emit()

    def place(self) -> str:
        """Return the kind of the period and its last month, as ``3/2026-12``."""
        return f"{self.kind.currentData()}/{self.chosen().month}"

    def go_to(self, untrusted_place: str) -> bool:
        """Go to the period that ``place`` named; tell whether it could be read."""
        kind, _, month = untrusted_place.partition("/")
        length = places.number(kind, most=Kind.YEAR.value)
        row = -1 if length is None else self.kind.findData(length)
        try:
            untrusted_month = Month.parse(month)
        except UserError:
            return False
        if row < 0 or not _EARLIEST <= untrusted_month <= _LATEST:
            return False
        self.kind.blockSignals(True)
        self.kind.setCurrentIndex(row)
        self.kind.blockSignals(False)
        self.choose(untrusted_month)
        return True

    def step(self, by: int) -> None:
        """Go ``by`` periods on, back where negative."""
        row = self.period.currentIndex() - by
        if 0 <= row < self.period.count():
            self.period.setCurrentIndex(row)

    def _of_kind(self, month: Month) -> Period:
        months = int(self.kind.currentData())
        start = fiscal_year_start(month, first_month=self._first_month)
        passed = (month.year - start.year) * 12 + month.number - start.number
        if months == Kind.SO_FAR.value:
            return Period(month, passed + 1)
        return Period(start.plus(passed // months * months + months - 1), months)

    def _offer(self, wanted: Period) -> None:
        """Fill the list with the periods of the chosen kind, ``wanted`` among them."""
        self.period.blockSignals(True)
        self.period.clear()
        oldest = max(min(self._last.plus(-_BACK), wanted.month.plus(-_BACK)), Month.of(FIRST_DAY))
        month = self._last
        while month >= oldest:
            period = self._of_kind(month)
            name = self._localised.months(period.first, period.month)
            self.period.addItem(name, f"{period.month}/{period.months}")
            month = month.plus(-1) if self._so_far else period.first.plus(-1)
        self.period.setCurrentIndex(self.period.findData(f"{wanted.month}/{wanted.months}"))
        self.period.blockSignals(False)
        self._tell_ends()

    @property
    def _so_far(self) -> bool:
        return int(self.kind.currentData()) == Kind.SO_FAR.value

    def _other_kind(self) -> None:
        shown = self.chosen().month
        self._offer(self._of_kind(min(shown, self._last)))
        self.changed.emit()

    def _chosen(self) -> None:
        self._tell_ends()
        self.changed.emit()

    def _tell_ends(self) -> None:
        self.earlier.setEnabled(self.period.currentIndex() < self.period.count() - 1)
        self.later.setEnabled(self.period.currentIndex() > 0)
