"""Entries that repeat: what is due, and all of them with how they go on."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication

from cfo_desktop.domain.account import Account
from cfo_desktop.domain.entry import Draft
from cfo_desktop.domain.money import Money
from cfo_desktop.domain.schedule import Occurrence
from cfo_desktop.domain.schedule import Schedule
from cfo_desktop.domain.wording import told_once
from cfo_desktop.ui import quick_words
from cfo_desktop.ui.session import Session
from cfo_desktop.ui.tables import columns
from cfo_desktop.ui.tables.rows import Column
from cfo_desktop.ui.tables.rows import RowsModel


def due_model(session: Session, accounts: Mapping[str, Account]) -> RowsModel[Occurrence]:
    """Return the model of what is due; ``accounts`` by code is looked at as it is filled."""
    translate = QCoreApplication.translate

    def state(row: Occurrence) -> str:
        if row.locked:
            return translate("RepeatsTable", "Period locked")
        return translate("RepeatsTable", "Due")

    return RowsModel(
        [
            columns.day(session, translate("RepeatsTable", "Date"), lambda row: row.day),
            Column(translate("RepeatsTable", "Text"), lambda row: text(row.draft), share=3),
            Column(
                translate("RepeatsTable", "From → to"),
                lambda row: _sides(row.draft, accounts, session),
                share=3,
            ),
            columns.amount(
                session, translate("RepeatsTable", "Amount"), lambda row: total(row.draft)
            ),
            Column(
                translate("RepeatsTable", "State"),
                state,
                sample=translate("RepeatsTable", "Period locked"),
                token=lambda row: "warning" if row.locked else "text",
            ),
        ],
        colour=session.colour,
    )


def schedules_model(session: Session, accounts: Mapping[str, Account]) -> RowsModel[Schedule]:
    """Return the model of all that repeats."""
    translate = QCoreApplication.translate

    def state(row: Schedule) -> str:
        if row.next_day is None:
            return translate("RepeatsTable", "Ended")
        if row.paused:
            return translate("RepeatsTable", "Paused")
        if row.automatic:
            return translate("RepeatsTable", "Posts by itself")
        return translate("RepeatsTable", "Asks first")

    return RowsModel(
        [
            columns.day(session, translate("RepeatsTable", "Next day"), lambda row: row.next_day),
            Column(translate("RepeatsTable", "Text"), lambda row: text(row.draft), share=3),
            Column(
                translate("RepeatsTable", "From → to"),
                lambda row: _sides(row.draft, accounts, session),
                share=3,
                spare=1,
            ),
            Column(
                translate("RepeatsTable", "Repeats"),
                lambda row: quick_words.every(row.rhythm.every),
                sample=translate("Quick", "Every three months"),
            ),
            columns.amount(
                session, translate("RepeatsTable", "Amount"), lambda row: total(row.draft)
            ),
            Column(
                translate("RepeatsTable", "State"),
                state,
                sample=translate("RepeatsTable", "Posts by itself"),
                token=lambda row: "muted" if row.paused or row.next_day is None else "text",
            ),
        ],
        colour=session.colour,
    )


def text(draft: Draft) -> str:
    """Return payee and text as one."""
    return told_once(draft.party, draft.narration, joint=" · ")


def total(draft: Draft) -> Money:
    """Return what an entry moves, in the book's currency."""
    value = sum(line.value.minor for line in draft.postings if line.value.minor > 0)
    return Money(draft.postings[0].value.currency, value)


def _sides(draft: Draft, accounts: Mapping[str, Account], session: Session) -> str:
    lines = sorted(draft.postings, key=lambda line: line.value.minor > 0)
    names = [
        accounts[line.account].name_in(session.language)
        if line.account in accounts
        else line.account
        for line in lines
    ]
    return " → ".join(dict.fromkeys(names))
