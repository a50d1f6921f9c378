"""Idle cash: what is safely not needed for how long, and what it would earn."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

DAYS = (7, 30, 60, 90)
"""How long money may be idle for."""
ASKED = (30, 60)
"""The spans that owners ask for: a time deposit of a month, and of two."""
DAY_COUNT = 365
"""Interest of a day is a 365th of the year's, in leap years too."""


@dataclass(frozen=True, slots=True)
class IdleSpan:
    """Money that is not needed for so many days after the present one; minor units.

    ``low`` is the least money there will be in them, by the low band of the forecast, and ``on``
    the first day that has it. ``least`` is what of it can be moved: all but what is in the till or
    on its way today. ``for_tax`` is owed already and falls due after these days; what falls due in
    them is in ``low``. ``earns`` is ``None`` where the owner has set no rate.
    """

    days: int
    until: dt.date
    low: int
    on: dt.date
    least: int
    for_tax: int
    idle: int
    earns: int | None


@dataclass(frozen=True, slots=True)
class Spendable:
    """What could be paid at the end of ``day`` without being missed as far as is looked ahead.

    Minor units. ``expected`` is the least money expected from ``day`` to ``until`` and ``low`` the
    least by the low band, each with the first day that has it. ``for_tax`` is owed already and due
    after ``until``. ``fixed`` is in the till or on its way today: it can be spent, but not moved,
    so that what is idle is so much less.
    """

    day: dt.date
    until: dt.date
    expected: int
    expected_on: dt.date
    low: int
    low_on: dt.date
    fixed: int
    for_tax: int
    cushion: int

    @property
    def safe(self) -> int:
        """What is safe to spend: never more than leaves the cushion, even on the low band."""
        return max(0, min(self.low - self.for_tax, self.expected) - self.cushion)

    @property
    def movable(self) -> int:
        """What of it is on accounts that money can be paid from today."""
        return max(0, self.safe - self.fixed)


@dataclass(frozen=True, slots=True)
class IdleCash:
    """What is idle, of the money there is today.

    ``movable`` leaves out what is in the till or on its way; ``for_tax`` is tax that is owed
    already, and is not idle. ``tax_ahead`` is what the running period will owe beyond that at this
    pace on ``tax_due``. ``spans`` are empty where the
    forecast is not ``reliable``.
    """

    today: dt.date
    currency: str
    cash: int
    movable: int
    cushion: int
    for_tax: int
    tax_ahead: int
    tax_due: dt.date | None
    rate: Decimal | None
    """Per cent a year."""
    reliable: bool
    spans: tuple[IdleSpan, ...]
    accounts: tuple[str, ...] = ()
    """Codes of the accounts that ``cash`` is on."""
    movable_accounts: tuple[str, ...] = ()
    """Of those, the ones that ``movable`` is on."""
    tax_account: str = ""
    """Code of the account of tax on sales; empty where there is none."""

    @property
    def asked(self) -> dict[int, IdleSpan]:
        """The spans that owners ask for, by their days; fewer where the forecast ends before."""
        return {each.days: each for each in self.spans if each.days in ASKED}

    @property
    def answer(self) -> str:
        """How it is answered what may be put away for them: ``both``, ``first`` or ``nothing``."""
        some = [each for each in self.asked.values() if each.idle]
        return "both" if len(some) == len(ASKED) else "first" if some else "nothing"
