"""Refunds and the payments they give back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from collections.abc import Sequence

from cfo_desktop.analysis.matching import evidence
from cfo_desktop.domain.matching import LinkKind
from cfo_desktop.domain.matching import Match
from cfo_desktop.domain.matching import Record

_LONGEST = 200
"""Days after a payment in which money is still given back."""


def refunds(records: Sequence[Record], *, linked: set[int]) -> Iterator[Match]:
    """Yield each new refund with its payment: by its id, else by party and amount.

    ``linked`` holds the keys of refunds that have their payment already.
    """
    by_reference: dict[str, list[Record]] = defaultdict(list)
    by_amount: dict[int, list[Record]] = defaultdict(list)
    for record in records:
        if record.gives_back:
            continue
        for reference in record.references:
            by_reference[reference].append(record)
        by_amount[record.moved].append(record)
    for refund in records:
        if not refund.gives_back or refund.key in linked:
            continue
        named = _of_id(refund, by_reference.get(refund.refund_of, []))
        found = named or _of_party(refund, by_amount.get(-refund.moved, []))
        if found and (refund.is_new or found[0].is_new):
            linked.add(refund.key)
            reasons = ("refund_id",) if named else ("party", "amount")
            yield Match(LinkKind.REFUND, found[0].key, refund.key, len(found) == 1, reasons)


def _of_id(refund: Record, payments: Sequence[Record]) -> list[Record]:
    if not refund.refund_of:
        return []
    fitting = [
        payment
        for payment in payments
        if payment.moved * refund.moved < 0 and abs(payment.moved) >= abs(refund.moved)
    ]
    return fitting[:1]


def _of_party(refund: Record, payments: Sequence[Record]) -> list[Record]:
    """Payments of that amount to that party, the latest first."""
    found = [
        payment
        for payment in payments
        if refund.moved
        and payment.key != refund.key
        and 0 <= (refund.day - payment.day).days <= _LONGEST
        and {source.account for source in payment.sources}
        & {source.account for source in refund.sources}
        and evidence.same_party(refund.party, payment.party)
    ]
    return sorted(found, key=lambda payment: (payment.day, payment.time), reverse=True)
