"""A statement file made planned rows: its account, each row's draft, duplicates, what to keep."""

from __future__ import annotations

import itertools
from collections import Counter
from dataclasses import dataclass
from dataclasses import field

from cfo_desktop.base import ids
from cfo_desktop.base.errors import Bug
from cfo_desktop.base.errors import UserError
from cfo_desktop.base.progress import Progress
from cfo_desktop.domain.account import Account
from cfo_desktop.domain.account import Role
from cfo_desktop.domain.categories import By
from cfo_desktop.domain.categories import Proposal
from cfo_desktop.domain.entry import Draft
from cfo_desktop.domain.entry import Posting
from cfo_desktop.domain.entry import through_exchange
from cfo_desktop.domain.fault import Fault
from cfo_desktop.domain.importing import ImportedFile
from cfo_desktop.domain.importing import ImportedRow
from cfo_desktop.domain.importing import RowState
from cfo_desktop.domain.matching import LinkKind
from cfo_desktop.domain.money import Money
from cfo_desktop.domain.rules import Movement
from cfo_desktop.domain.rules import Rule
from cfo_desktop.domain.rules import first_fit
from cfo_desktop.domain.statement import ReadFile
from cfo_desktop.domain.statement import RowKind
from cfo_desktop.domain.statement import Statement
from cfo_desktop.domain.statement import StatementRow
from cfo_desktop.services import named_accounts
from cfo_desktop.services.named_accounts import Purpose
from cfo_desktop.services.planning import Context
from cfo_desktop.services.planning import PlannedFile
from cfo_desktop.services.planning import PlannedRow
from cfo_desktop.services.planning import PlannedStatement
from cfo_desktop.services.planning import as_fault
from cfo_desktop.services.planning import refused_file
from cfo_desktop.services.planning import shortened
from cfo_desktop.services.planning import value_of
from cfo_desktop.services.statement_accounts import is_vague

_TOLD_EVERY = 1_000
"""Rows between two calls of the progress."""
_SALES = {RowKind.SALE, RowKind.SALE_REFUND}


@dataclass(slots=True)
class _Part:
    """One account's statements out of one file."""

    file: str
    read: ReadFile
    account: Account
    is_new: bool
    statements: list[Statement] = field(default_factory=list)
    rows: list[PlannedRow] = field(default_factory=list)
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
            file=self.file,
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
            linked=sum(
                row.match is not None and row.match.sure and row.match.kind is not LinkKind.REFUND
                for row in self.rows
            ),
            likely=sum(row.match is not None and not row.match.sure for row in self.rows),
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


def plan(
    file: str,
    read: ReadFile,
    context: Context,
    *,
    chosen: str | None,
    progress: Progress | None = None,
) -> list[PlannedFile]:
    """Return one planned file for each account that the file is about.

    ``chosen`` is the code of the account that the owner says it is of; ``progress`` is called with
    (rows planned, rows in all).
    """
    try:
        with context.accounts.all_or_none():
            parts = _parts(file, read, context, chosen)
    except UserError as error:
        read = ReadFile(read.format, read.profile, fault=as_fault(error))
        parts = []
    if read.fault:
        return [refused_file(file, read.fault, kind=read.format, profile=read.profile)]
    total = sum(len(part.rows) for part in parts)
    done = 0
    for part in parts:
        currency = part.account.currency
        if currency != context.accounts.currency and currency not in context.rates:
            part.notes.append(Fault("rate_unknown", data={"currency": currency}))
        for row in part.rows:
            if progress and not done % _TOLD_EVERY:
                progress(done, total)
            done += 1
            _decide(row, part, context)
        part.opening_to_book = _opening_to_book(part, context)
        _warn_of_opening(part, context)
    return [PlannedFile(part.report, part.rows) for part in parts]


def _warn_of_opening(part: _Part, context: Context) -> None:
    """Say where rows are older than what the owner said that the account held."""
    told = context.opening_days.get(part.account.code)
    new = [row.day for row in part.rows if row.state is RowState.NEW and row.day]
    if told is not None and new and min(new) <= told:
        part.notes.append(Fault("rows_before_opening", data={"date": told.isoformat()}))


def _opening_to_book(part: _Part, context: Context) -> Money | None:
    """Return what the account held before, where the book knows nothing from before."""
    opening = part.statements[0].opening
    if opening is None or not opening.minor or opening.currency != part.account.currency:
        return None
    first_row = min((row.day for row in part.rows if row.day), default=None)
    first_entry = context.first_days.get(part.account.code)
    if first_row is None or (first_entry is not None and first_entry < first_row):
        return None
    return opening


def _parts(file: str, read: ReadFile, context: Context, chosen: str | None) -> list[_Part]:
    accounts = context.accounts
    parts: dict[str, _Part] = {}
    for statement in read.statements:
        told = chosen or _by_its_rows(file, read, statement, context)
        account = accounts.find(statement.account, currency=statement.currency, chosen=told)
        is_new = accounts.is_new(account)
        part = parts.setdefault(account.code, _Part(file, read, account, is_new))
        part.statements.append(statement)
        part.rows += _numbered_rows(file, read, account.code, statement)
    return list(parts.values())


def _by_its_rows(file: str, read: ReadFile, statement: Statement, context: Context) -> str | None:
    """Return the account that has rows of a list which names none: a copy under another name.

    Of lists with the same columns the one counts that knows the most of these rows.
    """
    if context.accounts.known(statement.account) is not None:
        return None
    known = {
        code: sum(
            row.content_id in context.known for row in _numbered_rows(file, read, code, statement)
        )
        for code in context.accounts.of_same_columns(statement.account)
    }
    best = max(known, key=lambda code: known[code], default=None)
    return best if best is not None and known[best] else None


def _numbered_rows(
    file: str, read: ReadFile, account: str, statement: Statement
) -> list[PlannedRow]:
    """Give each row its content id; equal rows of one statement are told apart by counting.

    Two files that overlap count the equal rows of a day alike, so each is booked once and two
    real payments stay two.
    """
    seen: Counter[tuple[str, ...]] = Counter()
    kept = _kept(file, read, account, statement)
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
        content_id = ids.content_id(*content, str(seen[content]))
        rows.append(
            PlannedRow(
                content_id,
                row.place,
                RowState.NEW,
                day=row.day,
                party=row.party,
                narration=row.narration,
                amount=row.amount,
                source=row,
                account=account,
                statement=kept,
            )
        )
    return rows


def _kept(file: str, read: ReadFile, account: str, statement: Statement) -> PlannedStatement | None:
    """Return what the book keeps of the statement itself; ``None`` for one without rows."""
    days = [row.day for row in statement.rows]
    if not days:
        return None
    gaps = [
        Fault(check.name, check.place, {"expected": check.expected, "found": check.found})
        for check in statement.checks
        if not check.ok
    ]
    return PlannedStatement(
        file,
        read.profile,
        account,
        min(days),
        max(days),
        statement.opening,
        statement.closing,
        (*statement.rejected, *gaps),
    )


def _decide(row: PlannedRow, part: _Part, context: Context) -> None:
    """Settle one row: a duplicate, rejected with its reason, or a draft."""
    if row.content_id in context.known:
        if not context.keeps_apart(row):
            row.state = RowState.DUPLICATE
            return
        row.content_id = _another_id(row.content_id, context)
    if row.source is None:
        raise Bug("a statement's row has a source")
    try:
        context.check_day(row.source.day)
        row.draft = _draft(row, row.source, part, context)
    except UserError as error:
        row.state = RowState.REJECTED
        row.reason = as_fault(error, row.place)
        if row.statement is not None:
            row.statement.faults += (row.reason,)
    else:
        context.known.add(row.content_id)


def _another_id(content_id: str, context: Context) -> str:
    """Return an id for a payment that equals one in the book and yet is another."""
    for number in itertools.count(1):
        found = ids.content_id(content_id, "apart", str(number))
        if found not in context.known:
            return found
    raise Bug("numbers do not end")


def _draft(row: PlannedRow, source: StatementRow, part: _Part, context: Context) -> Draft:
    accounts = context.accounts
    currency = source.amount.currency
    own = accounts.find(source.account, currency=currency) if source.account else part.account
    if own.currency != currency:
        raise UserError("account_currency", code=own.code, currency=own.currency)
    rule = _rule(source, own, context)
    if rule is not None:
        row.proposal = Proposal(rule.account, 1.0, By.RULE)
    counter = accounts.get(rule.account) if rule is not None else _counter(source, context)
    for account in (own, counter):
        if account.closed_on is not None and source.day > account.closed_on:
            raise UserError("account_closed", code=account.code)
    fee = source.fee.minor if source.fee else 0
    moved = source.amount.minor + fee
    lines = _pair(own, counter, moved, context) if moved or not fee else []
    if fee:
        lines += _pair(own, accounts.role(Role.FEES, accounts.currency), -fee, context)
    row.account = own.code
    row.counter = lines[1].account
    postings = through_exchange(lines, exchange_account=lambda code: accounts.exchange(code).code)
    return Draft(source.day, shortened(source.narration), postings, party=shortened(source.party))


def _rule(source: StatementRow, own: Account, context: Context) -> Rule | None:
    """Return the rule that sorts a row; none where the file tells the other account itself."""
    if source.counter is not None and not is_vague(source.counter):
        return None
    return first_fit(context.rules, _movement(source, own))


def _counter(source: StatementRow, context: Context) -> Account:
    """Return the account on the other side: an own one, that of its kind, or suspense."""
    accounts = context.accounts
    currency = source.amount.currency
    if source.counter is not None and not is_vague(source.counter):
        return accounts.find(source.counter, currency=currency)
    if source.kind in _SALES:
        return accounts.role(Role.SALES, accounts.currency)
    if source.kind is RowKind.FEE:
        return accounts.role(Role.FEES, accounts.currency)
    if source.kind is RowKind.INTEREST:
        return _interest(source, context)
    return accounts.role(Role.SUSPENSE, currency)


def _interest(source: StatementRow, context: Context) -> Account:
    accounts = context.accounts
    if source.amount.minor <= 0:
        return accounts.role(Role.INTEREST, accounts.currency)
    received = named_accounts.find(accounts, Purpose.INTEREST_RECEIVED, currency=accounts.currency)
    return received or accounts.role(Role.OTHER_INCOME, accounts.currency)


def _movement(source: StatementRow, own: Account) -> Movement:
    """Return a row as rules and learning look at it: without the fee, which is booked apart."""
    minor = source.amount.minor + (source.fee.minor if source.fee else 0)
    party, narration = shortened(source.party), shortened(source.narration)
    return Movement(party, narration, own.code, minor, source.day)


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
