"""Findings about money that may have gone out twice: payments, bills, and parties paid too much."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Sequence

from cfo_desktop.analysis.findings.past import Past
from cfo_desktop.analysis.findings.past import Weighed
from cfo_desktop.domain.account import Group
from cfo_desktop.domain.finding import Action
from cfo_desktop.domain.finding import ActionKind
from cfo_desktop.domain.finding import Finding
from cfo_desktop.domain.finding import FindingCode
from cfo_desktop.domain.finding import Severity
from cfo_desktop.domain.history import Row

CLOSE = 10
"""Days between two payments of one amount that are suspected: a reminder crosses a payment."""
BILL_CLOSE = 60
"""Days between two payments of one bill: it comes again with the next statement of account."""
SMALL_SHARE = 0.002
"""Of a month's sales: two coffees are two coffees."""
USUAL = 0.05
"""Where so many of a payee's payments repeat the one before, repeating is its way."""
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
    (the latest payment), ``day`` (its day). Enough: nothing but the pair; four payments to a party
    for ``beyond``. The owner's own drawings are left out.
    """
    least = SMALL_SHARE * past.turnover
    codes = past.history.codes(*_GROUPS)
    payable = past.history.codes(Group.PAYABLE)
    bills = {row.entry for row in past.rows_of(payable) if row.value < 0}
    looked_at: set[tuple[str, str, str]] = set()
    found: list[Weighed] = []
    for row in past.new():
        name = (row.account, row.party, "" if row.party else row.text)
        if row.value < least or name in looked_at or not any(name[1:]):
            continue
        if row.account in codes:
            looked_at.add(name)
            rows = [each for each in _named(past, name) if each.value > 0]
            found += _pairs(past, rows, bills, least)
        elif row.account in payable:
            looked_at.add(name)
            found += _paid_again(past, _named(past, name), least)
    yield from found
    again = {each.finding.party for each in found if each.finding.variant == "again"}
    yield from _beyond(past, again)


def _named(past: Past, name: tuple[str, str, str]) -> list[Row]:
    account, party, text = name
    rows = past.by_party[account, party]
    return rows if party else [row for row in rows if row.text == text]


def _pairs(past: Past, rows: Sequence[Row], bills: set[int], least: float) -> Iterator[Weighed]:
    """Yield neighbouring or near rows of one amount, unless repeating is the payee's way."""
    repeats = 0
    for place, row in enumerate(rows):
        earlier = _same_before(rows, place)
        if earlier is None:
            continue
        if row.day < past.new_from or row.value < least:
            repeats += 1
        elif repeats <= USUAL * place:
            kind = "bill" if {row.entry, earlier.entry} <= bills else "paid"
            yield Weighed(_pair(past, earlier, row, variant=kind), row.value / least)


def _same_before(rows: Sequence[Row], place: int) -> Row | None:
    row = rows[place]
    for earlier in reversed(rows[:place]):
        if (row.day - earlier.day).days > CLOSE:
            return None
        if earlier.value == row.value and earlier.entry != row.entry:
            return earlier
    return None


def _paid_again(past: Past, rows: Sequence[Row], least: float) -> Iterator[Weighed]:
    """Yield a payment of an amount that fewer bills than payments have."""
    for place in range(len(rows) - 1, -1, -1):
        row = rows[place]
        if row.day < past.new_from:
            return
        if row.value < least:
            continue
        same = [each for each in rows[: place + 1] if abs(each.value) == row.value]
        first_bill = next((at for at, each in enumerate(same) if each.value < 0), None)
        if first_bill is None:
            continue
        since = same[first_bill:]
        paid = [each for each in since if each.value > 0]
        if len(paid) < 2 or 2 * len(paid) <= len(since):  # noqa: PLR2004 - a pair
            continue
        if (row.day - paid[-2].day).days <= BILL_CLOSE and paid[-2].entry != row.entry:
            yield Weighed(_pair(past, paid[-2], row, variant="again"), row.value / least)


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
        Action(ActionKind.REVERSE, str(row.entry)),
        party=row.party or row.text,
        account=row.account,
        variant=variant,
    )


def _beyond(past: Past, told: set[str]) -> Iterator[Weighed]:
    least = AHEAD_SHARE * past.turnover
    codes = past.history.codes(Group.PAYABLE)
    for each in past.debts.suppliers.values():
        if each.ahead < least or each.open or not each.party or each.party in told:
            continue
        rows = [row for code in codes for row in past.by_party.get((code, each.party), ())]
        start = sum(past.history.carried.get((code, each.party), 0) for code in codes)
        payments, ahead = _ahead_after(sorted(rows, key=lambda row: (row.day, row.entry)), start)
        if len(payments) < AHEAD_PAYMENTS or not ahead or payments[-1].day < past.new_from:
            continue
        lasting = _lasting(payments, ahead)
        if len(ahead) - len(lasting) > AHEAD_USUAL * len(payments):
            continue
        last = payments[-1]
        finding = Finding(
            FindingCode.DUPLICATE_PAYMENT,
            Severity.WATCH,
            last.day,
            each.ahead,
            {
                "amount": past.money(each.ahead),
                "paid": past.money(last.value),
                "day": last.day,
            },
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
