"""The verbs of the room about what is to come: what if, forecast, tax, idle cash, customers."""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cfo_desktop.base.progress import Progress
from cfo_desktop.domain.book import Changes
from cfo_desktop.domain.debts import Terms
from cfo_desktop.domain.tax import TaxWanted
from cfo_desktop.ui.tasks import Change
from cfo_desktop.ui.tasks import Query

if TYPE_CHECKING:
    from decimal import Decimal
    from pathlib import Path

    from cfo_desktop.domain.account import Account
    from cfo_desktop.domain.customers import Customer
    from cfo_desktop.domain.customers import CustomerPage
    from cfo_desktop.domain.habits import Habits
    from cfo_desktop.domain.idle_cash import IdleCash
    from cfo_desktop.domain.own_past import OwnPast
    from cfo_desktop.domain.tax import TaxPage
    from cfo_desktop.domain.what_if import Scenario
    from cfo_desktop.domain.what_if import WhatIf
    from cfo_desktop.services.books import Book


@dataclass(frozen=True, slots=True)
class Parties:
    """Names that a scenario can be about, those with most money first."""

    customers: tuple[str, ...]
    suppliers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TaxTold:
    """What the page about tax shows, and the accounts (by code) that money can be put aside on."""

    page: TaxPage
    accounts: Mapping[str, Account]


def what_if(scenario: Scenario) -> Query[WhatIf]:
    """Read the months to come with and without the changes of a scenario."""

    def work(book: Book, _: Progress) -> WhatIf:
        from cfo_desktop.services import what_if

        return what_if.read(book, scenario)

    return Query(work)


def parties() -> Query[Parties]:
    """Read the names that a scenario can be about."""

    def work(book: Book, _: Progress) -> Parties:
        from cfo_desktop.services import customers
        from cfo_desktop.services import what_if

        found = customers.read(book).customers
        return Parties(tuple(each.name for each in found), what_if.suppliers(book))

    return Query(work)


def habits() -> Query[Habits]:
    """Read what the books show of paying, spending and buying."""

    def work(book: Book, _: Progress) -> Habits:
        from cfo_desktop.services import habits

        return habits.read(book)

    return Query(work)


def idle_cash() -> Query[IdleCash]:
    """Read what is not needed for how long."""

    def work(book: Book, _: Progress) -> IdleCash:
        from cfo_desktop.services import idle_cash

        return idle_cash.read(book)

    return Query(work)


def plan_days(*, cushion: int, terms: Terms) -> Change[None]:
    """Keep the least money that the owner wants to have, and when debts are due."""

    def work(book: Book, _: Progress) -> tuple[None, Changes]:
        from cfo_desktop.services import cushion as kept
        from cfo_desktop.services import terms as kept_terms

        changes = kept.set_cushion(book, cushion)  # first: it is typed, and may be refused
        kept_terms.change(book, terms)
        return None, changes

    return Change(work)


def plan_idle(*, cushion: int, rate: Decimal | None) -> Change[None]:
    """Keep the least money that the owner wants to have, and the rate where there is one."""

    def work(book: Book, _: Progress) -> tuple[None, Changes]:
        from cfo_desktop.services import cushion as kept

        if rate is not None:
            kept.set_rate(book, rate)
        return None, kept.set_cushion(book, cushion)

    return Change(work)


def tax() -> Query[TaxTold]:
    """Read how tax is reckoned and what each period owes."""

    def work(book: Book, _: Progress) -> TaxTold:
        from cfo_desktop.domain.account import Group
        from cfo_desktop.services import accounts
        from cfo_desktop.services import tax

        cash = [each for each in accounts.all_accounts(book) if each.group is Group.CASH]
        return TaxTold(tax.read(book), {each.code: each for each in cash})

    return Query(work)


def plan_tax(wanted: TaxWanted) -> Change[None]:
    """Keep how tax is reckoned."""

    def work(book: Book, _: Progress) -> tuple[None, Changes]:
        from cfo_desktop.services import tax

        return None, tax.change(book, wanted)

    return Change(work)


def forget_tax() -> Change[None]:
    """Reckon no tax any more."""

    def work(book: Book, _: Progress) -> tuple[None, Changes]:
        from cfo_desktop.services import tax

        return None, tax.change_plan(book, None)

    return Change(work)


def customers(discount: Decimal | None) -> Query[CustomerPage]:
    """Read who comes and who stopped, and what a discount in per cent must bring."""

    def work(book: Book, _: Progress) -> CustomerPage:
        from cfo_desktop.services import customers

        return customers.read(book, discount=discount)

    return Query(work)


def save_customers(
    listed: Sequence[Customer], *, target: Path, heads: Sequence[str], currency: str
) -> Query[Path]:
    """Write customers to a file that the owner named; see ``services.customers.write_list``."""

    def work(_: Book, __: Progress) -> Path:
        from cfo_desktop.services import customers

        customers.write_list(target, listed, heads=heads, currency=currency)
        return target

    return Query(work)


def own_past() -> Query[OwnPast]:
    """Read this month and the last beside the shop's own past."""

    def work(book: Book, _: Progress) -> OwnPast:
        from cfo_desktop.services import own_past

        return own_past.read(book)

    return Query(work)
