"""The two halves of a transfer between the owner's accounts, where neither names the other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence

from cfo_desktop.analysis.matching import evidence
from cfo_desktop.analysis.matching.pairing import Cost
from cfo_desktop.analysis.matching.pairing import apart
from cfo_desktop.analysis.matching.pairing import pair
from cfo_desktop.analysis.matching.same import in_order
from cfo_desktop.domain.matching import LinkKind
from cfo_desktop.domain.matching import Match
from cfo_desktop.domain.matching import OwnAccount
from cfo_desktop.domain.matching import Record
from cfo_desktop.domain.statement import RowKind

_LATE = 4
_EARLY = 1
_BY_NUMBER, _BY_CHANNEL, _BY_WORDS = range(3)
_REASONS = {_BY_NUMBER: "number", _BY_CHANNEL: "channel", _BY_WORDS: "words"}


def halves(
    records: Sequence[Record], accounts: Mapping[str, OwnAccount], *, used: set[int]
) -> Iterator[Match]:
    """Yield pairs of which money left one account and the same money came to another.

    Both must wait on the suspense account; ``used`` holds keys that are linked already.
    """
    buckets: dict[tuple[str, int], tuple[list[Record], list[Record]]] = defaultdict(
        lambda: ([], [])
    )
    for record in records:
        waiting = record.waiting
        if waiting is None or record.key in used or len(record.legs) != 1:
            continue
        side = 0 if waiting.minor > 0 else 1  # what left an account waits as a debit
        buckets[waiting.currency, abs(waiting.minor)][side].append(record)

    def cost(out: Record, in_: Record) -> Cost | None:
        return _cost(out, in_, accounts)

    for outs, ins in buckets.values():
        if not outs or not ins:
            continue
        for found in pair(outs, ins, cost):
            used |= {found.left.key, found.right.key}
            first, second = in_order(found.left, found.right)
            sure = found.clear and found.grade < _BY_WORDS
            reasons = ("opposite", _REASONS[found.grade])
            yield Match(LinkKind.TRANSFER, first.key, second.key, sure, reasons)


def _cost(out: Record, in_: Record, accounts: Mapping[str, OwnAccount]) -> Cost | None:
    if not (out.is_new or in_.is_new):
        return None
    source, sink = accounts.get(out.legs[0].account), accounts.get(in_.legs[0].account)
    if source is None or sink is None or source.code == sink.code:
        return None
    days, seconds = apart(out, in_)
    if not -_EARLY <= days <= _LATE:
        return None
    grade = _grade(out, in_, source, sink)
    return None if grade is None else (grade, abs(days), seconds)


def _grade(out: Record, in_: Record, source: OwnAccount, sink: OwnAccount) -> int | None:
    numbered = evidence.number_of(out.party_account, sink) or evidence.number_of(
        in_.party_account, source
    )
    if numbered:
        return _BY_NUMBER
    said = [record.kind is RowKind.TRANSFER for record in (out, in_)]
    named = evidence.names(in_.text, source), evidence.names(out.text, sink)
    if all(said) or (said[0] and named[0]) or (said[1] and named[1]) or all(named):
        return _BY_CHANNEL
    words = evidence.is_transfer(out.text) or evidence.is_transfer(in_.text)
    return _BY_WORDS if words or any(said) or any(named) else None
