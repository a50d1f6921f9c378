"""The window's words for quick entries and for how entries repeat."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from cfo_desktop.domain.quick import QuickKind
from cfo_desktop.domain.schedule import Every


@dataclass(frozen=True, slots=True)
class Labels:
    """What the fields of a kind are called; an empty label: the kind has no such field."""

    party: str
    account: str
    money: str
    account_first: bool = False
    """The account of the other side is one of the three fields; else the money account is."""


def kind(value: QuickKind) -> str:
    """Return what a kind of entry is called."""
    translate = QCoreApplication.translate
    return {
        QuickKind.SALE: translate("Quick", "Sale"),
        QuickKind.PURCHASE: translate("Quick", "Purchase"),
        QuickKind.EXPENSE: translate("Quick", "Expense"),
        QuickKind.TRANSFER: translate("Quick", "Transfer"),
        QuickKind.DRAWINGS: translate("Quick", "Owner took"),
        QuickKind.CUSTOMER_PAID: translate("Quick", "Customer paid"),
        QuickKind.SUPPLIER_PAID: translate("Quick", "Supplier paid"),
    }[value]


def labels(value: QuickKind) -> Labels:
    """Return what the fields of a kind are called."""
    translate = QCoreApplication.translate
    paid_from = translate("Quick", "Paid from")
    paid_into = translate("Quick", "Paid into")
    return {
        QuickKind.SALE: Labels(
            translate("Quick", "Customer (if you like)"), translate("Quick", "Sold as"), paid_into
        ),
        QuickKind.PURCHASE: Labels(
            translate("Quick", "Supplier"), translate("Quick", "Bought as"), paid_from
        ),
        QuickKind.EXPENSE: Labels(
            translate("Quick", "Who was paid"),
            translate("Quick", "What for"),
            paid_from,
            account_first=True,
        ),
        QuickKind.TRANSFER: Labels(
            "", translate("Quick", "To"), translate("Quick", "From"), account_first=True
        ),
        QuickKind.DRAWINGS: Labels(
            translate("Quick", "Note (if you like)"),
            translate("Quick", "Booked as"),
            translate("Quick", "Taken from"),
        ),
        QuickKind.CUSTOMER_PAID: Labels(
            translate("Quick", "Customer"), translate("Quick", "Was owed as"), paid_into
        ),
        QuickKind.SUPPLIER_PAID: Labels(
            translate("Quick", "Supplier"), translate("Quick", "Was owed as"), paid_from
        ),
    }[value]


def sentence(value: QuickKind, *, amount: str, account: str, money: str) -> str:
    """Return what will be booked, in everyday words; accounts by their names."""
    translate = QCoreApplication.translate
    out = translate("Quick", "{amount} leaves {money} for {account}.")
    return {
        QuickKind.SALE: translate("Quick", "{amount} comes into {money} as {account}."),
        QuickKind.PURCHASE: out,
        QuickKind.EXPENSE: out,
        QuickKind.TRANSFER: translate("Quick", "{amount} moves from {money} to {account}."),
        QuickKind.DRAWINGS: translate(
            "Quick", "{amount} leaves {money} for the owner. It is no cost of the shop."
        ),
        QuickKind.CUSTOMER_PAID: translate(
            "Quick", "{amount} comes into {money}. Customers owe the shop that much less."
        ),
        QuickKind.SUPPLIER_PAID: translate(
            "Quick", "{amount} leaves {money}. The shop owes its suppliers that much less."
        ),
    }[value].format(amount=amount, account=account, money=money)


def every(value: Every) -> str:
    """Return how often something repeats."""
    translate = QCoreApplication.translate
    return {
        Every.DAILY: translate("Quick", "Every day"),
        Every.WEEKLY: translate("Quick", "Every week"),
        Every.FORTNIGHTLY: translate("Quick", "Every two weeks"),
        Every.MONTHLY: translate("Quick", "Every month"),
        Every.QUARTERLY: translate("Quick", "Every three months"),
        Every.YEARLY: translate("Quick", "Every year"),
    }[value]


def repeats(entry: int | None) -> str:
    """Return what is said of a new schedule; ``entry`` was posted for its first day."""
    translate = QCoreApplication.translate
    if entry is None:
        return translate("Quick", "It repeats from its first day on; nothing is posted yet.")
    return translate("Quick", "Entry {number} was posted and repeats from now on.").format(
        number=entry
    )


def repeats_further(entry: int) -> str:
    """Return what is said where an entry of the past is to repeat."""
    return QCoreApplication.translate("Quick", "Entry {number} repeats from now on.").format(
        number=entry
    )
