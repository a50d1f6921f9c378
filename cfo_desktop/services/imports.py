"""Statements into entries: preview, import, take back. Every row read is accounted for."""

from __future__ import annotations

import contextlib
import datetime as dt
from collections.abc import Collection
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from cfo_desktop.base import ids
from cfo_desktop.base.errors import UserError
from cfo_desktop.base.progress import Progress
from cfo_desktop.domain.entry import Draft
from cfo_desktop.domain.fault import Fault
from cfo_desktop.domain.importing import Batch
from cfo_desktop.domain.importing import BatchUse
from cfo_desktop.domain.importing import ImportedFile
from cfo_desktop.domain.importing import ImportResult
from cfo_desktop.domain.mapping import ColumnMapping
from cfo_desktop.domain.reading import ReadOptions
from cfo_desktop.domain.statement import ReadFile
from cfo_desktop.services import entries
from cfo_desktop.services import foreign_books
from cfo_desktop.services import invoices
from cfo_desktop.services import links
from cfo_desktop.services import mappings
from cfo_desktop.services import reading
from cfo_desktop.services import statement_plan
from cfo_desktop.services import trade_plan
from cfo_desktop.services import watching
from cfo_desktop.services.books import Book
from cfo_desktop.services.child_process import Told
from cfo_desktop.services.import_plan import ImportPlan
from cfo_desktop.services.planning import Context
from cfo_desktop.services.planning import PlannedFile
from cfo_desktop.store import database
from cfo_desktop.store import import_log
from cfo_desktop.store import ledger

_STEPS = 1_000
"""Steps of the progress for each file."""
_READING = 0.6
"""The part of the steps for reading a file; the others are for planning its rows."""
_POSTED_AT_ONCE = 10_000


def preview(
    book: Book,
    *,
    files: Sequence[Path],
    account: str | None = None,
    profile: str | None = None,
    passwords: Mapping[Path, str] | None = None,
    apart: Collection[tuple[str, str]] = (),
    progress: Progress | None = None,
) -> ImportResult:
    """Return what ``import_files`` would do; the book is left as it is."""
    plan = _plan(
        book,
        files,
        account=account,
        profile=profile,
        passwords=passwords,
        apart=apart,
        progress=progress,
    )
    return ImportResult("", plan.reports())


def import_files(
    book: Book,
    *,
    files: Sequence[Path],
    account: str | None = None,
    profile: str | None = None,
    passwords: Mapping[Path, str] | None = None,
    apart: Collection[tuple[str, str]] = (),
    progress: Progress | None = None,
) -> ImportResult:
    """Post what is new in statements and other programs' books, in one transaction.

    ``account`` books every statement to that account, and the book remembers it for the next time;
    ``profile`` is the reader's name that a statement must have, where the owner insists, or that of
    a saved mapping to read tables by;
    ``passwords`` open the files that have one, and are kept nowhere; ``apart`` are (file, place) of
    rows that are payments of their own though they equal others. Faults of the files are in the
    result, ``file_password`` and ``file_password_wrong`` where a password would open one; raises
    ``UserError`` for the book's own (``account_unknown``, ``disk_full``, ``cancelled``).
    """
    plan = _plan(
        book,
        files,
        account=account,
        profile=profile,
        passwords=passwords,
        apart=apart,
        progress=progress,
    )
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
        import_log.add_files(connection, batch, _digests(files, reports))
    return ImportResult(batch, reports)


def _digests(files: Sequence[Path], reports: Sequence[ImportedFile]) -> list[str]:
    """Return by what the files that were read are known again; none is offered a second time."""
    refused = {report.file for report in reports if report.refused}
    found = []
    for path in files:
        # what cannot be read once more is only offered again
        with contextlib.suppress(OSError):
            if path.name not in refused and path.is_file():
                found.append(watching.digest(path))
    return found


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


def use_of(book: Book, *, batch: str) -> BatchUse:
    """Return what the owner did since with the payments of an import, for a last question."""
    connection = book.store.connection
    with database.mapped_errors():
        numbers = import_log.entries_to_undo(connection, batch)
        return BatchUse(
            import_log.sorted_since(connection, batch),
            links.decided_since(connection, batch=batch, numbers=numbers),
            import_log.ticked_since(connection, batch),
        )


def undo(book: Book, *, batch: str, progress: Progress | None = None) -> int:
    """Take a whole import back by reversing its entries; return how many were reversed.

    The rows may be imported again afterwards. Raises ``UserError`` with ``batch_missing`` or
    ``batch_undone``, and what ``progress`` raises: nothing is taken back then.
    """

    def told(done: int) -> None:
        if progress:
            progress(done, len(numbers) * 2)

    with book.store.transaction() as connection:
        if not import_log.batch_is_live(connection, batch):
            raise UserError("batch_undone", batch=batch)
        numbers = import_log.entries_to_undo(connection, batch)
        links.release(connection, batch=batch, numbers=numbers)
        told(0)
        drafts = entries.reversals(connection, numbers=numbers, told=told)
        now = entries.recorded_now()
        for done in range(0, len(drafts), _POSTED_AT_ONCE):
            told(min(len(numbers) + done, 2 * len(numbers)))
            ledger.post(connection, drafts[done : done + _POSTED_AT_ONCE], recorded_at=now)
        import_log.mark_undone(connection, batch, recorded_at=now)
        invoices.take_back(connection, batch, recorded_at=now)
    return len(numbers)


def _plan(
    book: Book,
    files: Sequence[Path],
    *,
    account: str | None,
    profile: str | None,
    passwords: Mapping[Path, str] | None,
    apart: Collection[tuple[str, str]],
    progress: Progress | None,
) -> ImportPlan:
    context = Context.of(book, apart=apart)
    chosen = context.accounts.get(account) if account else None
    currency = chosen.currency if chosen else context.accounts.currency
    saved = tuple(mappings.all_mappings(book))
    named = next((mapping for mapping in saved if mapping.name == profile), None)
    planned: list[PlannedFile] = []
    for done, path in enumerate(files):
        if foreign_books.is_one(path):
            told = _part_of(progress, done, len(files), start=0.0, share=_READING)
            planned.append(foreign_books.plan(path, context, progress=told))
            continue
        password = (passwords or {}).get(path)
        options = ReadOptions(currency, password, mapping=named, mappings=saved)
        told = _part_of(progress, done, len(files), start=0.0, share=_READING)
        read = _read(path, context, options, chosen=account, progress=told)
        for number, each in enumerate(read):
            share = (1 - _READING) / len(read)
            start = _READING + share * number
            told = _part_of(progress, done, len(files), start=start, share=share)
            if trade_plan.is_one(each):
                planned += trade_plan.plan(
                    reading.name_of(path, each),
                    each,
                    context,
                    chosen=account,
                    profile=profile,
                    progress=_rows_of(told),
                )
                continue
            planned += statement_plan.plan(
                reading.name_of(path, each),
                _insisted(each, profile),
                context,
                chosen=account or _told_account(each, saved, context),
                progress=_rows_of(told),
            )
    end = len(files) * _STEPS
    return ImportPlan.of(
        book, context, planned, alive=lambda: progress(end, end) if progress else None
    )


def _part_of(
    progress: Progress | None, file: int, files: int, *, start: float, share: float
) -> Told | None:
    """Return a progress for one part of the work on one file."""
    if progress is None:
        return None

    def told(done: float) -> None:
        progress(int(_STEPS * (file + start + share * done)), files * _STEPS)

    told(0.0)
    return told


def _rows_of(told: Told | None) -> Progress | None:
    return (lambda done, total: told(done / max(total, 1))) if told else None


def _insisted(read: ReadFile, profile: str | None) -> ReadFile:
    """Return what was read, refused where it is not of the kind that the owner insists on."""
    if not profile or read.fault or read.profile == profile:
        return read
    fault = Fault("profile_other", data={"found": read.profile, "wanted": profile})
    return replace(read, statements=(), fault=fault)


def _told_account(read: ReadFile, saved: Sequence[ColumnMapping], context: Context) -> str | None:
    """Return the account that the owner said tables of this kind are of, unless it is gone."""
    code = next((each.account for each in saved if read.mapped and each.name == read.profile), "")
    return code if code and context.accounts.has(code) else None


def _read(
    path: Path,
    context: Context,
    options: ReadOptions,
    *,
    chosen: str | None,
    progress: Told | None,
) -> tuple[ReadFile, ...]:
    """Read a file; one that names no currency, in that of the account it is known to be of."""
    found = reading.read_statements(path, options=options, progress=progress)
    if chosen is None:
        pairs = [(file, statement) for file in found for statement in file.statements]
        for of, statement in pairs:
            code = _told_account(of, options.mappings, context)
            known = context.accounts.known(statement.account)
            account = context.accounts.get(code) if code else known
            if statement.currency is None and account and account.currency != options.currency:
                options = replace(options, currency=account.currency)
                return reading.read_statements(path, options=options, progress=progress)
    return found
