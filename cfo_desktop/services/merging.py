"""What two records of one payment make together: the postings to add, and what they are then."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from collections.abc import Iterable
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass

from cfo_desktop.domain.entry import Draft
from cfo_desktop.domain.entry import Posting
from cfo_desktop.domain.matching import Leg
from cfo_desktop.domain.matching import Record
from cfo_desktop.domain.money import Money
from cfo_desktop.services import records
from cfo_desktop.services.records import Chart
from cfo_desktop.store.payments import Payment

Sums = Mapping[tuple[str, str], tuple[int, int, str]]
"""{(account code, currency): (amount, value, value's currency)}, minor units."""


@dataclass(slots=True)
class Standing:
    """A payment as it stands: its record, and all that is posted for it."""

    record: Record
    postings: tuple[Posting, ...]

    @classmethod
    def of(cls, payment: Payment, chart: Chart) -> Standing:
        """Return a booked payment, with what completes it."""
        lines = (line for entry in payment.entries for line in entry.draft.postings)
        return cls(records.of_payment(payment, chart), tuple(lines))

    def draft(self) -> Draft:
        """Return one draft of all that is posted for it."""
        sums = _difference(_sum(self.postings), {}) or ()
        record = self.record
        return Draft(record.day, record.narration, sums, party=record.party)


@dataclass(frozen=True, slots=True)
class Merged:
    """What a second record adds to a first: postings, and how the first stands then."""

    added: tuple[Posting, ...]
    completes: bool
    """Whether they give the first one's waiting money its account."""
    waiting: Money | None
    legs: tuple[Leg, ...]


def merge(
    first: Standing, second: Standing, reasons: Collection[str], chart: Chart
) -> Merged | None:
    """Return what is to be posted so that both are one; ``None`` where they contradict each other.

    The money's accounts are as the statement of those accounts says, or whichever record knows
    more of them; the other side is the one that is known.
    """
    one, two = first.record, second.record
    nothing = Merged((), completes=False, waiting=one.waiting, legs=one.legs)
    if "sum" in reasons:
        return nothing
    knows_more = set(one.legs) < set(two.legs) or _owns(two, one)
    takes_other = one.waiting is not None and two.waiting is None
    if one.waiting is None and two.waiting is None and knows_more:
        return None
    if not (knows_more or takes_other):
        return nothing
    legs, rest = _split(first.postings, chart)
    new_legs, new_rest = _split(second.postings, chart)
    wanted = _sum(new_legs if knows_more else legs, new_rest if takes_other else rest)
    added = _difference(wanted, _sum(first.postings))
    if added is None:
        return None
    waiting = None if takes_other else one.waiting
    legs_then = two.legs if knows_more else one.legs
    return Merged(added, takes_other and bool(added), waiting, legs_then)


def gives_way(first: Standing, second: Standing) -> bool:
    """Tell whether a payment that waits for its account is told on another by who must know.

    A platform says that the wallet paid; the wallet's own bill says that a card did.
    """
    one, two = first.record, second.record
    return one.waiting is not None and two.waiting is not None and _owns(two, one)


def _owns(second: Record, first: Record) -> bool:
    """Tell whether a record is of the statement of the first one's account, and says another."""
    accounts = {leg.account for leg in first.legs}
    if set(first.legs) == set(second.legs) or accounts & {leg.account for leg in second.legs}:
        return False
    return accounts <= {source.account for source in second.sources} and not accounts & {
        source.account for source in first.sources
    }


def _split(postings: Iterable[Posting], chart: Chart) -> tuple[list[Posting], list[Posting]]:
    legs: list[Posting] = []
    rest: list[Posting] = []
    for line in postings:
        (legs if line.account in chart.own else rest).append(line)
    return legs, rest


def _sum(*parts: Iterable[Posting]) -> Sums:
    sums: dict[tuple[str, str], tuple[int, int, str]] = {}
    for part in parts:
        for line in part:
            key = line.account, line.amount.currency
            amount, value, _ = sums.get(key, (0, 0, ""))
            sums[key] = (
                amount + line.amount.minor,
                value + line.value.minor,
                line.value.currency,
            )
    return sums


def _difference(wanted: Sums, present: Sums) -> tuple[Posting, ...] | None:
    """Return the lines that make of one sum the other; ``None`` where they do not balance."""
    lines = []
    for account, currency in dict.fromkeys((*wanted, *present)):
        amount, value, own = wanted.get((account, currency), (0, 0, ""))
        minus, minus_value, other = present.get((account, currency), (0, 0, ""))
        if amount != minus or value != minus_value:
            lines.append(
                Posting(
                    account,
                    Money(currency, amount - minus),
                    Money(own or other, value - minus_value),
                )
            )
    left: dict[str, int] = defaultdict(int)
    for line in lines:
        left[line.amount.currency] += line.amount.minor
    balanced = not any(left.values()) and not sum(line.value.minor for line in lines)
    return tuple(lines) if balanced else None


def settlement(payout: Standing, *, account: str, fee: Money, chart: Chart, fees: str) -> Draft:
    """Return the entry that says what a payout was: takings less the fee on account ``fees``.

    ``account`` is where the takings wait.
    """
    record = payout.record
    waiting = [line for line in payout.postings if line.account in chart.suspense]
    lines = [line.negated() for line in waiting]
    if fee.minor:
        lines.append(Posting.plain(fees, fee))
    gross = sum(line.amount.minor for line in waiting) - fee.minor
    lines.append(Posting.plain(account, Money(fee.currency, gross)))
    return Draft(record.day, record.narration, tuple(lines), party=record.party)


def emptied(payment: Standing) -> Draft:
    """Return the entry that completes a waiting payment by taking all of it back."""
    record = payment.record
    lines = tuple(line.negated() for line in payment.postings)
    return Draft(record.day, record.narration, lines, party=record.party)


def told_twice(
    till: Standing, sales: Sequence[Standing], *, account: str, chart: Chart
) -> Draft | None:
    """Return the entry that takes sales out again which a till's day holds already.

    The money is taken off ``account``, which the till has it on; the fees stay. ``None`` where the
    till has no such money, or another currency is touched.
    """
    rest = [
        line
        for sale in sales
        for line in sale.postings
        if line.account not in {chart.fees, *chart.own}
    ]
    sold = -sum(line.amount.minor for line in rest)
    has_it = any(leg.account == account and leg.amount.minor == sold for leg in till.record.legs)
    if not has_it or not rest or any(line.amount != line.value for line in rest):
        return None
    lines = [
        Posting.plain(code, Money(currency, -amount))
        for (code, currency), (amount, *_) in _sum(rest).items()
    ]
    total = Money(rest[0].amount.currency, -sold)
    first = sales[0].record
    return Draft(
        first.day, first.narration, (*lines, Posting.plain(account, total)), party=first.party
    )


def refund(payment: Standing, back: Standing, chart: Chart) -> Draft | None:
    """Return the entry that sorts a refund to where its payment was, if that is known."""
    if back.record.waiting is None:
        return None
    waiting = [line for line in back.postings if line.account in chart.suspense]
    _, rest = _split(payment.postings, chart)
    targets = {line.account for line in rest if line.account not in chart.suspense}
    if not waiting or payment.record.waiting is not None or len(targets) != 1:
        return None
    if any(line.amount != line.value for line in (*waiting, *rest)):
        return None
    (target,) = targets
    lines = [line.negated() for line in waiting]
    lines += [Posting.plain(target, line.amount) for line in waiting]
    record = back.record
    return Draft(record.day, record.narration, tuple(lines), party=record.party)
