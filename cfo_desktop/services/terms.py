"""When debts are due where nobody said otherwise: days for customers and for suppliers."""

from __future__ import annotations

from cfo_desktop.base.errors import UserError
from cfo_desktop.domain.book import Changes
from cfo_desktop.domain.debts import DEFAULT_TERMS
from cfo_desktop.domain.debts import Terms
from cfo_desktop.services.books import Book
from cfo_desktop.store import database
from cfo_desktop.store import ledger

_CUSTOMERS, _SUPPLIERS = "customer_terms", "supplier_terms"
_MOST = 365


def read(book: Book) -> Terms:
    """Return the terms of the book."""
    with database.mapped_errors():
        values = ledger.values(book.store.connection)

    def days(key: str) -> int:
        text = values.get(key, "")
        return int(text) if text.isdecimal() else DEFAULT_TERMS

    return Terms(days(_CUSTOMERS), days(_SUPPLIERS))


def change(book: Book, terms: Terms) -> Changes:
    """Keep the terms, 0 to 365 days; raise ``UserError("terms_invalid")``."""
    for days in (terms.customers, terms.suppliers):
        if not 0 <= days <= _MOST:
            raise UserError("terms_invalid", days=days, limit=_MOST)
    with book.store.transaction() as connection:
        ledger.set_value(connection, _CUSTOMERS, str(terms.customers))
        ledger.set_value(connection, _SUPPLIERS, str(terms.suppliers))
    return Changes(book=True)
