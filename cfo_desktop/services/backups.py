"""Backups by plan: written, read back, and only then older ones of the program's own removed.

The plan and what became of it are kept inside the book. The program removes a file only where its
name, the book it holds and the random label inside it all say that it wrote this file itself.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from typing import TypeVar

from cfo_desktop.base.errors import BookDamaged
from cfo_desktop.base.errors import CodedError
from cfo_desktop.base.errors import UserError
from cfo_desktop.base.progress import Progress
from cfo_desktop.base.progress import unheard
from cfo_desktop.domain.backup import MOST_KEPT
from cfo_desktop.domain.backup import BackupFailure
from cfo_desktop.domain.backup import BackupNotice
from cfo_desktop.domain.backup import BackupPlan
from cfo_desktop.domain.backup import BackupRecord
from cfo_desktop.domain.backup import BackupState
from cfo_desktop.domain.backup import Every
from cfo_desktop.domain.book import Changes
from cfo_desktop.domain.book import Head
from cfo_desktop.services.books import Book
from cfo_desktop.services.books import head
from cfo_desktop.services.books import info
from cfo_desktop.store import database
from cfo_desktop.store import ledger

T = TypeVar("T")
SUFFIX = ".cfobackup"
_PLAN = "backup_plan"
_WRITTEN = "backup_written"
_VERIFIED = "backup_verified"
_FAILED = "backup_failed"
_LABELS = "backup_labels"
_OURS = re.compile(r".+ \d{4}-\d{2}-\d{2} \d{4}(-\d+)?\.cfobackup")
_NOT_IN_NAMES = re.compile(r"[^\w .()-]+")
_LONGEST_NAME = 60
_OVERDUE = {Every.DAY: dt.timedelta(days=3), Every.WEEK: dt.timedelta(days=10)}
"""How late a backup may be before the owner is told: a computer is off at weekends."""


def state(book: Book) -> BackupState:
    """Return the plan and what became of it; what cannot be read counts as not there."""
    with database.mapped_errors():
        values = ledger.values(book.store.connection)
    return BackupState(
        _read(values.get(_PLAN), _plan) or BackupPlan(),
        _read(values.get(_WRITTEN), _record),
        _read(values.get(_VERIFIED), _record),
        _read(values.get(_FAILED), _failure),
    )


def change_plan(book: Book, plan: BackupPlan) -> Changes:
    """Keep another plan; raise ``UserError`` (``backup_folder_needed``, ``folder_missing``)."""
    if plan.every is not Every.NEVER and not plan.folder:
        raise UserError("backup_folder_needed")
    new = plan.folder != state(book).plan.folder
    if plan.folder and new and not Path(plan.folder).is_dir():
        raise UserError("folder_missing", path=plan.folder)
    keep = min(max(plan.keep, 1), MOST_KEPT)
    kept = {"folder": plan.folder, "every": plan.every.value, "keep": keep}
    _keep(book, {_PLAN: json.dumps(kept), _FAILED: ""})
    return Changes(book=True)


def due(book: Book, *, now: dt.datetime) -> bool:
    """Tell whether the plan asks for a backup at ``now``; one at close is never due before."""
    found = state(book)
    if found.plan.every not in {Every.DAY, Every.WEEK}:
        return False
    if found.written is None:
        return True
    if found.plan.every is Every.WEEK:
        return now - found.written.moment >= dt.timedelta(days=7)
    return _local_day(found.written.moment) < _local_day(now)


def notice(book: Book, *, now: dt.datetime) -> BackupNotice | None:
    """Return what the owner should know of their backups; ``None`` where all is well."""
    found = state(book)
    last = found.written.moment if found.written else None
    if found.failure is not None:
        return BackupNotice("failed", last, found.failure)
    if last is None:
        return BackupNotice("none", None, None) if head(book).entries else None
    overdue = _OVERDUE.get(found.plan.every)
    if overdue is not None and now - last > overdue:
        return BackupNotice("late", last, None)
    return None


def back_up(book: Book, *, now: dt.datetime, progress: Progress = unheard) -> BackupRecord:
    """Write a backup into the plan's folder, read it back, then remove those beyond the count.

    Raises ``UserError`` (``backup_folder_needed``, ``backup_folder_gone``, the disk's) or
    ``BookDamaged``; the failure is kept in the book until a backup succeeds. One that the owner
    cancelled is no failure.
    """
    plan = state(book).plan
    try:
        target = _free_name(book, plan, now)
        return _write(book, target, now=now, keep=plan.keep, progress=progress)
    except CodedError as error:
        if error.code == "cancelled":
            raise
        told = {name: str(value) for name, value in error.data.items()}
        failed = {"moment": now.isoformat(), "code": error.code, "data": told}
        _keep(book, {_FAILED: json.dumps(failed)})
        raise


def back_up_to(
    book: Book, *, target: Path, now: dt.datetime, progress: Progress = unheard
) -> BackupRecord:
    """Write a backup where the owner says; it is theirs, and is never removed."""
    from cfo_desktop.store import backup as backup_file

    record = _record_of(backup_file.write(book.store, target, progress=progress), target, now)
    _keep(book, {_WRITTEN: _record_json(record), _VERIFIED: _record_json(record), _FAILED: ""})
    return record


def verify(
    book: Book, *, source: Path, now: dt.datetime, progress: Progress = unheard
) -> BackupRecord:
    """Read a backup of this book whole and hold every control against it.

    Raises ``UserError`` (``backup_not_ours``, ``backup_of_other_book``, the disk's) or
    ``BookDamaged("backup_damaged")``.
    """
    from cfo_desktop.store import backup as backup_file

    record = _record_of(backup_file.check(book.store, source, progress=progress), source, now)
    _keep(book, {_VERIFIED: _record_json(record)})
    return record


def _write(
    book: Book, target: Path, *, now: dt.datetime, keep: int, progress: Progress
) -> BackupRecord:
    from cfo_desktop.store import backup as backup_file

    record = _record_of(backup_file.write(book.store, target, progress=progress), target, now)
    _, label = backup_file.identity(target)
    labels = [*_labels(book), label]
    written = _record_json(record)
    _keep(
        book,
        {_WRITTEN: written, _VERIFIED: written, _FAILED: "", _LABELS: json.dumps(labels)},
    )
    _keep(book, {_LABELS: json.dumps(_remove_older(book, target.parent, labels, keep=keep))})
    return record


def _remove_older(book: Book, folder: Path, labels: list[str], *, keep: int) -> list[str]:
    """Remove the oldest of our own files in ``folder``; return the labels still to be known."""
    from cfo_desktop.store import backup as backup_file

    ours: dict[str, Path] = {}
    for path in folder.iterdir():
        if not _OURS.fullmatch(path.name) or not path.is_file():
            continue
        with contextlib.suppress(UserError, BookDamaged):  # not one of ours, or not whole
            book_id, label = backup_file.identity(path)
            if book_id == book.store.slots.book_id and label in labels:
                ours[label] = path
    in_order = [label for label in labels if label in ours]
    gone = set()
    for label in in_order[: max(len(in_order) - keep, 0)]:
        with contextlib.suppress(OSError):  # tried again after the next backup
            ours[label].unlink()
            gone.add(label)
    return [label for label in labels if label not in gone]


def _free_name(book: Book, plan: BackupPlan, now: dt.datetime) -> Path:
    if not plan.folder:
        raise UserError("backup_folder_needed")
    folder = Path(plan.folder)
    if not folder.is_dir():
        raise UserError("backup_folder_gone", path=plan.folder)
    name = _NOT_IN_NAMES.sub("-", info(book).name)[:_LONGEST_NAME].strip(" .") or "book"
    stem = f"{name} {now.astimezone():%Y-%m-%d %H%M}"
    path = folder / f"{stem}{SUFFIX}"
    number = 2
    while path.exists():
        path = folder / f"{stem}-{number}{SUFFIX}"
        number += 1
    return path


def _record_of(found: Head, path: Path, now: dt.datetime) -> BackupRecord:
    return BackupRecord(now, str(path), found.entries, found.short)


def _local_day(moment: dt.datetime) -> dt.date:
    return moment.astimezone().date()


# What the book keeps


def _keep(book: Book, values: dict[str, str]) -> None:
    with book.store.transaction() as connection:
        for key, value in values.items():
            ledger.set_value(connection, key, value)


def _labels(book: Book) -> list[str]:
    with database.mapped_errors():
        values = ledger.values(book.store.connection)
    return _read(values.get(_LABELS), lambda kept: [str(label) for label in kept]) or []


def _read(text: str | None, make: Callable[[Any], T]) -> T | None:
    try:
        return make(json.loads(text)) if text else None
    except (ValueError, KeyError, TypeError, AttributeError):
        return None


def _plan(kept: dict[str, str]) -> BackupPlan:
    return BackupPlan(str(kept["folder"]), Every(kept["every"]), int(kept["keep"]))


def _record(kept: dict[str, str]) -> BackupRecord:
    moment = dt.datetime.fromisoformat(kept["moment"])
    return BackupRecord(moment, str(kept["path"]), int(kept["entries"]), str(kept["link"]))


def _record_json(record: BackupRecord) -> str:
    return json.dumps(
        {
            "moment": record.moment.isoformat(),
            "path": record.path,
            "entries": record.entries,
            "link": record.link,
        }
    )


def _failure(kept: dict[str, object]) -> BackupFailure:
    data = kept["data"]
    if not isinstance(data, dict):
        raise TypeError
    return BackupFailure(dt.datetime.fromisoformat(str(kept["moment"])), str(kept["code"]), data)
