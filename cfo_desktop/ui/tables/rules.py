"""The rules in the order they are tried, and what a rule under trial would do."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication

from cfo_desktop.domain.account import Account
from cfo_desktop.domain.rules import Rule
from cfo_desktop.domain.rules import TrialRow
from cfo_desktop.domain.rules import Way
from cfo_desktop.ui.session import Session
from cfo_desktop.ui.tables import columns
from cfo_desktop.ui.tables.rows import Column
from cfo_desktop.ui.tables.rows import RowsModel
from cfo_desktop.ui.widgets.account_box import account_text


def _name(session: Session, accounts: Mapping[str, Account], code: str) -> str:
    account = accounts.get(code)
    return account_text(account, language=session.language) if account else code


def conditions(session: Session, accounts: Mapping[str, Account], rule: Rule) -> str:
    """Return a rule's conditions in words."""
    translate = QCoreApplication.translate
    said = []
    if rule.contains:
        said.append(translate("RuleTable", "text contains “{text}”").format(text=rule.contains))
    if rule.pattern:
        said.append(translate("RuleTable", "text is like “{text}”").format(text=rule.pattern))
    if rule.party:
        said.append(translate("RuleTable", "payee is “{text}”").format(text=rule.party))
    if rule.way is not Way.EITHER:
        said.append(
            translate("RuleTable", "money in")
            if rule.way is Way.IN
            else translate("RuleTable", "money out")
        )
    own = accounts.get(rule.own)
    currency = own.currency if own else session.currency
    for minor, text in (
        (rule.least, translate("RuleTable", "from {amount}")),
        (rule.most, translate("RuleTable", "up to {amount}")),
    ):
        if minor is not None:
            said.append(text.format(amount=session.localised.amount(minor, currency)))
    if rule.own:
        said.append(
            translate("RuleTable", "on {account}").format(
                account=_name(session, accounts, rule.own)
            )
        )
    return ", ".join(said)


def model(
    session: Session, *, accounts: Mapping[str, Account], idle: Mapping[int, int]
) -> RowsModel[Rule]:
    """Return the model of rules; ``accounts`` and ``idle`` may be filled later."""
    translate = QCoreApplication.translate

    def note(rule: Rule) -> str:
        earlier = idle.get(rule.number)
        if earlier is None:
            return ""
        return translate("RuleTable", "Rule {number} takes all of it").format(number=earlier)

    return RowsModel(
        [
            columns.number(translate("RuleTable", "No."), lambda rule: rule.number, sample="0000"),
            Column(
                translate("RuleTable", "Where"),
                lambda rule: conditions(session, accounts, rule),
                share=3,
            ),
            Column(
                translate("RuleTable", "Goes to"),
                lambda rule: _name(session, accounts, rule.account),
                share=2,
            ),
            Column(
                translate("RuleTable", "Note"),
                note,
                token=lambda _: "warning",
                share=2,
                spare=1,
            ),
        ],
        colour=session.colour,
    )


def trial_model(session: Session, *, accounts: Mapping[str, Account]) -> RowsModel[TrialRow]:
    """Return the model of what a rule would do; ``accounts`` may be filled later."""
    translate = QCoreApplication.translate

    def effect(row: TrialRow) -> str:
        if not row.now:
            return translate("RuleTable", "Would be sorted")
        return translate("RuleTable", "Stays on {account}").format(
            account=_name(session, accounts, row.now)
        )

    return RowsModel(
        [
            columns.day(session, translate("RuleTable", "Date"), lambda row: row.day),
            Column(translate("RuleTable", "Text"), lambda row: row.text, share=3),
            columns.money(session, translate("RuleTable", "Amount"), lambda row: row.amount),
            Column(
                translate("RuleTable", "What the rule does"),
                effect,
                token=lambda row: "muted" if row.now else "positive",
                share=2,
            ),
        ],
        colour=session.colour,
    )
