"""What a book, or the import under way, knows of a shop system's orders, payments and refunds."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from cfo_desktop.base.errors import UserError
from cfo_desktop.domain.money import Money
from cfo_desktop.domain.takings import Takings
from cfo_desktop.store import database
from cfo_desktop.store import takings as kept


class KnownTakings:
    """Says what is left to book of takings that several exports may tell."""

    def __init__(self, connection: database.Connection) -> None:
        self._connection = connection
        self._told: set[tuple[str, str, bool]] = set()
        """(profile, order, whether it is a refund)."""
        self._given: Counter[tuple[str, str]] = Counter()
        """What was given back, by shop system and order; negative."""
        self._read: set[str] = set()

    def rest_of(self, takings: Takings, *, system: str) -> Takings | None:
        """Return what is not booked yet of takings; ``None`` where all of it is.

        An export of orders tells of an order what is tax, one of payments what the fee was: what
        comes second adds no more than that. Refunds that an export tells as one sum up to now count
        by what no earlier one told.
        """
        self._know(system)
        if takings.payment_of:
            if self._is_told(takings.payment_of, profile=system, refund=takings.refund):
                return _fee_of(takings)
        elif takings.total_to_date is not None:
            return self._not_given(takings, takings.total_to_date, system)
        elif takings.key and self._is_told(takings.key, profile=f"{system}-payments", refund=False):
            return _tax_of(takings)
        return takings

    def check(self, takings: Takings, content_id: str) -> None:
        """Raise ``UserError("takings_differ")`` where known takings had another amount before."""
        whole = takings.key and takings.total_to_date is None
        before = kept.amount(self._connection, content_id) if whole else 0
        if before and before != takings.total.minor:
            raise UserError(
                "takings_differ",
                number=takings.reference,
                before=str(Money(takings.total.currency, before)),
                total=str(takings.total),
            )

    def add(self, takings: Takings, *, system: str, profile: str) -> None:
        """Know takings from now on."""
        order = takings.refund_of if takings.refund else takings.reference
        self._told.add((profile, order, takings.refund))
        if takings.refund:
            self._given[system, takings.refund_of] += takings.total.minor

    def _know(self, system: str) -> None:
        """Read what the book holds of a shop system, once."""
        if not system or system in self._read:
            return
        self._read.add(system)
        for each in kept.told(self._connection, system, f"{system}-payments"):
            self._told.add((each.profile, each.order, each.is_refund))
            if each.is_refund:
                self._given[system, each.order] += each.amount

    def _is_told(self, order: str, *, profile: str, refund: bool) -> bool:
        return (profile, order, refund) in self._told

    def _not_given(self, takings: Takings, to_date: Money, system: str) -> Takings | None:
        order = takings.refund_of
        before = self._given[system, order]
        rest = to_date.minor + before
        if rest <= 0:
            is_first = not self._is_told(order, profile=system, refund=True)
            return _tax_of(takings) if is_first else None
        return _share(takings, rest) if before else takings


def _fee_of(takings: Takings) -> Takings | None:
    """Return the fee of a payment alone; ``None`` where it cost none."""
    if not takings.fee.minor:
        return None
    return replace(takings, tenders=(), sales=Money(takings.sales.currency, 0))


def _tax_of(takings: Takings) -> Takings | None:
    """Return what moves the tax out of the sales; ``None`` where there is none."""
    if not takings.tax.minor:
        return None
    nothing = Money(takings.tax.currency, 0)
    return replace(takings, tenders=(), sales=-takings.tax, tips=nothing, stored=nothing)


def _share(takings: Takings, minor: int) -> Takings:
    """Return a refund of ``minor`` units in all, with its share of the tax."""
    whole, tax = -takings.total.minor, -takings.tax.minor
    part = (2 * tax * minor + whole) // (2 * whole)
    code = takings.sales.currency
    return replace(
        takings,
        tenders=tuple(replace(each, amount=Money(code, -minor)) for each in takings.tenders[:1]),
        sales=Money(code, part - minor),
        tax=Money(code, -part),
        tips=Money(code, 0),
    )
