"""The verbs of what is owed either way: debts by age, payments recorded, bad debts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cfo_desktop.base.progress import Progress
from cfo_desktop.domain.account import Account
from cfo_desktop.domain.book import Changes
from cfo_desktop.domain.invoice import Direction
from cfo_desktop.domain.money import Money
from cfo_desktop.domain.settling import Aging
from cfo_desktop.domain.settling import Paid
from cfo_desktop.ui.tasks import Change
from cfo_desktop.ui.tasks import Query

if TYPE_CHECKING:
    from cfo_desktop.services.books import Book

_BOOKED = Changes(accounts=True, entries=True)


@dataclass(frozen=True, slots=True)
class Owing:
    """The debts of one direction by age, and the chart of accounts."""

    aging: Aging
    accounts: tuple[Account, ...]


def owing(direction: Direction) -> Query[Owing]:
    """Read the debts of one direction as they stand today."""

    def work(book: Book, _: Progress) -> Owing:
        from cfo_desktop.services import accounts
        from cfo_desktop.services import owing as service

        return Owing(service.aging(book, direction=direction), tuple(accounts.all_accounts(book)))

    return Query(work)


def pay(
    debts: Sequence[int],
    *,
    day: dt.date,
    money_account: str,
    amount: Money | None,
    discount: Money | None,
) -> Change[Paid]:
    """Record that debts were paid."""

    def work(book: Book, _: Progress) -> tuple[Paid, Changes]:
        from cfo_desktop.services import settling

        paid = settling.pay(
            book,
            debts=debts,
            day=day,
            money_account=money_account,
            amount=amount,
            discount=discount,
        )
        return paid, _BOOKED

    return Change(work)


def write_off(debt: int, *, day: dt.date) -> Change[Paid]:
    """Book what is open of an invoice as lost."""

    def work(book: Book, _: Progress) -> tuple[Paid, Changes]:
        from cfo_desktop.services import settling

        return settling.write_off(book, debt=debt, day=day), _BOOKED

    return Change(work)
