"""What can be taken back, how, and what is said once it was: posted entries stay in the books."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from typing import Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtCore import QEvent
from PySide6.QtCore import QObject
from PySide6.QtGui import QKeyEvent
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication
from PySide6.QtWidgets import QLineEdit
from PySide6.QtWidgets import QWidget

from cfo_desktop.base.progress import Progress
from cfo_desktop.domain.book import Changes
from cfo_desktop.ui.tasks import Change

if TYPE_CHECKING:
    from cfo_desktop.services.books import Book

MOST = 50
"""So many of the last things can be taken back, one after the other."""
_POSTED = Changes(accounts=True, entries=True)


@dataclass(frozen=True, slots=True)
class Undo:
    """The change that takes something back, and the sentence for what it returns.

    Without a change it is something that cannot be taken back, and the sentence says why: asked
    for next, it must not be what came before it that goes.
    """

    verb: Change[Any] | None
    told: Callable[[Any], str]


def entries(numbers: Iterable[int]) -> Undo:
    """Return how to take back entries that were just posted: by reversing them."""
    given = tuple(numbers)

    def told(made: range) -> str:
        if len(given) == 1:
            return reversed_told(given[0], made[0])
        return QCoreApplication.translate(
            "Undo", "Taken back: {count} entries, each by its reversal; all stay in the books."
        ).format(count=f"{len(given):,}")

    return Undo(reverse(given), told)


def reversed_told(number: int, reversal: int) -> str:
    """Return what is said of an entry that was taken back."""
    return QCoreApplication.translate(
        "Undo", "Entry {number} was taken back by entry {reversal}; both stay in the books."
    ).format(number=number, reversal=reversal)


def reverse(given: Sequence[int]) -> Change[range]:
    """Take entries back; the days of schedules that posted them are due again."""

    def work(book: Book, _: Progress) -> tuple[range, Changes]:
        from cfo_desktop.services import entries as ledger
        from cfo_desktop.services import schedules

        if schedules.any_of(book, numbers=given):
            return schedules.take_back(book, numbers=given), Changes(
                accounts=True, entries=True, schedules=True
            )
        return ledger.reverse_all(book, numbers=given), _POSTED

    return Change(work)


def of_reversal() -> Undo:
    """Return why a reversal is not taken back."""

    def told(_: None) -> str:
        return QCoreApplication.translate(
            "Undo", "What was taken back stays taken back. Enter it again where it was right."
        )

    return Undo(None, told)


def categorising(numbers: Iterable[int]) -> Undo:
    """Return how to let money wait again that the entries ``numbers`` gave its account."""
    given = tuple(numbers)

    def work(book: Book, _: Progress) -> tuple[range, Changes]:
        from cfo_desktop.services import entries as ledger

        return ledger.reverse_all(book, numbers=given), _POSTED

    def told(made: range) -> str:
        return QCoreApplication.translate(
            "Undo", "Payments that wait for their account again: {count}. Nothing is lost."
        ).format(count=f"{len(made):,}")

    return Undo(Change(work), told)


def importing(batch: str) -> Undo:
    """Return how to take a whole import back."""
    from cfo_desktop.ui import import_verbs

    def told(count: int) -> str:
        return QCoreApplication.translate(
            "Undo", "The import is taken back: {count} entries were reversed and stay in the books."
        ).format(count=f"{count:,}")

    return Undo(import_verbs.undo_import(batch), told)


def pairs(numbers: Iterable[int]) -> Undo:
    """Return how to take decisions about pairs back."""
    given = tuple(numbers)

    def work(book: Book, _: Progress) -> tuple[None, Changes]:
        from cfo_desktop.services import links

        for number in given:
            links.undo(book, number=number)
        return None, _POSTED

    def told(_: None) -> str:
        return QCoreApplication.translate("Undo", "The decision is taken back.")

    return Undo(Change(work), told)


def repeating(schedule: int, entry: int | None) -> Undo:
    """Return how to let an entry repeat no more, and to take back what was posted for it."""

    def work(book: Book, _: Progress) -> tuple[range, Changes]:
        from cfo_desktop.services import schedules

        made = schedules.take_back(book, numbers=[entry]) if entry is not None else range(0)
        schedules.remove(book, number=schedule)
        return made, Changes(accounts=True, entries=True, schedules=True)

    def told(made: range) -> str:
        if not made:
            return QCoreApplication.translate("Undo", "It repeats no more.")
        return QCoreApplication.translate(
            "Undo",
            "It repeats no more, and entry {number} was taken back by entry {reversal}; both stay "
            "in the books.",
        ).format(number=entry, reversal=made[0])

    return Undo(Change(work), told)


class UndoKey(QObject):
    """Lets Ctrl+Z in a text field reach ``undo`` where the field itself has nothing to undo.

    Qt's fields keep the key to themselves always. Only the field with the keyboard is watched.
    """

    def __init__(self, app: QApplication, *, parent: QWidget, undo: Callable[[], None]) -> None:
        super().__init__(parent)
        self._undo = undo
        self._within = parent
        app.focusChanged.connect(self._watch)

    def _watch(self, old: QWidget | None, new: QWidget | None) -> None:
        if old is not None:
            old.removeEventFilter(self)
        if new is not None and self._within.isAncestorOf(new) and _field(new) is not None:
            new.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the key where the field has no use for it."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        if not event.matches(QKeySequence.StandardKey.Undo) or not isinstance(watched, QWidget):
            return False
        field = _field(watched)
        if field is None or field.isUndoAvailable():
            return False
        self._undo()
        return True


def _field(widget: QWidget) -> QLineEdit | None:
    """Return the text field that ``widget`` is, or that a box to choose or count in holds."""
    if isinstance(widget, QLineEdit):
        return widget
    return widget.findChild(QLineEdit)
