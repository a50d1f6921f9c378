"""What the owner said questions of theirs mean: kept in the book, and asked before the router."""

from __future__ import annotations

import json

from cfo_desktop.domain.asking import Tool
from cfo_desktop.services import ground
from cfo_desktop.services.books import Book
from cfo_desktop.store import database
from cfo_desktop.store import ledger

_KEY = "asked_corrections"
_MOST = 200
"""Questions that are kept; of more, the latest."""


def read(book: Book) -> dict[str, Tool]:
    """Return {question: its tool}, the latest last."""
    with database.mapped_errors():
        text = ledger.values(book.store.connection).get(_KEY, "{}")
    return {question: Tool(tool) for question, tool in json.loads(text).items()}


def keep(book: Book, *, question: str, tool: Tool) -> None:
    """Keep what a question means."""
    kept = read(book)
    kept.pop(question, None)
    kept[question] = tool
    latest = dict(list(kept.items())[-_MOST:])
    # it says nothing of the books themselves
    with ground.unmoved(book), book.store.transaction() as connection:
        ledger.set_value(connection, _KEY, json.dumps(latest, ensure_ascii=False))
