"""What is to come: tried, forecast, put aside and idle money, customers, the own past."""

from __future__ import annotations

import datetime as dt
import functools
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from cfo_desktop.domain.book import Changes
from cfo_desktop.ui.screens.tabbed_room import TabbedRoom
from cfo_desktop.ui.session import Session
from cfo_desktop.ui.widgets import parts

if TYPE_CHECKING:
    from cfo_desktop.ui.screens.customers import CustomersPage
    from cfo_desktop.ui.screens.forecast import ForecastPage
    from cfo_desktop.ui.screens.idle_cash import IdleCashPage
    from cfo_desktop.ui.screens.own_past import OwnPastPage
    from cfo_desktop.ui.screens.tax import TaxTab
    from cfo_desktop.ui.screens.what_if import WhatIfPage

PAGES = ("what_if", "forecast", "customers", "idle_cash", "tax", "own_past")
"""In the order of the tabs; each is the attribute of ``OutlookRoom`` that builds it."""


class OutlookRoom(TabbedRoom):
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
        names = {
            "what_if": self.tr("What if"),
            "forecast": self.tr("Forecast"),
            "customers": self.tr("Customers"),
            "idle_cash": self.tr("Idle cash"),
            "tax": self.tr("Tax"),
            "own_past": self.tr("Own past"),
        }
        super().__init__(
            session,
            title=self.tr("Outlook"),
            tabs={page: names[page] for page in PAGES},
            spoken=self.tr("Pages of the outlook"),
        )
        self.lay_out(parts.column(self.tabs, self.stack))

    @functools.cached_property
    def what_if(self) -> WhatIfPage:
        """Changes to try."""
        from cfo_desktop.ui.screens.what_if import WhatIfPage

        return self.add_page(WhatIfPage(self.session))

    @functools.cached_property
    def forecast(self) -> ForecastPage:
        """The days ahead."""
        from cfo_desktop.ui.screens.forecast import ForecastPage

        page = self.add_page(ForecastPage(self.session))
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

        page = self.add_page(CustomersPage(self.session))
        page.party_asked.connect(self.party_asked)
        page.account_asked.connect(self.account_asked)
        return page

    @functools.cached_property
    def idle_cash(self) -> IdleCashPage:
        """Money that is not needed."""
        from cfo_desktop.ui.screens.idle_cash import IdleCashPage

        return self.add_page(IdleCashPage(self.session))

    @functools.cached_property
    def tax(self) -> TaxTab:
        """Tax on sales."""
        from cfo_desktop.ui.screens.tax import TaxTab

        return self.add_page(TaxTab(self.session))

    @functools.cached_property
    def own_past(self) -> OwnPastPage:
        """This month and the last beside the shop's own past."""
        from cfo_desktop.ui.screens.own_past import OwnPastPage

        page = self.add_page(OwnPastPage(self.session))
        page.account_asked.connect(self.account_asked)
        return page

    def try_change(self, kind: str) -> None:
        """Begin to try a kind of change, as findings name them."""
        self.show_page("what_if")
        self.what_if.begin_with(kind)

    def show_day(self, day: dt.date) -> None:
        """Show what is expected on a day."""
        self.show_page("forecast")
        self.forecast.choose(day)

    def unsaved(self) -> bool:
        """Tell whether changes are being tried: nothing of them is kept."""
        return "what_if" in self.__dict__ and self.what_if.form.typed  # only where it was shown
