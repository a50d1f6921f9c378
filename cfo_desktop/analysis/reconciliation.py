"""Explains the difference between an account's statement and the book, item by item.

The statements that print a balance cut the account's time into spans. Within a span the rows make
the way from one printed balance to the next, or the balance jumps; each payment of the book is told
by a row, ticked by hand, or open. Every amount is counted once, so the items make the difference.
"""

from __future__ import annotations

import bisect
import datetime as dt
from collections import Counter
from collections import defaultdict
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import field
from itertools import pairwise

from cfo_desktop.analysis.balance_gaps import Gap
from cfo_desktop.analysis.balance_gaps import gaps
from cfo_desktop.analysis.balance_gaps import lies_in
from cfo_desktop.domain.reconciliation import BookLine
from cfo_desktop.domain.reconciliation import Item
from cfo_desktop.domain.reconciliation import ItemCode
from cfo_desktop.domain.reconciliation import PrintedRow
from cfo_desktop.domain.reconciliation import PrintedStatement
from cfo_desktop.domain.reconciliation import Reconciliation

MAX_LISTED = 500
"""So many open payments are listed one by one; what is beyond them is one item."""
_NEAR = dt.timedelta(days=5)
"""Two payments of one amount that are no further apart may be one."""
_CONTROLS = frozenset(
    ("running_balance", "opening", "closing", "count", "total_in", "total_out", "net", "total")
)
"""Faults that are of the file's sums, not of one of its rows."""


@dataclass(frozen=True, slots=True)
class Material:
    """All that is known of an account: its statements, their rows, the book's lines, the ticks.

    ``ticks`` are {payment: statement it was ticked for, if for one}.
    """

    statements: Sequence[PrintedStatement] = ()
    rows: Sequence[PrintedRow] = ()
    lines: Sequence[BookLine] = ()
    ticks: Mapping[int, int | None] = field(default_factory=dict)


def reconcile(
    material: Material, *, account: str, currency: str, target: PrintedStatement
) -> Reconciliation:
    """Explain what ``target`` prints more or less than the book holds at the end of its last day.

    ``target`` is one of the statements, or (number 0) a balance on a day that the owner typed.
    """
    work = _Work(material, target)
    book = sum(line.amount for line in material.lines if line.day <= target.last_day)
    items = sorted(work.items(), key=lambda item: (item.day, item.entry or 0))
    return Reconciliation(account, currency, target, target.closing, book, _listed(items))


def in_order(statements: Iterable[PrintedStatement]) -> list[PrintedStatement]:
    """Return statements in the order of time; a balance that the owner typed ends its day."""
    return sorted(statements, key=_order)


def _order(statement: PrintedStatement) -> tuple[dt.date, bool, dt.date, int]:
    return statement.last_day, not statement.number, statement.first_day, statement.number


@dataclass(slots=True, eq=False)
class _Payment:
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
class _Span:
    """The time from one printed balance to the next."""

    statement: PrintedStatement
    rows: list[PrintedRow] = field(default_factory=list)
    ticked: list[_Payment] = field(default_factory=list)
    next: _Span | None = None

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
        return sum(
            row.amount for row in self.rows if self.is_before(row.day, row.statement)
        ) + sum(tick.amount for tick in self.ticked if self.is_before(tick.day, tick.ticked_for))

    def moved(self) -> int:
        """What its rows and ticks moved."""
        return sum(row.amount for row in self.rows) + sum(tick.amount for tick in self.ticked)


class _Work:
    """The explanation in the making."""

    def __init__(self, material: Material, target: PrintedStatement) -> None:
        self.target = target
        self.at = target.last_day
        known = {statement.number: statement for statement in material.statements}
        known[target.number] = target
        ordered = in_order(known.values())
        self.known = known
        self.chain = ordered[: ordered.index(target) + 1]
        anchors = [part for part in self.chain if part.closing is not None or part is target]
        self.spans = [_Span(part) for part in anchors]
        for earlier, later in pairwise(self.spans):
            earlier.next = later
        self.lasts = [part.last_day for part in anchors]
        self.place = {part.number: index for index, part in enumerate(ordered)}
        firsts = [part.first_day for part in self.chain if part.number]
        self.base = min(firsts, default=None)
        self.payments: dict[int, _Payment] = {}
        self.after: dict[int, BookLine] = {}
        self._add_lines(material.lines)
        self.whole = _whole(ordered, material.rows)
        self._add_rows(material.rows)
        self._add_ticks(material.ticks)

    # Sorting what there is into spans

    def _add_lines(self, lines: Iterable[BookLine]) -> None:
        for line in lines:
            if line.day > self.at:
                self.after.setdefault(line.payment, line)
                continue
            payment = self.payments.get(line.payment)
            if payment is None:
                payment = _Payment(line.payment, line.entry, line.day, opening=line.opening)
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
            payment = self.payments[number] = _Payment(number, number, row.day)
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
            overlaps = statement.first_day < span.last_day
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
            if statement is None and self._is_from_before(payment):
                continue
            payment.ticked, payment.ticked_for = True, statement
            self.spans[span].ticked.append(payment)

    def _span_of_tick(self, payment: _Payment, statement: int | None) -> int | None:
        ticked_for = self.known.get(statement) if statement is not None else None
        if ticked_for is None:
            return bisect.bisect_left(self.lasts, payment.day)
        for index, span in enumerate(self.spans):
            if self.place[ticked_for.number] <= self.place[span.statement.number]:
                return index
        return None

    def _is_from_before(self, payment: _Payment) -> bool:
        """Tell whether an untold payment is part of what the account held at the very first."""
        if payment.opening and payment.day <= self.lasts[0]:
            return True
        return self.base is not None and payment.day < self.base

    # Telling the items

    def items(self) -> Iterator[Item]:
        """Yield every item, in no order."""
        untold = [
            payment
            for payment in self.payments.values()
            if payment.told is None and not payment.ticked and payment.amount
        ]
        before = [payment for payment in untold if self._is_from_before(payment)]
        covered = [payment for payment in untold if not self._is_from_before(payment)]
        yield from self._first_span(before)
        for earlier, span in pairwise(self.spans):
            found, covered = self._later_span(earlier.statement, span, covered)
            yield from found
        yield from self._told_otherwise()
        yield from self._open(covered)

    def _first_span(self, before: Sequence[_Payment]) -> Iterator[Item]:
        span = self.spans[0]
        statement = span.statement
        held = sum(payment.amount for payment in before)
        opening = statement.opening
        if span.typed or statement.closing is None:
            return
        if opening is None:
            inside = span.moved() - span.moved_before()
            opening = statement.closing - inside
        booked = held + span.moved_before()
        if opening != booked:
            nothing = not before and not span.moved_before()
            yield Item(
                ItemCode.OPENING_MISSING if nothing else ItemCode.OPENING_DIFFERS,
                opening - booked,
                statement.first_day,
                statement.first_day,
                statement=statement.number,
                file=statement.file,
                printed=opening,
                booked=booked,
            )
        yield from self._within(span, opening)

    def _later_span(
        self, earlier: PrintedStatement, span: _Span, covered: list[_Payment]
    ) -> tuple[list[Item], list[_Payment]]:
        """Return a span's items, and of the open payments those that its item does not hold."""
        statement = span.statement
        start = earlier.closing or 0
        before = span.moved_before()
        opening = statement.opening
        if statement.closing is None:
            return [], covered
        if opening is None or span.typed or not self._follows(earlier, span):
            return list(self._within(span, start, whole=True)), covered
        if opening == start + before:
            return list(self._within(span, opening)), covered
        between = [
            payment
            for payment in covered
            if earlier.last_day < payment.day < statement.first_day
        ]
        taken = {payment.number for payment in between}
        left = [payment for payment in covered if payment.number not in taken]
        booked = before + sum(payment.amount for payment in between)
        items = list(self._within(span, opening))
        if opening - start != booked:
            items.append(
                Item(
                    ItemCode.STATEMENT_MISSING,
                    opening - start - booked,
                    earlier.last_day,
                    statement.first_day,
                    statement=statement.number,
                    file=statement.file,
                    printed=opening - start,
                    booked=booked,
                )
            )
        return items, left

    @staticmethod
    def _follows(earlier: PrintedStatement, span: _Span) -> bool:
        """Tell whether a statement begins after the earlier one ends, rather than overlaps it.

        Where one ends and the other begins on one day, its own sum tells: rows that stand in both
        are kept with the earlier one, so of a statement that overlaps rows are missing.
        """
        statement = span.statement
        if statement.first_day != earlier.last_day:
            return statement.first_day > earlier.last_day
        if statement.opening is None or statement.closing is None:
            return False
        return statement.closing - statement.opening == span.moved() - span.moved_before()

    def _within(self, span: _Span, start: int, *, whole: bool = False) -> Iterator[Item]:
        """Yield what the rows of a span lack from ``start`` to its printed balance.

        ``whole``: those before its own statement begins are part of the way.
        """
        closing = span.statement.closing
        rows = [row for row in span.rows if whole or not span.is_before(row.day, row.statement)]
        ticked = [
            tick for tick in span.ticked if whole or not span.is_before(tick.day, tick.ticked_for)
        ]
        missing = (closing or 0) - start - sum(row.amount for row in rows)
        if span.typed or missing == sum(tick.amount for tick in ticked):
            return
        order, jumps = gaps(rows, start, closing or 0)
        left, extra = _settled(jumps, ticked)
        yield from _gap_items(span.statement, order, left)
        for tick in extra:
            later = span.next
            if tick.ticked_for is None and later and later.statement.last_day > span.last_day:
                # On no row of this statement, so on a later one: the bank dates it later.
                span.ticked.remove(tick)
                tick.ticked_for = later.statement.number
                later.ticked.append(tick)
            else:
                yield _item(ItemCode.TICKED, -tick.amount, tick)

    def _told_otherwise(self) -> Iterator[Item]:
        """Yield the payments that a row tells, and that the book holds otherwise."""
        for payment in self.payments.values():
            if payment.told is None or payment.told == payment.amount:
                continue
            row = self.told_rows[payment.number]
            later = self.after.get(payment.number)
            code = ItemCode.AMOUNT_DIFFERS
            if not payment.amount:
                code = ItemCode.BOOKED_LATER if later else ItemCode.TAKEN_BACK
            yield Item(
                code,
                payment.told - payment.amount,
                row.day,
                later.day if later else row.day,
                entry=later.entry if later else payment.entry,
                statement=row.statement,
                file=self.known[row.statement].file,
                place=row.place,
                printed=payment.told,
                booked=payment.amount,
            )

    def _open(self, payments: Iterable[_Payment]) -> Iterator[Item]:
        """Yield the payments of the book that no statement up to the day tells."""
        twins = self._twins() if payments else {}
        for payment in payments:
            row = payment.later
            if row is not None:
                yield Item(
                    ItemCode.CLEARED_LATER,
                    -payment.amount,
                    payment.day,
                    row.day,
                    entry=payment.entry,
                    statement=row.statement,
                    file=self.known[row.statement].file,
                    place=row.place,
                )
                continue
            twin = _nearest(twins.get(payment.amount, []), payment.day)
            code = ItemCode.MAYBE_TWICE if twin else ItemCode.OUTSTANDING
            yield _item(code, -payment.amount, payment, other=twin.entry if twin else None)

    def _twins(self) -> dict[int, list[_Payment]]:
        found: dict[int, list[_Payment]] = defaultdict(list)
        for payment in self.payments.values():
            if payment.told == payment.amount or payment.ticked:
                found[payment.amount].append(payment)
        return found


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


def _nearest(twins: list[_Payment], day: dt.date) -> _Payment | None:
    """Return the nearest payment of one amount, and take it: one payment is doubled once."""
    near = [twin for twin in twins if abs(twin.day - day) <= _NEAR]
    if not near:
        return None
    found = min(near, key=lambda twin: (abs(twin.day - day), twin.entry))
    twins.remove(found)
    return found


def _item(code: ItemCode, amount: int, payment: _Payment, *, other: int | None = None) -> Item:
    return Item(code, amount, payment.day, payment.day, entry=payment.entry, other=other)


def _listed(items: Sequence[Item]) -> tuple[Item, ...]:
    """Return the items, those of the book beyond a number of them in one."""
    mine = [item for item in items if item.code is ItemCode.OUTSTANDING]
    if len(mine) <= MAX_LISTED:
        return tuple(items)
    beyond = mine[: len(mine) - MAX_LISTED]
    dropped = {item.entry for item in beyond}
    kept = [
        item
        for item in items
        if item.code is not ItemCode.OUTSTANDING or item.entry not in dropped
    ]
    more = Item(
        ItemCode.MORE,
        sum(item.amount for item in beyond),
        beyond[0].day,
        beyond[-1].day,
        count=len(beyond),
    )
    return (more, *kept)


def _settled(
    gaps: Sequence[Gap], ticked: Sequence[_Payment]
) -> tuple[Sequence[Gap], Sequence[_Payment]]:
    """Take out the jumps that a tick of the same amount fills; return what is left of both."""
    wanted = Counter(gap.amount for gap in gaps)
    filled: Counter[int] = Counter()
    extra = []
    for tick in ticked:
        if filled[tick.amount] < wanted[tick.amount]:
            filled[tick.amount] += 1
        else:
            extra.append(tick)
    left = []
    for gap in gaps:
        if filled[gap.amount]:
            filled[gap.amount] -= 1
        else:
            left.append(gap)
    return left, extra


def _gap_items(
    statement: PrintedStatement, rows: Sequence[PrintedRow], gaps: Iterable[Gap]
) -> Iterator[Item]:
    rejected = [place for code, place in statement.faults if code not in _CONTROLS]
    for gap in gaps:
        places = tuple(place for place in rejected if lies_in(gap, place, rows))
        yield Item(
            ItemCode.ROWS_REJECTED if places else ItemCode.ROWS_MISSING,
            gap.amount,
            gap.after.day if gap.after else statement.first_day,
            gap.before.day if gap.before else statement.last_day,
            statement=statement.number,
            file=statement.file,
            place=gap.after.place if gap.after else "",
            until_place=gap.before.place if gap.before else "",
            places=places,
        )
