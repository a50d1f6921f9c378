"""What the owner decided about money at hand: the least there should be, and what idle money earns.

This is the one home of both; they are kept in the book.
"""

from __future__ import annotations

from decimal import Decimal
from decimal import InvalidOperation

from cfo_desktop.base.errors import UserError
from cfo_desktop.domain.book import Changes
from cfo_desktop.domain.money import MAX_MINOR
from cfo_desktop.domain.money import decimal_text
from cfo_desktop.services.books import Book
from cfo_desktop.services.books import info
from cfo_desktop.store import database
from cfo_desktop.store import ledger

_CUSHION = "cushion"
_RATE = "idle_rate"
_MOST = Decimal(100)


def cushion(book: Book) -> int:
    """Return the least money that the owner wants to have, minor units; 0 if never said."""
    text = _values(book).get(_CUSHION, "")
    return int(text) if text.isdecimal() else 0


def set_cushion(book: Book, minor: int) -> Changes:
    """Keep the least money that the owner wants to have; raise ``UserError("amount_negative")``."""
    if not 0 <= minor <= MAX_MINOR:
        raise UserError("amount_negative", text=decimal_text(minor, info(book).currency))
    _keep(book, _CUSHION, str(minor))
    return Changes(book=True)


def rate(book: Book) -> Decimal | None:
    """Return the interest that idle money would earn, per cent a year; ``None`` if never said."""
    text = _values(book).get(_RATE, "")
    try:
        return Decimal(text) if text else None
    except InvalidOperation:
        return None


def set_rate(book: Book, percent: Decimal) -> Changes:
    """Keep the interest of idle money; raise ``UserError("percent_invalid")``."""
    if not 0 <= percent <= _MOST:
        raise UserError("percent_invalid", text=f"{percent:f}")
    _keep(book, _RATE, f"{percent:f}")
    return Changes(book=True)


def _values(book: Book) -> dict[str, str]:
    with database.mapped_errors():
        return ledger.values(book.store.connection)


def _keep(book: Book, key: str, value: str) -> None:
    with book.store.transaction() as connection:
        ledger.set_value(connection, key, value)
