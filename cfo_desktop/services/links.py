"""What is linked, proposed and refused: the review of pairs, each decision and its undoing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from collections.abc import Sequence
from dataclasses import replace

from cfo_desktop.base.errors import UserError
from cfo_desktop.domain.account import Role
from cfo_desktop.domain.entry import Draft
from cfo_desktop.domain.entry import Entry
from cfo_desktop.domain.matching import Link
from cfo_desktop.domain.matching import LinkedRecord
from cfo_desktop.domain.matching import LinkKind
from cfo_desktop.domain.matching import LinkState
from cfo_desktop.domain.money import Money
from cfo_desktop.domain.wording import told_once
from cfo_desktop.services import accounts
from cfo_desktop.services import entries
from cfo_desktop.services import merging
from cfo_desktop.services.books import Book
from cfo_desktop.services.merging import Standing
from cfo_desktop.services.records import Chart
from cfo_desktop.store import database
from cfo_desktop.store import import_log
from cfo_desktop.store import ledger
from cfo_desktop.store import links
from cfo_desktop.store import payments
from cfo_desktop.store import sources
from cfo_desktop.store.links import KeptLink

_MOST = 1_000


def all_links(
    book: Book, *, state: LinkState = LinkState.PROPOSED, limit: int = _MOST
) -> list[Link]:
    """Return the pairs of a state, the newest first, with both sides as they were told."""
    connection = book.store.connection
    with database.mapped_errors():
        chart = _chart(book)
        found = links.in_state(connection, state, limit=limit)
        return [_shown(connection, link, chart) for link in found]


def waiting(book: Book) -> int:
    """Return how many pairs the owner is asked about."""
    with database.mapped_errors():
        return links.count(book.store.connection, LinkState.PROPOSED)


def accept(book: Book, *, numbers: Iterable[int]) -> None:
    """Link proposed pairs, all of them or none.

    Of the same payment told twice the later entry is reversed, and what it knew more is posted;
    the money is in the books once from then on. Raises ``UserError`` (``link_missing``,
    ``link_decided``, ``link_stale`` where an entry was reversed since, ``period_locked``).
    """
    with book.store.transaction() as connection:
        chart = _chart(book)
        for number in dict.fromkeys(numbers):
            link = _in_state(connection, number, LinkState.PROPOSED)
            _accept(book, connection, link, chart)


def refuse(book: Book, *, numbers: Iterable[int]) -> None:
    """Say that pairs do not belong together; they are not proposed again. Raises ``UserError``."""
    with book.store.transaction() as connection:
        for number in dict.fromkeys(numbers):
            link = _in_state(connection, number, LinkState.PROPOSED)
            _decide(connection, replace(link, state=LinkState.REFUSED, by_owner=True))


def undo(book: Book, *, number: int) -> None:
    """Take a decision back: a linked pair is two payments again, a refused one is asked again.

    What linking posted is reversed, and what it kept from being posted is posted. A pair that was
    linked by exact evidence counts as refused afterwards. Raises ``UserError`` (``link_missing``,
    ``link_open``, ``period_locked``).
    """
    with book.store.transaction() as connection:
        link = links.link(connection, number)
        if link.state is LinkState.REFUSED:
            _decide(connection, replace(link, state=LinkState.PROPOSED, by_owner=False))
        elif link.state is LinkState.LINKED:
            after = LinkState.PROPOSED if link.by_owner and link.other else LinkState.REFUSED
            other = _take_apart(connection, link, standing=())
            other = other or link.other
            taken = replace(link, state=after, other=other, added=(), rows=(), by_owner=True)
            _decide(connection, taken)
        else:
            raise UserError("link_open", number=number)


def release(connection: database.Connection, *, batch: str, numbers: Sequence[int]) -> None:
    """Take apart, before an import is taken back, what other imports' rows were linked with it.

    ``numbers`` are the entries that are about to be reversed. A payment that another statement
    tells too stays booked: by the row that was not booked because of this import's.
    """
    going = set(numbers)
    touched = {link.number: link for link in links.of_batch(connection, batch)}
    touched |= {link.number: link for link in links.of_entries(connection, numbers)}
    for link in touched.values():
        if link.state is LinkState.LINKED:
            others = links.live_batches(connection, link.rows) - {batch}
            kept = link.draft is not None and link.entry in going and bool(others)
            _take_apart(connection, link, standing=going, repost=kept)
        if link.state is not LinkState.UNDONE:
            _decide(connection, replace(link, state=LinkState.UNDONE))


def decided_since(connection: database.Connection, *, batch: str, numbers: Sequence[int]) -> int:
    """Return how many links of these entries of an import the owner or a later import made."""
    return sum(
        link.state is LinkState.LINKED and (link.by_owner or link.batch != batch)
        for link in links.of_entries(connection, numbers)
    )


def _chart(book: Book) -> Chart:
    with database.mapped_errors():
        hints = import_log.hints(book.store.connection)
    return Chart.of(accounts.all_accounts(book), hints)


def _in_state(connection: database.Connection, number: int, state: LinkState) -> KeptLink:
    link = links.link(connection, number)
    if link.state is not state:
        raise UserError("link_decided", number=number)
    return link


def _decide(connection: database.Connection, link: KeptLink) -> None:
    links.decide(connection, link, recorded_at=entries.recorded_now())


def _post(connection: database.Connection, drafts: Sequence[Draft]) -> tuple[int, ...]:
    return tuple(ledger.post(connection, drafts, recorded_at=entries.recorded_now()))


def _standing(
    connection: database.Connection, numbers: Sequence[int], chart: Chart, link: KeptLink
) -> list[Standing]:
    found = {p.entry.number: p for p in payments.payments(connection, numbers)}
    if any(number not in found for number in numbers):
        raise UserError("link_stale", number=link.number)
    return [Standing.of(found[number], chart) for number in numbers]


def _accept(book: Book, connection: database.Connection, link: KeptLink, chart: Chart) -> None:
    if link.other is None:
        raise UserError("link_stale", number=link.number)
    sides = links.holder(connection, link.entry), links.holder(connection, link.other)
    if sides[0] == sides[1]:  # other pairs made one payment of both
        _decide(connection, replace(link, state=LinkState.LINKED, by_owner=True))
        return
    members = tuple(dict.fromkeys(links.holder(connection, each) for each in link.members))
    link = replace(link, entry=sides[0], other=sides[1], members=members)
    first, second = _standing(connection, sides, chart, link)
    linked = replace(link, state=LinkState.LINKED, by_owner=True)
    if link.kind is LinkKind.SAME and link.members:
        sales = _standing(connection, link.members, chart, link)
        draft = merging.told_twice(first, sales, account=link.account, chart=chart)
        linked = replace(linked, added=_post(connection, [draft] if draft else []))
    elif link.kind is LinkKind.SAME:
        linked = _merge(connection, linked, first, second, chart)
    elif link.kind is LinkKind.TRANSFER:
        _unsort(connection, sides)
    elif link.kind is LinkKind.SETTLEMENT:
        draft = _settlement(book, connection, link, second, chart)
        linked = replace(linked, added=_post(connection, [replace(draft, completes=link.other)]))
    elif sorted_ := merging.refund(first, second, chart):
        linked = replace(linked, added=_post(connection, [replace(sorted_, completes=link.other)]))
    _decide(connection, linked)


def _unsort(connection: database.Connection, numbers: Sequence[int]) -> None:
    """Take back where halves of a transfer were sorted to: each is the other's other side."""
    sorted_ = [found for number in numbers for found in ledger.completing(connection, number)]
    if sorted_:
        _post(connection, entries.reversals(connection, numbers=sorted_))


def _merge(
    connection: database.Connection,
    link: KeptLink,
    first: Standing,
    second: Standing,
    chart: Chart,
) -> KeptLink:
    """Let the first entry hold the payment alone: reverse the second, post what it knew more."""
    if link.other is None:
        raise UserError("link_stale", number=link.number)
    own = second.draft()
    merged = merging.merge(first, second, link.reasons, chart)
    rows = links.rows_of(connection, link.other)
    _post(connection, entries.reversals(connection, numbers=[link.other]))
    added: tuple[int, ...] = ()
    if merged is not None and merged.added:
        completes = link.entry if merged.completes else None
        day = _open_day(connection, own.day)
        draft = Draft(day, own.narration, merged.added, party=own.party, completes=completes)
        added = _post(connection, [draft])
    links.hold_rows(connection, rows, link.entry)
    return replace(link, rows=rows, draft=own, added=added)


def _settlement(
    book: Book,
    connection: database.Connection,
    link: KeptLink,
    payout: Standing,
    chart: Chart,
) -> Draft:
    takings = _standing(connection, link.members, chart, link)
    waiting_ = payout.record.waiting
    if waiting_ is None:
        raise UserError("link_stale", number=link.number)
    gross = sum(
        leg.amount.minor
        for one in takings
        for leg in one.record.legs
        if leg.account == link.account
    )
    return merging.settlement(
        payout,
        account=link.account,
        fee=Money(waiting_.currency, gross + waiting_.minor),
        chart=chart,
        fees=accounts.with_role(book, role=Role.FEES).code,
    )


def _take_apart(
    connection: database.Connection,
    link: KeptLink,
    *,
    standing: Iterable[int],
    repost: bool = True,
) -> int | None:
    """Reverse what linking posted, post what it kept from being posted; return its number.

    ``standing`` are entries that are reversed otherwise.
    """
    going = set(standing)
    still = [
        number
        for number in link.added
        if number not in going and ledger.entry(connection, number).reversed_by is None
    ]
    if still:
        _post(connection, entries.reversals(connection, numbers=still))
    if link.draft is None or not repost:
        return None
    day = _open_day(connection, link.draft.day)
    (number,) = _post(connection, [replace(link.draft, day=day, completes=None)])
    links.hold_rows(connection, link.rows, number)
    return number


def _open_day(connection: database.Connection, day: dt.date) -> dt.date:
    locked = ledger.locked_through(connection)
    return day if locked is None or day > locked else locked + dt.timedelta(days=1)


def _shown(connection: database.Connection, link: KeptLink, chart: Chart) -> Link:
    first = _side(connection, link.entry, chart, skip=link.rows)
    if link.other is not None and not link.rows:
        second = _side(connection, link.other, chart, skip=())
    else:
        second = _unbooked(connection, link, chart)
    if link.members and link.kind is LinkKind.SETTLEMENT:
        first = _takings(connection, link, chart)
    return Link(
        link.number,
        link.kind,
        link.state,
        first,
        second,
        link.reasons,
        link.by_owner,
        link.members,
    )


def _side(
    connection: database.Connection, number: int, chart: Chart, *, skip: Sequence[str]
) -> LinkedRecord:
    entry = ledger.entry(connection, number)
    account, amount = _moved(entry, chart)
    told = sources.told(connection, number, skip=skip)
    file, place = told or ("", "")
    text = told_once(entry.draft.party, entry.draft.narration)
    return LinkedRecord(number, entry.draft.day, text, amount, account, file, place)


def _takings(connection: database.Connection, link: KeptLink, chart: Chart) -> LinkedRecord:
    """Return the takings that a payout is for as one side: their days and their sum."""
    found = [ledger.entry(connection, number).draft for number in link.members]
    lines = [line for draft in found for line in draft.postings if line.account == link.account]
    if not lines:
        return _side(connection, link.entry, chart, skip=())
    days = sorted({draft.day for draft in found})
    text = found[0].narration + (f" – {days[-1].isoformat()}" if len(days) > 1 else "")
    total = Money(lines[0].amount.currency, sum(line.amount.minor for line in lines))
    return LinkedRecord(link.entry, days[0], text, total, link.account)


def _unbooked(connection: database.Connection, link: KeptLink, chart: Chart) -> LinkedRecord:
    found = sources.row(connection, link.rows[0]) if link.rows else None
    if found is None or link.draft is None:
        return _side(connection, link.entry, chart, skip=())
    row, file = found
    currency = link.draft.postings[0].amount.currency
    text = told_once(row.party, row.narration)
    return LinkedRecord(
        None, row.day, text, Money(currency, row.amount), row.account, file, row.place
    )


def _moved(entry: Entry, chart: Chart) -> tuple[str, Money]:
    lines = entry.draft.postings
    line = next((line for line in lines if line.account in chart.own), lines[0])
    return line.account, line.amount
