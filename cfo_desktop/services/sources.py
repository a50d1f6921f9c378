"""Where entries came from: the rows of statements that tell them, beside their neighbours."""

from __future__ import annotations

from cfo_desktop.base.errors import UserError
from cfo_desktop.domain.source import Source
from cfo_desktop.domain.source import StatementRows
from cfo_desktop.services.books import Book
from cfo_desktop.store import database
from cfo_desktop.store import ledger
from cfo_desktop.store import sources


def of_entry(book: Book, *, entry: int) -> list[Source]:
    """Return the rows that tell an entry's payment, or that of the one it completes or reverses."""
    with database.mapped_errors():
        connection = book.store.connection
        draft = ledger.entry(connection, entry).draft
        found = sources.telling(connection, entry)
        earlier = draft.completes or draft.reverses
        if not found and earlier is not None:
            found = sources.telling(connection, earlier)
    return found


def statement(book: Book, *, statement: int) -> StatementRows:
    """Return a statement with its rows; raise ``UserError("statement_missing")``."""
    with database.mapped_errors():
        found = sources.statement_rows(book.store.connection, statement)
    if found is None:
        raise UserError("statement_missing", number=statement)
    return found
