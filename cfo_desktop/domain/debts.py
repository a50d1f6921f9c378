"""Invoices that customers have not paid, bills that the shop has not, and how long paying takes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from cfo_desktop.domain.invoice import Direction

DEFAULT_TERMS = 30
"""Days until a debt is due where the owner never said."""


@dataclass(frozen=True, slots=True)
class Terms:
    """Days until an invoice, and a bill, is due where nobody said otherwise."""

    customers: int = DEFAULT_TERMS
    suppliers: int = DEFAULT_TERMS


USUAL_TERMS = Terms()


@dataclass(frozen=True, slots=True)
class Debt:
    """What is open of one invoice (``SALE``) or bill (``PURCHASE``), in minor units, positive.

    ``entry`` is ``None`` for what was open already before the rows that are known begin; its
    ``day`` is then the first of them.
    """

    direction: Direction
    party: str
    entry: int | None
    day: dt.date
    amount: int
    """As it was booked."""
    left: int
    """What is still open of it."""
    due: dt.date
    """When it should be paid by its terms."""
    expected: dt.date
    """When it will be, as this party's payments of late go; never before the present day."""


@dataclass(frozen=True, slots=True)
class Payment:
    """One debt that was paid: when it arose and when the last of it was paid."""

    entry: int | None
    paid_by: int
    """The entry that paid it."""
    day: dt.date
    paid: dt.date
    amount: int

    @property
    def took(self) -> int:
        """Days from the debt to its payment."""
        return (self.paid - self.day).days


@dataclass(frozen=True, slots=True)
class PartyDebts:
    """Everything about one party's debts in one direction, oldest first."""

    direction: Direction
    party: str
    open: tuple[Debt, ...]
    paid: tuple[Payment, ...]
    ahead: int
    """What was paid beyond every debt that is known: a deposit, or paid twice; minor units."""
    usual_days: int
    """Days that paying usually takes: of this party where it has paid often enough."""


@dataclass(frozen=True, slots=True)
class Debts:
    """All debts of a book on one day."""

    today: dt.date
    customers: Mapping[str, PartyDebts]
    suppliers: Mapping[str, PartyDebts]

    def open(self, direction: Direction) -> tuple[Debt, ...]:
        """Return what is open in one direction, the oldest first."""
        of = self.customers if direction is Direction.SALE else self.suppliers
        return tuple(
            sorted(
                (debt for each in of.values() for debt in each.open),
                key=lambda debt: (debt.day, debt.entry or 0, debt.party),
            )
        )
