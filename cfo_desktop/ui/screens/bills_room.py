"""Bills, invoices and receipts: what came in on paper, what is owed either way, what is written."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from cfo_desktop.domain.book import Changes
from cfo_desktop.domain.invoice import Direction
from cfo_desktop.ui import paper_verbs as verbs
from cfo_desktop.ui.screens.tabbed_room import TabbedRoom
from cfo_desktop.ui.session import Session
from cfo_desktop.ui.widgets import parts

if TYPE_CHECKING:
    from cfo_desktop.ui.screens.issued_page import IssuedPage
    from cfo_desktop.ui.screens.owing_page import OwingPage
    from cfo_desktop.ui.screens.papers_page import PapersPage


class BillsRoom(TabbedRoom):
    """Pages under tabs, each built when it is first shown."""

    watches = Changes(accounts=True, entries=True, papers=True, issued=True, book=True)
    entry_asked = Signal(int)
    waits = Signal(int)
    """How many documents wait to be checked."""

    def __init__(self, session: Session) -> None:
        super().__init__(
            session,
            title=self.tr("Bills"),
            tabs={
                "papers": self.tr("Documents"),
                "payables": self.tr("We owe"),
                "receivables": self.tr("Owed to us"),
                "issued": self.tr("Our invoices"),
            },
            spoken=self.tr("Pages of bills"),
        )
        self.lay_out(parts.column(self.tabs, self.stack))

    @functools.cached_property
    def papers(self) -> PapersPage:
        """Documents that came in."""
        from cfo_desktop.ui.screens.papers_page import PapersPage

        page = self.add_page(PapersPage(self.session))
        page.entry_asked.connect(self.entry_asked)
        return page

    @functools.cached_property
    def payables(self) -> OwingPage:
        """Bills that the shop has to pay."""
        return self._owing(Direction.PURCHASE)

    @functools.cached_property
    def receivables(self) -> OwingPage:
        """Invoices that customers have to pay."""
        return self._owing(Direction.SALE)

    def _owing(self, direction: Direction) -> OwingPage:
        from cfo_desktop.ui.screens.owing_page import OwingPage

        page = self.add_page(OwingPage(self.session, direction))
        page.entry_asked.connect(self.entry_asked)
        return page

    @functools.cached_property
    def issued(self) -> IssuedPage:
        """What the shop writes to customers."""
        from cfo_desktop.ui.screens.issued_page import IssuedPage

        page = self.add_page(IssuedPage(self.session))
        page.entry_asked.connect(self.entry_asked)
        return page

    def unsaved(self) -> bool:
        """Tell whether an invoice is written that is not in the book."""
        return "issued" in vars(self) and self.issued.unsaved()  # only where it was shown

    def count(self) -> None:
        """Count what waits to be checked."""
        self.session.run(verbs.waiting(), owner=self, done=self.waits.emit, topic="papers")

    def refresh(self) -> None:
        """Count what waits, and let the pages read what they show."""
        self.count()
        super().refresh()

    def take(self, files: Sequence[Path]) -> None:
        """Read files that were dropped or found."""
        self.show_page("papers")
        self.papers.take(files)

    def _book_changed(self, changes: Changes) -> None:
        super()._book_changed(changes)
        if not self.isVisible() and changes.papers:
            self.count()  # the rail says how much waits, whatever room is seen
