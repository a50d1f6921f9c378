"""The lines of one entry: account, debit, credit."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication

from cfo_desktop.domain.account import Account
from cfo_desktop.domain.entry import Posting
from cfo_desktop.ui.session import Session
from cfo_desktop.ui.tables.rows import Column
from cfo_desktop.ui.tables.rows import RowsModel


def model(session: Session, *, accounts: Mapping[str, Account]) -> RowsModel[Posting]:
    """Return the table's model; ``accounts`` (by code) names them and may be filled later."""
    translate = QCoreApplication.translate

    def name(line: Posting) -> str:
        account = accounts.get(line.account)
        return f"{line.account}  {account.name_in(session.language) if account else ''}".rstrip()

    def amount(line: Posting, *, debit: bool) -> str:
        minor = line.amount.minor if debit else -line.amount.minor
        if minor <= 0:
            return ""
        if line.amount.currency != session.currency:
            return session.localised.money(minor, line.amount.currency)
        return session.localised.amount(minor, line.amount.currency)

    return RowsModel(
        [
            Column(translate("PostingsTable", "Account"), name),
            Column(
                translate("PostingsTable", "Debit"),
                lambda line: amount(line, debit=True),
                sample="000,000,000.00",
                number=True,
            ),
            Column(
                translate("PostingsTable", "Credit"),
                lambda line: amount(line, debit=False),
                sample="000,000,000.00",
                number=True,
            ),
        ],
        colour=session.colour,
    )
