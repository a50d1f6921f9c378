"""Reading rows of takings, whatever system wrote them: each is taken, skipped or rejected."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import field

from cfo_desktop.domain.fault import Check
from cfo_desktop.domain.fault import Fault
from cfo_desktop.domain.money import Money
from cfo_desktop.domain.takings import Taken
from cfo_desktop.domain.takings import Takings
from cfo_desktop.domain.takings import TakingsList
from cfo_desktop.domain.takings import Tender
from cfo_desktop.statements import dates
from cfo_desktop.statements import trade_cells
from cfo_desktop.statements.dates import Moment
from cfo_desktop.statements.table import TableRow
from cfo_desktop.statements.table import row_short
from cfo_desktop.statements.table import text_of
from cfo_desktop.statements.trade_cells import Reading

SKIPS = frozenset(("not_done", "zero_amount", "order_line", "order_unpaid", "payout_listed"))
"""Codes of rows that move no money; any other fault of a row rejects it."""


@dataclass(slots=True)
class Outcome(trade_cells.Found):
    """What the rows gave."""

    takings: list[Takings] = field(default_factory=list)

    def add(self, found: Takings | Fault) -> None:
        """Sort what a row gave to where it belongs."""
        if isinstance(found, Takings):
            nothing = not any(part.amount.minor for part in found.tenders)
            if nothing and not found.total.minor and not found.fee.minor:
                self.skipped.append(Fault("zero_amount", found.place))
            else:
                self.takings.append(found)
        elif found.code in SKIPS:
            self.skipped.append(found)
        else:
            self.rejected.append(found)

    def result(
        self, *, currency: str | None, clearing: str, checks: tuple[Check, ...]
    ) -> TakingsList:
        """Return the list."""
        return TakingsList(
            currency=currency,
            takings=tuple(self.takings),
            clearing=clearing,
            skipped=tuple(self.skipped),
            rejected=tuple(self.rejected),
            warnings=tuple(self.warnings),
            checks=checks,
        )


Read = Callable[[TableRow, Reading, list[Fault]], Takings | Fault]
"""Reads one sound row; warnings are added to the list."""


def read_all(rows: Sequence[TableRow], by: Reading, read: Read) -> Outcome:
    """Read every row that is one; notes and repeated headers are none."""
    outcome = Outcome(warnings=list(by.warnings))
    needed = max(by.columns[name] for name in ("day", "total", "net") if name in by.columns)
    for row in outcome.listed(rows, by):
        if len(row.cells) <= needed:
            short = row_short(row, by.table.place(row), expected=needed + 1)
            outcome.rejected.append(short)
        else:
            outcome.add(read(row, by, outcome.warnings))
    return outcome


def moment(row: TableRow, by: Reading) -> Moment | Fault:
    """Return the day of a row, with the time that stands in a column of its own."""
    found = by.moment(row, "day")
    if isinstance(found, Moment) and not found.time:
        return Moment(found.day, dates.parse_time(text_of(by.cell(row, "time"))) or "")
    return found


class Amounts:
    """The amounts of one row; the first that cannot be read is kept as ``fault``."""

    def __init__(self, row: TableRow, by: Reading) -> None:
        self.fault: Fault | None = None
        self._row = row
        self._by = by

    def of(self, name: str) -> Money:
        """Return an amount; nothing for a blank cell and for one that cannot be read."""
        return self.printed(name) or Money(self._by.currency, 0)

    def printed(self, name: str) -> Money | None:
        """Return an amount; ``None`` for a blank cell and for one that cannot be read."""
        found = self._by.amount(self._row, name)
        if isinstance(found, Fault):
            self.fault = self.fault or found
            return None
        return found


def settled(
    parts: Iterable[tuple[Tender, Money]], total: Money, place: str, warnings: list[Fault]
) -> tuple[Taken, ...]:
    """Return the tenders of a total; what they do not make up waits to be sorted."""
    sums: dict[Tender, int] = {}
    for tender, amount in parts:
        sums[tender] = sums.get(tender, 0) + amount.minor
    rest = total.minor - sum(sums.values())
    if rest:
        left = Money(total.currency, rest)
        warnings.append(Fault("takings_rest", place, {"total": str(total), "rest": str(left)}))
        sums[Tender.OTHER] = sums.get(Tender.OTHER, 0) + rest
    return tuple(
        Taken(tender, Money(total.currency, minor)) for tender, minor in sums.items() if minor
    )
