"""Statements into entries: preview, import, take back. Every row read is accounted for."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import field
from pathlib import Path

from cfo_desktop.base import ids
from cfo_desktop.base.errors import UserError
from cfo_desktop.domain.account import Account
from cfo_desktop.domain.account import Role
from cfo_desktop.domain.entry import Draft
from cfo_desktop.domain.entry import Posting
from cfo_desktop.domain.entry import through_exchange
from cfo_desktop.domain.fault import Fault
from cfo_desktop.domain.importing import Batch
from cfo_desktop.domain.importing import ImportedFile
from cfo_desktop.domain.importing import ImportedRow
from cfo_desktop.domain.importing import ImportResult
from cfo_desktop.domain.importing import RowState
from cfo_desktop.domain.money import Money
from cfo_desktop.domain.statement import ReadFile
from cfo_desktop.domain.statement import RowKind
from cfo_desktop.domain.statement import Statement
from cfo_desktop.domain.statement import StatementRow
from cfo_desktop.services import entries
from cfo_desktop.services import foreign_books
from cfo_desktop.services import reading
from cfo_desktop.services.books import Book
from cfo_desktop.services.planning import Context
from cfo_desktop.services.planning import PlannedFile
from cfo_desktop.services.planning import as_fault
from cfo_desktop.services.planning import refused_file
from cfo_desktop.services.planning import shortened
from cfo_desktop.services.planning import value_of
from cfo_desktop.services.statement_accounts import StatementAccounts
from cfo_desktop.services.statement_accounts import first_match
from cfo_desktop.store import database
from cfo_desktop.store import import_log
from cfo_desktop.store import ledger

Progress = Callable[[int, int], None]
"""Called with (done, total); raises ``UserError("cancelled")`` to stop with nothing booked."""


def preview(
    book: Book,
    *,
    files: Sequence[Path],
    account: str | None = None,
    profile: str | None = None,
    progress: Progress | None = None,
) -> ImportResult:
    """Return what ``import_files`` would do; the book is left as it is."""
    context = Context.of(book)
    planned = _plan(files, context, account=account, profile=profile, progress=progress)
    return ImportResult("", tuple(file.report for file in planned))


def import_files(
    book: Book,
    *,
    files: Sequence[Path],
    account: str | None = None,
    profile: str | None = None,
    progress: Progress | None = None,
) -> ImportResult:
    """Post what is new in statements and other programs' books, in one transaction.

    ``account`` books every statement to that account, and the book remembers it for the next time;
    ``profile`` is the reader's name that a statement must have, where the owner insists. Faults of
    the files are in the result; raises ``UserError`` for the book's own (``account_unknown``,
    ``disk_full``, ``cancelled``).
    """
    context = Context.of(book)
    planned = _plan(files, context, account=account, profile=profile, progress=progress)
    reports = tuple(file.report for file in planned)
    new = [item for file in planned for item in file.drafts]
    if not new:
        return ImportResult("", reports)
    batch = ids.new_id()
    now = entries.recorded_now()
    summary = [{"file": report.file, "new": report.new} for report in reports]
    with book.store.transaction() as connection:
        context.accounts.save(connection)
        import_log.add_batch(connection, batch, recorded_at=now, summary=summary)
        drafts = [draft for _, draft in new]
        numbers = ledger.post(connection, drafts, recorded_at=now, batch=batch)
        found = [(content_id, number) for (content_id, _), number in zip(new, numbers, strict=True)]
        import_log.add_rows(connection, batch, found)
    return ImportResult(batch, reports)


def batches(book: Book) -> list[Batch]:
    """Return every import, the newest first."""
    with database.mapped_errors():
        found = import_log.batches(book.store.connection)
    return [
        Batch(
            id=batch,
            recorded_at=dt.datetime.fromtimestamp(recorded_at, dt.UTC),
            files=tuple(dict.fromkeys(item["file"] for item in summary)),
            entries=sum(item["new"] for item in summary),
            undone=undone,
        )
        for batch, recorded_at, summary, undone in found
    ]


def undo(book: Book, *, batch: str) -> int:
    """Take a whole import back by reversing its entries; return how many were reversed.

    The rows may be imported again afterwards. Raises ``UserError`` with ``batch_missing`` or
    ``batch_undone``.
    """
    with book.store.transaction() as connection:
        if not import_log.batch_is_live(connection, batch):
            raise UserError("batch_undone", batch=batch)
        numbers = import_log.entries_to_undo(connection, batch)
        drafts = entries.reversals(connection, numbers=numbers)
        now = entries.recorded_now()
        ledger.post(connection, drafts, recorded_at=now)
        import_log.mark_undone(connection, batch, recorded_at=now)
    return len(numbers)


@dataclass(slots=True)
class _Row:
    """A row of a statement and what is to become of it."""

    source: StatementRow
    content_id: str
    state: RowState
    counter: str = ""
    draft: Draft | None = None
    reason: Fault | None = None

    def report(self) -> ImportedRow:
        source = self.source
        return ImportedRow(
            place=source.place,
            state=self.state,
            day=source.day,
            party=source.party,
            narration=source.narration,
            amount=source.amount,
            counter=self.counter,
            reason=self.reason,
        )


@dataclass(slots=True)
class _Part:
    """One account's statements out of one file."""

    path: Path
    read: ReadFile
    account: Account
    is_new: bool
    statements: list[Statement] = field(default_factory=list)
    rows: list[_Row] = field(default_factory=list)
    notes: list[Fault] = field(default_factory=list)
    """What the book, not the file, has to say about the import."""
    opening_to_book: Money | None = None

    def report(self) -> ImportedFile:
        states = Counter(row.state for row in self.rows)
        skipped = [row for part in self.statements for row in part.skipped]
        unread = [fault for part in self.statements for fault in part.rejected]
        refused = [row.reason for row in self.rows if row.reason and row.state is RowState.REJECTED]
        warnings = [fault for part in self.statements for fault in part.warnings]
        return ImportedFile(
            file=self.path.name,
            format=self.read.format,
            profile=self.read.profile,
            account=self.account.code,
            account_name=self.account.name,
            account_is_new=self.is_new and states[RowState.NEW] > 0,
            read=len(self.rows) + len(skipped) + len(unread),
            new=states[RowState.NEW],
            duplicate=states[RowState.DUPLICATE],
            skipped=len(skipped),
            rejected=len(unread) + len(refused),
            movement=self._movement(),
            opening=self.statements[0].opening,
            closing=self.statements[-1].closing,
            faults=(*unread, *refused, *warnings, *self.notes),
            checks=tuple(check for part in self.statements for check in part.checks),
            rows=(
                *(row.report() for row in self.rows),
                *(
                    ImportedRow(row.place, RowState.SKIPPED, reason=Fault(row.code, row.place))
                    for row in skipped
                ),
                *(ImportedRow(fault.place, RowState.REJECTED, reason=fault) for fault in unread),
            ),
            opening_to_book=self.opening_to_book if states[RowState.NEW] else None,
        )

    def _movement(self) -> Money:
        minor = sum(
            line.amount.minor
            for row in self.rows
            if row.draft is not None
            for line in row.draft.postings
            if line.account == self.account.code
        )
        return Money(self.account.currency, minor)


def _plan(
    files: Sequence[Path],
    context: Context,
    *,
    account: str | None,
    profile: str | None,
    progress: Progress | None,
) -> list[PlannedFile]:
    chosen = context.accounts.get(account) if account else None
    currency = chosen.currency if chosen else context.accounts.currency
    planned: list[PlannedFile] = []
    for done, path in enumerate(files):
        if progress:
            progress(done, len(files))
        if foreign_books.is_one(path):
            planned.append(foreign_books.plan(path, context))
            continue
        read = _read(path, context, currency=currency, chosen=account)
        if profile and read.fault is None and read.profile != profile:
            fault = Fault("profile_other", data={"found": read.profile, "wanted": profile})
            read = ReadFile(read.format, read.profile, fault=fault)
        planned += _planned(path, read, context, account)
    if progress:
        progress(len(files), len(files))
    return planned


def _read(path: Path, context: Context, *, currency: str, chosen: str | None) -> ReadFile:
    """Read a file; one that names no currency, in that of the account it is known to be of."""
    read = reading.read_statement(path, currency=currency)
    if chosen is None:
        for statement in read.statements:
            account = context.accounts.known(statement.account)
            if statement.currency is None and account and account.currency != currency:
                return reading.read_statement(path, currency=account.currency)
    return read


def _planned(path: Path, read: ReadFile, context: Context, chosen: str | None) -> list[PlannedFile]:
    """Return one planned file for each account that the file is about."""
    try:
        with context.accounts.all_or_none():
            parts = _parts(path, read, context.accounts, chosen)
    except UserError as error:
        read = ReadFile(read.format, read.profile, fault=as_fault(error))
        parts = []
    if read.fault:
        return [refused_file(path, read.fault, kind=read.format, profile=read.profile)]
    for part in parts:
        currency = part.account.currency
        if currency != context.accounts.currency and currency not in context.rates:
            part.notes.append(Fault("rate_unknown", data={"currency": currency}))
        for row in part.rows:
            _decide(row, part, context)
        part.opening_to_book = _opening_to_book(part, context)
    return [
        PlannedFile(
            part.report(),
            [(row.content_id, row.draft) for row in part.rows if row.draft is not None],
        )
        for part in parts
    ]


def _opening_to_book(part: _Part, context: Context) -> Money | None:
    """Return what the account held before, where the book knows nothing from before."""
    opening = part.statements[0].opening
    if opening is None or not opening.minor or opening.currency != context.accounts.currency:
        return None
    first_row = min((row.source.day for row in part.rows), default=None)
    first_entry = context.first_days.get(part.account.code)
    if first_row is None or (first_entry is not None and first_entry < first_row):
        return None
    return opening


def _parts(
    path: Path, read: ReadFile, accounts: StatementAccounts, chosen: str | None
) -> list[_Part]:
    parts: dict[str, _Part] = {}
    for statement in read.statements:
        account = accounts.find(statement.account, currency=statement.currency, chosen=chosen)
        is_new = accounts.is_new(account)
        part = parts.setdefault(account.code, _Part(path, read, account, is_new))
        part.statements.append(statement)
        part.rows += _numbered_rows(account.code, statement)
    return list(parts.values())


def _numbered_rows(account: str, statement: Statement) -> list[_Row]:
    """Give each row its content id; equal rows of one statement are told apart by counting.

    Two files that overlap count the equal rows of a day alike, so each is booked once and two
    real payments stay two.
    """
    seen: Counter[tuple[str, ...]] = Counter()
    rows = []
    for row in statement.rows:
        content = (
            account,
            row.account.key if row.account else "",
            row.day.isoformat(),
            row.time,
            str(row.amount.minor),
            row.amount.currency,
            row.party,
            row.narration,
            row.reference,
        )
        seen[content] += 1
        rows.append(_Row(row, ids.content_id(*content, str(seen[content])), RowState.NEW))
    return rows


def _decide(row: _Row, part: _Part, context: Context) -> None:
    """Settle one row: a duplicate, rejected with its reason, or a draft."""
    if row.content_id in context.known:
        row.state = RowState.DUPLICATE
        return
    try:
        context.check_day(row.source.day)
        row.draft = _draft(row, part, context)
    except UserError as error:
        row.state = RowState.REJECTED
        row.reason = as_fault(error, row.source.place)
    else:
        context.known.add(row.content_id)


def _draft(row: _Row, part: _Part, context: Context) -> Draft:
    source = row.source
    accounts = context.accounts
    currency = source.amount.currency
    own = accounts.find(source.account, currency=currency) if source.account else part.account
    if own.currency != currency:
        raise UserError("account_currency", code=own.code, currency=own.currency)
    counter = _counter(source, context)
    for account in (own, counter):
        if account.closed_on is not None and source.day > account.closed_on:
            raise UserError("account_closed", code=account.code)
    fee = source.fee.minor if source.fee else 0
    moved = source.amount.minor + fee
    lines = _pair(own, counter, moved, context) if moved or not fee else []
    if fee:
        lines += _pair(own, accounts.role(Role.FEES, accounts.currency), -fee, context)
    row.counter = lines[1].account
    postings = through_exchange(lines, exchange_account=lambda code: accounts.exchange(code).code)
    return Draft(source.day, shortened(source.narration), postings, party=shortened(source.party))


def _counter(source: StatementRow, context: Context) -> Account:
    """Return the account on the other side: an own one, a rule's, or suspense."""
    accounts = context.accounts
    currency = source.amount.currency
    if source.counter is not None:
        return accounts.find(source.counter, currency=currency)
    code = first_match(context.rules, f"{source.party} {source.narration}")
    if code is not None:
        return accounts.get(code)
    if source.kind is RowKind.FEE and source.amount.minor < 0:
        return accounts.role(Role.FEES, accounts.currency)
    if source.kind is RowKind.INTEREST:
        role = Role.OTHER_INCOME if source.amount.minor > 0 else Role.INTEREST
        return accounts.role(role, accounts.currency)
    return accounts.role(Role.SUSPENSE, currency)


def _pair(own: Account, counter: Account, minor: int, context: Context) -> list[Posting]:
    """Return ``minor`` on ``own`` and its opposite on ``counter``, valued in the book's money.

    Foreign money that has no value yet cannot reach an account in the book's own currency: it
    waits on the suspense account of its currency.
    """
    base = context.accounts.currency
    value = value_of(minor, own.currency, base, context.rates)
    lines = [Posting(own.code, Money(own.currency, minor), Money(base, value))]
    if counter.currency == own.currency:
        opposite = Money(own.currency, -minor)
    elif counter.currency == base and value:
        opposite = Money(base, -value)
    else:
        counter = context.accounts.role(Role.SUSPENSE, own.currency)
        opposite = Money(own.currency, -minor)
    return [*lines, Posting(counter.code, opposite, Money(base, -value))]
