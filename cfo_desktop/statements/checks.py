"""The controls of a statement: running balance, balances at both ends, counts and totals."""

from __future__ import annotations

import itertools
from collections.abc import Container
from collections.abc import Iterable
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import replace

from cfo_desktop.domain.fault import Check
from cfo_desktop.domain.fault import Fault
from cfo_desktop.domain.money import Money
from cfo_desktop.domain.statement import StatementRow


@dataclass(frozen=True, slots=True)
class Chain:
    """Rows from the oldest to the newest, and how their printed balances follow from each other."""

    rows: tuple[StatementRow, ...]
    breaks: int
    check: Check | None
    """``None`` where fewer than two rows print a balance."""


def in_time_order(rows: Sequence[StatementRow]) -> Chain:
    """Put rows in the order in which the account moved, oldest first.

    Banks list newest first, oldest first, or newest day first with each day's rows the right way
    round. Days decide, and among what they allow the order in which the balances follow.
    """
    orders = [tuple(rows)]
    if _falls(rows):
        orders.insert(0, tuple(reversed(rows)))
        by_day = itertools.groupby(rows, key=lambda row: row.day)
        days = [tuple(group) for _day, group in by_day]
        orders.append(tuple(itertools.chain.from_iterable(reversed(days))))
    elif not _rises(rows):
        orders.append(tuple(reversed(rows)))
    return min(map(_chain, orders), key=lambda chain: chain.breaks)


def _falls(rows: Sequence[StatementRow]) -> bool:
    steps = [(a.day, b.day) for a, b in itertools.pairwise(rows)]
    return sum(a > b for a, b in steps) > sum(a < b for a, b in steps)


def _rises(rows: Sequence[StatementRow]) -> bool:
    return any(a.day < b.day for a, b in itertools.pairwise(rows))


def is_monotone(rows: Sequence[StatementRow]) -> bool:
    """Tell whether the days of rows, oldest first, never step back."""
    return all(a.day <= b.day for a, b in itertools.pairwise(rows))


def _chain(rows: tuple[StatementRow, ...]) -> Chain:
    breaks = printed = 0
    first_break: Check | None = None
    last: Money | None = None
    for row in rows:
        expected = last + row.amount if last is not None else None
        last = row.balance if row.balance is not None else expected
        if row.balance is None:
            continue
        printed += 1
        if expected is not None and row.balance != expected:
            breaks += 1
            first_break = first_break or _running(row.balance, expected, row.place)
    if printed < 2 or last is None:  # noqa: PLR2004 - nothing to compare
        return Chain(rows, breaks, None)
    return Chain(rows, breaks, first_break or _running(last, last))


def _running(printed: Money, added: Money, place: str = "") -> Check:
    return Check(
        "running_balance",
        ok=printed == added,
        expected=str(printed),
        found=str(added),
        place=place,
    )


def ends(chain: Chain) -> tuple[Money | None, Money | None]:
    """Return the balance before the first row and after the last, where the rows print them."""
    if not chain.rows or not is_monotone(chain.rows):
        return None, None
    first, last = chain.rows[0], chain.rows[-1]
    opening = first.balance - first.amount if first.balance is not None else None
    return opening, last.balance


def closing(
    rows: Iterable[StatementRow], opening: Money | None, printed: Money | None
) -> list[Check]:
    """Check that opening and movements make the closing balance, where both are printed."""
    if opening is None or printed is None or opening.currency != printed.currency:
        return []
    found = Money(opening.currency, opening.minor + sum(row.amount.minor for row in rows))
    return [Check("closing", found == printed, str(printed), str(found))]


def turned(
    rows: Sequence[StatementRow],
    marked: Container[str],
    opening: Money | None,
    closing: Money | None,
) -> tuple[list[StatementRow], list[Fault]]:
    """Turn the reversals round whose places are ``marked``, where only so the balances agree.

    By the standards a reversal's direction is that of the booking itself; some banks print the
    direction of what it reverses instead. Says what was turned by ``reversal_turned``.
    """
    back = [row for row in rows if row.place in marked]
    if opening is None or closing is None or not back or opening.currency != closing.currency:
        return list(rows), []
    missing = closing.minor - opening.minor - sum(row.amount.minor for row in rows)
    if not missing or missing != -2 * sum(row.amount.minor for row in back):
        return list(rows), []
    places = {row.place for row in back}
    fitting = [replace(row, amount=-row.amount) if row.place in places else row for row in rows]
    return fitting, [Fault("reversal_turned", back[0].place)]


def count(expected: int, found: int) -> Check:
    """Check a number of rows."""
    return Check("count", expected == found, str(expected), str(found))


def total(name: str, expected: Money, found: Money) -> Check:
    """Check a sum: ``total_in``, ``total_out`` or ``net``."""
    return Check(name, expected == found, str(expected), str(found))
