"""The forecast as it would have been made on days of the past: what it is believed and how far off.

What is only a habit (invoices and purchases still to come, small irregular money) is believed by a
*share* between nothing and all: the one with which the past would have been told best. A shop's
takings come every day and earn the whole; a firm that sells twice a year is better told nothing.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass

from cfo_desktop.analysis.forecasting.outlook import Expected
from cfo_desktop.analysis.forecasting.outlook import Outlook
from cfo_desktop.analysis.forecasting.past import Past
from cfo_desktop.domain.forecast import Source

HABITS = (Source.FUTURE_INVOICE, Source.PURCHASES, Source.OTHER)
"""Sources that are believed by a share."""
KNOTS = (1, 2, 3, 4, 6, 8, 11, 14, 18, 23, 30, 37, 45, 52, 60, 75, 90)
"""Days ahead that errors are looked at; what lies between follows from its neighbours."""
_FIRST = 42
"""Days that must lie before one that the past is looked ahead from."""
_LAST = 7
"""Days that must lie after it."""
_MOST = 24
"""Days that the past is looked ahead from."""
_SHARES = (0.0, 0.25, 0.5, 0.75, 1.0)
_ROUNDS = 2

Shares = Mapping[Source, float]


@dataclass(frozen=True, slots=True)
class Trial:
    """What a forecast of the past said, and what came, ``ahead`` days later."""

    ahead: int
    moved: int
    """What the balance moved in truth."""
    parts: tuple[float, ...]
    """What was expected: by each of ``HABITS``, and of all the rest together."""

    def error(self, shares: Shares) -> float:
        """Return what the balance was above what was expected; negative: below."""
        habits = zip(HABITS, self.parts, strict=False)
        return self.moved - self.parts[-1] - sum(shares[habit] * part for habit, part in habits)


@dataclass(frozen=True, slots=True)
class Tried:
    """What a forecast would have said on days of the past, with all that it depends on."""

    known: Past
    """The past as the last of these days saw it."""
    reaches: Mapping[int, int]
    """{day's number: days ahead}."""
    said: Mapping[int, Mapping[int, tuple[float, ...]]]
    """{day's number: {days ahead: parts of a ``Trial``}}."""


def tried(past: Past, *, days: int, before: Tried | None = None) -> Tried:
    """Look ahead from up to two dozen days of the past, evenly spread.

    What was said ``before`` is said again where nothing differs that it depends on: looking ahead
    so often is most of a forecast's work, and most entries are of the last days.
    """
    reaches = {origin: min(days, past.today - origin) for origin in origins(past)}
    known = past.until(max(reaches, default=-1))
    if before is not None and (before.known, before.reaches) == (known, reaches):
        return before
    outlook = Outlook(known)
    said: dict[int, Mapping[int, tuple[float, ...]]] = {}
    for origin, reach in reaches.items():
        outlook.go_to(origin)
        paths = _paths(outlook.expected(reach), reach)
        said[origin] = {
            ahead: tuple(path[ahead] for path in paths) for ahead in KNOTS if ahead <= reach
        }
    return Tried(known, reaches, said)


def compare(past: Past, made: Tried) -> list[Trial]:
    """Hold what was said against what the balance moved in truth."""
    return [
        Trial(ahead, sum(past.cash[origin + 1 : origin + ahead + 1]), parts)
        for origin, said in made.said.items()
        for ahead, parts in said.items()
    ]


def origins(past: Past) -> list[int]:
    """Return the days that the past is looked ahead from, in order."""
    last = past.today - _LAST
    step = max(3, math.ceil((last - _FIRST + 1) / _MOST))
    return sorted(range(last, _FIRST - 1, -step))


def _paths(expected: Sequence[Expected], days: int) -> list[list[float]]:
    paths = [[0.0] * (days + 1) for _ in (*HABITS, None)]
    for each in expected:
        paths[_PLACE.get(each.source, len(HABITS))][each.ahead] += each.amount
    for path in paths:
        for day in range(1, days + 1):
            path[day] += path[day - 1]
    return paths


_PLACE = {source: place for place, source in enumerate(HABITS)}


def shares(trials: Sequence[Trial]) -> Shares:
    """Return how far each habit is to be believed: with the least error all trials together.

    One habit after the other, twice: their shares hardly depend on each other. Of equal ones the
    smallest is taken; without trials habits are believed.
    """
    found = dict.fromkeys(HABITS, 1.0)
    if not trials:
        return found
    for _ in range(_ROUNDS):
        for place, habit in enumerate(HABITS):
            parts = [trial.parts[place] for trial in trials]
            if any(parts):
                without = [trial.error({**found, habit: 0.0}) for trial in trials]
                found[habit] = min(_SHARES, key=lambda share: _loss(without, parts, share))
    return found


def _loss(without: Sequence[float], parts: Sequence[float], share: float) -> float:
    return sum(abs(rest - share * part) for rest, part in zip(without, parts, strict=True))
