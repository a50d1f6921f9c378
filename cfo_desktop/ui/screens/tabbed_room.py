"""A room of pages under tabs: each is built when it is first shown, and reads when it is seen."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QStackedWidget
from PySide6.QtWidgets import QTabBar
from PySide6.QtWidgets import QWidget

from cfo_desktop.ui import places
from cfo_desktop.ui.screens.room import Room
from cfo_desktop.ui.screens.tab_page import TabPage
from cfo_desktop.ui.session import Session

AnyPage = TypeVar("AnyPage", bound=TabPage)


class TabbedRoom(Room):
    """Alt and a number, or Ctrl+Tab, go from tab to tab.

    A page is an attribute of the room, which builds it, by ``add_page``, when it is asked for.
    """

    def __init__(
        self, session: Session, *, title: str, tabs: Mapping[str, str], spoken: str
    ) -> None:
        """Have ``tabs``: {attribute: its text}; ``spoken`` is their name for a screen reader."""
        super().__init__(session, title=title)
        self.page_names = tuple(tabs)
        self.pages_built: list[TabPage] = []
        self.tabs = QTabBar()
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.setUsesScrollButtons(False)
        self.tabs.setAccessibleName(spoken)
        self.stack = QStackedWidget()
        self.tabs.blockSignals(True)  # the first page is not built before it is shown
        for number, text in enumerate(tabs.values()):
            self.tabs.addTab(text)
            self.tabs.setTabToolTip(number, f"Alt+{number + 1}")
            self._bind(f"Alt+{number + 1}", functools.partial(self.show_tab, number))
        self.tabs.blockSignals(False)
        self.tabs.currentChanged.connect(self._show_page)
        self._bind("Ctrl+Tab", lambda: self._step(1))
        self._bind("Ctrl+Shift+Tab", lambda: self._step(-1))

    def _bind(self, key: str, action: object) -> None:
        shortcut = QShortcut(QKeySequence(key), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(action)

    def add_page(self, page: AnyPage) -> AnyPage:
        """Take in a page that was just built, and return it."""
        self.pages_built.append(page)
        self.stack.addWidget(page)
        return page

    def page(self, number: int) -> TabPage:
        """Return the page of a tab, built now where it was not yet."""
        found: TabPage = getattr(self, self.page_names[number])
        return found

    def show_tab(self, number: int) -> None:
        """Show a tab, counted from 0, and put the keyboard into it."""
        self.tabs.setCurrentIndex(number)
        self._show_page(number)
        self.first_focus().setFocus()

    def show_page(self, name: str) -> None:
        """Show a page by its attribute's name."""
        self.show_tab(self.page_names.index(name))

    def place(self) -> str:
        """Return the number of the tab in view."""
        return str(self.tabs.currentIndex())

    def go_to(self, untrusted_place: str) -> None:
        """Show a tab by its number."""
        tab = places.number(untrusted_place, most=len(self.page_names) - 1)
        if tab is not None:
            self.tabs.setCurrentIndex(tab)

    def refresh(self) -> None:
        """Let the pages read what they show."""
        built = list(self.pages_built)  # one that is built now reads as it is shown
        self._show_page(self.tabs.currentIndex())
        for page in built:
            page.touched()

    def first_focus(self) -> QWidget:
        """Begin in the page that is seen."""
        return self.page(self.tabs.currentIndex()).first_focus()

    def forget(self) -> None:
        """Empty every page."""
        for page in self.pages_built:
            page.forget()

    def _step(self, by: int) -> None:
        self.show_tab((self.tabs.currentIndex() + by) % len(self.page_names))

    def _show_page(self, number: int) -> None:
        self.stack.setCurrentWidget(self.page(number))
