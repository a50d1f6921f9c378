"""Pairs two sides of records by cost, and tells where nothing else could take a place."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Sequence
from dataclasses import dataclass

from cfo_desktop.domain.matching import Record

Cost = tuple[int, int, int]
"""How well two records fit, the least the best: grade of the evidence, days and seconds apart."""
_MOST_EDGES = 40_000
_DAY_SECONDS = 86_400


@dataclass(frozen=True, slots=True)
class Pair:
    """Two records that fit best; ``clear``: no other record fits as well in either's place."""

    left: Record
    right: Record
    grade: int
    clear: bool


def pair(
    lefts: Sequence[Record],
    rights: Sequence[Record],
    cost: Callable[[Record, Record], Cost | None],
) -> Iterator[Pair]:
    """Yield pairs, each record in one of them at most; ``cost`` is ``None`` where two do not fit.

    Among records that could change places (equal amounts on neighbouring days) a pair is clear
    only where all of them find a partner in their own group, so that none belongs outside it.
    """
    edges = _edges(lefts, rights, cost)
    taken_left: dict[int, int] = {}
    taken_right: dict[int, int] = {}
    for _, left, right in sorted(edges):
        if left not in taken_left and right not in taken_right:
            taken_left[left] = right
            taken_right[right] = left
    costs = {(left, right): found for found, left, right in edges}
    by_left: dict[int, list[int]] = defaultdict(list)
    by_right: dict[int, list[int]] = defaultdict(list)
    for _, left, right in edges:
        by_left[left].append(right)
        by_right[right].append(left)
    even = _even_groups(len(lefts), len(rights), by_left, taken_left)
    for left, right in taken_left.items():
        grade = costs[left, right][0]
        rivals = [costs[left, other] for other in by_left[left] if other != right]
        rivals += [costs[other, right] for other in by_right[right] if other != left]
        clear = all(rival[0] > grade for rival in rivals) or left in even
        yield Pair(lefts[left], rights[right], grade, clear)


def _edges(
    lefts: Sequence[Record],
    rights: Sequence[Record],
    cost: Callable[[Record, Record], Cost | None],
) -> list[tuple[Cost, int, int]]:
    """Return every fitting pair; of very many alike, those that stand at the same place in line."""
    found: Iterable[tuple[int, int]]
    if len(lefts) * len(rights) > _MOST_EDGES:
        found = zip(_in_time(lefts), _in_time(rights), strict=False)
    else:
        found = itertools.product(range(len(lefts)), range(len(rights)))
    return [(price, i, j) for i, j in found if (price := cost(lefts[i], rights[j])) is not None]


def _in_time(records: Sequence[Record]) -> list[int]:
    return sorted(range(len(records)), key=lambda i: (records[i].day, records[i].time))


def _even_groups(
    lefts: int, rights: int, by_left: dict[int, list[int]], taken: dict[int, int]
) -> set[int]:
    """Return the left records of groups in which every record found a partner."""
    parent = list(range(lefts + rights))

    def root(node: int) -> int:
        while parent[node] != node:
            parent[node] = parent[parent[node]]
            node = parent[node]
        return node

    for left, others in by_left.items():
        for right in others:
            parent[root(left)] = root(lefts + right)
    alone: dict[int, int] = defaultdict(int)
    partners = set(taken.values())
    for left in range(lefts):
        alone[root(left)] += left not in taken
    for right in range(rights):
        alone[root(lefts + right)] += right not in partners
    return {left for left in taken if not alone[root(left)]}


def apart(first: Record, second: Record) -> tuple[int, int]:
    """Return how many days the second is after the first, and the seconds between their times."""
    days = (second.day - first.day).days
    if not first.time or not second.time:
        return days, 0
    seconds = abs(_seconds(second.time) - _seconds(first.time) + days * _DAY_SECONDS)
    return days, seconds


def _seconds(time: str) -> int:
    hours, minutes, seconds = (int(part) for part in (time + ":00:00").split(":")[:3])
    return hours * 3600 + minutes * 60 + seconds
