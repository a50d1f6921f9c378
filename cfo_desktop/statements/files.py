"""The one door of this package: a file of any kind in, each statement file in it read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TypeVar

from cfo_desktop.domain.fault import Fault
from cfo_desktop.domain.invoice import InvoiceList
from cfo_desktop.domain.reading import ReadOptions
from cfo_desktop.domain.statement import ReadFile
from cfo_desktop.domain.statement import Statement
from cfo_desktop.domain.takings import TakingsList
from cfo_desktop.statements import archive
from cfo_desktop.statements import progress
from cfo_desktop.statements import reader
from cfo_desktop.statements.archive import Member

_PLAIN = ReadOptions()
_BESIDE = frozenset(
    (
        *("file_empty", "format_unknown", "format_unsupported", "no_rows", "no_statement"),
        *("no_table", "summary_only"),
    )
)
"""Faults of what lies in an archive beside the statements: a guide, a picture, a list of totals."""
_LOCKED = frozenset(("file_password", "file_password_wrong"))
_MOST_TOLD = 20
"""Files of an archive without any statement that are told one by one."""


def read_all(
    untrusted_content: bytes,
    *,
    filename: str,
    options: ReadOptions = _PLAIN,
    told: progress.Told | None = None,
) -> tuple[ReadFile, ...]:
    """Read every statement file in an archive, or the one file that this is.

    Bad data never raises. Each result of an archive names its member; what lies there beside the
    statements is told as a warning. ``told`` hears how much is done, 0 to 1.
    """
    try:
        with progress.told_to(told):
            return _read_all(untrusted_content, filename, options)
    except MemoryError:
        return (ReadFile("", "", fault=Fault("file_memory_short")),)


def _read_all(content: bytes, filename: str, options: ReadOptions) -> tuple[ReadFile, ...]:
    members = archive.members(content, password=options.password)
    if members is None:
        return (reader.read(content, filename=filename, options=options),)
    if isinstance(members, Fault):
        return (ReadFile("", "", fault=members),)
    return _statements_of(_read_members(members, filename, options))


def _read_members(
    members: Iterable[Member], filename: str, options: ReadOptions
) -> Iterable[ReadFile]:
    start = 0.0
    for member in members:
        with progress.part(start, member.share):
            found = _read_member(member, filename, options)
        start += member.share
        yield replace(found, member=member.name)


def _read_member(member: Member, filename: str, options: ReadOptions) -> ReadFile:
    if isinstance(member.content, Fault):
        return ReadFile("", "", fault=member.content)
    if archive.is_one(member.content):
        return ReadFile("", "", fault=Fault("archive_nested"))
    name = member.name or filename.removesuffix(".gz")
    return reader.read(member.content, filename=name, options=options)


def _statements_of(found: Iterable[ReadFile]) -> tuple[ReadFile, ...]:
    """Return what is a statement, or may be one; where nothing is, why each file is none."""
    everything = tuple(found)
    kept = [each for each in everything if not _is_beside(each)]
    taken = next((number for number, each in enumerate(kept) if each.fault is None), None)
    if taken is None:
        many = len(everything) > _MOST_TOLD
        return (ReadFile("", "", fault=Fault("archive_no_statement")),) if many else everything
    notes = tuple(_left_out(each) for each in everything if _is_beside(each))
    kept[taken] = _with_notes(kept[taken], notes)
    return tuple(kept)


def _with_notes(file: ReadFile, notes: tuple[Fault, ...]) -> ReadFile:
    """Return what was read with more warnings, on whatever comes first in it."""
    return replace(
        file,
        statements=_noted(file.statements, notes),
        invoices=_noted(file.invoices, () if file.statements else notes),
        takings=_noted(file.takings, () if file.statements or file.invoices else notes),
    )


_Part = TypeVar("_Part", Statement, InvoiceList, TakingsList)


def _noted(parts: tuple[_Part, ...], notes: tuple[Fault, ...]) -> tuple[_Part, ...]:
    if not parts or not notes:
        return parts
    told = replace(parts[0], warnings=(*parts[0].warnings, *notes))
    return tuple(told if part is parts[0] else part for part in parts)


def _is_beside(file: ReadFile) -> bool:
    return file.fault is not None and file.fault.code in _BESIDE


def _left_out(file: ReadFile) -> Fault:
    name = file.fault.data.get("name", "") if file.fault else ""
    if name:
        return Fault("member_unsupported", file.member, {"name": name})
    return Fault("member_left_out", file.member)


def lock(untrusted_content: bytes, *, password: str | None) -> Fault | None:
    """Say that a file needs a password, or another one; ``None`` where it can be opened.

    Faults: ``file_password``, ``file_password_wrong``.
    """
    found = archive.members(untrusted_content, password=password)
    return found if isinstance(found, Fault) and found.code in _LOCKED else None
