"""How far the balance may stray from what is expected: by the errors the past would have had."""

from __future__ import annotations

import bisect
import math
from collections.abc import Sequence

from cfo_desktop.analysis.forecasting.trial import KNOTS
from cfo_desktop.analysis.forecasting.trial import Shares
from cfo_desktop.analysis.forecasting.trial import Trial
from cfo_desktop.domain.forecast import HIGH_PERCENT
from cfo_desktop.domain.forecast import LOW_PERCENT

_POOL = 2.0
"""Errors of horizons up to twice and down to half as far are looked at together."""
_WIDER = 1.25
"""Errors to come are somewhat larger than those that shares were chosen by."""
_EVEN = 0.5
"""How far both sides of the band are made alike: a dozen large errors tell little about sides."""
_SHORT = 3.0
"""Times the usual movement that a short past makes the band wide by."""

Offsets = list[tuple[float, float]]
"""[(low, high)] of each day to come, from what is expected: low is never above 0, high below."""


def offsets(trials: Sequence[Trial], shares: Shares, *, days: int) -> Offsets:
    """Return the band that the errors of ``trials`` make, day by day; all 0 without trials.

    An error of another horizon counts in proportion to the roots of the two: a balance strays as
    a sum of independent days does.
    """
    errors: dict[int, list[float]] = {}
    for trial in trials:
        errors.setdefault(trial.ahead, []).append(trial.error(shares))
    if not errors:
        return [(0.0, 0.0)] * days
    knots = [knot for knot in KNOTS if knot <= max(days, KNOTS[0])]
    at = {knot: _at(knot, errors) for knot in knots}
    return [_between(day, knots, at) for day in range(1, days + 1)]


def _at(knot: int, errors: dict[int, list[float]]) -> tuple[float, float]:
    near = [ahead for ahead in errors if knot / _POOL <= ahead <= knot * _POOL] or [max(errors)]
    pooled = sorted(error * math.sqrt(knot / ahead) for ahead in near for error in errors[ahead])
    low, high = quantile(pooled, LOW_PERCENT), quantile(pooled, HIGH_PERCENT)
    half = (high - low) / 2
    low = min(0.0, _WIDER * (low - _EVEN * (low + half)))
    high = max(0.0, _WIDER * (high - _EVEN * (high - half)))
    return low, high


def _between(
    day: int, knots: Sequence[int], at: dict[int, tuple[float, float]]
) -> tuple[float, float]:
    place = bisect.bisect_left(knots, day)
    if place == len(knots):
        beyond = math.sqrt(day / knots[-1])
        return at[knots[-1]][0] * beyond, at[knots[-1]][1] * beyond
    after = knots[place]
    if after == day:
        return at[after]
    before = knots[place - 1]
    share = (day - before) / (after - before)
    low, high = (one + share * (two - one) for one, two in zip(at[before], at[after], strict=True))
    return low, high


def of_short_past(cash: Sequence[int], *, days: int) -> Offsets:
    """Return the wide band of a past that is too short to try the forecast on.

    Three times what the balance strays by when days are as independent as they look.
    """
    usual = math.sqrt(sum(moved * moved for moved in cash) / max(len(cash), 1))
    return [
        (-_SHORT * usual * math.sqrt(day), _SHORT * usual * math.sqrt(day))
        for day in range(1, days + 1)
    ]


def wider(one: Offsets, other: Offsets) -> Offsets:
    """Return the outer edges of two bands."""
    return [
        (min(low, also_low), max(high, also_high))
        for (low, high), (also_low, also_high) in zip(one, other, strict=True)
    ]


def quantile(ordered: Sequence[float], percent: int) -> float:
    """Return the value below which ``percent`` of the sorted values lie, between neighbours."""
    place = percent * (len(ordered) - 1) / 100
    below = math.floor(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (place - below) * (ordered[above] - ordered[below])
