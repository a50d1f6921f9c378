"""Reading an untrusted file in a child process with bounded memory and time."""

from __future__ import annotations

import datetime as dt
import enum
import io
import json
import os
import pickle
import subprocess
import sys
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

from cfo_desktop.base import paths
from cfo_desktop.base.errors import UserError
from cfo_desktop.base.files import user_error
from cfo_desktop.domain.fault import Fault
from cfo_desktop.domain.reading import ReadOptions
from cfo_desktop.domain.statement import ReadFile

MAX_BYTES = 64 * 2**20
_CHILD = (sys.executable, "-m", "cfo_desktop.statements.child")
_SECONDS = 90.0


def read_statement(path: Path, *, currency: str | None) -> ReadFile:
    """Read a bank or wallet file; whatever is wrong with it comes back as its ``fault``."""
    try:
        result = _read(path, kind="statement", options=ReadOptions(currency))
    except UserError as error:
        return ReadFile("", "", fault=_fault(error))
    if not isinstance(result, ReadFile):
        return ReadFile("", "", fault=Fault("file_unreadable"))
    return result


def read_journal(path: Path) -> object:
    """Read another program's journal; raise ``UserError`` where it cannot be read at all."""
    return _read(path, kind="journal", options=ReadOptions())


def _read(path: Path, *, kind: str, options: ReadOptions) -> object:
    content = _content(path)
    task = {"kind": kind, "filename": path.name, "options": asdict(options)}
    try:
        done = subprocess.run(  # noqa: S603 - our own interpreter and module
            _CHILD,
            input=json.dumps(task).encode() + b"\n" + content,
            capture_output=True,
            timeout=_SECONDS,
            check=False,
            env=_environment(),
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    except subprocess.TimeoutExpired as error:
        raise UserError("file_too_slow") from error
    if done.returncode:
        raise UserError("file_unreadable")
    try:
        return _DomainUnpickler(io.BytesIO(done.stdout)).load()
    except (pickle.UnpicklingError, ArithmeticError, AttributeError, EOFError) as error:
        raise UserError("file_unreadable") from error
    except (ImportError, LookupError, MemoryError, TypeError, ValueError) as error:
        raise UserError("file_unreadable") from error


def _environment() -> dict[str, str]:
    """Return the child's environment: our modules, and no passphrase."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith("CFO_")}
    return {**kept, "PYTHONPATH": str(paths.root())}


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


class _DomainUnpickler(pickle.Unpickler):
    """Builds dates and the values of ``domain`` and nothing else: the child is not trusted.

    A name with dots would lead through what a module imports to anything at all, and a module's
    functions are no values. An enum comes as a function: nothing can be set on the class itself.
    """

    def find_class(self, module: str, name: str) -> object:
        if (module, name) == ("datetime", "date"):
            return dt.date
        if module.startswith("cfo_desktop.domain.") and "." not in name:
            found = super().find_class(module, name)
            if isinstance(found, type) and found.__module__ == module:
                return _member_of(found) if issubclass(found, enum.Enum) else found
        raise UserError("file_unreadable")


def _member_of(kind: type[enum.Enum]) -> Callable[[object], enum.Enum]:
    def member(value: object) -> enum.Enum:
        return kind(value)

    return member
