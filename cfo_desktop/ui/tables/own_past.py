"""Figures of a month beside what they usually are in the shop's own past."""

from __future__ import annotations

from collections.abc import Callable

from cfo_desktop.domain.own_past import Benchmark
from cfo_desktop.domain.own_past import PastFigure
from cfo_desktop.domain.own_past import Standing
from cfo_desktop.ui import outlook_words
from cfo_desktop.ui.session import Session
from cfo_desktop.ui.tables.rows import Column
from cfo_desktop.ui.tables.rows import RowsModel

_AMOUNT = "−000,000.00"

NOW = 1
"""The column of the month's own figures."""
FIGURES = {NOW: "now", 2: "low", 3: "high", 4: "year_ago"}
"""{column: what of a benchmark it shows}."""


def name(session: Session, row: Benchmark) -> str:
    """Return what a figure is."""
    if row.account is not None:
        return row.account.name_in(session.language)
    return outlook_words.told(session, f"benchmarks.figure.{row.figure}")


def model(session: Session) -> RowsModel[Benchmark]:
    """Return the model of the figures of one month."""

    def column(
        head: str, of: Callable[[Benchmark], int | None], spare: int = 0
    ) -> Column[Benchmark]:
        def text(row: Benchmark) -> str:
            number = of(row)
            if number is None:
                return "–"
            if row.figure is PastFigure.MARGIN:
                return session.localised.per_mille(number)
            return session.localised.amount(number, session.currency)

        def spoken(row: Benchmark) -> str:
            number = of(row)
            if number is None or row.figure is PastFigure.MARGIN:
                return text(row)
            return session.localised.spoken(number, session.currency)

        return Column(
            outlook_words.head(session, head),
            text,
            sample=_AMOUNT,
            number=True,
            spoken=spoken,
            spare=spare,
        )

    def standing(row: Benchmark) -> str:
        return outlook_words.told(session, f"benchmarks.standing.{row.standing}")

    longest = max(
        (outlook_words.told(session, f"benchmarks.standing.{each}") for each in Standing), key=len
    )
    return RowsModel(
        [
            Column(outlook_words.head(session, "figure"), lambda row: name(session, row)),
            column("now", lambda row: row.now),
            column("usual_from", lambda row: row.low),
            column("usual_to", lambda row: row.high),
            column("year_ago", lambda row: row.year_ago, 1),
            Column(
                outlook_words.head(session, "standing"),
                standing,
                sample=longest,
                token=lambda row: (
                    "text" if row.standing in {Standing.BELOW, Standing.ABOVE} else "muted"
                ),
            ),
        ],
        colour=session.colour,
    )
