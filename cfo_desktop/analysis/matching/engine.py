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
    paid: Collection[tuple[int, str]] = frozenset(),
) -> list[Match]:
    """Return the pairs of which one at least is new; ``accounts`` are the owner's, by code.

    ``decided`` are pairs of keys that the owner linked or refused before: they are not proposed
    again. ``settled`` are the keys of halves, payouts and refunds that have their other side
    already, ``paid`` (key, account code) of takings that have.
    """
    known = _Found(records, decided)
    used: set[tuple[int, str]] = set()
    known.take_same(same.by_id(records), used)
    known.take_same(same.by_leg(records, accounts, used=used), used)
    known.take_same(same.by_format(records, used=used), used)
    rest = [record for record in records if record.key not in known.twice]
    taken, paid_legs = set(settled), set(paid)
    known.take(same.by_day(rest, accounts, paid=paid_legs))
    known.take(settlements.settlements(rest, accounts, used=taken, paid=paid_legs))
    known.take(transfers.halves(rest, accounts, used=taken))
    known.take(refunds.refunds(rest, linked=set(settled)))
    return known.matches


class _Found:
    """Collects matches, each pair once."""

    def __init__(self, records: Sequence[Record], decided: Collection[frozenset[int]]) -> None:
        self.matches: list[Match] = []
        self.twice: set[int] = set()
        """Keys of records that are another's payment: they have nothing of their own to link."""
        self._legs = {record.key: set(record.legs) for record in records}
        self._pairs = set(decided)

    def take(self, some: Iterator[Match]) -> None:
        for match in some:
            self._is_new(match)

    def take_same(self, some: Iterator[Match], used: set[tuple[int, str]]) -> None:
        for match in some:
            if self._is_new(match):
                self.twice.add(match.second)
                for leg in self._legs[match.first] & self._legs[match.second]:
                    used |= {(match.first, leg.account), (match.second, leg.account)}

    def _is_new(self, match: Match) -> bool:
        pair = frozenset((match.first, match.second))
        if pair in self._pairs:
            return False
        self._pairs.add(pair)
        self.matches.append(match)
        return True
