"""What is left to do after an import: payments to sort, and balances the book did not know."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from collections.abc import Sequence

from PySide6.QtWidgets import QFrame
from PySide6.QtWidgets import QPushButton
from PySide6.QtWidgets import QWidget

from cfo_desktop.base.errors import CfoError
from cfo_desktop.domain.importing import ImportedFile
from cfo_desktop.ui import undo
from cfo_desktop.ui import verbs
from cfo_desktop.ui.session import Session
from cfo_desktop.ui.widgets import parts


class AfterImport(QFrame):
    """A sentence and a button for each thing to do; hidden where nothing is left."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.setProperty("role", "card")
        self._waiting = parts.label(wrap=True)
        self.review_button = parts.button(
            self.tr("Look at them"), lambda: session.room_asked.emit("review")
        )
        self._review = _line(self._waiting, self.review_button)
        self._openings: list[QWidget] = []
        self._layout = parts.column(self._review, gap=6, margin=12)
        self.setLayout(self._layout)
        self.forget()

    def forget(self) -> None:
        """Show nothing."""
        for line in self._openings:
            self._layout.removeWidget(line)
            line.deleteLater()
        self._openings = []
        self._review.hide()
        self.hide()

    def show_files(self, files: Sequence[ImportedFile]) -> None:
        """Offer to book the balances that the files begin with, and ask what waits to be sorted."""
        self.forget()
        for part in _first_of_each_account(files).values():
            self._offer_opening(part)
        self._session.run(verbs.waiting(), owner=self, done=self._show_waiting, topic="waiting")

    def _show_waiting(self, count: int) -> None:
        text = self.tr("Payments that wait for their account: {count}.")
        self._waiting.setText(text.format(count=self._session.localised.number(count)))
        self._review.setVisible(count > 0)
        self.setVisible(count > 0 or bool(self._openings))

    def _offer_opening(self, part: ImportedFile) -> None:
        before = _day_before(part)
        money = part.opening_to_book
        if before is None or money is None:
            return
        localised = self._session.localised
        sentence = self.tr(
            "{account} held {amount} before this statement, by its own figures; the book does "
            "not know of it."
        ).format(account=part.account_name, amount=localised.money(money.minor, money.currency))

        def book() -> None:
            button.setEnabled(False)
            self._session.run(
                verbs.book_opening(part.account, day=before, amount=str(money.decimal())),
                owner=self,
                done=lambda number: self._booked(line, number),
                failed=failed,
            )

        def failed(error: CfoError) -> None:
            button.setEnabled(True)
            self._session.warn(error)

        text = self.tr("Book it on {day}").format(day=localised.day(before))
        button = parts.button(text, book)
        line = _line(parts.label(sentence, wrap=True), button)
        self._openings.append(line)
        self._layout.addWidget(line)
        self.show()

    def _booked(self, line: QWidget, number: int) -> None:
        if line in self._openings:
            self._openings.remove(line)
            self._layout.removeWidget(line)
            line.deleteLater()
        self.setVisible(bool(self._openings) or not self._review.isHidden())
        self._session.tell(
            self.tr("Entry {number} was posted.").format(number=number),
            undo=undo.entries([number]),
        )


def _line(text: QWidget, button: QPushButton) -> QWidget:
    made = QWidget()
    layout = parts.row(text, button)
    layout.setStretch(0, 1)
    made.setLayout(layout)
    return made


def _day_before(part: ImportedFile) -> dt.date | None:
    """Return the day before the first row."""
    days = [row.day for row in part.rows if row.day is not None]
    return min(days) - dt.timedelta(days=1) if days else None


def _first_of_each_account(files: Sequence[ImportedFile]) -> Mapping[str, ImportedFile]:
    """Return, of each account with a balance to book, the statement that begins first."""
    found: dict[str, ImportedFile] = {}
    for part in files:
        day = _day_before(part)
        if part.opening_to_book is None or not part.account or day is None:
            continue
        known = _day_before(found[part.account]) if part.account in found else None
        if known is None or day < known:
            found[part.account] = part
    return found
