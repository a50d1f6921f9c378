"""How much moves on an ordinary day: by weekday, of late, and not misled by one large day."""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from dataclasses import dataclass

_WEEK = 7
_WEEKS = 13
"""The latest weeks that the level is read from."""
_HALF_LIFE = 5.0
"""A week so many weeks ago counts half."""
_WINDOW = 30
"""Sums of so many days are what a typical sum is the middle of."""
_STEP = 3


@dataclass(frozen=True, slots=True)
class Level:
    """The money expected on a day, by weekday (Monday first)."""

    weekdays: tuple[float, ...]

    def on(self, weekday: int) -> float:
        """Return what is expected on a weekday."""
        return self.weekdays[weekday]


def learn(flow: Sequence[float], *, weekday: int, typical: bool) -> Level:
    """Return the level of ``flow``, one number a day, the last on ``weekday``.

    Of each weekday the latest 13 weeks, recent ones counting more. With ``typical`` the whole is
    moved to the middle of the sums of 30 days: large rare payments make a mean that hardly any
    month has.
    """
    sums, weights = [0.0] * _WEEK, [0.0] * _WEEK
    for back in range(min(len(flow), _WEEKS * _WEEK)):
        weight = 0.5 ** (back / _WEEK / _HALF_LIFE)
        on = (weekday - back) % _WEEK
        sums[on] += weight * flow[-1 - back]
        weights[on] += weight
    means = [total / weight if weight else 0.0 for total, weight in zip(sums, weights, strict=True)]
    mean = sum(means) / _WEEK
    middle = _typical(flow) if typical else None
    shift = 0.0 if middle is None else middle - mean
    return Level(tuple(each + shift for each in means))


def _typical(flow: Sequence[float]) -> float | None:
    """Return the middle of the latest half-year's sums of 30 days, for one day."""
    recent = flow[-6 * _WINDOW :]
    if len(recent) < 2 * _WINDOW:
        return None
    total = [0.0]
    for each in recent:
        total.append(total[-1] + each)
    ends = range(len(total) - 1, _WINDOW - 1, -_STEP)
    return statistics.median([total[end] - total[end - _WINDOW] for end in ends]) / _WINDOW
