"""Links what an import brings with what is there: one payment is booked once."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable
from collections.abc import Collection
from collections.abc import Iterable
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import field
from dataclasses import replace

from cfo_desktop.analysis.matching import engine
from cfo_desktop.domain.account import Role
from cfo_desktop.domain.entry import Draft
from cfo_desktop.domain.entry import Posting
from cfo_desktop.domain.importing import RowMatch
from cfo_desktop.domain.importing import RowState
from cfo_desktop.domain.matching import Leg
from cfo_desktop.domain.matching import LinkKind
from cfo_desktop.domain.matching import LinkState
from cfo_desktop.domain.matching import Match
from cfo_desktop.domain.matching import Record
from cfo_desktop.domain.money import Money
from cfo_desktop.services import records
from cfo_desktop.services.planning import Context
from cfo_desktop.services.planning import PlannedFile
from cfo_desktop.services.planning import PlannedRow
from cfo_desktop.services.records import Chart
from cfo_desktop.store import database
from cfo_desktop.store import links
from cfo_desktop.store import payments
from cfo_desktop.store.links import KeptLink
from cfo_desktop.store.payments import Payment

_AROUND = dt.timedelta(days=12)
_REFUND_AROUND = dt.timedelta(days=200)
_TOLD_EVERY = 5_000
"""Rows between two looks at whether the owner has cancelled."""
Sums = Mapping[tuple[str, str], tuple[int, int, str]]
"""{(account code, currency): (amount, value, value's currency)}, minor units."""


@dataclass(slots=True, eq=False)
class PlannedEntry:
    """An entry beside the rows' own: ``key`` is below every row's; ``completes`` may be a key."""

    key: int
    draft: Draft


@dataclass(slots=True, eq=False)
class PlannedLink:
    """A link between payments by key; ``rows`` are told by the first from now on."""

    kind: LinkKind
    state: LinkState
    first: int
    reasons: tuple[str, ...]
    other: int | None = None
    rows: tuple[str, ...] = ()
    draft: Draft | None = None
    added: tuple[int, ...] = ()
    members: tuple[int, ...] = ()
    takes_rows: bool = False
    """Whether the rows are told by a booked entry until now."""


@dataclass(slots=True)
class Settled:
    """What matching adds to an import: further entries and links."""

    entries: list[PlannedEntry] = field(default_factory=list)
    links: list[PlannedLink] = field(default_factory=list)


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


class _Settlement:
    """Applies matches to planned rows."""

    def __init__(self, context: Context, chart: Chart, states: dict[int, Standing]) -> None:
        self.context = context
        self.chart = chart
        self.states = states
        self.rows: dict[int, PlannedRow] = {}
        self.result = Settled()
        self._next = -1

    def add_row(self, row: PlannedRow) -> None:
        self.rows[row.key] = row
        self._next = min(self._next, row.key - 1)

    def root(self, key: int) -> int:
        """Return the payment that holds what a key stands for."""
        while key in self.rows and (holder := self.rows[key].holder) is not None:
            key = holder
        return key

    def apply(self, found: Sequence[Match]) -> None:
        same = [match for match in found if match.kind is LinkKind.SAME]
        # what is booked comes first: a row may be merged into it and others into the row
        same.sort(key=lambda match: (match.first < 0, abs(match.first), abs(match.second)))
        for match in same:
            if match.members:
                self._day(match)
            else:
                self._same(match)
        for match in found:
            if match.kind is LinkKind.TRANSFER:
                self._transfer(match)
            elif match.kind is LinkKind.SETTLEMENT:
                self._settlement(match)
            elif match.kind is LinkKind.REFUND:
                self._refund(match)

    def _same(self, match: Match) -> None:
        keys = {self.root(match.first), self.root(match.second)}
        if len(keys) == 1:
            return
        first, second = sorted(keys, key=lambda key: (key < 0, abs(key)))
        if match.sure and second > 0 and gives_way(self.states[second], self.states[first]):
            first, second = second, first
        if match.sure and gives_way(self.states[first], self.states[second]):
            if first > 0:
                self._replace(replace(match, first=first, second=second))
                return
            first, second = second, first
        row = self.rows.get(second)
        merged = merge(self.states[first], self.states[second], match.reasons, self.chart)
        if row is None or row.source is None or not match.sure or merged is None:
            self._propose(replace(match, first=first, second=second))
            return
        own, added = row.draft, merged.added
        row.holder = first
        row.draft = _completion(own, added, first if merged.completes else None) if own else None
        row.state = RowState.NEW if row.draft else RowState.DUPLICATE
        row.match = RowMatch(match.kind, first, sure=True, reasons=match.reasons)
        one = self.states[first].record
        self.states[first] = Standing(
            replace(
                one,
                waiting=merged.waiting,
                legs=merged.legs,
                sources=one.sources | self.states[second].record.sources,
            ),
            (*self.states[first].postings, *added),
        )
        self.result.links.append(
            PlannedLink(
                match.kind,
                LinkState.LINKED,
                first,
                match.reasons,
                rows=(row.content_id,),
                draft=own,
                added=(row.key,) if row.draft else (),
            )
        )

    def _day(self, match: Match) -> None:
        """A till's takings and the sales they are made of are both booked: take one out again."""
        members = tuple(dict.fromkeys(self.root(key) for key in match.members))
        till = self.root(match.first)
        if till in members:
            return
        draft = told_twice([self.states[key] for key in members], self.chart)
        match = replace(match, members=members, sure=match.sure and draft is not None)
        self._link(match, till, members[0], draft=draft, completes=False)

    def _replace(self, match: Match) -> None:
        """Let the second stand for a booked payment that names the wrong account: reverse that."""
        draft = self.states[match.first].draft()
        reversal = draft.reversal(match.first, day=draft.day, narration=draft.narration)
        if self.context.locked is not None and draft.day <= self.context.locked:
            reversal = replace(reversal, day=self.context.locked + dt.timedelta(days=1))
        self.result.entries.append(PlannedEntry(self._next, reversal))
        self._next -= 1
        if (row := self.rows.get(match.second)) is not None:
            row.match = RowMatch(match.kind, match.first, sure=True, reasons=match.reasons)
        self.result.links.append(
            PlannedLink(
                match.kind,
                LinkState.LINKED,
                match.second,
                match.reasons,
                rows=links.rows_of(self.context.connection, match.first),
                draft=draft,
                takes_rows=True,
            )
        )

    def _transfer(self, match: Match) -> None:
        first, second = self.root(match.first), self.root(match.second)
        both = (self.states[first].record.waiting, self.states[second].record.waiting)
        if first == second or None in both:
            return
        self._link(match, first, second)

    def _settlement(self, match: Match) -> None:
        payout = self.root(match.second)
        members = tuple(dict.fromkeys(self.root(key) for key in match.members))
        waiting = self.states[payout].record.waiting
        if waiting is None or match.fee is None or payout in members:
            return
        fee, match = match.fee, replace(match, members=members)
        if match.sure and waiting.currency == self.context.accounts.currency:
            draft = settlement(
                self.states[payout].record,
                [self.states[key].record for key in members],
                fee=fee,
                postings=self.states[payout].postings,
                chart=self.chart,
                fees=self.context.accounts.role(Role.FEES, waiting.currency).code,
            )
            self._link(match, members[0], payout, draft=draft)
        else:
            self._link(replace(match, sure=False), members[0], payout)

    def _refund(self, match: Match) -> None:
        first, second = self.root(match.first), self.root(match.second)
        if first == second:
            return
        draft = None
        if match.sure:
            draft = refund(self.states[first], self.states[second], self.chart)
        self._link(match, first, second, draft=draft)

    def _propose(self, match: Match) -> None:
        self._link(replace(match, sure=False), match.first, match.second)

    def _link(
        self,
        match: Match,
        first: int,
        second: int,
        *,
        draft: Draft | None = None,
        completes: bool = True,
    ) -> None:
        added: tuple[int, ...] = ()
        if draft is not None and match.sure:
            if completes:
                draft = replace(draft, completes=second)
            entry = PlannedEntry(self._next, draft)
            self._next -= 1
            self.result.entries.append(entry)
            added = (entry.key,)
        row = self.rows.get(second) or self.rows.get(first)
        if row is not None and row.match is None:
            partner = first if row.key == second else second
            row.match = RowMatch(match.kind, partner, sure=match.sure, reasons=match.reasons)
        self.result.links.append(
            PlannedLink(
                match.kind,
                LinkState.LINKED if match.sure else LinkState.PROPOSED,
                first,
                match.reasons,
                other=second,
                added=added,
                members=match.members,
            )
        )


def settle(context: Context, files: Sequence[PlannedFile], *, alive: Callable[[], None]) -> Settled:
    """Match the rows that are new with the book and with each other, and change what they post.

    ``alive`` is called now and then, and raises where the owner has cancelled.
    """
    rows = [row for file in files for row in file.rows if _takes_part(row, context)]
    if not rows:
        return Settled()
    chart = Chart.of(context.accounts.all_accounts(), context.accounts.hints())
    new = []
    states: dict[int, Standing] = {}
    for number, row in enumerate(rows, 1):
        if not number % _TOLD_EVERY:
            alive()
        row.key = -number
        record = records.of_row(row, chart)
        new.append(record)
        states[row.key] = Standing(record, row.draft.postings if row.draft else ())
    connection = context.connection
    with database.mapped_errors():
        booked = {
            payment.entry.number: payment
            for payment in payments.payments(connection, _partners(connection, new, chart))
        }
        decided = links.all_decided(connection)
        settled = links.settled(connection) | links.refunded(connection)
    for number, payment in booked.items():
        states[number] = Standing.of(payment, chart)
    alive()
    found = engine.matches(
        [state.record for state in states.values()], chart.own, decided=decided, settled=settled
    )
    alive()
    settlement_ = _Settlement(context, chart, states)
    for row in rows:
        settlement_.add_row(row)
    settlement_.apply(found)
    return settlement_.result


def _takes_part(row: PlannedRow, context: Context) -> bool:
    """Tell whether a row may be matched: a statement's or a till's, not another book's."""
    new = row.state is RowState.NEW and row.draft is not None and row.day is not None
    return new and not context.keeps_apart(row)


def _partners(connection: database.Connection, new: Sequence[Record], chart: Chart) -> set[int]:
    """Return the booked payments that a new row could belong to."""
    first = min(record.day for record in new) - _AROUND
    last = max(record.day for record in new) + _AROUND
    amounts = {(leg.account, leg.amount.minor) for record in new for leg in record.legs}
    for record in new:
        if record.waiting is not None:
            amounts |= {(code, -record.waiting.minor) for code in chart.suspense}
    clearing = {account.code for account in chart.own.values() if account.clearing}
    touched = {leg.account for record in new for leg in record.legs}
    paid_out = any(record.waiting is not None and record.waiting.minor < 0 for record in new)
    found = payments.moving(
        connection,
        first=first,
        last=last,
        amounts=amounts,
        accounts=clearing - touched if paid_out else (),
    )
    if touched & clearing:
        found |= payments.moving(
            connection, first=first, last=last, amounts=(), accounts=sorted(chart.suspense)
        )
    sold = {leg.account for record in new if record.sold for leg in record.legs} & clearing
    for code in sold:  # a till's days lie among them
        found |= payments.untold(connection, code, first=first, last=last)
    tills = clearing & {
        leg.account
        for record in new
        for leg in record.legs
        if leg.account not in {source.account for source in record.sources}
    }
    if tills:
        found |= payments.moving(connection, first=first, last=last, amounts=(), accounts=tills)
    refunds = [record for record in new if record.gives_back]
    early = first - _REFUND_AROUND if refunds else first
    ids = {text for record in new for text in (*record.references, record.refund_of) if text}
    found |= payments.referring(connection, ids, first=early, last=last)
    if refunds:
        given_back = {(leg.account, -leg.amount.minor) for record in refunds for leg in record.legs}
        found |= payments.moving(connection, first=early, last=last, amounts=given_back)
    return found


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


def _completion(own: Draft, added: tuple[Posting, ...], completes: int | None) -> Draft | None:
    if not added:
        return None
    return Draft(own.day, own.narration, added, party=own.party, completes=completes)


def settlement(
    payout: Record,
    takings: Sequence[Record],
    *,
    fee: Money,
    postings: Iterable[Posting],
    chart: Chart,
    fees: str,
) -> Draft:
    """Return the entry that says what a payout was: takings less the fee on account ``fees``."""
    waiting = [line for line in postings if line.account in chart.suspense]
    lines = [line.negated() for line in waiting]
    if fee.minor:
        lines.append(Posting.plain(fees, fee))
    gross = sum(line.amount.minor for line in waiting) - fee.minor
    clearing = next(
        leg.account for record in takings for leg in record.legs if chart.own[leg.account].clearing
    )
    lines.append(Posting.plain(clearing, Money(fee.currency, gross)))
    return Draft(payout.day, payout.narration, tuple(lines), party=payout.party)


def told_twice(sales: Sequence[Standing], chart: Chart) -> Draft | None:
    """Return the entry that takes sales out again which a till's day holds already.

    Their fees stay. ``None`` where more than one account or another currency is touched.
    """
    own = {leg.account for sale in sales for leg in sale.record.legs}
    rest = [
        line
        for sale in sales
        for line in sale.postings
        if line.account not in {chart.fees, *chart.own}
    ]
    if len(own) != 1 or not rest or any(line.amount != line.value for line in rest):
        return None
    (account,) = own
    lines = [
        Posting.plain(code, Money(currency, -amount))
        for (code, currency), (amount, *_) in _sum(rest).items()
    ]
    total = Money(rest[0].amount.currency, sum(line.amount.minor for line in rest))
    first = sales[0].record
    return Draft(
        first.day, first.narration, (*lines, Posting.plain(account, total)), party=first.party
    )


def refund(payment: Standing, back: Standing, chart: Chart) -> Draft | None:
    """Return the entry that sorts a refund to where its payment was, if that is known."""
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


def kept(planned: PlannedLink, number: Callable[[int], int], batch: str) -> KeptLink:
    """Return a planned link as the book keeps it; ``number`` gives the entry of a payment's key.

    What the link posts is added by the caller, who knows the numbers of that.
    """
    return KeptLink(
        planned.kind,
        planned.state,
        number(planned.first),
        planned.reasons,
        number(planned.other) if planned.other is not None else None,
        planned.rows,
        planned.draft,
        members=tuple(map(number, planned.members)),
        batch=batch,
    )
