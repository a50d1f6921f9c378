"""What the shop had on its first day here: asked in everyday words, booked as one entry."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from collections.abc import Mapping
from collections.abc import Sequence

from cfo_desktop.domain.account import Account
from cfo_desktop.domain.account import Kind
from cfo_desktop.domain.account import Role
from cfo_desktop.domain.money import Money
from cfo_desktop.domain.today import OpeningBooked
from cfo_desktop.domain.today import OpeningForm
from cfo_desktop.services import accounts as chart
from cfo_desktop.services import entries
from cfo_desktop.services.books import Book
from cfo_desktop.services.books import info
from cfo_desktop.store import database
from cfo_desktop.store import figures
from cfo_desktop.store import ledger

ASKED = (
    Role.TILL,
    Role.BANK,
    Role.WALLET_WECHAT,
    Role.WALLET_ALIPAY,
    Role.SAVINGS,
    Role.STOCK,
    Role.RECEIVABLES,
    Role.PAYABLES,
    Role.LOAN,
)
"""The accounts that are asked for, in the order of the questions."""
_KEY = "opening_entry"


def form(book: Book) -> OpeningForm:
    """Return the accounts to ask for, what was booked, and what other openings hold."""
    own = info(book).currency
    by_role = {account.role: account for account in chart.all_accounts(book)}
    asked = tuple(
        by_role[role]
        for role in ASKED
        if role in by_role and by_role[role].currency == own and not by_role[role].closed_on
    )
    with database.mapped_errors():
        numbers = figures.standing_openings(book.store.connection)
    mine = _of_questions(book, numbers, asked)
    elsewhere: dict[str, int] = {}
    for number in numbers:
        if mine is None or number != mine.entry:
            for line in entries.entry(book, number=number).draft.postings:
                elsewhere[line.account] = elsewhere.get(line.account, 0) + line.amount.minor
    return OpeningForm(own, asked, mine, elsewhere)


def booked(book: Book) -> int | None:
    """Return the number of the latest opening entry that stands; ``None`` where there is none."""
    with database.mapped_errors():
        numbers = figures.standing_openings(book.store.connection)
    return numbers[-1] if numbers else None


def answer(book: Book, *, day: dt.date, amounts: Mapping[str, str], corrects: int | None) -> int:
    """Book the answers as one entry and return its number.

    ``amounts`` are positive decimal texts by account code: what there is, or what is owed.
    ``corrects`` is the opening entry that is taken back in the same transaction. Raises
    ``UserError`` (``amount_invalid``, ``amount_not_positive``, ``entry_too_short`` where nothing is
    answered, and as ``entries.post`` does).
    """
    signed = {
        code: str(_signed(chart.find(book, code=code), text)) for code, text in amounts.items()
    }
    draft = entries.opening_draft(book, day=day, amounts=signed)
    with book.store.transaction() as connection:
        taken_back = []
        if corrects is not None:
            taken_back = entries.reversals(connection, numbers=[corrects])
        drafts = [*taken_back, draft]
        number = ledger.post(connection, drafts, recorded_at=entries.recorded_now())[-1]
        ledger.set_value(connection, _KEY, str(number))
    return number


def _signed(account: Account, text: str) -> Money:
    """Return an answer with the ledger's sign: what is owed is a credit."""
    money = Money.parse(text, account.currency)
    return -money if account.kind is Kind.LIABILITY else money


def _of_questions(
    book: Book, numbers: Collection[int], asked: Sequence[Account]
) -> OpeningBooked | None:
    """Return the entry that the questions booked, while it stands."""
    with database.mapped_errors():
        kept = ledger.values(book.store.connection).get(_KEY, "")
    if not kept.isdecimal() or int(kept) not in numbers:
        return None
    draft = entries.entry(book, number=int(kept)).draft
    owed = {account.code: account.kind is Kind.LIABILITY for account in asked}
    amounts = {
        line.account: -line.amount.minor if owed[line.account] else line.amount.minor
        for line in draft.postings
        if line.account in owed
    }
    return OpeningBooked(int(kept), draft.day, amounts)
