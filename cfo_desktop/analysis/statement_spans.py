"""Sorts an account's rows, book lines and ticks into the spans between printed balances."""

from __future__ import annotations

import bisect
import datetime as dt
from collections import Counter
from collections import defaultdict
from collections.abc import Iterable
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import field
from itertools import pairwise

from cfo_desktop.domain.reconciliation import BookLine
from cfo_desktop.domain.reconciliation import PrintedRow
from cfo_desktop.domain.reconciliation import PrintedStatement


@dataclass(frozen=True, slots=True)
class Material:
    """All that is known of an account: its statements, their rows, the book's lines, the ticks.

    ``ticks`` are {payment: statement it was ticked for, if for one}.
    """

    statements: Sequence[PrintedStatement] = ()
    rows: Sequence[PrintedRow] = ()
    lines: Sequence[BookLine] = ()
    ticks: Mapping[int, int | None] = field(default_factory=dict)


def in_order(statements: Iterable[PrintedStatement]) -> list[PrintedStatement]:
    """Return statements in the order of time; a balance that the owner typed ends its day."""
    return sorted(statements, key=_order)


def _order(statement: PrintedStatement) -> tuple[dt.date, bool, dt.date, int]:
    return statement.last_day, not statement.number, statement.first_day, statement.number


@dataclass(slots=True, eq=False)
class Payment:
    """One payment of the book on the account, what takes it back included."""

    number: int
    entry: int
    day: dt.date
    amount: int = 0
    opening: bool = False
    told: int | None = None
    later: PrintedRow | None = None
    ticked: bool = False
    ticked_for: int | None = None


@dataclass(slots=True)
class Span:
    """The time from one printed balance to the next."""

    statement: PrintedStatement
    rows: list[PrintedRow] = field(default_factory=list)
    ticked: list[Payment] = field(default_factory=list)
    next: Span | None = None

    @property
    def last_day(self) -> dt.date:
        """The day at whose end its printed balance stands."""
        return self.statement.last_day

    @property
    def typed(self) -> bool:
        """Whether its balance is one that the owner typed, without rows."""
        return not self.statement.number

    def is_before(self, day: dt.date, statement: int | None) -> bool:
        """Tell whether a day lies before the span's own statement begins."""
        if self.typed or statement == self.statement.number:
            return False
        return day < self.statement.first_day

    def moved_before(self) -> int:
        """What rows of other statements, and ticks, moved before its own statement begins."""
        return sum(row.amount for row in self.rows if self.is_before(row.day, row.statement)) + sum(
            tick.amount for tick in self.ticked if self.is_before(tick.day, tick.ticked_for)
        )

    def moved(self) -> int:
        """What its rows and ticks moved."""
        return sum(row.amount for row in self.rows) + sum(tick.amount for tick in self.ticked)


class Spans:
    """All that counts up to the last day of ``target``, each thing in its span."""

    def __init__(self, material: Material, target: PrintedStatement) -> None:
        self.target = target
        self.at = target.last_day
        known = {statement.number: statement for statement in material.statements}
        known[target.number] = target
        ordered = in_order(known.values())
        self.known = known
        self.chain = ordered[: ordered.index(target) + 1]
        anchors = [part for part in self.chain if part.closing is not None or part is target]
        self.spans = [Span(part) for part in anchors]
        for earlier, later in pairwise(self.spans):
            earlier.next = later
        self.lasts = [part.last_day for part in anchors]
        # Statements that tell of days after the last balance that is printed before the target's.
        self._reaching = [
            part
            for part in known.values()
            if part.number and (len(self.spans) == 1 or part.last_day > self.lasts[-2])
        ]
        self.place = {part.number: index for index, part in enumerate(ordered)}
        firsts = [part.first_day for part in self.chain if part.number]
        self.base = min(firsts, default=None)
        self.payments: dict[int, Payment] = {}
        self.after: dict[int, BookLine] = {}
        self._add_lines(material.lines)
        self.whole = _whole(ordered, material.rows)
        self._add_rows(material.rows)
        self._add_ticks(material.ticks)
        self._by_ticks = any(not self._could_tell(tick.day) for tick in self.spans[-1].ticked)

    # Sorting what there is into spans

    def _add_lines(self, lines: Iterable[BookLine]) -> None:
        for line in lines:
            if line.day > self.at:
                self.after.setdefault(line.payment, line)
                continue
            payment = self.payments.get(line.payment)
            if payment is None:
                payment = Payment(line.payment, line.entry, line.day, opening=line.opening)
                self.payments[line.payment] = payment
            payment.amount += line.amount

    def _add_rows(self, rows: Iterable[PrintedRow]) -> None:
        """Count each payment as its first statement tells it; a second one tells no more."""
        told: dict[int, list[tuple[int, PrintedRow]]] = defaultdict(list)
        for row in rows:
            span = self._span_of(row)
            payment = self.payments.get(row.payment)
            if span is not None:
                told[row.payment].append((span, row))
            elif payment is not None and payment.later is None:
                payment.later = row
        self.told_rows: dict[int, PrintedRow] = {}
        for number, found in told.items():
            first = min((row.statement for _, row in found), key=self.place.__getitem__)
            for span, row in found:
                if row.statement == first:
                    self.spans[span].rows.append(row)
                    self._tell(number, row)

    def _tell(self, number: int, row: PrintedRow) -> None:
        self.told_rows.setdefault(number, row)
        payment = self.payments.get(number)
        if payment is None:
            payment = self.payments[number] = Payment(number, number, row.day)
        payment.told = (payment.told or 0) + row.amount

    def _span_of(self, row: PrintedRow) -> int | None:
        """Return the first span whose printed balance counts a row; ``None``: a later one's.

        Of statements that overlap only the one that was read first keeps a row. So a row lies in
        the first statement that covers its day, unless that one is whole without it. (On a
        statement's last day the bank may have gone on after printing it.)
        """
        statement = self.known[row.statement]
        for found in range(bisect.bisect_left(self.lasts, row.day), len(self.spans)):
            span = self.spans[found].statement
            if self.place[statement.number] <= self.place[span.number]:
                return found
            begins = statement.first_day
            overlaps = begins < span.last_day or begins == span.first_day
            if overlaps and span.number not in self.whole:
                return found
        return None

    def _add_ticks(self, ticks: Mapping[int, int | None]) -> None:
        for number, statement in ticks.items():
            payment = self.payments.get(number)
            if payment is None or payment.told is not None or not payment.amount:
                continue
            span = self._span_of_tick(payment, statement)
            if span is None:
                continue
            if statement is None and self.is_from_before(payment):
                continue
            payment.ticked, payment.ticked_for = True, statement
            self.spans[span].ticked.append(payment)

    def _span_of_tick(self, payment: Payment, statement: int | None) -> int | None:
        ticked_for = self.known.get(statement) if statement is not None else None
        if ticked_for is None:
            return bisect.bisect_left(self.lasts, payment.day)
        for index, span in enumerate(self.spans):
            if self.place[ticked_for.number] <= self.place[span.statement.number]:
                return index
        return None

    def is_open(self, day: dt.date) -> bool:
        """Tell whether a payment on ``day`` that no row tells and nobody ticked is outstanding.

        Not where the owner typed a balance, no statement is of that day and the owner ticked
        nothing there: the money was counted, and what the book holds is in it.
        """
        return bool(self.target.number) or self._by_ticks or self._could_tell(day)

    def _could_tell(self, day: dt.date) -> bool:
        """Tell whether a statement is of a day, or prints a balance later than it."""
        if len(self.lasts) > 1 and day <= self.lasts[-2]:
            return True
        return any(part.first_day <= day <= part.last_day for part in self._reaching)

    def is_from_before(self, payment: Payment) -> bool:
        """Tell whether an untold payment is part of what the account held at the very first."""
        if payment.opening and payment.day <= self.lasts[0]:
            return True
        return self.base is not None and payment.day < self.base


def _whole(statements: Iterable[PrintedStatement], rows: Iterable[PrintedRow]) -> set[int]:
    """Return the statements whose own rows make the way from opening to closing."""
    moved: Counter[int] = Counter()
    for row in rows:
        moved[row.statement] += row.amount
    return {
        part.number
        for part in statements
        if part.opening is not None
        and part.closing is not None
        and part.closing - part.opening == moved[part.number]
    }
