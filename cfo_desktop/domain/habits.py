"""What a good finance officer knows by heart: paying, spending, buying, paydays."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from cfo_desktop.domain.invoice import Direction


@dataclass(frozen=True, slots=True)
class Cycle:
    """How long customers (``SALE``) take to pay, or the shop (``PURCHASE``) its suppliers.

    Amounts are minor units of the book's currency.
    """

    direction: Direction
    days: int
    """Days from the invoice or bill to its payment, each unit of money counting the same."""
    middle: int
    """Half of the payments took no longer."""
    paid: int
    """The money that was paid."""
    parties: Mapping[str, int]
    """{party: days}, weighted as ``days`` are."""
    rows: tuple[int, ...]
    """The entries of the invoices or bills and of their payments, in order."""


@dataclass(frozen=True, slots=True)
class SpendingPeak:
    """A day of the month on which more goes out than on others; ``per_mille`` is its share."""

    month_day: int
    amount: int
    """What went out on it in all months together, minor units, positive."""
    per_mille: int
    rows: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class SpendingWeekday:
    """What goes out on a weekday (0 is Monday), as of ``SpendingPeak``."""

    weekday: int
    amount: int
    per_mille: int
    rows: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class PurchaseRhythm:
    """How often the shop buys from one supplier."""

    supplier: str
    days: int
    """Between two days of purchase, in the middle."""
    amount: int
    """Of a day's purchases, in the middle; minor units."""
    last: dt.date
    rows: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Payday:
    """A day on which wages are paid: of the month, or every so many days (``month_day`` is 0)."""

    account: str
    party: str
    """Who is paid, or what the payments say."""
    month_day: int
    """31 for the month's last day."""
    every: int
    """Days between two."""
    amount: int
    """As it is expected next time, minor units, positive."""
    next: dt.date | None
    """The first one to come; ``None`` where none is expected within a year."""
    rows: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Habits:
    """All of it, as the books tell it on one day."""

    today: dt.date
    collection: Cycle | None
    """``None`` where no invoice was ever paid; likewise the next one."""
    payment: Cycle | None
    peaks: tuple[SpendingPeak, ...]
    """The heaviest first, those that stand out."""
    weekdays: tuple[SpendingWeekday, ...]
    """All with spending, the heaviest first."""
    purchases: tuple[PurchaseRhythm, ...]
    """By supplier, the one that most was bought from first."""
    paydays: tuple[Payday, ...]
    """In the order of their next days."""
