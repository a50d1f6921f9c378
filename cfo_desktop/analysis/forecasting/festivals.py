"""Lunar new year: when it falls, and how much more or less moves around it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from cfo_desktop.domain.festivals import LUNAR_NEW_YEARS

_PARTS = ((-14, -1), (0, 6), (7, 20))
"""The days before, of and after the festival, counted from new year's day."""
_AROUND = 28
"""So many days before and after these are what they are held against."""
_SURE = 21.0
"""So many days with money in the days around make what was seen count half."""
_MOST = 3.0


_PART_OF = {
    new_year + dt.timedelta(days=offset): part
    for new_year in LUNAR_NEW_YEARS
    for part, (first, last) in enumerate(_PARTS)
    for offset in range(first, last + 1)
}


def part_of(day: dt.date) -> int | None:
    """Return which part of the festival a day lies in: 0 before, 1 during, 2 after."""
    return _PART_OF.get(day)


@dataclass(frozen=True, slots=True)
class Festival:
    """How many times the usual moves before, during and after; 1 where nothing was learnt."""

    factors: tuple[float, float, float] = (1.0, 1.0, 1.0)

    @property
    def is_learnt(self) -> bool:
        """Whether the past showed any."""
        return self.factors != (1.0, 1.0, 1.0)

    def on(self, day: dt.date) -> float:
        """Return the factor of a day."""
        part = part_of(day)
        return 1.0 if part is None else self.factors[part]


def learn(flow: Sequence[float], *, start: dt.date) -> Festival:
    """Return what the past shows: ``flow`` is money of one sign by day from ``start``.

    Only a festival with four whole weeks on both sides teaches anything, the latest one alone. What
    it teaches is drawn towards 1 the more, the fewer days moved money at all.
    """
    for new_year in reversed(LUNAR_NEW_YEARS):
        at = (new_year - start).days
        low, high = at + _PARTS[0][0], at + _PARTS[-1][1]
        if low - _AROUND >= 0 and high + _AROUND < len(flow):
            around = [*flow[low - _AROUND : low], *flow[high + 1 : high + 1 + _AROUND]]
            before, during, after = (_factor(flow, at, part, around) for part in _PARTS)
            return Festival((before, during, after))
    return Festival()


def _factor(
    flow: Sequence[float], at: int, part: tuple[int, int], around: Sequence[float]
) -> float:
    usual = sum(around) / len(around)
    if not usual:
        return 1.0
    first, last = part
    seen = sum(flow[at + first : at + last + 1]) / (last - first + 1) / usual
    moved = sum(each != 0 for each in around)
    trust = moved / (moved + _SURE)
    return 1.0 + trust * (min(max(seen, 0.0), _MOST) - 1.0)
