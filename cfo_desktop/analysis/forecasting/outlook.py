"""What is expected after any day of the past, from what was known on it: the forecast's middle."""

from __future__ import annotations

import bisect
import datetime as dt
from collections import defaultdict
from collections import deque
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import field

from cfo_desktop.analysis.forecasting import festivals
from cfo_desktop.analysis.forecasting import level
from cfo_desktop.analysis.forecasting import rhythm
from cfo_desktop.analysis.forecasting.past import Event
from cfo_desktop.analysis.forecasting.past import Key
from cfo_desktop.analysis.forecasting.past import Past
from cfo_desktop.analysis.forecasting.past import PastDebt
from cfo_desktop.analysis.forecasting.rhythm import Beat
from cfo_desktop.analysis.payment_days import PaymentDays
from cfo_desktop.domain.debts import DEFAULT_TERMS
from cfo_desktop.domain.forecast import Source

_POINTS = 12
"""How finely the days that paying takes are told apart for debts still to come."""
_REACH = 182
"""Days back that a level is read from."""
_LEAST_FACTOR = 0.34
"""The least part of the usual that a festival's day is evened out by."""


@dataclass(frozen=True, slots=True)
class Expected:
    """One movement: ``amount`` in minor units, not yet whole; positive for money in."""

    ahead: int
    """Days after the day that one looks from; 1 or more."""
    amount: float
    source: Source
    party: str = ""
    account: str = ""
    entry: int | None = None


@dataclass(slots=True)
class _Side:
    """The debts of one direction as they stood on the day that one looks from."""

    sign: int
    habits: PaymentDays
    flow: list[int]
    """What arose on each day, signed."""
    open: dict[str, dict[int, PastDebt]] = field(default_factory=lambda: defaultdict(dict))
    """{party: debts by their places in the past, in the order in which they arose}."""
    arose: dict[str, list[Event]] = field(default_factory=lambda: defaultdict(list))
    """{party: debts}: signed amounts."""
    took: deque[tuple[int, int]] = field(default_factory=lambda: deque(maxlen=200))
    """The latest payments: days that they took, amount."""


@dataclass(slots=True)
class Outlook:
    """Looks ahead from days that come one after another; nothing later is ever seen."""

    past: Past
    told: frozenset[Key] = frozenset()
    """What schedules tell, and rhythms are not to tell again."""
    at: int = -1
    _sides: Mapping[int, _Side] = field(init=False)
    _paid: Sequence[tuple[int, int]] = field(init=False)
    _next_debt: int = 0
    _next_paid: int = 0
    _rest: list[int] = field(init=False)

    def __post_init__(self) -> None:
        """Take what debts moved out of each day's money."""
        days = len(self.past.cash)
        self._sides = {
            sign: _Side(sign, PaymentDays(DEFAULT_TERMS), [0] * days) for sign in (1, -1)
        }
        debts = self.past.debts
        self._paid = sorted(
            (debt.paid, number) for number, debt in enumerate(debts) if debt.paid is not None
        )
        self._rest = [
            cash - taken for cash, taken in zip(self.past.cash, self.past.takings, strict=True)
        ]
        for day, number in self._paid:
            self._rest[day] -= debts[number].sign * debts[number].amount

    def go_to(self, at: int) -> None:
        """Learn what happened up to the end of day ``at``, which is not before the last one."""
        debts = self.past.debts
        while self._next_debt < len(debts) and debts[self._next_debt].day <= at:
            debt = debts[self._next_debt]
            side = self._sides[debt.sign]
            side.open[debt.party][self._next_debt] = debt
            if debt.entry is not None:
                event = debt.day, debt.sign * debt.amount, debt.entry
                side.arose[debt.party].append(event)
                side.flow[debt.day] += debt.sign * debt.amount
            self._next_debt += 1
        while self._next_paid < len(self._paid) and self._paid[self._next_paid][0] <= at:
            day, number = self._paid[self._next_paid]
            debt = debts[number]
            side = self._sides[debt.sign]
            side.open[debt.party].pop(number, None)
            if debt.entry is not None:
                side.habits.add(debt.party, self.past.day(debt.day), self.past.day(day))
                side.took.append((day - debt.day, debt.amount))
            self._next_paid += 1
        self.at = at

    def expected(self, days: int) -> list[Expected]:
        """Return what is expected on the ``days`` days to come."""
        return list(self._all(days))

    def _all(self, days: int) -> Iterator[Expected]:
        for side in self._sides.values():
            yield from self._of_open(side, days)
            yield from self._of_new(side, days)
        yield from self._takings(days)
        yield from self._others(days)

    def _of_open(self, side: _Side, days: int) -> Iterator[Expected]:
        source = Source.INVOICE if side.sign > 0 else Source.BILL
        today = self.past.day(self.at)
        for party, still in side.open.items():
            known = side.habits.of(party)
            waits = 0 if side.habits.is_known(party) else self._oldest(still.values())
            too_old = known.too_old(days)
            for debt in reversed(still.values()):
                if too_old is not None and self.at - debt.day > too_old:
                    break
                expected = known.expected(self.past.day(debt.day), today=today, waits=waits)
                ahead = (expected - today).days
                if ahead <= days:
                    yield Expected(ahead, side.sign * debt.amount, source, party, entry=debt.entry)

    def _oldest(self, still: Iterable[PastDebt]) -> int:
        """Return for how long the oldest has waited; of carried ones nobody knows."""
        return next((self.at - debt.day for debt in still if debt.entry is not None), 0)

    def _of_new(self, side: _Side, days: int) -> Iterator[Expected]:
        """Expect debts that are still to arise, and that they are paid as others were."""
        source = Source.FUTURE_INVOICE if side.sign > 0 else Source.PURCHASES
        flow = side.flow[: self.at + 1]
        for party, events in side.arose.items():
            beat = self._beat(events)
            if beat is None:
                continue
            for arose, amount, _ in events:
                flow[arose] -= amount
            usual = side.habits.of(party).usual
            for arises in self._ahead_of(beat, days):
                if arises + usual <= days:
                    yield Expected(arises + usual, beat.amount, source, party, entry=beat.entry)
        if any(flow):
            rates = self._rates(flow, days, typical=True)
            spread = _spread(side.took)
            for ahead, expected in enumerate(_delayed(rates, spread)):
                if expected:
                    yield Expected(ahead, expected, source)

    def _rates(self, flow: Sequence[float], days: int, *, typical: bool) -> list[float]:
        """Return what arises on each of the days to come; the first stands for the present."""
        festival = festivals.learn(flow, start=self.past.start)
        evened: Sequence[float] = flow[-_REACH:]
        if festival.is_learnt:
            first = len(flow) - len(evened)
            evened = [
                each / max(festival.on(self.past.day(number)), _LEAST_FACTOR)
                for number, each in enumerate(evened, first)
            ]
        today = self.past.day(self.at)
        learnt = level.learn(evened, weekday=today.weekday(), typical=typical)
        rates = [0.0]
        for ahead in range(1, days + 1):
            day = today + dt.timedelta(days=ahead)
            factor = festival.on(day) if festival.is_learnt else 1.0
            rates.append(learnt.on(day.weekday()) * factor)
        return rates

    def _takings(self, days: int) -> Iterator[Expected]:
        flow = self.past.takings[: self.at + 1]
        if any(flow[-_REACH:]):
            rates = self._rates(flow, days, typical=False)
            for ahead, amount in enumerate(rates):
                if amount:
                    yield Expected(ahead, amount, Source.TAKINGS)

    def _others(self, days: int) -> Iterator[Expected]:
        rest = self._rest[: self.at + 1]
        for key, events in self.past.payments.items():
            known = events[: bisect.bisect_left(events, (self.at + 1,))]
            beat = None if key in self.told else self._beat(known)
            if beat is None and key not in self.told:
                continue
            for number, paid, _ in known:
                rest[number] -= paid
            if beat is None:
                continue
            for ahead in self._ahead_of(beat, days):
                yield Expected(
                    ahead, beat.amount, Source.RHYTHM, self.past.names[key], key[1], beat.entry
                )
        if any(rest[-_REACH:]):
            rates = self._rates(rest, days, typical=True)
            for ahead, amount in enumerate(rates):
                if amount:
                    yield Expected(ahead, amount, Source.OTHER)

    def _beat(self, events: Sequence[Event]) -> Beat | None:
        return rhythm.find(events, start=self.past.start, today=self.at)

    def _ahead_of(self, beat: Beat, days: int) -> Iterator[int]:
        today = self.past.day(self.at)
        for day in beat.days(after=today, until=today + dt.timedelta(days=days)):
            yield (day - today).days


def _spread(took: Sequence[tuple[int, int]]) -> list[tuple[int, float]]:
    """Return (days, share of the money) of the latest payments, in a dozen steps."""
    if not took:
        return [(DEFAULT_TERMS, 1.0)]
    total = sum(amount for _, amount in took)
    points: list[tuple[int, float]] = []
    gathered = days = 0.0
    for each, amount in sorted(took):
        gathered += amount
        days += each * amount
        if gathered * _POINTS >= total:
            points.append((round(days / gathered), gathered / total))
            gathered = days = 0.0
    if gathered:
        points.append((round(days / gathered), gathered / total))
    return points


def _delayed(rates: Sequence[float], spread: Sequence[tuple[int, float]]) -> list[float]:
    found = [0.0] * len(rates)
    for days, share in spread:
        for arises in range(1, len(rates) - days):
            found[arises + days] += rates[arises] * share
    return found
