"""Findings about money that may have gone out twice: payments, bills, and parties paid too much."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from collections.abc import Sequence

from cfo_desktop.analysis.findings.past import NEW_DAYS
from cfo_desktop.analysis.findings.past import Past
from cfo_desktop.domain.account import Group
from cfo_desktop.domain.finding import Action
from cfo_desktop.domain.finding import ActionKind
from cfo_desktop.domain.finding import Finding
from cfo_desktop.domain.finding import FindingCode
from cfo_desktop.domain.finding import Severity
from cfo_desktop.domain.finding import Weighed
from cfo_desktop.domain.history import Row

CLOSE = 10
"""Days between two payments of one amount that are suspected: a reminder crosses a payment."""
BILL_CLOSE = 60
"""Days between two payments of one bill: it comes again with the next statement of account."""
SMALL_SHARE = 0.002
"""Of a month's sales: two coffees are two coffees."""
USUAL = 0.05
"""Where so many of a payee's payments repeat the one before, repeating is its way."""
A_MONTH = 0.34
"""Where such pairs come on an account more often than once in three months, they are usual."""
MOST = 2
"""More than two pairs with one payee in a month are an order in equal parts."""
KNOWN_DAYS = 92
"""Days of rows until a pair can be told from a habit."""
AHEAD_SHARE = 0.005
"""Of a month's sales: less beyond the bills is rounding or a fee."""
AHEAD_PAYMENTS = 4
AHEAD_USUAL = 0.1
"""Where a party was ahead after so many of its payments, it is one that is paid in advance."""
_GROUPS = (Group.OPERATING, Group.COST_OF_SALES, Group.STOCK, Group.FINANCE, Group.TAX, Group.LOAN)


def find(past: Past) -> Iterator[Weighed]:
    """Yield pairs of entries that look like one, and parties that were paid beyond their bills.

    Figures of a pair: ``amount``, ``first`` and ``second`` (days), ``apart`` (days). Variants:
    ``paid``, ``bill`` (a bill entered twice), ``again`` (a bill paid twice: more payments than
    bills of this amount). Figures of ``beyond``: ``amount`` (paid beyond every bill), ``paid``
    (the latest payment), ``day`` (its day). Enough: three months of rows; four payments to a party
    for ``beyond``. The owner's own drawings are left out, and so is everything where equal amounts
    often come twice: suppliers who split an order into equal invoices.
    """
    if past.known_days < KNOWN_DAYS:
        return
    least = SMALL_SHARE * past.turnover
    payable = past.history.codes(Group.PAYABLE)
    bills = {row.entry for row in past.rows_of(payable) if row.value < 0}
    found = list(_twice(past, past.history.codes(*_GROUPS), bills, least))
    returned = {row.entry for row in past.rows_of(past.spent) if row.value < 0}
    for key, rows in past.by_party.items():
        if key[0] in payable and key[1] and rows[-1].day >= past.new_from:
            paid = [row for row in rows if row.value < 0 or row.entry not in returned]
            found += _paid_again(past, paid, least)
            found += _beyond(past, rows, returned)
    again = {each.finding.party for each in found if each.finding.variant == "again"}
    yield from (
        each
        for each in found
        if each.finding.variant != "beyond" or each.finding.party not in again
    )


def _twice(past: Past, codes: frozenset[str], bills: set[int], least: float) -> Iterator[Weighed]:
    """Yield the last month's pairs of rows that are spent, unless such pairs are usual."""
    named: dict[tuple[str, str, str], list[Row]] = defaultdict(list)
    for (account, party), rows in past.by_party.items():
        if account in codes and party:
            named[account, party, ""] = [row for row in rows if row.value >= least]
        elif account in codes:
            for row in rows:
                if row.value >= least and row.text:
                    named[account, "", row.text].append(row)
    pairs = {name: list(_pairs(rows)) for name, rows in named.items() if len(rows) > 1}
    before: dict[str, int] = defaultdict(int)
    for name, each in pairs.items():
        before[name[0]] += sum(second.day < past.new_from for _, second in each)
    months = max(1.0, past.known_days / NEW_DAYS - 1)
    for name, each in pairs.items():
        own = sum(second.day < past.new_from for _, second in each)
        new = [pair for pair in each if pair[1].day >= past.new_from]
        usual = own > USUAL * len(named[name]) or before[name[0]] > A_MONTH * months
        if not usual and len(new) <= MOST:
            for earlier, row in new:
                kind = "bill" if {row.entry, earlier.entry} <= bills else "paid"
                yield Weighed(_pair(past, earlier, row, variant=kind), row.value / least)


def _pairs(rows: Sequence[Row]) -> Iterator[tuple[Row, Row]]:
    """Yield each row with the latest one of the same amount close before it."""
    last: dict[int, Row] = {}
    for row in rows:
        earlier = last.get(row.value)
        near = earlier is not None and (row.day - earlier.day).days <= CLOSE
        if earlier is not None and near and row.entry != earlier.entry:
            yield earlier, row
        last[row.value] = row


def _paid_again(past: Past, rows: Sequence[Row], least: float) -> Iterator[Weighed]:
    """Yield payments of an amount beyond the bills of that amount, as never before.

    Bills from before the rows are not known, so that their payments count as beyond, too: it is
    the lowest that the count has ever been which tells.
    """
    count: dict[int, int] = defaultdict(int)
    lowest: dict[int, int] = defaultdict(int)
    last: dict[int, Row] = {}
    settled = past.history.days_from + dt.timedelta(days=KNOWN_DAYS)
    for row in rows:
        amount = abs(row.value)
        count[amount] += 1 if row.value < 0 else -1
        if row.value < 0:
            continue
        earlier = last.get(amount)
        last[amount] = row
        if count[amount] >= lowest[amount]:
            continue
        lowest[amount] = count[amount]
        near = earlier is not None and (row.day - earlier.day).days <= BILL_CLOSE
        if earlier is None or not near or earlier.entry == row.entry:
            continue
        if row.day >= max(past.new_from, settled) and amount >= least:
            yield Weighed(_pair(past, earlier, row, variant="again"), amount / least)


def _pair(past: Past, earlier: Row, row: Row, *, variant: str) -> Finding:
    return Finding(
        FindingCode.DUPLICATE_PAYMENT,
        Severity.ACT,
        row.day,
        row.value,
        {
            "amount": past.money(row.value),
            "first": earlier.day,
            "second": row.day,
            "apart": (row.day - earlier.day).days,
        },
        (earlier.entry, row.entry),
        Action(ActionKind.ENTRY, str(row.entry)),
        party=row.party or row.text,
        account=row.account,
        variant=variant,
    )


def _beyond(past: Past, rows: Sequence[Row], returned: set[int]) -> Iterator[Weighed]:
    """Yield a party that a payment of this month left ahead of every bill; returns explain it."""
    least = AHEAD_SHARE * past.turnover
    each = past.debts.suppliers.get(rows[0].party)
    if each is None or each.open or each.ahead < least:
        return
    if any(row.entry in returned for row in rows):
        return
    start = past.history.carried.get((rows[0].account, rows[0].party), 0)
    payments, ahead = _ahead_after(rows, start)
    if len(payments) < AHEAD_PAYMENTS or payments[-1].day < past.new_from:
        return
    lasting = _lasting(payments, ahead)
    if not lasting or lasting[0].day < past.new_from:  # of long ago: bills from before the books
        return
    if len(ahead) - len(lasting) > AHEAD_USUAL * len(payments):
        return
    last = payments[-1]
    finding = Finding(
        FindingCode.DUPLICATE_PAYMENT,
        Severity.WATCH,
        last.day,
        each.ahead,
        {"amount": past.money(each.ahead), "paid": past.money(last.value), "day": last.day},
        tuple(dict.fromkeys(row.entry for row in lasting)),
        Action(ActionKind.PARTY, each.party),
        party=each.party,
        account=last.account,
        variant="beyond",
    )
    yield Weighed(finding, each.ahead / least)


def _ahead_after(rows: Sequence[Row], start: int) -> tuple[list[Row], set[int]]:
    """Return the payments, and the entries of those after which the party was ahead."""
    balance = start
    payments: list[Row] = []
    ahead: set[int] = set()
    for row in rows:
        balance += row.value
        if row.value > 0:
            payments.append(row)
            if balance > 0:
                ahead.add(row.entry)
    return payments, ahead


def _lasting(payments: Sequence[Row], ahead: set[int]) -> list[Row]:
    """Return the latest payments in a row that left the party ahead, the oldest first."""
    found: list[Row] = []
    for row in reversed(payments):
        if row.entry not in ahead:
            break
        found.insert(0, row)
    return found
