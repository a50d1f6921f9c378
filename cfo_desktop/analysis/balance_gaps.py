"""Where a statement's running balance jumps: between those two places rows are missing."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from collections.abc import Sequence
from itertools import chain
from itertools import groupby
from typing import NamedTuple

from cfo_desktop.domain.reconciliation import PrintedRow


class Gap(NamedTuple):
    """A jump of the printed balance between two rows; ``None`` is an end of the file."""

    after: PrintedRow | None
    before: PrintedRow | None
    amount: int


def gaps(
    rows: Sequence[PrintedRow], start: int, end: int
) -> tuple[Sequence[PrintedRow], list[Gap]]:
    """Return where the way from ``start`` to ``end`` jumps, and the rows in the order of time.

    Rows come as the file lists them; their order is the one by which the balance jumps the least.
    """
    found = [(order, _jumps(order, start, end)) for order in _orders(rows)]
    return min(found, key=lambda pair: len(pair[1]))


def _orders(rows: Sequence[PrintedRow]) -> Iterator[Sequence[PrintedRow]]:
    """Yield the orders in which a bank may list rows: oldest first, newest first, newest day first.

    Rows of several statements are put together by day. Among equals the first is taken.
    """
    newest_first = rows[::-1]
    if len({row.statement for row in rows}) > 1:
        yield sorted(rows, key=_day)
        yield sorted(newest_first, key=_day)
        return
    yield rows
    yield newest_first
    days = [tuple(group) for _, group in groupby(rows, key=_day)]
    yield tuple(chain.from_iterable(reversed(days)))


def _day(row: PrintedRow) -> dt.date:
    return row.day


def _jumps(rows: Sequence[PrintedRow], start: int, end: int) -> list[Gap]:
    found = []
    balance = start
    last: PrintedRow | None = None
    for row in rows:
        balance += row.amount
        if row.balance is None:
            continue
        if row.balance != balance:
            found.append(Gap(last, row, row.balance - balance))
            balance = row.balance
        last = row
    if end != balance:
        found.append(Gap(last, None, end - balance))
    return found


def lies_in(gap: Gap, place: str, rows: Sequence[PrintedRow]) -> bool:
    """Tell whether a place of the file lies between the two rows of a jump.

    ``rows`` are in the order of time; where there is but one, nothing tells how the file runs.
    """
    number = _number(place)
    if number is None:
        return gap.after is None and gap.before is None
    if len(rows) == 1:
        return number != _number(rows[0].place)
    falls = bool(rows) and (_number(rows[0].place) or 0) > (_number(rows[-1].place) or 0)
    first, last = (gap.before, gap.after) if falls else (gap.after, gap.before)
    low = _number(first.place) if first else None
    high = _number(last.place) if last else None
    return (low is None or low < number) and (high is None or number < high)


def _number(place: str) -> int | None:
    """Return the number in a place, such as ``row 17``, a sheet's own name left aside."""
    found = re.search(r"\d+", place.rpartition("!")[2])
    return int(found[0]) if found else None
