"""Finds which records of payments belong together, by the surest evidence first."""

from __future__ import annotations

from collections.abc import Collection
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence

from cfo_desktop.analysis.matching import refunds
from cfo_desktop.analysis.matching import same
from cfo_desktop.analysis.matching import settlements
from cfo_desktop.analysis.matching import transfers
from cfo_desktop.domain.matching import Match
from cfo_desktop.domain.matching import OwnAccount
from cfo_desktop.domain.matching import Record


def matches(
    records: Sequence[Record],
    accounts: Mapping[str, OwnAccount],
    *,
    decided: Collection[frozenset[int]] = frozenset(),
    settled: Collection[int] = frozenset(),
) -> list[Match]:
    """Return the pairs of which one at least is new; ``accounts`` are the owner's, by code.

    ``decided`` are pairs of keys that the owner linked or refused before: they are not proposed
    again. ``settled`` are the keys of halves and takings that have their other side already.
    """
    found: list[Match] = []
    twice = set()  # a row that is another record's payment brings nothing of its own to link
    used: set[tuple[int, str]] = set()
    open_pairs = set(decided)

    def take(some: Iterator[Match]) -> Iterator[Match]:
        for match in some:
            pair = frozenset((match.first, match.second))
            if pair in open_pairs:
                continue
            open_pairs.add(pair)
            found.append(match)
            yield match

    legs = {record.key: record.legs for record in records}
    for match in take(same.by_id(records)):
        twice.add(match.second)
        for leg in set(legs[match.first]) & set(legs[match.second]):
            used |= {(match.first, leg.account), (match.second, leg.account)}
    for match in take(same.by_leg(records, accounts, used=used)):
        twice.add(match.second)
    for match in take(same.by_format(records, used=used)):
        twice.add(match.second)
    rest = [record for record in records if record.key not in twice]
    taken = set(settled)
    for _ in take(settlements.settlements(rest, accounts, used=taken)):
        pass
    for _ in take(transfers.halves(rest, accounts, used=taken)):
        pass
    for _ in take(refunds.refunds(rest, linked=set(settled))):
        pass
    return found
