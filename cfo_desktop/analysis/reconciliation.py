"""Explains the difference between an account's statement and the book, item by item.

The statements that print a balance cut the account's time into spans. Within a span the rows make
the way from one printed balance to the next, or the balance jumps; each payment of the book is told
by a row, ticked by hand, or open. Every amount is counted once, so the items make the difference.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections import defaultdict
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from cfo_desktop.analysis.balance_gaps import Gap
from cfo_desktop.analysis.balance_gaps import gaps
from cfo_desktop.analysis.balance_gaps import lies_in
from cfo_desktop.analysis.statement_spans import Material
from cfo_desktop.analysis.statement_spans import Payment
from cfo_desktop.analysis.statement_spans import Span
from cfo_desktop.analysis.statement_spans import Spans
from cfo_desktop.domain.reconciliation import Item
from cfo_desktop.domain.reconciliation import ItemCode
from cfo_desktop.domain.reconciliation import PrintedRow
from cfo_desktop.domain.reconciliation import PrintedStatement
from cfo_desktop.domain.reconciliation import Reconciliation

MAX_LISTED = 500
"""So many open payments are listed one by one; what is beyond them is one item."""
_NEAR = dt.timedelta(days=5)
"""Two payments of one amount that are no further apart may be one."""
_CONTROLS = ("running_balance", "opening", "closing", "count", "total", "net_sales", "takings")
"""How the codes begin that are of the file's sums, not of one of its rows."""


def reconcile(
    material: Material, *, account: str, currency: str, target: PrintedStatement
) -> Reconciliation:
    """Explain what ``target`` prints more or less than the book holds at the end of its last day.

    ``target`` is one of the statements, or (number 0) a balance on a day that the owner typed. What
    of the book no statement could tell counts as part of a typed balance, unless the owner ticks.
    """
    spans = Spans(material, target)
    work = _Work(spans)
    book = sum(line.amount for line in material.lines if line.day <= target.last_day)
    items = sorted(work.items(), key=lambda item: (item.day, item.entry or 0))
    listed = tuple(_listed(_fitted(items)))
    return Reconciliation(
        account,
        currency,
        target,
        target.closing,
        book,
        listed,
        by_ticks=spans.is_open(target.last_day),
    )


class _Work:
    """The explanation in the making."""

    def __init__(self, spans: Spans) -> None:
        self.sorted = spans

    def items(self) -> Iterator[Item]:
        """Yield every item, in no order."""
        untold = [
            payment
            for payment in self.sorted.payments.values()
            if payment.told is None
            and not payment.ticked
            and payment.amount
            and (payment.later is not None or self.sorted.is_open(payment.day))
        ]
        before = [payment for payment in untold if self.sorted.is_from_before(payment)]
        covered = [payment for payment in untold if not self.sorted.is_from_before(payment)]
        yield from self._first_span(before)
        for earlier, span in pairwise(self.sorted.spans):
            found, covered = self._later_span(earlier.statement, span, covered)
            yield from found
        yield from self._told_otherwise()
        yield from self._open(covered)

    def _first_span(self, before: Sequence[Payment]) -> Iterator[Item]:
        span = self.sorted.spans[0]
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
        self, earlier: PrintedStatement, span: Span, covered: list[Payment]
    ) -> tuple[list[Item], list[Payment]]:
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
            payment for payment in covered if earlier.last_day < payment.day < statement.first_day
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
    def _follows(earlier: PrintedStatement, span: Span) -> bool:
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

    def _within(self, span: Span, start: int, *, whole: bool = False) -> Iterator[Item]:
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
        for payment in self.sorted.payments.values():
            if payment.told is None or payment.told == payment.amount:
                continue
            row = self.sorted.told_rows[payment.number]
            later = self.sorted.after.get(payment.number)
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
                file=self.sorted.known[row.statement].file,
                place=row.place,
                printed=payment.told,
                booked=payment.amount,
            )

    def _open(self, payments: Iterable[Payment]) -> Iterator[Item]:
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
                    file=self.sorted.known[row.statement].file,
                    place=row.place,
                )
                continue
            twin = _nearest(twins.get(payment.amount, []), payment.day)
            code = ItemCode.MAYBE_TWICE if twin else ItemCode.OUTSTANDING
            yield _item(code, -payment.amount, payment, other=twin.entry if twin else None)

    def _twins(self) -> dict[int, list[Payment]]:
        found: dict[int, list[Payment]] = defaultdict(list)
        for payment in self.sorted.payments.values():
            if payment.told == payment.amount or payment.ticked:
                found[payment.amount].append(payment)
        return found


def _nearest(twins: list[Payment], day: dt.date) -> Payment | None:
    """Return the nearest payment of one amount, and take it: one payment is doubled once."""
    near = [twin for twin in twins if abs(twin.day - day) <= _NEAR]
    if not near:
        return None
    found = min(near, key=lambda twin: (abs(twin.day - day), twin.entry))
    twins.remove(found)
    return found


def _item(code: ItemCode, amount: int, payment: Payment, *, other: int | None = None) -> Item:
    return Item(code, amount, payment.day, payment.day, entry=payment.entry, other=other)


def _fitted(items: Sequence[Item]) -> list[Item]:
    """Name, for rows that are missing, the open entry of their amount: it may be the one."""
    open_ = [item for item in items if item.code is ItemCode.OUTSTANDING]
    fitted = []
    for item in items:
        if item.code in {ItemCode.ROWS_MISSING, ItemCode.ROWS_REJECTED}:
            for each in open_:
                near = item.day - _NEAR <= each.day <= item.until + _NEAR
                if near and each.amount == -item.amount:
                    item = replace(item, other=each.entry)  # noqa: PLW2901 - the same item, told better
                    open_.remove(each)
                    break
        fitted.append(item)
    return fitted


def _listed(items: Sequence[Item]) -> Sequence[Item]:
    """Return the items, those of the book beyond a number of them in one."""
    mine = [item for item in items if item.code is ItemCode.OUTSTANDING]
    if len(mine) <= MAX_LISTED:
        return items
    beyond = mine[: len(mine) - MAX_LISTED]
    dropped = {item.entry for item in beyond}
    kept = [
        item for item in items if item.code is not ItemCode.OUTSTANDING or item.entry not in dropped
    ]
    more = Item(
        ItemCode.MORE,
        sum(item.amount for item in beyond),
        beyond[0].day,
        beyond[-1].day,
        count=len(beyond),
    )
    return [more, *kept]


def _settled(
    gaps: Sequence[Gap], ticked: Sequence[Payment]
) -> tuple[Sequence[Gap], Sequence[Payment]]:
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
    rejected = [place for code, place in statement.faults if not code.startswith(_CONTROLS)]
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
