"""What the shop is called on paper: its name, tax number, address and bank, kept in the book."""

from __future__ import annotations

from dataclasses import fields
from dataclasses import replace

from cfo_desktop.base.errors import UserError
from cfo_desktop.domain.book import Changes
from cfo_desktop.domain.shop_details import ShopDetails
from cfo_desktop.services.books import Book
from cfo_desktop.services.books import info
from cfo_desktop.store import database
from cfo_desktop.store import ledger

MAX_DETAIL = 400
"""Letters of one detail."""
_KEY = "shop_"
_NAMES = tuple(each.name for each in fields(ShopDetails))


def read(book: Book) -> ShopDetails:
    """Return the shop's details; its name is the book's where the owner gave no other."""
    with database.mapped_errors():
        values = ledger.values(book.store.connection)
    found = ShopDetails(**{name: values.get(_KEY + name, "") for name in _NAMES})
    return found if found.name else replace(found, name=info(book).name)


def change(book: Book, details: ShopDetails) -> Changes:
    """Keep the details; raise ``UserError("shop_detail_invalid")`` for one that cannot be printed.

    The data names the detail (``name``) and the most letters (``limit``), never its text.
    """
    wanted = {name: str(getattr(details, name)).strip() for name in _NAMES}
    for name, text in wanted.items():
        if len(text) > MAX_DETAIL or not text.replace("\n", "").isprintable():
            raise UserError("shop_detail_invalid", name=name, limit=MAX_DETAIL)
    with book.store.transaction() as connection:
        for name, text in wanted.items():
            ledger.set_value(connection, _KEY + name, text)
    return Changes(book=True)
