"""Whether a share has moved: two months against those before, and how they used to vary."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from cfo_desktop.analysis.findings.past import spread

RECENT = 2
"""Months that a change must have lasted: one dear month has many innocent reasons."""
LEAST = 4
"""Months before them."""
CALMEST = 0.004
"""The least spread that a share of the sales is taken to have."""


@dataclass(frozen=True, slots=True)
class Shift:
    """A part of a whole in the recent months and in those before, in minor units."""

    part: int
    whole: int
    part_before: int
    whole_before: int
    spread: float
    """Of the share over pairs of neighbouring months before, as a standard deviation; a change
    that began before the recent months is no part of it."""

    @property
    def now(self) -> float:
        """The recent share."""
        return self.part / self.whole

    @property
    def before(self) -> float:
        """The share before."""
        return self.part_before / self.whole_before


def shift(parts: Sequence[int], wholes: Sequence[int]) -> Shift | None:
    """Return how the share of ``parts`` in ``wholes`` (by month) moved; ``None`` on too little."""
    if len(parts) < LEAST + RECENT or min(wholes) <= 0:
        return None
    pairs = [
        sum(parts[place : place + RECENT]) / sum(wholes[place : place + RECENT])
        for place in range(len(parts) - 2 * RECENT + 1)
    ]
    return Shift(
        sum(parts[-RECENT:]),
        sum(wholes[-RECENT:]),
        sum(parts[:-RECENT]),
        sum(wholes[:-RECENT]),
        max(CALMEST, spread(pairs)),
    )
