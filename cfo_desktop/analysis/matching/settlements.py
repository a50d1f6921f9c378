"""What a card company or platform paid out, and the days' takings it was paid for."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections import defaultdict
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from cfo_desktop.analysis.matching import evidence
from cfo_desktop.domain.matching import LinkKind
from cfo_desktop.domain.matching import Match
from cfo_desktop.domain.matching import OwnAccount
from cfo_desktop.domain.matching import Record
from cfo_desktop.domain.money import Money
from cfo_desktop.domain.statement import RowKind

_LONGEST_RUN = 7
"""Days of takings that one payout covers at most."""
_LATEST = 7
"""Days from the last of them to the payout at most."""
_DEAREST = Fraction(5, 100)
"""The highest fee thought of, of the takings."""
_USUAL = 3
"""So many payouts at one rate make it the usual one."""
_RATE_STEP = 20_000
"""Rates are told apart by half a hundredth of a per cent."""


@dataclass(frozen=True, slots=True)
class _Day:
    """A day's takings on a clearing account that no payout has covered yet."""

    day: dt.date
    keys: tuple[int, ...]
    minor: int


@dataclass(frozen=True, slots=True)
class _Payout:
    record: Record
    account: str
    """The clearing account that it may pay for."""
    run: tuple[_Day, ...]
    fee: int

    @property
    def members(self) -> tuple[int, ...]:
        """The keys of the takings."""
        return tuple(key for day in self.run for key in day.keys)

    @property
    def rate(self) -> int:
        total = sum(day.minor for day in self.run)
        return round(Fraction(self.fee * _RATE_STEP, total))


def settlements(
    records: Sequence[Record],
    accounts: Mapping[str, OwnAccount],
    *,
    used: set[int],
    paid: set[tuple[int, str]],
) -> Iterator[Match]:
    """Yield payouts with the takings of one or more days in a row that they pay for.

    A payout of exactly the takings is sure, and one that keeps back what the others of the account
    do; anything up to 5 % is likely. ``used`` holds the keys of payouts that are linked already,
    ``paid`` (key, account code) of takings that are.
    """
    for account in accounts.values():
        if not account.clearing or _tells_payouts(records, account.code):
            continue
        days = _days(records, account.code, paid)
        payouts = [record for record in records if _is_payout(record, account, used)]
        payouts.sort(key=lambda record: (record.day, record.time))
        yield from _of_account(account.code, days, payouts, used, paid)


def _tells_payouts(records: Sequence[Record], account: str) -> bool:
    """Tell whether the account's own statement lists what was paid out of it: transfers then."""
    return any(
        leg.account == account and leg.amount.minor < 0 and record.kind is RowKind.TRANSFER
        for record in records
        for leg in record.legs
    )


def _days(records: Sequence[Record], account: str, paid: set[tuple[int, str]]) -> list[_Day]:
    keys: dict[dt.date, list[int]] = defaultdict(list)
    sums: Counter[dt.date] = Counter()
    for record in records:
        if record.waiting is not None and not record.sold:
            continue
        for leg in record.legs:
            if leg.account == account and (record.key, account) not in paid:
                keys[record.day].append(record.key)
                sums[record.day] += leg.amount.minor
    return [_Day(day, tuple(keys[day]), sums[day]) for day in sorted(keys) if sums[day] > 0]


def _is_payout(record: Record, account: OwnAccount, used: set[int]) -> bool:
    waiting = record.waiting
    return (
        waiting is not None
        and waiting.minor < 0
        and record.key not in used
        and all(leg.account != account.code for leg in record.legs)
        and (evidence.pays_out(record.text) or evidence.names(record.text, account))
    )


def _of_account(
    account: str,
    days: Sequence[_Day],
    payouts: Sequence[Record],
    used: set[int],
    paid: set[tuple[int, str]],
) -> Iterator[Match]:
    options = {record.key: _options(record, account, days) for record in payouts}
    exact = sum(any(not one.fee for one in found) for found in options.values())
    rates = Counter(one.rate for found in options.values() for one in found if one.fee)
    rate, times = rates.most_common(1)[0] if rates else (0, 0)
    usual = rate if times >= _USUAL and times > exact else 0
    settled: set[dt.date] = set()
    for sure in (True, False):  # what is sure takes its days first
        for record in payouts:
            if record.key in used:
                continue
            found = [one for one in options[record.key] if _is_free(one, settled)]
            fitting = [one for one in found if _rank(one, usual)[0] == 0]
            if sure and len(fitting) != 1:
                continue
            best = min(fitting if sure else found, key=lambda one: _rank(one, usual), default=None)
            if best is not None and _has_new(best):
                settled |= {day.day for day in best.run}
                used.add(record.key)
                paid |= {(key, account) for key in best.members}
                yield _match(best, sure=sure)


def _is_free(one: _Payout, settled: set[dt.date]) -> bool:
    return not any(day.day in settled for day in one.run)


def _has_new(one: _Payout) -> bool:
    return one.record.is_new or any(key < 0 for key in one.members)


def _match(one: _Payout, *, sure: bool) -> Match:
    reason = ("usual_fee" if sure else "fee") if one.fee else "exact"
    return Match(
        LinkKind.SETTLEMENT,
        one.members[0],
        one.record.key,
        sure,
        ("takings", reason),
        one.members,
        one.account,
        Money(one.record.legs[0].amount.currency, one.fee),
    )


def _options(record: Record, account: str, days: Sequence[_Day]) -> list[_Payout]:
    """Every run of takings that this payout could be for."""
    net = -record.waiting.minor if record.waiting else 0
    found = []
    for last in range(len(days)):
        late = (record.day - days[last].day).days
        if not 0 <= late <= _LATEST:
            continue
        total = 0
        for first in range(last, max(-1, last - _LONGEST_RUN), -1):
            total += days[first].minor
            fee = total - net
            if 0 <= fee <= total * _DEAREST:
                found.append(_Payout(record, account, tuple(days[first : last + 1]), fee))
            if fee > total * _DEAREST:
                break
    return found


def _rank(one: _Payout, usual: int) -> tuple[int, int, int]:
    """Sure before likely, then the takings that lie nearest to the payout."""
    exact = one.fee == 0 if not usual else abs(one.rate - usual) <= 1
    late = (one.record.day - one.run[-1].day).days
    return 0 if exact else 1, late, len(one.run)
