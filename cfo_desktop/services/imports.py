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
from cfo_desktop.domain.entry import MAX_TEXT
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
from cfo_desktop.services import reading
from cfo_desktop.services.books import Book
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
    plan = _plan(book, files, account=account, profile=profile, progress=progress)
    return ImportResult("", tuple(part.report() for part in plan.parts))


def import_files(
    book: Book,
    *,
    files: Sequence[Path],
    account: str | None = None,
    profile: str | None = None,
    progress: Progress | None = None,
) -> ImportResult:
    """Post the new rows of statements in one transaction; return what became of each row.

    ``account`` books every file to that account, and the book remembers it for the next time;
    ``profile`` is the reader's name that a file must have, where the owner insists. Faults of the
    files are in the result; raises ``UserError`` for the book's own (``account_unknown``,
    ``disk_full``, ``cancelled``).
    """
    plan = _plan(book, files, account=account, profile=profile, progress=progress)
    rows = [row for part in plan.parts for row in part.rows if row.draft is not None]
    reports = tuple(part.report() for part in plan.parts)
    if not rows:
        return ImportResult("", reports)
    batch = ids.new_id()
    now = entries.recorded_now()
    with book.store.transaction() as connection:
        plan.accounts.save(connection)
        summary = [{"file": report.file, "new": report.new} for report in reports]
        import_log.add_batch(connection, batch, recorded_at=now, summary=summary)
        drafts = [row.draft for row in rows if row.draft is not None]
        numbers = ledger.post(connection, drafts, recorded_at=now, batch=batch)
        found = [(row.content_id, number) for row, number in zip(rows, numbers, strict=True)]
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
    account: Account | None = None
    is_new: bool = False
    statements: list[Statement] = field(default_factory=list)
    rows: list[_Row] = field(default_factory=list)
    fault: Fault | None = None

    def report(self) -> ImportedFile:
        states = Counter(row.state for row in self.rows)
        skipped = [row for part in self.statements for row in part.skipped]
        unread = [fault for part in self.statements for fault in part.rejected]
        refused = [row.reason for row in self.rows if row.reason and row.state is RowState.REJECTED]
        warnings = [fault for part in self.statements for fault in part.warnings]
        whole = [self.fault] if self.fault else []
        return ImportedFile(
            file=self.path.name,
            format=self.read.format,
            profile=self.read.profile,
            account=self.account.code if self.account else "",
            account_name=self.account.name if self.account else "",
            account_is_new=self.is_new,
            read=len(self.rows) + len(skipped) + len(unread),
            new=states[RowState.NEW],
            duplicate=states[RowState.DUPLICATE],
            skipped=len(skipped),
            rejected=len(unread) + len(refused),
            movement=self._movement(),
            opening=self.statements[0].opening if self.statements else None,
            closing=self.statements[-1].closing if self.statements else None,
            faults=(*whole, *unread, *refused, *warnings),
            checks=tuple(check for part in self.statements for check in part.checks),
            rows=(
                *(row.report() for row in self.rows),
                *(
                    ImportedRow(row.place, RowState.SKIPPED, reason=Fault(row.code, row.place))
                    for row in skipped
                ),
                *(ImportedRow(fault.place, RowState.REJECTED, reason=fault) for fault in unread),
            ),
            refused=self.fault is not None,
        )

    def _movement(self) -> Money | None:
        if self.account is None:
            return None
        minor = sum(
            line.amount.minor
            for row in self.rows
            if row.draft is not None
            for line in row.draft.postings
            if line.account == self.account.code
        )
        return Money(self.account.currency, minor)


@dataclass(slots=True)
class _Plan:
    accounts: StatementAccounts
    parts: list[_Part]


@dataclass(slots=True)
class _Context:
    """What the drafts of one import are made with."""

    accounts: StatementAccounts
    rules: list[tuple[int, str, str]]
    locked: dt.date | None
    known: set[str]
    rates: dict[str, tuple[int, int]]
    """{currency: (amount, value)} of the latest valued posting, both in minor units."""


def _plan(
    book: Book,
    files: Sequence[Path],
    *,
    account: str | None,
    profile: str | None,
    progress: Progress | None,
) -> _Plan:
    accounts = StatementAccounts(book)
    chosen = accounts.get(account) if account else None
    currency = chosen.currency if chosen else accounts.currency
    parts: list[_Part] = []
    for done, path in enumerate(files):
        if progress:
            progress(done, len(files))
        read = reading.read_statement(path, currency=currency)
        if profile and read.fault is None and read.profile != profile:
            read = ReadFile(read.format, read.profile, fault=Fault("profile_other"))
        parts += _parts(path, read, accounts, account)
    if progress:
        progress(len(files), len(files))
    with database.mapped_errors():
        connection = book.store.connection
        content = [row.content_id for part in parts for row in part.rows]
        context = _Context(
            accounts=accounts,
            rules=import_log.rules(connection),
            locked=ledger.locked_through(connection),
            known=import_log.known_rows(connection, content),
            rates=ledger.latest_rates(connection),
        )
    for part in parts:
        for row in part.rows:
            _decide(row, part, context)
    return _Plan(accounts, parts)


def _parts(
    path: Path, read: ReadFile, accounts: StatementAccounts, chosen: str | None
) -> list[_Part]:
    """Return one part for each account that the file is about."""
    if read.fault:
        return [_Part(path, read, fault=read.fault)]
    parts: dict[str, _Part] = {}
    for statement in read.statements:
        try:
            account = accounts.find(statement.account, currency=statement.currency, chosen=chosen)
        except UserError as error:
            data = {key: str(value) for key, value in error.data.items()}
            return [_Part(path, read, fault=Fault(error.code, data=data))]
        part = parts.setdefault(account.code, _Part(path, read, account))
        part.is_new = accounts.is_new(account)
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


def _decide(row: _Row, part: _Part, context: _Context) -> None:
    """Settle one row: a duplicate, rejected with its reason, or a draft."""
    if row.content_id in context.known:
        row.state = RowState.DUPLICATE
        return
    context.known.add(row.content_id)
    try:
        if context.locked is not None and row.source.day <= context.locked:
            raise UserError("period_locked")  # noqa: TRY301 - one way out for every refusal
        row.draft = _draft(row, part, context)
    except UserError as error:
        data = {key: str(value) for key, value in error.data.items()}
        row.state = RowState.REJECTED
        row.reason = Fault(error.code, row.source.place, data)


def _draft(row: _Row, part: _Part, context: _Context) -> Draft:
    source = row.source
    accounts = context.accounts
    currency = source.amount.currency
    if part.account is None:
        raise UserError("account_unknown", code="")
    own = accounts.find(source.account, currency=currency) if source.account else part.account
    counter = _counter(source, context)
    row.counter = counter.code
    for account in (own, counter):
        if account.closed_on is not None and source.day > account.closed_on:
            raise UserError("account_closed", code=account.code)
    fee = source.fee.minor if source.fee else 0
    lines = _pair(own, counter, source.amount.minor + fee, context)
    if fee:
        lines += _pair(own, accounts.role(Role.FEES, accounts.currency), -fee, context)
    postings = through_exchange(lines, exchange_account=lambda code: accounts.exchange(code).code)
    return Draft(source.day, _cut(source.narration), postings, party=_cut(source.party))


def _counter(source: StatementRow, context: _Context) -> Account:
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


def _pair(own: Account, counter: Account, minor: int, context: _Context) -> list[Posting]:
    """Return ``minor`` on ``own`` and its opposite on ``counter``, valued in the book's money."""
    base = context.accounts.currency
    value = _value(minor, own.currency, base, context.rates)
    lines = [Posting(own.code, Money(own.currency, minor), Money(base, value))]
    if counter.currency == own.currency:
        opposite = Money(own.currency, -minor)
    elif counter.currency == base and value:
        opposite = Money(base, -value)
    else:
        raise UserError("rate_missing", currency=own.currency)
    return [*lines, Posting(counter.code, opposite, Money(base, -value))]


def _value(minor: int, currency: str, base: str, rates: dict[str, tuple[int, int]]) -> int:
    """Return the value in the book's currency at the latest known rate; 0 where there is none."""
    if currency == base:
        return minor
    amount, value = rates.get(currency, (1, 0))
    exact = abs(minor * value) * 2
    rounded = (exact + abs(amount)) // (2 * abs(amount))
    return rounded if (minor > 0) == ((value > 0) == (amount > 0)) else -rounded


def _cut(text: str) -> str:
    """Shorten a text to what an entry holds; the statement itself keeps the rest."""
    return text if len(text) <= MAX_TEXT else text[: MAX_TEXT - 1] + "…"
