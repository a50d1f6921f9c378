"""Foreign money at today's rate: revaluing what is held in another currency."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from cfo_desktop.base.errors import UserError
from cfo_desktop.domain.account import Kind
from cfo_desktop.domain.account import Role
from cfo_desktop.domain.currency import minor_digits
from cfo_desktop.domain.entry import Draft
from cfo_desktop.domain.entry import Posting
from cfo_desktop.domain.entry import through_exchange
from cfo_desktop.domain.money import Money
from cfo_desktop.services import accounts as chart
from cfo_desktop.services import entries
from cfo_desktop.services.books import Book
from cfo_desktop.services.books import info
from cfo_desktop.store import database
from cfo_desktop.store import figures


def revalue(book: Book, *, currency: str, rate: Decimal, day: dt.date) -> int:
    """Value what is held and owed in ``currency`` at ``rate``; return the entry's number.

    ``rate`` is in units of the book's currency for one of the other. The difference goes to
    exchange gains and losses; money that was imported without a rate gets its value this way.
    Raises ``UserError`` (``rate_missing``, ``currency_is_own``, ``currency_unknown``,
    ``revaluation_not_needed``, ``amount_invalid``).
    """
    own = info(book).currency
    if currency == own:
        raise UserError("currency_is_own", currency=currency)
    minor_digits(currency)
    if not rate.is_finite() or rate <= 0:
        raise UserError("rate_missing", currency=currency)
    with database.mapped_errors():
        amounts = figures.balances_at(book.store.connection, day, column="amount")
        values = figures.balances_at(book.store.connection, day, column="value")
    exchange = chart.with_role(book, role=Role.EXCHANGE).in_currency(currency).code
    lines = []
    for account in chart.all_accounts(book):
        held_or_owed = account.kind in {Kind.ASSET, Kind.LIABILITY}
        if account.currency != currency or account.code == exchange or not held_or_owed:
            continue
        held = Money(currency, amounts.get(account.code, 0))
        change = held.times(rate, own).minor - values.get(account.code, 0)
        if change:
            lines.append(Posting(account.code, Money(currency, 0), Money(own, change)))
    if not lines:
        raise UserError("revaluation_not_needed", currency=currency)
    gain = -sum(line.value.minor for line in lines)
    if gain:
        account = chart.with_role(book, role=Role.FX_GAIN)
        lines.append(Posting.plain(account.code, Money(own, gain)))
    postings = through_exchange(
        lines, exchange_account=lambda code: chart.exchange_account(book, code)
    )
    words = entries.own_words(book, "revaluation", currency=currency, rate=rate, own=own)
    return entries.post(book, draft=Draft(day, words, postings))
