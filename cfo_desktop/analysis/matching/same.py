"""The same payment in two statements: by a shared id, or by the same money on the same account."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from itertools import combinations

from cfo_desktop.analysis.matching import evidence
from cfo_desktop.analysis.matching.pairing import Cost
from cfo_desktop.analysis.matching.pairing import apart
from cfo_desktop.analysis.matching.pairing import pair
from cfo_desktop.domain.matching import Leg
from cfo_desktop.domain.matching import LinkKind
from cfo_desktop.domain.matching import Match
from cfo_desktop.domain.matching import OwnAccount
from cfo_desktop.domain.matching import Record

_LATE = 4
"""Days that a bank may book after the wallet: a long weekend."""
_EARLY = 1
"""Days before, where one clock is in another time zone."""
_ID_DAYS = 10
_SURE_DAYS = 3
_LONG_ID = 6
_BY_PARTY, _BY_CHANNEL, _BY_AMOUNT = range(3)
_FORMAT_BY_DAY = 2
_REASONS = {_BY_PARTY: "party", _BY_CHANNEL: "channel", _BY_AMOUNT: "amount"}


def by_id(records: Sequence[Record]) -> Iterator[Match]:
    """Yield records of different statements that carry one id and move the same money.

    A merchant's trade bill has one row for what its funds bill tells in two, the payment and the
    fee: there the sums agree.
    """
    by_reference: dict[tuple[str, bool], list[Record]] = defaultdict(list)
    for record in records:
        for reference in record.references:
            if len(reference) >= _LONG_ID:  # a refund may carry its payment's id: kept apart
                by_reference[reference, record.gives_back].append(record)
    for found in by_reference.values():
        if len(found) > 1 and any(record.is_new for record in found):
            yield from _of_one_id(found)


def _of_one_id(found: Sequence[Record]) -> Iterator[Match]:
    sides: dict[frozenset[object], list[Record]] = defaultdict(list)
    for record in found:
        if record.sources:
            sides[frozenset(record.sources)].append(record)
    for (source, lefts), (other, rights) in combinations(sides.items(), 2):
        if source & other or not any(record.is_new for record in (*lefts, *rights)):
            continue
        yield from _agreeing(lefts, rights)


def _agreeing(lefts: Sequence[Record], rights: Sequence[Record]) -> Iterator[Match]:
    left_over = list(rights)
    alone = []
    for left in lefts:
        partner = next((right for right in left_over if _agree(left, right)), None)
        if partner is None:
            alone.append(left)
        else:
            left_over.remove(partner)
            yield _match(left, partner, ("id",))
    for single, several in ((alone, left_over), (left_over, alone)):
        if len(single) == 1 and len(several) > 1 and _adds_up(single[0], several):
            yield from (_match(single[0], record, ("id", "sum")) for record in several)
            return


def _adds_up(whole: Record, parts: Sequence[Record]) -> bool:
    return _near(whole, parts) and sum(record.moved for record in parts) == whole.moved


def _agree(left: Record, right: Record) -> bool:
    return left.moved == right.moved and bool(left.moved) and _near(left, [right])


def _near(record: Record, others: Iterable[Record]) -> bool:
    return all(
        abs((other.day - record.day).days) <= _ID_DAYS and _currency(other) == _currency(record)
        for other in others
    )


def _currency(record: Record) -> str:
    return record.legs[0].amount.currency if record.legs else ""


def by_leg(
    records: Sequence[Record], accounts: Mapping[str, OwnAccount], *, used: set[tuple[int, str]]
) -> Iterator[Match]:
    """Yield pairs of which one's statement is the account's own and the other only tells of it.

    ``used`` holds (key, account code) that are paired already, and takes in what is paired here.
    """
    buckets: dict[tuple[str, str, int], tuple[list[Record], list[Record]]] = {}
    for record in records:
        for leg in record.legs:
            if not leg.amount.minor or (record.key, leg.account) in used:
                continue
            tellers = [source.account == leg.account for source in record.sources]
            if any(tellers) and not all(tellers):
                continue  # told by its own statement and another: complete
            key = (leg.account, leg.amount.currency, leg.amount.minor)
            buckets.setdefault(key, ([], []))[0 if any(tellers) else 1].append(record)
    for (account, _, _), (own_side, told_side) in buckets.items():
        if not own_side or not told_side:
            continue

        def cost(told: Record, own: Record, code: str = account) -> Cost | None:
            return _cost(told, own, accounts[code], accounts)

        for found in pair(told_side, own_side, cost):
            told, own = found.left, found.right
            days = abs((own.day - told.day).days)
            sure = found.clear and found.grade < _BY_AMOUNT and days <= _SURE_DAYS
            used |= {(told.key, account), (own.key, account)}
            yield _match(told, own, ("account", _REASONS[found.grade]), sure=sure)


def _cost(
    told: Record, own: Record, account: OwnAccount, accounts: Mapping[str, OwnAccount]
) -> Cost | None:
    """Return how well a row of an account's own statement fits what another tells of it."""
    if not (told.is_new or own.is_new) or told.key == own.key:
        return None
    days, seconds = apart(told, own)
    if not -_EARLY <= days <= _LATE:
        return None
    tellers = [accounts[source.account] for source in told.sources if source.account in accounts]
    if tellers and all(evidence.names_another(own.text, teller) for teller in tellers):
        return None
    if evidence.same_party(told.party or told.narration, own.text):
        grade = _BY_PARTY
    elif any(evidence.names(own.text, teller) for teller in tellers) or evidence.names(
        told.text, account
    ):
        grade = _BY_CHANNEL
    else:
        grade = _BY_AMOUNT
    return grade, abs(days), seconds


def by_day(
    records: Sequence[Record],
    accounts: Mapping[str, OwnAccount],
    *,
    paid: set[tuple[int, str]],
) -> Iterator[Match]:
    """Yield a till's takings of a day with what came in that day by the wallet's own bill.

    The sums must agree: of all sales, of the sales without what was given back, or of what came in
    and is not sorted yet. ``paid`` takes in (key, account code) of the takings.
    """
    takings: dict[tuple[str, dt.date], list[tuple[Record, Leg]]] = defaultdict(list)
    told: dict[tuple[str, dt.date], list[Record]] = defaultdict(list)
    for record in records:
        for leg in record.legs:
            account = accounts.get(leg.account)
            if account is None or not account.clearing:
                continue
            own = any(each.account == leg.account for each in record.sources)
            key = evidence.channel(account), record.day
            if own and (record.sold or record.waiting is not None):
                told[key].append(record)
            elif not own and leg.amount.minor > 0 and (record.sold or not record.sources):
                takings[key].append((record, leg))
    for key, found in takings.items():
        till, leg = found[0]
        if len(found) > 1 or (till.key, leg.account) in paid:
            continue
        members = _adding_up(told.get(key, []), leg)
        if members and (till.is_new or any(each.is_new for each in members)):
            paid.add((till.key, leg.account))
            sure = len(members) > 1 or bool(members[0].sold)
            yield Match(
                LinkKind.SAME,
                till.key,
                members[0].key,
                sure,
                ("takings", "exact"),
                tuple(each.key for each in members),
                leg.account,
            )


def _adding_up(told: Sequence[Record], leg: Leg) -> list[Record]:
    """Return the rows of a day that make a till's total; none where no such choice does.

    What is not sorted must be on the very account of the till's; a sale may be on another of the
    channel, such as the merchant's beside the owner's own wallet.
    """
    total = leg.amount.minor
    sales = [record for record in told if record.sold]
    choices = (
        (sales, sum(record.sold for record in sales)),
        ([each for each in sales if each.sold > 0], sum(max(each.sold, 0) for each in sales)),
    )
    came = [
        each
        for each in told
        if not each.sold
        and each.moved > 0
        and not each.gives_back
        and all(other.account == leg.account for other in each.legs)
    ]
    received = [each for each in came if evidence.is_receipt(each.text)]
    waiting = [(some, sum(each.moved for each in some)) for some in (received, came)]
    return next((some for some, made in (*choices, *waiting) if some and made == total), [])


def by_format(records: Sequence[Record], *, used: set[tuple[int, str]]) -> Iterator[Match]:
    """Yield rows that two formats of one account's statement tell (a CSV and an OFX file)."""
    buckets: dict[tuple[str, object, int], dict[str, list[Record]]] = {}
    for record in records:
        for source in record.sources:
            leg = next((leg for leg in record.legs if leg.account == source.account), None)
            if leg is not None and len(record.sources) == 1:
                key = (leg.account, record.day, leg.amount.minor)
                buckets.setdefault(key, {}).setdefault(source.profile, []).append(record)
    for (account, _, _), formats in buckets.items():
        for lefts, rights in combinations(formats.values(), 2):
            for found in pair(lefts, rights, _format_cost):
                if (found.right.key, account) in used or (found.left.key, account) in used:
                    continue
                used |= {(found.left.key, account), (found.right.key, account)}
                reason = ("balance", "party", "day")[found.grade]
                sure = found.clear and found.grade < _FORMAT_BY_DAY
                yield _match(found.left, found.right, ("account", reason), sure=sure)


def _format_cost(left: Record, right: Record) -> Cost | None:
    if not (left.is_new or right.is_new):
        return None
    known = left.balance is not None and right.balance is not None
    if known and left.balance != right.balance:
        return None
    _, seconds = apart(left, right)
    alike = evidence.same_party(left.text, right.text) or (
        evidence.same_party(left.party, right.text) or evidence.same_party(right.party, left.text)
    )
    return (0 if known else 1 if alike else 2), 0, seconds


def _match(left: Record, right: Record, reasons: tuple[str, ...], *, sure: bool = True) -> Match:
    first, second = in_order(left, right)
    return Match(LinkKind.SAME, first.key, second.key, sure, reasons)


def in_order(left: Record, right: Record) -> tuple[Record, Record]:
    """Put first what is booked, else what stands earlier in the import."""

    def rank(record: Record) -> tuple[bool, int]:
        return record.is_new, -record.key if record.is_new else record.key

    first, second = sorted((left, right), key=rank)
    return first, second
