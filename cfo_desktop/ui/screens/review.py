"""What waits for the owner: money to sort, pairs to decide, guesses to confirm; and the rules."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtCore import QTimer
from PySide6.QtGui import QKeySequence
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QStackedWidget
from PySide6.QtWidgets import QTabBar
from PySide6.QtWidgets import QWidget

from cfo_desktop.domain.book import Changes
from cfo_desktop.ui import review_verbs as verbs
from cfo_desktop.ui.review_verbs import Waiting
from cfo_desktop.ui.screens.review_guesses import GuessesPage
from cfo_desktop.ui.screens.review_page import ReviewPage
from cfo_desktop.ui.screens.review_pairs import PairsPage
from cfo_desktop.ui.screens.review_rules import RulesPage
from cfo_desktop.ui.screens.review_sorting import SortingPage
from cfo_desktop.ui.screens.room import Room
from cfo_desktop.ui.session import Session
from cfo_desktop.ui.widgets import parts

_LEARN_AFTER = 2_000
"""Milliseconds after the last change of entries."""


class Review(Room):
    """Four pages under tabs, each with the number of what it has to show."""

    watches = Changes(accounts=True, entries=True, rules=True, book=True)

    def __init__(self, session: Session) -> None:
        super().__init__(session, title="")
        self.heading.setText(self.tr("Review"))
        self.sorting = SortingPage(session)
        self.pairs = PairsPage(session)
        self.guesses = GuessesPage(session)
        self.rules = RulesPage(session)
        self.pages: tuple[ReviewPage, ...] = (self.sorting, self.pairs, self.guesses, self.rules)
        self.tabs = QTabBar()
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.setUsesScrollButtons(False)
        self.tabs.setAccessibleName(self.tr("Pages of the review"))
        self.stack = QStackedWidget()
        for page in self.pages:
            self.tabs.addTab("")
            self.stack.addWidget(page)
        self.tabs.currentChanged.connect(self.stack.setCurrentIndex)
        for number in range(len(self.pages)):
            shortcut = QShortcut(QKeySequence(f"Alt+{number + 1}"), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(lambda number=number: self._go_to(number))
            self.tabs.setTabToolTip(number, f"Alt+{number + 1}")
        self._learning = QTimer(self, singleShot=True, interval=_LEARN_AFTER)
        self._learning.timeout.connect(self._learn)
        session.tasks.book_changed.connect(self._learn_later)
        self.lay_out(parts.column(self.tabs, self.stack))
        self._name_tabs(Waiting(0, 0, 0))

    def _go_to(self, number: int) -> None:
        self.tabs.setCurrentIndex(number)
        self.first_focus().setFocus()

    def refresh(self) -> None:
        """Count what waits, and let the pages read what they show."""
        self.session.run(verbs.waiting(), owner=self, done=self._name_tabs, topic="waiting")
        for page in self.pages:
            page.touched()

    def first_focus(self) -> QWidget:
        """Begin in the page that is seen."""
        return self.pages[self.tabs.currentIndex()].first_focus()

    def _learn_later(self, changes: Changes) -> None:
        if changes.entries:
            self._learning.start()

    def _learn(self) -> None:
        """Learn from what was sorted while nobody waits, so that the next import need not."""
        self.session.run(verbs.train(), owner=self, topic="train", failed=lambda _: None)

    def forget(self) -> None:
        """Empty every page."""
        self._learning.stop()
        self._name_tabs(Waiting(0, 0, 0))
        for page in self.pages:
            page.forget()

    def _name_tabs(self, waiting: Waiting) -> None:
        number = self.session.localised.number
        for index, (name, count) in enumerate(
            (
                (self.tr("To sort"), waiting.unsorted),
                (self.tr("Pairs"), waiting.pairs),
                (self.tr("Sorted by itself"), waiting.guesses),
                (self.tr("Rules"), 0),
            )
        ):
            self.tabs.setTabText(index, f"{name} ({number(count)})" if count else name)
