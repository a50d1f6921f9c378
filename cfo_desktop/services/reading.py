"""Reading an untrusted file in a child process with bounded memory and time."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path
from typing import TypeGuard

from cfo_desktop.base.errors import UserError
from cfo_desktop.base.files import user_error
from cfo_desktop.domain import pickling
from cfo_desktop.domain.fault import Fault
from cfo_desktop.domain.mapping import TableGuess
from cfo_desktop.domain.reading import ReadOptions
from cfo_desktop.domain.statement import ReadFile
from cfo_desktop.services import child_process
from cfo_desktop.services.child_process import Told

MAX_BYTES = 64 * 2**20
_CHILD = (sys.executable, "-m", "cfo_desktop.statements.child")
_SECONDS = 90.0
CANCELLED = "cancelled"
"""Code of what a progress raises to stop."""
_CONTAINERS = (b"PK\x03\x04", bytes.fromhex("D0CF11E0"))
"""How a ZIP archive begins, and a locked workbook."""
_READ = 0.85
"""How much of the time it takes goes by before the child's answer is there."""


def read_statements(
    path: Path, *, options: ReadOptions, progress: Told | None = None
) -> tuple[ReadFile, ...]:
    """Read a bank's, wallet's or till's file; of an archive, each statement file in it.

    Whatever is wrong comes back as a ``fault``; only what ``progress`` raises is raised, and then
    nothing of the reading is left.
    """
    try:
        result = _read(path, kind="statement", options=options, progress=progress)
    except UserError as error:
        if error.code == CANCELLED:
            raise
        return (ReadFile("", "", fault=_fault(error)),)
    if not _is_files(result):
        return (ReadFile("", "", fault=Fault("file_unreadable")),)
    return result


def lock(path: Path, *, password: str | None = None) -> Fault | None:
    """Say that a file needs a password, or another one; ``None`` where none would help.

    Faults: ``file_password``, ``file_password_wrong``.
    """
    try:
        if not _may_be_locked(path):
            return None
        result = _read(path, kind="lock", options=ReadOptions(password=password))
    except UserError:
        return None  # what is wrong with it, reading it will tell
    return result if isinstance(result, Fault) else None


def _may_be_locked(path: Path) -> bool:
    check_regular(path)
    try:
        with path.open("rb") as stream:
            return stream.read(len(_CONTAINERS[0])) in _CONTAINERS
    except OSError as error:
        raise user_error(error, path) from error


def name_of(path: Path, read: ReadFile) -> str:
    """Return the name by which the owner knows a file: ``bill.zip › detail.csv`` in an archive."""
    return f"{path.name} › {read.member}" if read.member else path.name


def _is_files(result: object) -> TypeGuard[tuple[ReadFile, ...]]:
    return (
        isinstance(result, tuple)
        and bool(result)
        and all(isinstance(each, ReadFile) for each in result)
    )


def read_as_told(path: Path, *, options: ReadOptions) -> ReadFile:
    """Read a file as the owner says; of an archive, the first in it that can be read so."""
    found = read_statements(path, options=options)
    return next((read for read in found if read.fault is None), found[0])


def describe_table(path: Path, *, options: ReadOptions) -> TableGuess:
    """Return a table as a person maps it; raise ``UserError`` where it cannot be read at all."""
    result = _read(path, kind="table", options=options)
    if not isinstance(result, TableGuess):
        raise UserError("file_unreadable")
    return result


def read_journal(path: Path, *, progress: Told | None = None) -> object:
    """Read another program's journal; raise ``UserError`` where it cannot be read at all."""
    return _read(path, kind="journal", options=ReadOptions(), progress=progress)


def _read(path: Path, *, kind: str, options: ReadOptions, progress: Told | None = None) -> object:
    task = {"kind": kind, "filename": path.name, "options": options.document()}
    # the password goes this way only: arguments and environment can be seen by other programs
    sent = json.dumps(task).encode() + b"\n" + _content(path)
    told = _part(progress, 0.0, _READ)
    answer = child_process.answer_of(_CHILD, sent=sent, seconds=_SECONDS, told=told)
    return pickling.load(_Answer(answer, _part(progress, _READ, 1 - _READ)))


def _part(progress: Told | None, start: float, share: float) -> Told | None:
    return (lambda done: progress(start + share * done)) if progress else None


class _Answer:
    """What a child wrote, as the stream that an unpickler asks for; tells how far it has come."""

    def __init__(self, content: bytes, told: Told | None) -> None:
        self._stream = io.BytesIO(content)
        self._size = len(content)
        self._told = told

    def read(self, size: int) -> bytes:
        """Return the next ``size`` bytes."""
        if self._told:
            self._told(self._stream.tell() / self._size)
        return self._stream.read(size)

    def readline(self) -> bytes:
        """Return the next line."""
        return self._stream.readline()


def _content(path: Path) -> bytes:
    check_regular(path)
    try:
        with path.open("rb") as stream:
            content = stream.read(MAX_BYTES + 1)
    except OSError as error:
        raise user_error(error, path) from error
    if len(content) > MAX_BYTES:
        raise UserError("file_too_large", limit=MAX_BYTES // 2**20)
    return content


def check_regular(path: Path) -> None:
    """Raise ``UserError("file_not_regular")`` for what would never end: a pipe, a device."""
    if path.exists() and not path.is_file() and not path.is_dir():
        raise UserError("file_not_regular", path=str(path))


def _fault(error: UserError) -> Fault:
    return Fault(error.code, data={key: str(value) for key, value in error.data.items()})
