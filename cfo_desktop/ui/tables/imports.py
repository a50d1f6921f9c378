"""The rows of an import with what becomes of each, and the list of earlier imports."""

from __future__ import annotations

import enum
from collections.abc import Callable
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from cfo_desktop.domain.account import Account
from cfo_desktop.domain.categories import By
from cfo_desktop.domain.importing import Batch
from cfo_desktop.domain.importing import ImportedFile
from cfo_desktop.domain.importing import ImportedRow
from cfo_desktop.domain.importing import RowMatch
from cfo_desktop.domain.importing import RowState
from cfo_desktop.domain.wording import told_once
from cfo_desktop.ui import words
from cfo_desktop.ui.session import Session
from cfo_desktop.ui.tables import columns
from cfo_desktop.ui.tables import pairs
from cfo_desktop.ui.tables import review
from cfo_desktop.ui.tables.rows import Column
from cfo_desktop.ui.tables.rows import RowsModel
from cfo_desktop.ui.widgets.account_box import account_text


def _note(session: Session, accounts: Mapping[str, Account], row: ImportedRow) -> str:
    """Return why a row is left out, what it was linked with, or its other side."""
    if row.reason is not None:
        return session.localised.fault(row.reason)
    if row.match is not None:
        return _match(session, row.match)
    if row.state is RowState.DUPLICATE:
        return QCoreApplication.translate("ImportTable", "In the books already")
    if row.proposal is None:
        return _named(session, accounts, row.counter)
    other = _named(session, accounts, row.proposal.account)
    if not row.guessed and row.proposal.by is not By.RULE:
        other = QCoreApplication.translate("ReviewTable", "{account}?").format(account=other)
    return f"{other} · {review.reason(session, row.proposal)}"


def _named(session: Session, accounts: Mapping[str, Account], code: str) -> str:
    """Return the accounts of a row's other side, each by code and name."""

    def named(each: str) -> str:
        account = accounts.get(each)
        return account_text(account, language=session.language) if account else each

    return " + ".join(named(each) for each in code.split())


def _match(session: Session, match: RowMatch) -> str:
    translate = QCoreApplication.translate
    text = (
        translate("ImportTable", "Linked: {kind}, entry {entry}")
        if match.sure
        else translate("ImportTable", "Likely: {kind}, entry {entry}")
    )
    return text.format(kind=pairs.kind(match.kind), entry=session.localised.number(match.entry))


def row_columns(
    session: Session, *, accounts: Mapping[str, Account], rows: Sequence[ImportedRow] = ()
) -> list[Column[ImportedRow]]:
    """Return the columns of ``rows``; rows that could not be read have a place and a reason only.

    ``accounts`` (by code) may be filled later.
    """
    translate = QCoreApplication.translate

    def text(row: ImportedRow) -> str:
        return told_once(row.party, row.narration, joint=" · ")

    place: Column[ImportedRow] = Column(
        translate("ImportTable", "Place"),
        lambda row: words.place(row.place),
        sample=words.place("line 00000"),
    )
    note: Column[ImportedRow] = Column(
        translate("ImportTable", "Other side, or why not"),
        lambda row: _note(session, accounts, row),
        share=3,
    )
    if rows and not any(row.day or row.amount for row in rows):
        return [place, note]
    return [
        place,
        columns.day(session, translate("ImportTable", "Date"), lambda row: row.day),
        Column(translate("ImportTable", "Payee and text"), text, share=3),
        columns.amount(session, translate("ImportTable", "Amount"), lambda row: row.amount),
        note,
    ]


def rows_model(session: Session, *, accounts: Mapping[str, Account]) -> RowsModel[ImportedRow]:
    """Return the preview's model; ``accounts`` (by code) may be filled later."""
    return RowsModel(row_columns(session, accounts=accounts), colour=session.colour)


class FileState(enum.Enum):
    """How far one file of an import is."""

    WAITING = enum.auto()
    READING = enum.auto()
    READY = enum.auto()
    NOTHING_NEW = enum.auto()
    LOCKED = enum.auto()
    UNREADABLE = enum.auto()
    IMPORTED = enum.auto()


@dataclass(frozen=True, slots=True)
class FileLine:
    """One file of an import as the list of them shows it."""

    name: str
    state: FileState
    part: ImportedFile | None = None
    """What was read of it."""

    @classmethod
    def of(cls, part: ImportedFile, *, imported: bool) -> FileLine:
        """Return the line of a file that was read, or ``imported``."""
        if any(fault.code in LOCKED for fault in part.faults) and part.refused:
            return cls(part.file, FileState.LOCKED, part)
        if part.refused:
            return cls(part.file, FileState.UNREADABLE, part)
        if not (part.new or part.linked):
            return cls(part.file, FileState.NOTHING_NEW, part)
        return cls(part.file, FileState.IMPORTED if imported else FileState.READY, part)


LOCKED = frozenset(("file_password", "file_password_wrong"))
"""Faults of files that a password would open."""


def _file_state(session: Session, line: FileLine) -> str:
    """Return how far a file is, or why it cannot be read."""
    translate = QCoreApplication.translate
    if line.state is FileState.UNREADABLE and line.part is not None:
        return session.localised.fault(line.part.faults[0])
    return {
        FileState.WAITING: translate("ImportTable", "Waits to be read"),
        FileState.READING: translate("ImportTable", "Reading…"),
        FileState.READY: translate("ImportTable", "Ready"),
        FileState.NOTHING_NEW: translate("ImportTable", "Nothing new"),
        FileState.LOCKED: translate("ImportTable", "Needs a password"),
        FileState.UNREADABLE: translate("ImportTable", "Cannot be read"),
        FileState.IMPORTED: translate("ImportTable", "Imported"),
    }[line.state]


def files_model(session: Session) -> RowsModel[FileLine]:
    """Return the model of the files of one import, each with its state and its counts."""
    translate = QCoreApplication.translate
    tokens = {
        FileState.READY: "positive",
        FileState.IMPORTED: "positive",
        FileState.LOCKED: "warning",
        FileState.UNREADABLE: "negative",
    }

    def count(state: RowState, of: Callable[[ImportedFile], int]) -> Column[FileLine]:
        def text(line: FileLine) -> str:
            return session.localised.number(of(line.part)) if line.part else ""

        title = words.row_state(state)[0]
        return Column(title, text, sample="00,000", number=True)

    return RowsModel(
        [
            Column(translate("ImportTable", "File"), lambda line: line.name, share=2),
            Column(
                translate("ImportTable", "State"),
                lambda line: _file_state(session, line),
                token=lambda line: tokens.get(line.state, "muted"),
                share=2,
            ),
            count(RowState.NEW, lambda part: part.new),
            count(RowState.DUPLICATE, lambda part: part.duplicate),
            count(RowState.SKIPPED, lambda part: part.skipped),
            count(RowState.REJECTED, lambda part: part.rejected),
        ],
        colour=session.colour,
    )


def batches_model(session: Session) -> RowsModel[Batch]:
    """Return the model of earlier imports."""
    translate = QCoreApplication.translate

    def state(batch: Batch) -> str:
        if batch.undone:
            return translate("ImportTable", "Taken back")
        return translate("ImportTable", "In the books")

    return RowsModel(
        [
            Column(
                translate("ImportTable", "When"),
                lambda batch: session.localised.moment(batch.recorded_at),
                sample=f"{session.localised.widest_day}, 00:00",
            ),
            Column(
                translate("ImportTable", "Files"),
                lambda batch: ", ".join(Path(name).name for name in batch.files),
            ),
            Column(
                translate("ImportTable", "Entries"),
                lambda batch: session.localised.number(batch.entries),
                sample="000,000",
                number=True,
            ),
            Column(
                translate("ImportTable", "State"),
                state,
                sample=translate("ImportTable", "In the books"),
                token=lambda batch: "muted" if batch.undone else "text",
            ),
        ],
        colour=session.colour,
    )
