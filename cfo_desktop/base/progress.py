"""How long work says how far it is, and how it is ended on the way."""

from __future__ import annotations

from collections.abc import Callable

Progress = Callable[[int, int], None]
"""Called with (done, total) by long work; raises ``UserError("cancelled")`` to end it."""

SCALE = 1000
"""The total of work of several parts, whose own counts say nothing of each other."""


def unheard(_done: int, _total: int) -> None:
    """Take a report that nobody asked for."""


def part(whole: Progress, *, first: int, last: int) -> Progress:
    """Return the progress of one part of ``whole``, which lasts from ``first`` to ``last``.

    Both are of ``SCALE``; the part reports in units of its own.
    """

    def report(done: int, total: int) -> None:
        whole(first + (last - first) * done // max(total, 1), SCALE)

    return report
