"""For how long how much money is not needed."""

from __future__ import annotations

from collections.abc import Callable

from cfo_desktop.domain.idle_cash import IdleSpan
from cfo_desktop.domain.money import Money
from cfo_desktop.ui import outlook_words
from cfo_desktop.ui.session import Session
from cfo_desktop.ui.tables import columns
from cfo_desktop.ui.tables.rows import Column
from cfo_desktop.ui.tables.rows import RowsModel

IDLE = 5
"""The column of what is idle."""
AMOUNTS = {3: "least", 4: "for_tax", IDLE: "idle", 6: "earns"}
"""{column: the amount of a span that it shows}."""


def model(session: Session) -> RowsModel[IdleSpan]:
    """Return the model of the spans."""

    def days(number: int) -> str:
        return outlook_words.counted(session, "customers.days", number)

    def amount(name: str, of: Callable[[IdleSpan], int | None], spare: int = 0) -> Column[IdleSpan]:
        def money(row: IdleSpan) -> Money | None:
            minor = of(row)
            return None if minor is None else Money(session.currency, minor)

        return columns.amount(session, outlook_words.head(session, name), money, spare=spare)

    return RowsModel(
        [
            Column(
                outlook_words.head(session, "idle_for"),
                lambda row: days(row.days),
            ),
            columns.day(session, outlook_words.head(session, "until"), lambda row: row.until),
            Column(
                outlook_words.head(session, "on_day"),
                lambda row: session.localised.day(row.on),
                sample=session.localised.widest_day,
                spare=1,
            ),
            amount("least", lambda row: row.least, spare=3),
            amount("for_tax", lambda row: row.for_tax, spare=2),
            amount("idle", lambda row: row.idle),
            amount("earns", lambda row: row.earns),
        ],
        colour=session.colour,
    )
