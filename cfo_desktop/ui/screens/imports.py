"""The inbox: files to import, and what the imports left to the owner to look at."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtCore import Signal

from cfo_desktop.domain.book import Changes
from cfo_desktop.ui import review_verbs as verbs
from cfo_desktop.ui.review_verbs import Waiting
from cfo_desktop.ui.screens.tabbed_room import TabbedRoom
from cfo_desktop.ui.session import Session
from cfo_desktop.ui.widgets import parts

if TYPE_CHECKING:
    from cfo_desktop.ui.screens.import_files import FilesPage
    from cfo_desktop.ui.screens.review_guesses import GuessesPage
    from cfo_desktop.ui.screens.review_pairs import PairsPage
    from cfo_desktop.ui.screens.review_rules import RulesPage
    from cfo_desktop.ui.screens.review_sorting import SortingPage

_PAGES = ("files", "sorting", "pairs", "guesses", "rules")
"""In the order of the tabs; each is the attribute of ``Imports`` that builds it."""
_LEARN_AFTER = 2_000
"""Milliseconds after the last change of entries."""
_FILES, _SORTING, _RULES = 0, 1, 4
"""Numbers of tabs."""


class Imports(TabbedRoom):
    """Five pages under tabs, each with the number of what waits in it."""

    watches = Changes(accounts=True, entries=True, imports=True, rules=True, book=True)
    waits = Signal(int)
    """How many files, payments and pairs wait for the owner, in all tabs together."""

    def __init__(self, session: Session) -> None:
        super().__init__(
            session,
            title=self.tr("Import"),
            tabs=dict.fromkeys(_PAGES, ""),
            spoken=self.tr("Pages of the import"),
        )
        self._counts = Waiting(0, 0, 0)
        self._wanted = False
        """Whether the tab to show is still to be found: the first with something to do."""
        self._learning = QTimer(self, singleShot=True, interval=_LEARN_AFTER)
        self._learning.timeout.connect(self._learn)
        session.tasks.book_changed.connect(self._learn_later)
        self.lay_out(parts.column(self.stack), beside=self.tabs)
        self._name_tabs()

    # The pages are built when they are first shown, as the rooms are; that of the files, which
    # watches the folder, with the room.

    @functools.cached_property
    def files(self) -> FilesPage:
        """Files to import."""
        from cfo_desktop.ui.screens.import_files import FilesPage

        page = self.add_page(FilesPage(self.session))
        page.waiting_changed.connect(self._name_tabs)
        return page

    @functools.cached_property
    def sorting(self) -> SortingPage:
        """Payments whose account is to be chosen."""
        from cfo_desktop.ui.screens.review_sorting import SortingPage

        return self.add_page(SortingPage(self.session))

    @functools.cached_property
    def pairs(self) -> PairsPage:
        """The two sides of what may be one movement of money."""
        from cfo_desktop.ui.screens.review_pairs import PairsPage

        return self.add_page(PairsPage(self.session))

    @functools.cached_property
    def guesses(self) -> GuessesPage:
        """Accounts that the program chose, to confirm."""
        from cfo_desktop.ui.screens.review_guesses import GuessesPage

        return self.add_page(GuessesPage(self.session))

    @functools.cached_property
    def rules(self) -> RulesPage:
        """The rules that sort payments."""
        from cfo_desktop.ui.screens.review_rules import RulesPage

        return self.add_page(RulesPage(self.session))

    def show_tab(self, number: int) -> None:
        """Show a tab, counted from 0, and put the keyboard into it."""
        self._wanted = False  # also where that tab is in view already
        super().show_tab(number)

    def go_to_work(self) -> None:
        """Show the first tab where something waits to be looked at, once that is counted."""
        self.tabs.setCurrentIndex(self._with_work())
        self._wanted = True
        self.count()

    def show_to_sort(self, entry: int) -> None:
        """Show the payments to sort, and choose that of an entry among them."""
        self.show_tab(_SORTING)
        self.sorting.choose(entry)

    def show_rules(self) -> None:
        """Show the rules."""
        self.show_tab(_RULES)

    def begin(self) -> None:
        """Begin with the book that was just opened: count what waits, and watch its folder."""
        self.count()
        self.files.begin()

    def take(self, files: Sequence[Path]) -> None:
        """Read ``files`` and show what importing them would do."""
        self.show_tab(_FILES)
        self.files.take(files)

    def choose_files(self) -> None:
        """Let the owner choose files."""
        self.show_tab(_FILES)
        self.files.choose_button.click()

    def refresh(self) -> None:
        """Count what waits, and let the pages read what they show."""
        self.count()
        super().refresh()

    def count(self) -> None:
        """Count what waits."""
        self.session.run(verbs.waiting(), owner=self, done=self._counted, topic="waiting")

    def unsaved(self) -> bool:
        """Tell whether files are read, or columns named, that are not imported."""
        return self.files.unsaved()

    def forget(self) -> None:
        """Empty every page."""
        self._learning.stop()
        self._counted(Waiting(0, 0, 0))
        super().forget()

    def _show_page(self, number: int) -> None:
        self._wanted = False  # whoever chose this tab stays there
        super()._show_page(number)

    def _with_work(self) -> int:
        """Return the first tab with something to look at; where nothing waits, that to sort."""
        counts = (self._counts.unsorted, self._counts.pairs, self._counts.guesses)
        return next((tab for tab, count in enumerate(counts, _SORTING) if count), _SORTING)

    def _book_changed(self, changes: Changes) -> None:
        super()._book_changed(changes)
        if not self.isVisible():
            self.count()  # the rail says how much waits, whatever room is seen

    def _learn_later(self, changes: Changes) -> None:
        if changes.entries:
            self._learning.start()

    def _learn(self) -> None:
        """Learn from what was sorted while nobody waits, so that the next import need not."""
        self.session.run(verbs.train(), owner=self, topic="train", failed=lambda _: None)

    def _counted(self, waiting: Waiting) -> None:
        self._counts = waiting
        self._name_tabs()
        if self._wanted:
            self._wanted = False
            self.tabs.setCurrentIndex(self._with_work())
            if self.isVisible():
                self.first_focus().setFocus()

    def _name_tabs(self) -> None:
        number = self.session.localised.number
        counts = self._counts
        names = (
            (self.tr("Files"), self.files.waiting),
            (self.tr("To sort"), counts.unsorted),
            (self.tr("Pairs"), counts.pairs),
            (self.tr("To confirm"), counts.guesses),
            (self.tr("Rules"), 0),
        )
        for index, (name, count) in enumerate(names):
            self.tabs.setTabText(index, f"{name} ({number(count)})" if count else name)
        self.waits.emit(sum(count for _, count in names))
