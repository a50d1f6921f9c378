"""Links what an import brings with what is there: one payment is booked once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import field
from dataclasses import replace

from cfo_desktop.analysis.matching import engine
from cfo_desktop.analysis.matching import evidence
from cfo_desktop.domain.account import Role
from cfo_desktop.domain.entry import Draft
from cfo_desktop.domain.entry import Posting
from cfo_desktop.domain.importing import RowMatch
from cfo_desktop.domain.importing import RowState
from cfo_desktop.domain.matching import LinkKind
from cfo_desktop.domain.matching import LinkState
from cfo_desktop.domain.matching import Match
from cfo_desktop.domain.matching import Record
from cfo_desktop.services import merging
from cfo_desktop.services import records
from cfo_desktop.services.merging import Standing
from cfo_desktop.services.planning import Context
from cfo_desktop.services.planning import PlannedFile
from cfo_desktop.services.planning import PlannedRow
from cfo_desktop.services.records import Chart
from cfo_desktop.store import database
from cfo_desktop.store import links
from cfo_desktop.store import payments
from cfo_desktop.store.links import KeptLink

_AROUND = dt.timedelta(days=12)
_REFUND_AROUND = dt.timedelta(days=200)
_TOLD_EVERY = 5_000
"""Rows between two looks at whether the owner has cancelled."""


@dataclass(slots=True, eq=False)
class PlannedEntry:
    """An entry beside the rows' own: ``key`` is below every row's; ``completes`` may be a key."""

    key: int
    draft: Draft


@dataclass(slots=True)
class Settled:
    """What matching adds to an import: further entries and links."""

    entries: list[PlannedEntry] = field(default_factory=list)
    links: list[KeptLink] = field(default_factory=list)
    """With keys in the place of the numbers of entries."""


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
        if len(keys) == 1 or ("sum" in match.reasons and self._is_held(match.second)):
            return  # of several that make one sum, the first is enough
        first, second = sorted(keys, key=lambda key: (key < 0, abs(key)))
        if match.sure and second > 0 and merging.gives_way(self.states[second], self.states[first]):
            first, second = second, first
        if match.sure and merging.gives_way(self.states[first], self.states[second]):
            if first > 0:
                self._replace(replace(match, first=first, second=second))
                return
            first, second = second, first
        row = self.rows.get(second)
        merged = merging.merge(self.states[first], self.states[second], match.reasons, self.chart)
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
            KeptLink(
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
        if all(self.states[key].record.waiting is not None for key in members):
            for key in members:
                self._told_by_till(match, till, key)
            return
        draft = merging.told_twice(
            self.states[till],
            [self.states[key] for key in members],
            account=match.account,
            chart=self.chart,
        )
        match = replace(match, members=members, sure=match.sure and draft is not None)
        self._link(match, till, members[0], draft=draft, completes=False)

    def _is_held(self, key: int) -> bool:
        row = self.rows.get(key)
        return row is not None and row.holder is not None

    def _told_by_till(self, match: Match, till: int, key: int) -> None:
        """A customer's payment that a till's day holds: a row is not booked, an entry emptied."""
        row = self.rows.get(key)
        match = replace(match, first=till, second=key, members=(), account="")
        if row is None or row.draft is None or not match.sure:
            draft = merging.emptied(self.states[key])
            self._link(match, till, key, draft=draft if match.sure else None)
            return
        own, row.draft = row.draft, None
        row.holder, row.state = till, RowState.DUPLICATE
        row.match = RowMatch(match.kind, till, sure=True, reasons=match.reasons)
        self.result.links.append(
            KeptLink(
                match.kind,
                LinkState.LINKED,
                till,
                match.reasons,
                rows=(row.content_id,),
                draft=own,
            )
        )

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
            KeptLink(
                match.kind,
                LinkState.LINKED,
                match.second,
                match.reasons,
                rows=links.rows_of(self.context.connection, match.first),
                draft=draft,
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
        if waiting.currency != self.context.accounts.currency:
            return  # its fee would need a rate that nobody told
        draft = None
        if match.sure:
            draft = merging.settlement(
                self.states[payout],
                account=match.account,
                fee=match.fee,
                chart=self.chart,
                fees=self.context.accounts.role(Role.FEES, waiting.currency).code,
            )
        self._link(replace(match, members=members), members[0], payout, draft=draft)

    def _refund(self, match: Match) -> None:
        first, second = self.root(match.first), self.root(match.second)
        if first == second:
            return
        draft = None
        if match.sure:
            draft = merging.refund(self.states[first], self.states[second], self.chart)
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
            KeptLink(
                match.kind,
                LinkState.LINKED if match.sure else LinkState.PROPOSED,
                first,
                match.reasons,
                other=second,
                added=added,
                members=match.members,
                account=match.account,
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
        paid = links.paid(connection)
    for number, payment in booked.items():
        states[number] = Standing.of(payment, chart)
    alive()
    found = engine.matches(
        [state.record for state in states.values()],
        chart.own,
        decided=decided,
        settled=settled,
        paid=paid,
    )
    alive()
    settlement_ = _Settlement(context, chart, states)
    for row in rows:
        settlement_.add_row(row)
    settlement_.apply(found)
    return settlement_.result


def _of_channels(codes: Iterable[str], chart: Chart) -> set[str]:
    """Return the accounts where takings wait that are of the same channels as these."""
    clearing = {code: account for code, account in chart.own.items() if account.clearing}
    channels = {evidence.channel(clearing[code]) for code in codes if code in clearing}
    return {code for code, own in clearing.items() if evidence.channel(own) in channels}


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
    sold = {
        leg.account
        for record in new
        for leg in record.legs
        if record.sold or (record.waiting is not None and leg.amount.minor > 0)
    }
    for code in _of_channels(sold, chart):  # a till's days lie among them
        found |= payments.untold(connection, code, first=first, last=last)
    tills = _of_channels(
        {
            leg.account
            for record in new
            for leg in record.legs
            if leg.account not in {source.account for source in record.sources}
        },
        chart,
    )
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


def _completion(own: Draft, added: tuple[Posting, ...], completes: int | None) -> Draft | None:
    if not added:
        return None
    return Draft(own.day, own.narration, added, party=own.party, completes=completes)
