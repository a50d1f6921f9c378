"""The periods of a tax, each with what it owes and what is put aside for it."""

from __future__ import annotations

from collections.abc import Callable

from cfo_desktop.domain.money import Money
from cfo_desktop.domain.period import Month
from cfo_desktop.domain.tax import TaxForm
from cfo_desktop.ui import outlook_words
from cfo_desktop.ui.session import Session
from cfo_desktop.ui.tables import columns
from cfo_desktop.ui.tables.rows import Column
from cfo_desktop.ui.tables.rows import RowsModel

OWED = 3
"""The column of what a period owes."""
AMOUNTS = {2: "takings", OWED: "amount", 4: "paid", 5: "aside", 6: "missing"}
"""{column: the amount of a period that it shows}."""


def model(session: Session) -> RowsModel[TaxForm]:
    """Return the model of the periods."""

    def period(row: TaxForm) -> str:
        return session.localised.months(Month.of(row.first), Month.of(row.last))

    def amount(name: str, of: Callable[[TaxForm], int], spare: int = 0) -> Column[TaxForm]:
        return columns.amount(
            session,
            outlook_words.head(session, name),
            lambda row: Money(session.currency, of(row)),
            spare=spare,
        )

    return RowsModel(
        [
            Column(outlook_words.head(session, "period"), period, share=2),
            Column(
                outlook_words.head(session, "due"),
                lambda row: session.localised.day(row.due),
                sample=session.localised.widest_day,
                spare=1,
            ),
            amount("takings", lambda row: row.takings, 2),
            amount("to_pay", lambda row: row.amount),
            amount("paid", lambda row: row.paid, 3),
            amount("aside", lambda row: row.aside, 4),
            amount("missing", lambda row: row.missing),
        ],
        colour=session.colour,
    )
