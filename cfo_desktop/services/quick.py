"""Quick entry: a sale, an expense, a transfer in a few words, and what the past suggests for it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from cfo_desktop.base.errors import UserError
from cfo_desktop.domain.account import Account
from cfo_desktop.domain.account import Group
from cfo_desktop.domain.account import Role
from cfo_desktop.domain.entry import Draft
from cfo_desktop.domain.entry import Entry
from cfo_desktop.domain.entry import Posting
from cfo_desktop.domain.money import Money
from cfo_desktop.domain.quick import SHAPES
from cfo_desktop.domain.quick import History
from cfo_desktop.domain.quick import QuickKind
from cfo_desktop.domain.quick import choices
from cfo_desktop.domain.quick import learned
from cfo_desktop.services import accounts as chart
from cfo_desktop.services import entries
from cfo_desktop.services.books import Book
from cfo_desktop.services.books import info
from cfo_desktop.store import database
from cfo_desktop.store import lately


@dataclass(frozen=True, slots=True)
class QuickForm:
    """What was typed: ``amount`` is a plain decimal in the book's currency.

    ``account`` is the code of the other side and ``money`` that of the money account; empty ones
    are the account that the kind is usually booked to, and the till.
    """

    kind: QuickKind
    day: dt.date
    amount: str
    account: str = ""
    money: str = ""
    party: str = ""


def draft(book: Book, *, form: QuickForm) -> Draft:
    """Return the draft of a quick entry.

    Raises ``UserError`` (``amount_invalid``, ``quick_amount``, ``quick_account_missing``,
    ``quick_account_wrong``, ``quick_same_account``, ``account_unknown``).
    """
    about = info(book)
    amount = Money.parse(form.amount, about.currency)
    if amount.minor <= 0:
        raise UserError("quick_amount", text=form.amount)
    shape = SHAPES[form.kind]
    accounts = chart.all_accounts(book)
    others, money_accounts = choices(accounts, form.kind, currency=about.currency)
    money = _chosen(money_accounts, form.money, Role.TILL, accounts)
    other = _chosen(others, form.account, shape.role, accounts)
    if money.code == other.code:
        raise UserError("quick_same_account")
    to, from_ = (money, other) if shape.money_in else (other, money)
    return Draft(
        form.day,
        entries.own_words(book, f"quick.{form.kind}"),
        (Posting.plain(to.code, amount), Posting.plain(from_.code, -amount)),
        party=form.party.strip(),
    )


def _chosen(
    usable: list[Account], code: str, role: Role | None, accounts: list[Account]
) -> Account:
    """Return the account with ``code``, or where none is given the one that holds ``role``."""
    if code:
        found = next((each for each in usable if each.code == code), None)
        if found is None:
            known = any(each.code == code for each in accounts)
            raise UserError("quick_account_wrong" if known else "account_unknown", code=code)
        return found
    found = next((each for each in usable if role is not None and each.role is role), None)
    if found is None:
        raise UserError("quick_account_missing")
    return found


def post(book: Book, *, form: QuickForm) -> int:
    """Post a quick entry and return its number; raise as ``draft`` and ``entries.post`` do."""
    return entries.post(book, draft=draft(book, form=form))


def history(book: Book) -> History:
    """Return what the newest entries suggest: payees, and their accounts by kind of entry."""
    groups: dict[str, Group] = {each.code: each.group for each in chart.all_accounts(book)}
    with database.mapped_errors():
        return learned(lately.past_entries(book.store.connection), groups)


def typed_in(book: Book, *, limit: int = 30) -> list[Entry]:
    """Return up to ``limit`` entries that were typed in, the latest first."""
    with database.mapped_errors():
        return lately.typed_in(book.store.connection, limit=limit)
