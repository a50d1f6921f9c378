"""Reads GnuCash's books kept as XML (the default before SQLite), packed with gzip or not."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from collections.abc import Mapping
from fractions import Fraction

from cfo_desktop.domain import currency as currencies
from cfo_desktop.domain.fault import Fault
from cfo_desktop.domain.foreign import GNUCASH_KINDS
from cfo_desktop.domain.foreign import ForeignAccount
from cfo_desktop.domain.foreign import ForeignBook
from cfo_desktop.domain.foreign import ForeignEntry
from cfo_desktop.domain.foreign import ForeignPosting
from cfo_desktop.domain.money import MAX_MINOR
from cfo_desktop.domain.money import Money
from cfo_desktop.statements import dates
from cfo_desktop.statements.dates import DateStyle
from cfo_desktop.statements.dates import Order
from cfo_desktop.statements.journals.raw import Refused
from cfo_desktop.statements.limits import MAX_TEXT
from cfo_desktop.statements.xml_tree import Node

_SPACES = {"CURRENCY", "ISO4217"}
_FRACTION = re.compile(r"(-?\d{1,20})/(\d{1,12})")
_STYLE = DateStyle(Order.YMD)
_LISTED = {"schedxaction": "scheduled transactions", "budget": "budgets", "GncInvoice": "invoices"}


class _Account:
    """One account as written."""

    def __init__(self, node: Node) -> None:
        self.name = node.value("name")
        self.kind = node.value("type")
        self.parent = node.value("parent")
        self.space = node.value("commodity", "space")
        self.commodity = node.value("commodity", "id")


def is_book(root: Node) -> bool:
    """Tell whether a document is a GnuCash book."""
    return root.name == "gnc-v2"


def read(root: Node) -> ForeignBook:
    """Return the book; what is not taken of it is listed."""
    accounts: dict[str, _Account] = {}
    entries: list[ForeignEntry] = []
    not_taken: list[Fault] = []
    for node in root.all("book"):
        accounts |= {each.value("id"): _Account(each) for each in node.all("account")}
        transactions = sorted(node.all("transaction"), key=_day_text)
        for number, transaction in enumerate(transactions, start=len(entries) + 1):
            place = f"transaction {number}"
            try:
                entries.append(_entry(transaction, accounts, place))
            except Refused as refused:
                not_taken.append(Fault(refused.code, place, {"detail": refused.detail}))
        for name, what in _LISTED.items():
            if count := len(node.all(name)):
                detail = f"{what} ×{count}"
                not_taken.append(Fault("foreign_directive", name, {"detail": detail}))
    used = Counter(posting.amount.currency for entry in entries for posting in entry.postings)
    return ForeignBook(
        "gnucash",
        used.most_common(1)[0][0] if used else "",
        tuple(_listed(accounts, entries)),
        tuple(entries),
        tuple(not_taken),
    )


def _listed(
    accounts: Mapping[str, _Account], entries: list[ForeignEntry]
) -> Iterator[ForeignAccount]:
    used = {posting.account for entry in entries for posting in entry.postings}
    for guid, account in accounts.items():
        path = _path(guid, accounts)
        if path in used and account.kind in GNUCASH_KINDS:
            used.remove(path)
            yield ForeignAccount(path, GNUCASH_KINDS[account.kind], account.kind)


def _path(guid: str, accounts: Mapping[str, _Account]) -> str:
    names: list[str] = []
    while guid in accounts and accounts[guid].kind != "ROOT" and len(names) < len(accounts):
        names.append(accounts[guid].name)
        guid = accounts[guid].parent
    return ":".join(reversed(names))


def _day_text(transaction: Node) -> str:
    return transaction.value("date-posted", "date")


def _entry(transaction: Node, accounts: Mapping[str, _Account], place: str) -> ForeignEntry:
    moment = dates.parse(_day_text(transaction), _STYLE)
    if moment is None:
        raise Refused("foreign_syntax", _day_text(transaction))
    code = transaction.value("currency", "id")
    if transaction.value("currency", "space") not in _SPACES or not currencies.is_currency(code):
        raise Refused("foreign_commodity", code)
    splits = [split for group in transaction.all("splits") for split in group.all("split")]
    lines = [_posting(split, accounts, code) for split in splits]
    left = sum((line.value or line.amount).minor for line in lines)
    if left:
        raise Refused("foreign_unbalanced", f"{Money(code, left)} {code}")
    return ForeignEntry(
        place,
        moment.day,
        transaction.value("description")[:MAX_TEXT],
        tuple(line for line in lines if line.amount.minor or (line.value and line.value.minor)),
        id=transaction.value("id")[:MAX_TEXT],
    )


def _posting(split: Node, accounts: Mapping[str, _Account], code: str) -> ForeignPosting:
    account = accounts.get(split.value("account"))
    if account is None or account.kind not in GNUCASH_KINDS:
        raise Refused("foreign_account", account.name if account else "")
    if account.space not in _SPACES or not currencies.is_currency(account.commodity):
        raise Refused("foreign_commodity", account.commodity)
    return ForeignPosting(
        _path(split.value("account"), accounts),
        _money(split.value("quantity"), account.commodity),
        _money(split.value("value"), code),
    )


def _money(text: str, code: str) -> Money:
    """Return an exact fraction as money; a finer fraction than the currency's is refused."""
    found = _FRACTION.fullmatch(text)
    if not found or not int(found[2]):
        raise Refused("foreign_syntax", text)
    minor = Fraction(int(found[1]), int(found[2])) * 10 ** currencies.minor_digits(code)
    if minor.denominator != 1 or abs(minor) > MAX_MINOR:
        raise Refused("foreign_fraction", text)
    return Money(code, int(minor))
