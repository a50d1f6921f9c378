"""The entries that one figure of a statement is made of, with what they make of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from cfo_desktop.domain.entry import Entry
from cfo_desktop.domain.money import Money
from cfo_desktop.domain.report import Breakdown
from cfo_desktop.domain.wording import told_once
from cfo_desktop.ui.session import Session
from cfo_desktop.ui.tables import columns
from cfo_desktop.ui.tables.rows import Column
from cfo_desktop.ui.tables.rows import RowsModel


@dataclass(frozen=True, slots=True)
class ShareRow:
    """An entry, or (without one) what older entries make together; minor units."""

    entry: Entry | None
    text: str
    amount: int
    day: dt.date | None = None


def rows(found: Breakdown, *, session: Session) -> Iterator[ShareRow]:
    """Return the entries, the newest first, then what is not listed, then what was there before."""
    translate = QCoreApplication.translate
    for share in found.shares:
        draft = share.entry.draft
        text = told_once(draft.party, draft.narration, joint=" · ")
        yield ShareRow(share.entry, text, share.amount, draft.day)
    if found.more:
        older = translate("BreakdownTable", "Older entries of the period: {count}")
        count = session.localised.number(found.more)
        yield ShareRow(None, older.format(count=count), found.more_amount)
    if found.carried:
        before = translate("BreakdownTable", "What was there before {day}")
        day = session.localised.day(found.first)
        yield ShareRow(None, before.format(day=day), found.carried)


def model(session: Session) -> RowsModel[ShareRow]:
    """Return the table's model."""
    translate = QCoreApplication.translate
    return RowsModel(
        [
            columns.day(session, translate("BreakdownTable", "Date"), lambda row: row.day),
            Column(translate("BreakdownTable", "Payee and text"), lambda row: row.text),
            columns.amount(
                session,
                translate("BreakdownTable", "Amount"),
                lambda row: Money(session.currency, row.amount),
            ),
        ],
        colour=session.colour,
        total=lambda row: row.entry is None,
    )
