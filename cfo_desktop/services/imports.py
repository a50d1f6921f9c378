"""Statements into entries: preview, import, take back. Every row read is accounted for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

from cfo_desktop.base import ids
from cfo_desktop.base.errors import UserError
from cfo_desktop.domain.entry import Draft
from cfo_desktop.domain.fault import Fault
from cfo_desktop.domain.importing import Batch
from cfo_desktop.domain.importing import ImportResult
from cfo_desktop.domain.statement import ReadFile
from cfo_desktop.services import entries
from cfo_desktop.services import foreign_books
from cfo_desktop.services import reading
from cfo_desktop.services import statement_plan
from cfo_desktop.services.books import Book
from cfo_desktop.services.import_plan import ImportPlan
from cfo_desktop.services.planning import Context
from cfo_desktop.services.planning import PlannedFile
from cfo_desktop.services.planning import Progress
from cfo_desktop.store import database
from cfo_desktop.store import import_log
from cfo_desktop.store import ledger

_STEPS = 1_000
"""Steps of the progress for each file: half of them for reading it, half for planning its rows."""
_POSTED_AT_ONCE = 10_000


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
    return ImportResult("", plan.reports())


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
    plan = _plan(book, files, account=account, profile=profile, progress=progress)
    reports = plan.reports()
    if not plan.has_anything:
        return ImportResult("", reports)
    batch = ids.new_id()
    summary = [{"file": report.file, "new": report.new} for report in reports]
    with book.store.transaction() as connection:
        if ledger.head(connection).entries != plan.context.entries:
            raise UserError("book_busy")  # the numbers planned are another program's by now
        plan.context.accounts.save(connection)
        now = entries.recorded_now()
        import_log.add_batch(connection, batch, recorded_at=now, summary=summary)
        _post(connection, plan.drafts(), recorded_at=now, batch=batch, progress=progress)
        plan.keep(connection, batch, recorded_at=now)
    return ImportResult(batch, reports)


def _post(
    connection: database.Connection,
    drafts: Sequence[Draft],
    *,
    recorded_at: int,
    batch: str,
    progress: Progress | None,
) -> None:
    """Post drafts some at a time, so that it can be cancelled."""
    for done in range(0, len(drafts), _POSTED_AT_ONCE):
        if progress:
            progress(done, len(drafts))
        part = drafts[done : done + _POSTED_AT_ONCE]
        ledger.post(connection, part, recorded_at=recorded_at, batch=batch)


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


def _plan(
    book: Book,
    files: Sequence[Path],
    *,
    account: str | None,
    profile: str | None,
    progress: Progress | None,
) -> ImportPlan:
    context = Context.of(book)
    chosen = context.accounts.get(account) if account else None
    currency = chosen.currency if chosen else context.accounts.currency
    planned: list[PlannedFile] = []
    for done, path in enumerate(files):
        told = _part_of(progress, done, len(files))
        if foreign_books.is_one(path):
            planned.append(foreign_books.plan(path, context))
            continue
        read = _read(path, context, currency=currency, chosen=account)
        if profile and read.fault is None and read.profile != profile:
            fault = Fault("profile_other", data={"found": read.profile, "wanted": profile})
            read = ReadFile(read.format, read.profile, fault=fault)
        planned += statement_plan.plan(path, read, context, chosen=account, progress=told)
    if progress:
        progress(len(files) * _STEPS, len(files) * _STEPS)
    return ImportPlan.of(context, planned)


def _part_of(progress: Progress | None, file: int, files: int) -> Progress | None:
    """Return a progress for the rows of one file, which are the second half of its steps."""
    if progress is None:
        return None
    progress(file * _STEPS, files * _STEPS)

    def told(done: int, total: int) -> None:
        progress(file * _STEPS + (_STEPS + _STEPS * done // max(total, 1)) // 2, files * _STEPS)

    return told


def _read(path: Path, context: Context, *, currency: str, chosen: str | None) -> ReadFile:
    """Read a file; one that names no currency, in that of the account it is known to be of."""
    read = reading.read_statement(path, currency=currency)
    if chosen is None:
        for statement in read.statements:
            account = context.accounts.known(statement.account)
            if statement.currency is None and account and account.currency != currency:
                return reading.read_statement(path, currency=account.currency)
    return read
