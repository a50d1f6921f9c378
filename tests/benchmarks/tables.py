"""The measured figures as Markdown tables."""

from __future__ import annotations

import statistics
from collections.abc import Iterable
from collections.abc import Sequence

from tests.benchmarks import programs
from tests.benchmarks.clocked import Cost

DERIVATION = "key derivation"
REST = "all the rest"

Round = dict[str, Cost]
"""One interleaved round: {program, or ``part_of`` one of ours: what it took}."""


def part_of(program: str, part: str) -> str:
    """Return the name under which a round keeps a part of one of ours."""
    return f"{program}: {part}"


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a Markdown table, the first column to the left and figures to the right."""
    rule = ["---", *("---:" for _ in heads[1:])]
    return "\n".join(f"| {' | '.join(row)} |" for row in [heads, rule, *rows]) + "\n"


def comparison(rounds: Sequence[Round]) -> str:
    """Return wall, processor and memory of every program, and how much longer peers take.

    A ratio is the peer's median over ours, from the same rounds; the last two are over ours without
    the key derivation, by the clock and by the processor, which other work on the machine disturbs
    less.
    """
    whole = _wall(rounds, programs.OURS)
    bare = part_of(programs.OURS, REST)
    rows = []
    for name in rounds[0]:
        walls = [cost[name].wall for cost in rounds]
        figures = [min(walls), _wall(rounds, name), _cpu(rounds, name)]
        ratios = [""] * 3
        if not name.startswith(programs.OURS):
            divided = (
                figures[1] / whole,
                figures[1] / _wall(rounds, bare),
                figures[2] / _cpu(rounds, bare),
            )
            ratios = [f"{ratio:.1f}" for ratio in divided]
        size = max(cost[name].mib for cost in rounds)
        texts = [f"{figure:.3f}" for figure in figures]
        rows.append((name, *texts, f"{size:.0f}" if size else "", *ratios))
    return table(
        (
            *("seconds", "wall, least", "wall, median", "processor", "MiB"),
            *("× ours", "× without derivation", "× of processor"),
        ),
        rows,
    )


def rest(rounds: Sequence[Round]) -> float:
    """Return the median of what our program took beyond the key derivation, in seconds."""
    return _wall(rounds, part_of(programs.OURS, REST))


def _wall(rounds: Sequence[Round], name: str) -> float:
    return statistics.median(cost[name].wall for cost in rounds)


def _cpu(rounds: Sequence[Round], name: str) -> float:
    return statistics.median(cost[name].cpu for cost in rounds)


def inside(times: dict[str, list[float]]) -> str:
    """Return milliseconds inside one process: first, median, 95th percentile."""
    rows = []
    for name, found in times.items():
        ordered = sorted(found)
        late = ordered[min(len(ordered) - 1, len(ordered) * 95 // 100)]
        figures = (found[0], statistics.median(found), late) if len(found) > 1 else (found[0],)
        texts = [f"{figure:,.2f}" for figure in figures]
        rows.append((name, *texts, *("" for _ in range(3 - len(texts)))))
    return table(("milliseconds", "first", "median", "95 of 100"), rows)


def pairs(found: dict[str, list[list[float]]]) -> str:
    """Return encrypted against plain, medians of the rounds."""
    rows = []
    for name, rounds in found.items():
        encrypted, plain = (statistics.median(each[side] for each in rounds) for side in (0, 1))
        ratio = statistics.median(first / second for first, second in rounds)
        rows.append((name, _milli(encrypted), _milli(plain), f"{ratio:.2f}"))
    return table(("milliseconds", "encrypted", "plain", "ratio"), rows)


def _milli(figure: float) -> str:
    return f"{figure * 1000:,.1f}"
