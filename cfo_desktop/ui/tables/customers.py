"""Customers one by one, and the groups that they fall into."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from cfo_desktop.domain.customers import Customer
from cfo_desktop.domain.customers import Segment
from cfo_desktop.domain.money import Money
from cfo_desktop.ui import outlook_words
from cfo_desktop.ui.session import Session
from cfo_desktop.ui.tables import columns
from cfo_desktop.ui.tables.rows import Column
from cfo_desktop.ui.tables.rows import RowsModel

MONTHLY = 5
"""The column of what a customer brings a month."""


@dataclass(frozen=True, slots=True)
class SegmentRow:
    """A group of customers; ``None`` is all of them. ``sales`` in minor units."""

    segment: Segment | None
    count: int
    sales: int


def segments_model(session: Session, *, every: str) -> RowsModel[SegmentRow]:
    """Return the model of the groups; ``every`` names the one of all customers."""

    def name(row: SegmentRow) -> str:
        if row.segment is None:
            return every
        return outlook_words.told(session, f"customers.segment.{row.segment}")

    return RowsModel(
        [
            Column("", name),
            Column(
                outlook_words.head(session, "customers"),
                lambda row: session.localised.number(row.count),
                sample="0,000",
                number=True,
            ),
            columns.amount(
                session,
                outlook_words.head(session, "sales"),
                lambda row: Money(session.currency, row.sales),
            ),
        ],
        colour=session.colour,
    )


def model(session: Session) -> RowsModel[Customer]:
    """Return the model of the customers."""

    def days(number: int | None) -> str:
        if number is None:
            return ""
        return outlook_words.counted(session, "customers.days", number)

    def amount(name: str, of: Callable[[Customer], int | None], spare: int = 0) -> Column[Customer]:
        def money(row: Customer) -> Money | None:
            minor = of(row)
            return None if minor is None else Money(session.currency, minor)

        return columns.amount(session, outlook_words.head(session, name), money, spare=spare)

    return RowsModel(
        [
            Column(outlook_words.head(session, "customer"), lambda row: row.name),
            Column(
                outlook_words.head(session, "last_visit"),
                lambda row: session.localised.day(row.last),
                sample=session.localised.widest_day,
            ),
            Column(
                outlook_words.head(session, "rhythm"),
                lambda row: days(row.rhythm),
                sample=days(100),
                number=True,
                spare=1,
            ),
            Column(
                outlook_words.head(session, "visits"),
                lambda row: session.localised.number(row.visits),
                sample="0,000",
                number=True,
                spare=2,
            ),
            amount("sales", lambda row: row.sales),
            amount("monthly", lambda row: row.monthly, 3),
        ],
        colour=session.colour,
    )
