"""Categorisation rules: money whose payee or narration contains a text goes to an account."""

from __future__ import annotations

import contextlib

from cfo_desktop.base.errors import UserError
from cfo_desktop.domain.importing import Rule
from cfo_desktop.domain.period import LAST_DAY
from cfo_desktop.services import accounts as chart
from cfo_desktop.services import entries
from cfo_desktop.services.books import Book
from cfo_desktop.services.statement_accounts import first_match
from cfo_desktop.store import database
from cfo_desktop.store import figures
from cfo_desktop.store import import_log

_MOST_AT_ONCE = 100_000


def all_rules(book: Book) -> list[Rule]:
    """Return the rules in the order they are tried; the first that fits decides."""
    with database.mapped_errors():
        return [Rule(*row) for row in import_log.rules(book.store.connection)]


def add(book: Book, *, contains: str, account: str) -> int:
    """Add a rule for the next imports; return its number.

    Raises ``UserError`` (``rule_empty``, ``account_unknown``, ``account_is_suspense``).
    """
    if not contains.strip():
        raise UserError("rule_empty")
    chart.find(book, code=account)
    with database.mapped_errors():
        if account in figures.suspense_codes(book.store.connection):
            raise UserError("account_is_suspense", code=account)
    with book.store.transaction() as connection:
        return import_log.add_rule(connection, contains.strip(), account)


def remove(book: Book, *, number: int) -> None:
    """Remove a rule; what it categorised stays. Raises ``UserError("rule_missing")``."""
    with book.store.transaction() as connection:
        import_log.remove_rule(connection, number)


def apply(book: Book) -> int:
    """Categorise the money that still waits, by the rules; return how many entries it was.

    What a rule cannot sort (no rate for its currency, an account closed since) goes on waiting.
    """
    with database.mapped_errors():
        rules = import_log.rules(book.store.connection)
    accounts = {account.code: account for account in chart.all_accounts(book)}
    drafts = []
    for item in entries.open_items(book, at=LAST_DAY, limit=_MOST_AT_ONCE):
        draft = entries.entry(book, number=item.entry).draft
        code = first_match(rules, f"{draft.party} {draft.narration}")
        if code is not None:
            with contextlib.suppress(UserError):
                target = accounts[code]
                drafts.append(entries.categorisation(book, number=item.entry, target=target))
    return len(entries.post_all(book, drafts=drafts)) if drafts else 0
