"""The window's words for the domain's values: groups, states, controls."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from cfo_desktop.base import texts
from cfo_desktop.domain.account import Group
from cfo_desktop.domain.entry import Entry
from cfo_desktop.domain.importing import RowState
from cfo_desktop.domain.mapping import Use
from cfo_desktop.ui.strength import Strength


def group(value: Group) -> str:
    """Return the heading of a group of accounts."""
    translate = QCoreApplication.translate
    return {
        Group.CASH: translate("Words", "Cash and bank"),
        Group.RECEIVABLE: translate("Words", "Owed to us"),
        Group.STOCK: translate("Words", "Stock"),
        Group.OTHER_CURRENT_ASSET: translate("Words", "Other current assets"),
        Group.FIXED_ASSET: translate("Words", "Fixed assets"),
        Group.PAYABLE: translate("Words", "We owe"),
        Group.TAX: translate("Words", "Taxes owed"),
        Group.OTHER_CURRENT_LIABILITY: translate("Words", "Other current liabilities"),
        Group.LOAN: translate("Words", "Loans"),
        Group.CAPITAL: translate("Words", "Capital"),
        Group.DRAWINGS: translate("Words", "Taken out by the owner"),
        Group.RETAINED: translate("Words", "Retained earnings"),
        Group.SALES: translate("Words", "Sales"),
        Group.OTHER_INCOME: translate("Words", "Other income"),
        Group.COST_OF_SALES: translate("Words", "Cost of sales"),
        Group.OPERATING: translate("Words", "Operating expenses"),
        Group.FINANCE: translate("Words", "Finance costs"),
        Group.INCOME_TAX: translate("Words", "Income tax"),
    }[value]


def entry_state(entry: Entry, *, needs_review: bool) -> tuple[str, str]:
    """Return an entry's state as a word and the colour token that goes with it."""
    translate = QCoreApplication.translate
    if entry.reversed_by is not None:
        return translate("Words", "Reversed"), "muted"
    if entry.draft.reverses is not None:
        return translate("Words", "Reversal"), "muted"
    if needs_review:
        return translate("Words", "Needs review"), "warning"
    if entry.completed_by is not None:
        return translate("Words", "Categorised"), "text"
    return translate("Words", "Posted"), "text"


def row_state(value: RowState) -> tuple[str, str]:
    """Return what became of an imported row as a word and its colour token."""
    translate = QCoreApplication.translate
    return {
        RowState.NEW: (translate("Words", "New"), "positive"),
        RowState.DUPLICATE: (translate("Words", "Matched"), "muted"),
        RowState.SKIPPED: (translate("Words", "Skipped"), "muted"),
        RowState.REJECTED: (translate("Words", "Rejected"), "negative"),
    }[value]


def strength(value: Strength) -> tuple[str, str]:
    """Return a passphrase's strength in words and its colour token."""
    translate = QCoreApplication.translate
    return {
        Strength.NONE: ("", "muted"),
        Strength.WEAK: (
            translate(
                "Words",
                "Warning: easy to guess. Whoever gets at the file could open the book. "
                "Four or five words are safe.",
            ),
            "negative",
        ),
        Strength.FAIR: (translate("Words", "Fair. One more word would make it good."), "warning"),
        Strength.GOOD: (translate("Words", "Good"), "positive"),
        Strength.STRONG: (translate("Words", "Strong"), "positive"),
    }[value]


def check(name: str) -> str:
    """Return the name of a control that a statement ties out by."""
    translate = QCoreApplication.translate
    known = {
        "count": translate("Words", "Number of rows"),
        "total_in": translate("Words", "Total in"),
        "total_out": translate("Words", "Total out"),
        "total_fee": translate("Words", "Total fees"),
        "total_net": translate("Words", "Total net"),
        "total_tax": translate("Words", "Total tax"),
        "total_gross": translate("Words", "Total gross"),
        "net_sales": translate("Words", "Net sales"),
        "takings": translate("Words", "Takings by tender"),
        "opening": translate("Words", "Opening balance"),
        "closing": translate("Words", "Closing balance"),
        "running_balance": translate("Words", "Running balance"),
    }
    return known.get(name, name.replace("_", " "))


def use(value: Use) -> str:
    """Return what a column of a mapped table holds."""
    translate = QCoreApplication.translate
    return {
        Use.IGNORE: translate("Words", "Ignore"),
        Use.DATE: translate("Words", "Date"),
        Use.TIME: translate("Words", "Time"),
        Use.AMOUNT: translate("Words", "Amount"),
        Use.MONEY_IN: translate("Words", "Money in"),
        Use.MONEY_OUT: translate("Words", "Money out"),
        Use.DIRECTION: translate("Words", "Direction"),
        Use.BALANCE: translate("Words", "Balance"),
        Use.PARTY: translate("Words", "Payee"),
        Use.PARTY_ACCOUNT: translate("Words", "Payee's account"),
        Use.TEXT: translate("Words", "Text"),
        Use.REFERENCE: translate("Words", "Reference"),
        Use.CURRENCY: translate("Words", "Currency"),
        Use.STATUS: translate("Words", "Status"),
    }[value]


def nameless_column(index: int) -> str:
    """Return what a column without a name is called; ``index`` counts from 0."""
    return QCoreApplication.translate("Words", "Column {number}").format(number=index + 1)


def place(value: str) -> str:
    """Return where in a file something is, as readers of statements name it."""
    translate = QCoreApplication.translate
    word, _, number = value.partition(" ")
    if number.isdecimal() and word in {"row", "line"}:
        known = {
            "row": translate("Words", "row {number}"),
            "line": translate("Words", "line {number}"),
        }
        return known[word].format(number=number)
    return value


def control(name: str) -> str:
    """Return the name of one of the controls of the book."""
    translate = QCoreApplication.translate
    known = {
        "pages": translate("Words", "Each page of the file is genuine"),
        "structure": translate("Words", "The database is sound"),
        "references": translate("Words", "Nothing refers to what is not there"),
        "posted": translate("Words", "Each entry is whole"),
        "balanced": translate("Words", "Each entry balances"),
        "monthly_balances": translate("Words", "The kept balances are the sums of the entries"),
        "daily_balances": translate("Words", "What each day moved is the sum of its entries"),
        "trial_balance": translate("Words", "Debits and credits are equal"),
        "chain": translate("Words", "No entry was changed afterwards"),
        "search": translate("Words", "The search finds each entry"),
        "anchor": translate("Words", "The book is the latest one"),
        "length": translate("Words", "The file has its full length"),
    }
    return known.get(name, name.replace("_", " "))


def statement_text(language: str, key: str, **data: object) -> str:
    """Return a heading that the monthly report prints too, so that both say the same."""
    return texts.text(language, "report", key, **data)
