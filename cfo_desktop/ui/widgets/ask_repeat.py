"""A dialog that asks how often an entry repeats, until when, and who posts it."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Callable

from PySide6.QtCore import QDate
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox
from PySide6.QtWidgets import QDialog
from PySide6.QtWidgets import QWidget

from cfo_desktop.domain.period import LAST_DAY
from cfo_desktop.domain.schedule import Every
from cfo_desktop.domain.schedule import Rhythm
from cfo_desktop.ui import quick_words
from cfo_desktop.ui.localised import Localised
from cfo_desktop.ui.money_verbs import Repeat
from cfo_desktop.ui.widgets import parts
from cfo_desktop.ui.widgets.fields import ChoiceBox
from cfo_desktop.ui.widgets.fields import DayBox

_SHOWN = 3


class AskRepeat(QDialog):
    """Shows the next days as the answer changes."""

    def __init__(self, first: dt.date, *, localised: Localised, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        title = self.tr("How does this repeat?")
        self.setWindowTitle(title)
        self._first = first
        self._localised = localised
        self.every = ChoiceBox()
        for each in Every:
            self.every.addItem(quick_words.every(each), each)
        self.every.setCurrentIndex(self.every.findData(Every.MONTHLY))
        self.ends = QCheckBox(self.tr("It ends on a day"))
        self.last = DayBox(localised)
        self.last.setMinimumDate(QDate(first.year, first.month, first.day))
        self.last.setDate(QDate(first.year + 1, first.month, min(first.day, 28)))
        self.last.setEnabled(False)
        self.automatic = QCheckBox(self.tr("Post it by itself when the book is opened"))
        self._days = parts.label(role="muted", wrap=True)
        self.keep = parts.button(self.tr("Repeat it"), self.accept, role="primary")
        self.keep.setDefault(True)
        cancel = parts.button(self.tr("Cancel"), self.reject)
        self.every.currentIndexChanged.connect(lambda _: self._show())
        self.ends.toggled.connect(self._show)
        self.last.dateChanged.connect(lambda _: self._show())
        self.setLayout(
            parts.column(
                parts.label(title, role="heading"),
                parts.form(
                    (self.tr("How often"), self.every),
                    ("", self.ends),
                    (self.tr("Last day"), self.last),
                    ("", self.automatic),
                ),
                self._days,
                parts.label(
                    self.tr("If it does not post by itself, you are asked when it is due."),
                    role="muted",
                    wrap=True,
                ),
                parts.row(None, cancel, self.keep),
                margin=parts.MARGIN,
            )
        )
        self.ends.setAccessibleName(self.ends.text())
        self.automatic.setAccessibleName(self.automatic.text())
        self.setMinimumWidth(440)
        self._show()

    def answer(self) -> Repeat:
        """Return what was chosen."""
        day = self.last.date()
        last = dt.date(day.year(), day.month(), day.day()) if self.ends.isChecked() else None
        rhythm = Rhythm(Every(self.every.currentData()), self._first, last)
        return Repeat(rhythm, self.automatic.isChecked())

    def _show(self) -> None:
        self.last.setEnabled(self.ends.isChecked())
        days = list(itertools.islice(self.answer().rhythm.days(until=LAST_DAY), _SHOWN + 1))
        told = self.tr(", ").join(self._localised.day(day) for day in days[:_SHOWN])
        if len(days) > _SHOWN:
            told = self.tr("{days} and so on").format(days=told)
        self._days.setText(self.tr("It falls on: {days}").format(days=told))


def ask(
    parent: QWidget, first: dt.date, *, localised: Localised, then: Callable[[Repeat], None]
) -> AskRepeat:
    """Ask, and call ``then`` with the answer; the window goes on meanwhile."""
    dialog = AskRepeat(first, localised=localised, parent=parent)
    dialog.accepted.connect(lambda: then(dialog.answer()))
    dialog.open()
    return dialog
