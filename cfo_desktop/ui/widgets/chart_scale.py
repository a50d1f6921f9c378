"""Even steps for the axis of a chart, and where a value lies on it."""

from __future__ import annotations

from dataclasses import dataclass

_MOST_STEPS = 4
_NICE = (1, 2, 5)


@dataclass(frozen=True, slots=True)
class Scale:
    """An axis from ``low`` to ``high`` with a mark at each of ``marks``; all whole numbers."""

    low: int
    high: int
    marks: tuple[int, ...]

    def share(self, value: float) -> float:
        """Return how far up the axis a value lies: 0 at its foot, 1 at its top."""
        span = self.high - self.low
        return (value - self.low) / span if span else 0.5


def scale(low: int, high: int, *, unit: int) -> Scale:
    """Return the axis for values from ``low`` to ``high``, marked in steps of whole ``unit``."""
    step = _step(max(high - low, unit), unit)
    first = -(-low // step) * step
    return Scale(low, high, tuple(range(first, high + 1, step)))


def _step(span: int, unit: int) -> int:
    """Return the least of 1, 2, 5, 10, ... units that divides ``span`` into few steps."""
    power = unit
    while True:
        for nice in _NICE:
            if span <= nice * power * _MOST_STEPS:
                return nice * power
        power *= 10
