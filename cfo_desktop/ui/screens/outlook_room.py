"""What is to come: tried, forecast, put aside and idle money, customers, the own past."""

from __future__ import annotations

import datetime as dt
import functools
from typing import TYPE_CHECKING
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QStackedWidget
from PySide6.QtWidgets import QTabBar
from PySide6.QtWidgets import QWidget

from cfo_desktop.domain.book import Changes
from cfo_desktop.ui import places
from cfo_desktop.ui.screens.room import Room
from cfo_desktop.ui.session import Session
from cfo_desktop.ui.widgets import parts

if TYPE_CHECKING:
    from cfo_desktop.ui.screens.customers import CustomersPage
    from cfo_desktop.ui.screens.forecast import ForecastPage
    from cfo_desktop.ui.screens.idle_cash import IdleCashPage
    from cfo_desktop.ui.screens.own_past import OwnPastPage
    from cfo_desktop.ui.screens.tab_page import TabPage
    from cfo_desktop.ui.screens.tax import TaxTab
    from cfo_desktop.ui.screens.what_if import WhatIfPage

    AnyPage = TypeVar("AnyPage", bound=TabPage)

PAGES = ("what_if", "forecast", "customers", "idle_cash", "tax", "own_past")
"""In the order of the tabs; each is the attribute of ``OutlookRoom`` that builds it."""


class OutlookRoom(Room):
    """Pages under tabs, each built when it is first shown."""

    watches = Changes(accounts=True, entries=True, imports=True, schedules=True, book=True)
    entry_asked = Signal(int)
    """The number of an entry to show."""
    repeats_asked = Signal()
    party_asked = Signal(str)
    """The name of a party whose entries are wanted."""
    account_asked = Signal(str)
    """The code of an account whose register is wanted."""

    def __init__(self, session: Session) -> None:
        super().__init__(session, title="")
        self.heading.setText(self.tr("Outlook"))
        self._built: list[TabPage] = []
        self.tabs = QTabBar()
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.setUsesScrollButtons(False)
        self.tabs.setAccessibleName(self.tr("Pages of the outlook"))
        self.stack = QStackedWidget()
        names = {
            "what_if": self.tr("What if"),
            "forecast": self.tr("Forecast"),
            "customers": self.tr("Customers"),
            "idle_cash": self.tr("Idle cash"),
            "tax": self.tr("Tax"),
            "own_past": self.tr("Own past"),
        }
        self.tabs.blockSignals(True)
        for number, page in enumerate(PAGES):
            self.tabs.addTab(names[page])
            self.tabs.setTabToolTip(number, f"Alt+{number + 1}")
            self._bind(f"Alt+{number + 1}", functools.partial(self.show_tab, number))
        self.tabs.blockSignals(False)
        self.tabs.currentChanged.connect(self._show_page)
        self._bind("Ctrl+Tab", lambda: self._step(1))
        self._bind("Ctrl+Shift+Tab", lambda: self._step(-1))
        self.lay_out(parts.column(self.tabs, self.stack))

    def _bind(self, key: str, action: object) -> None:
        shortcut = QShortcut(QKeySequence(key), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(action)

    @functools.cached_property
    def what_if(self) -> WhatIfPage:
        """Changes to try."""
        from cfo_desktop.ui.screens.what_if import WhatIfPage

        return self._add(WhatIfPage(self.session))

    @functools.cached_property
    def forecast(self) -> ForecastPage:
        """The days ahead."""
        from cfo_desktop.ui.screens.forecast import ForecastPage

        page = self._add(ForecastPage(self.session))
        page.entry_asked.connect(self.entry_asked)
        page.repeats_asked.connect(self.repeats_asked)
        page.party_asked.connect(self.party_asked)
        page.account_asked.connect(self.account_asked)
        page.tax_asked.connect(functools.partial(self.show_page, "tax"))
        return page

    @functools.cached_property
    def customers(self) -> CustomersPage:
        """Who comes, and who stopped."""
        from cfo_desktop.ui.screens.customers import CustomersPage

        page = self._add(CustomersPage(self.session))
        page.party_asked.connect(self.party_asked)
        page.account_asked.connect(self.account_asked)
        return page

    @functools.cached_property
    def idle_cash(self) -> IdleCashPage:
        """Money that is not needed."""
        from cfo_desktop.ui.screens.idle_cash import IdleCashPage

        return self._add(IdleCashPage(self.session))

    @functools.cached_property
    def tax(self) -> TaxTab:
        """Tax on sales."""
        from cfo_desktop.ui.screens.tax import TaxTab

        return self._add(TaxTab(self.session))

    @functools.cached_property
    def own_past(self) -> OwnPastPage:
        """This month and the last beside the shop's own past."""
        from cfo_desktop.ui.screens.own_past import OwnPastPage

        page = self._add(OwnPastPage(self.session))
        page.account_asked.connect(self.account_asked)
        return page

    def _add(self, page: AnyPage) -> AnyPage:
        self._built.append(page)
        self.stack.addWidget(page)
        return page

    def _page(self, number: int) -> TabPage:
        page: TabPage = getattr(self, PAGES[number])
        return page

    def show_tab(self, number: int) -> None:
        """Show a tab, counted from 0, and put the keyboard into it."""
        self.tabs.setCurrentIndex(number)
        self._show_page(number)
        self.first_focus().setFocus()

    def show_page(self, name: str) -> None:
        """Show a page by its name in ``PAGES``."""
        self.show_tab(PAGES.index(name))

    def try_change(self, kind: str) -> None:
        """Begin to try a kind of change, as findings name them."""
        self.show_page("what_if")
        self.what_if.begin_with(kind)

    def show_day(self, day: dt.date) -> None:
        """Show what is expected on a day."""
        self.show_page("forecast")
        self.forecast.choose(day)

    def place(self) -> str:
        """Return the number of the tab in view."""
        return str(self.tabs.currentIndex())

    def go_to(self, untrusted_place: str) -> None:
        """Show a tab by its number."""
        tab = places.number(untrusted_place, most=len(PAGES) - 1)
        if tab is not None:
            self.tabs.setCurrentIndex(tab)

    def refresh(self) -> None:
        """Let the pages read what they show."""
        built = list(self._built)  # one that is built now reads as it is shown
        self._show_page(self.tabs.currentIndex())
        for page in built:
            page.touched()

    def unsaved(self) -> bool:
        """Tell whether changes are being tried: nothing of them is kept."""
        return "what_if" in self.__dict__ and self.what_if.form.typed  # only where it was shown

    def first_focus(self) -> QWidget:
        """Begin in the page that is seen."""
        return self._page(self.tabs.currentIndex()).first_focus()

    def forget(self) -> None:
        """Empty every page."""
        for page in self._built:
            page.forget()

    def _step(self, by: int) -> None:
        self.show_tab((self.tabs.currentIndex() + by) % len(PAGES))

    def _show_page(self, number: int) -> None:
        self.stack.setCurrentWidget(self._page(number))
