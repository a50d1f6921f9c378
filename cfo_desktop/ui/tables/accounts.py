"""The accounts under the headings of their groups, with balances."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from cfo_desktop.domain.account import Account
from cfo_desktop.domain.account import Group
from cfo_desktop.ui import words
from cfo_desktop.ui.session import Session
from cfo_desktop.ui.tables.rows import Column
from cfo_desktop.ui.tables.rows import RowsModel
from cfo_desktop.ui.verbs import Chart


@dataclass(frozen=True, slots=True)
class AccountRow:
    """A group's heading, an account with its balance, or (without both) all entries."""

    group: Group | None = None
    account: Account | None = None
    balance: int = 0


def rows(chart: Chart) -> Iterator[AccountRow]:
    """Return all entries' row, then each group that has accounts, then its accounts."""
    yield AccountRow()
    for group in Group:
        members = [account for account in chart.accounts if account.group is group]
        if not members:
            continue
        yield AccountRow(group=group)
        for account in members:
            yield AccountRow(account=account, balance=chart.balances.get(account.code, 0))


def model(session: Session) -> RowsModel[AccountRow]:
    """Return the table's model."""
    translate = QCoreApplication.translate

    def name(row: AccountRow) -> str:
        if row.group is not None:
            return words.group(row.group)
        if row.account is None:
            return translate("AccountsTable", "All entries")
        shown = f"{row.account.code}  {row.account.name_in(session.language)}"
        if row.account.closed_on is not None:
            return translate("AccountsTable", "{account} (closed)").format(account=shown)
        return shown

    def balance(row: AccountRow) -> str:
        if row.account is None or not row.balance:
            return ""
        if row.account.currency != session.currency:
            return session.localised.money(row.balance, row.account.currency)
        return session.localised.amount(row.balance, row.account.currency)

    def spoken(row: AccountRow) -> str:
        if row.account is None:
            return ""
        return session.localised.spoken(row.balance, row.account.currency)

    return RowsModel(
        [
            Column(translate("AccountsTable", "Account"), name),
            Column(
                translate("AccountsTable", "Balance"),
                balance,
                sample="−000,000.00",
                number=True,
                token=lambda row: "negative" if row.balance < 0 else "text",
                spoken=spoken,
            ),
        ],
        colour=session.colour,
        heading=lambda row: row.group is not None,
    )
