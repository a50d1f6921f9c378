"""Whether a share has moved: the latest months against those before, and how they used to vary."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from cfo_desktop.analysis.findings.past import spread

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
    """Of the share over as many neighbouring months before, as a standard deviation; a change
    that began before the recent months is no part of it."""

    @property
    def now(self) -> float:
        """The recent share."""
        return self.part / self.whole

    @property
    def before(self) -> float:
        """The share before."""
        return self.part_before / self.whole_before


def shift(parts: Sequence[int], wholes: Sequence[int], *, recent: int) -> Shift | None:
    """Return how the share of ``parts`` in ``wholes`` (by month) moved in the ``recent`` months.

    ``None`` on fewer than twice as many months before, or months without a whole.
    """
    if len(parts) < 3 * recent or min(wholes) <= 0:
        return None
    spans = [
        sum(parts[place : place + recent]) / sum(wholes[place : place + recent])
        for place in range(len(parts) - 2 * recent + 1)
    ]
    return Shift(
        sum(parts[-recent:]),
        sum(wholes[-recent:]),
        sum(parts[:-recent]),
        sum(wholes[:-recent]),
        max(CALMEST, spread(spans)),
    )
