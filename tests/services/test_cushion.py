"""What the owner decided about money at hand is kept in the book, and what cannot be is refused."""

from __future__ import annotations

from decimal import Decimal

import pytest

from cfo_desktop.base.errors import UserError
from cfo_desktop.services import cushion
from cfo_desktop.services.books import Book
from cfo_desktop.store import ledger


def test_cushion_and_rate_are_kept(book: Book) -> None:
    assert cushion.cushion(book) == 0
    assert cushion.rate(book) is None
    cushion.set_cushion(book, 2_000_00)
    cushion.set_rate(book, Decimal("2.50"))
    assert cushion.cushion(book) == 2_000_00
    assert cushion.rate(book) == Decimal("2.5")


def test_what_cannot_be_is_refused(book: Book) -> None:
    with pytest.raises(UserError, match="amount_negative"):
        cushion.set_cushion(book, -1)
    with pytest.raises(UserError, match="percent_invalid"):
        cushion.set_rate(book, Decimal(101))


def test_what_cannot_be_read_says_nothing(book: Book) -> None:
    with book.store.transaction() as connection:
        ledger.set_value(connection, "cushion", "many")
        ledger.set_value(connection, "idle_rate", "high")
    assert cushion.cushion(book) == 0
    assert cushion.rate(book) is None
