"""Idle cash: what is safely not needed for how long, and what it would earn."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

DAYS = (7, 30, 60, 90)
"""How long money may be idle for."""
DAY_COUNT = 365
"""Interest of a day is a 365th of the year's, in leap years too."""


@dataclass(frozen=True, slots=True)
class IdleSpan:
    """Money that is not needed for so many days after the present one; minor units.

    ``low`` is the least money there will be in them, by the low band of the forecast, and ``on``
    the first day that has it. ``earns`` is ``None`` where the owner has set no rate.
    """

    days: int
    until: dt.date
    low: int
    on: dt.date
    idle: int
    earns: int | None


@dataclass(frozen=True, slots=True)
class IdleCash:
    """What is idle, of the money there is today.

    ``movable`` leaves out what is in the till or on its way; ``for_tax`` is tax that is owed
    already, and is not idle. ``spans`` are empty where the forecast is not ``reliable``.
    """

    today: dt.date
    currency: str
    cash: int
    movable: int
    cushion: int
    for_tax: int
    rate: Decimal | None
    """Per cent a year."""
    reliable: bool
    spans: tuple[IdleSpan, ...]
