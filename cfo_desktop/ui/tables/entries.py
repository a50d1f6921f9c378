"""The register: posted entries, the newest first, of one account or of the whole book."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from cfo_desktop.domain.account import Account
from cfo_desktop.domain.entry import Entry
from cfo_desktop.domain.entry import Posting
from cfo_desktop.domain.money import Money
from cfo_desktop.domain.wording import told_once
from cfo_desktop.ui import words
from cfo_desktop.ui.session import Session
from cfo_desktop.ui.tables import columns
from cfo_desktop.ui.tables.rows import Column
from cfo_desktop.ui.tables.rows import RowsModel


@dataclass(frozen=True, slots=True)
class EntryRow:
    """An entry as the register shows it; minor units of ``currency``."""

    entry: Entry
    state: str
    token: str
    """The colour of ``state``."""
    amount: int
    """As it moves the account in view; the sum of the debits in a view of all entries."""
    currency: str
    others: str
    """The accounts on the other side, or all of them."""


def entry_row(
    entry: Entry,
    *,
    account: str | None,
    needs_review: bool,
    accounts: Mapping[str, Account],
    session: Session,
) -> EntryRow:
    """Return ``entry`` as the register of ``account`` (of all where ``None``) shows it."""
    state, token = words.entry_state(entry, needs_review=needs_review)
    lines = entry.draft.postings
    if account is None:
        amount = sum(line.value.minor for line in lines if line.value.minor > 0)
        currency = lines[0].value.currency
    else:
        own = [line.amount for line in lines if line.account == account]
        amount = sum(money.minor for money in own)
        currency = own[0].currency if own else session.currency
    names = [
        accounts[line.account].name_in(session.language)
        if line.account in accounts
        else line.account
        for line in sorted(lines, key=_credit_first)
        if line.account != account
    ]
    arrow = " → " if account is None else ", "
    return EntryRow(entry, state, token, amount, currency, arrow.join(dict.fromkeys(names)))


def _credit_first(line: Posting) -> bool:
    return line.value.minor > 0


def model(session: Session, *, one_account: bool) -> RowsModel[EntryRow]:
    """Return the register's model; one account's amounts are signed."""
    translate = QCoreApplication.translate

    def text(row: EntryRow) -> str:
        draft = row.entry.draft
        return told_once(draft.party, draft.narration, joint=" · ")

    accounts_title = (
        translate("EntriesTable", "Other side")
        if one_account
        else translate("EntriesTable", "From → to")
    )
    return RowsModel(
        [
            columns.day(
                session, translate("EntriesTable", "Date"), lambda row: row.entry.draft.day
            ),
            columns.number(translate("EntriesTable", "No."), lambda row: row.entry.number, spare=1),
            Column(translate("EntriesTable", "Payee and text"), text, share=3),
            Column(accounts_title, lambda row: row.others, share=3),
            columns.amount(
                session,
                translate("EntriesTable", "Amount"),
                lambda row: Money(row.currency, row.amount),
            ),
            Column(
                translate("EntriesTable", "State"),
                lambda row: row.state,
                sample=translate("Words", "Needs review"),
                spare=2,
                token=lambda row: row.token,
            ),
        ],
        colour=session.colour,
    )
