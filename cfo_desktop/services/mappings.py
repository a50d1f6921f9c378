"""Tables that no known format fits: look at one, say which column is what, keep that for later."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from cfo_desktop.base.errors import UserError
from cfo_desktop.domain.currency import is_currency
from cfo_desktop.domain.currency import minor_digits
from cfo_desktop.domain.fault import Fault
from cfo_desktop.domain.mapping import MAX_NAME
from cfo_desktop.domain.mapping import ColumnMapping
from cfo_desktop.domain.mapping import TableGuess
from cfo_desktop.domain.reading import ReadOptions
from cfo_desktop.domain.statement import ReadFile
from cfo_desktop.services import accounts as chart
from cfo_desktop.services import reading
from cfo_desktop.services.books import Book
from cfo_desktop.services.books import info
from cfo_desktop.store import database
from cfo_desktop.store import mappings as store

MOST_ROWS = 2_000
"""Rows of a file that a look at it reads: it must follow each choice at once."""


def describe(
    book: Book, path: Path, *, header_row: int | None = None, password: str | None = None
) -> TableGuess:
    """Return a table's first rows and how it would be read: as saved before, else a best guess.

    ``header_row`` is the number of the row that names the columns, 0 where none does;
    ``password`` opens a locked file and is kept nowhere. Raises ``UserError``:
    ``mapping_not_needed`` for a known export, and what keeps a file from being read as a table.
    """
    options = ReadOptions(
        info(book).currency,
        password,
        mappings=tuple(all_mappings(book)),
        header_row=header_row,
    )
    guess = reading.describe_table(path, options=options)
    if guess.fault:
        raise UserError(guess.fault.code, **guess.fault.data)
    if guess.known:
        raise UserError("mapping_not_needed", name=guess.known)
    return guess


def preview(
    book: Book, path: Path, mapping: ColumnMapping, *, password: str | None = None
) -> ReadFile:
    """Return what the first rows are read as; what is wrong with file or mapping is its fault."""
    if mapping.currency and not is_currency(mapping.currency):
        fault = Fault("currency_unknown", data={"currency": mapping.currency})
        return ReadFile("", mapping.name, fault=fault)
    options = ReadOptions(_currency(book, mapping), password, mapping=mapping, most_rows=MOST_ROWS)
    return reading.read_as_told(path, options=options)


def save(book: Book, mapping: ColumnMapping) -> ColumnMapping:
    """Keep a mapping under its name, in place of one of the same name; return it as it was kept.

    Files with the same columns are read by it from now on. Raises ``UserError``
    (``mapping_name_invalid``, ``mapping_print_taken``, ``account_unknown``, ``currency_unknown``,
    and those of ``ColumnMapping.fault``).
    """
    name = " ".join(mapping.name.split())
    if not 0 < len(name) <= MAX_NAME or not name.isprintable():
        raise UserError("mapping_name_invalid", limit=MAX_NAME)
    fault = mapping.fault()
    if fault:
        raise UserError(fault.code, **fault.data)
    if mapping.currency:
        minor_digits(mapping.currency)  # raises for one that is none
    if mapping.account:
        chart.find(book, code=mapping.account)
    kept = replace(mapping, name=name)
    with book.store.transaction() as connection:
        store.save_mapping(connection, kept)
    return kept


def all_mappings(book: Book) -> list[ColumnMapping]:
    """Return the saved mappings by name."""
    with database.mapped_errors():
        return store.mappings(book.store.connection)


def remove(book: Book, *, name: str) -> None:
    """Forget a mapping; what was imported by it stays. Raises ``UserError("mapping_missing")``."""
    with book.store.transaction() as connection:
        store.remove_mapping(connection, name)


def _currency(book: Book, mapping: ColumnMapping) -> str:
    """Return the currency of a file that names none: the account's, else the book's."""
    if mapping.account:
        return chart.find(book, code=mapping.account).currency
    return info(book).currency
