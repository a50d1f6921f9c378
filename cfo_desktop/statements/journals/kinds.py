"""What an account of a journal is, by the first part of its name or what the file declares."""

from __future__ import annotations

import re
from collections.abc import Mapping

from cfo_desktop.domain.account import Kind
from cfo_desktop.domain.foreign import ForeignEntry
from cfo_desktop.statements.journals.raw import Refused

_ROOTS = {
    Kind.ASSET: "assets? aktiva vermögen actifs? activos? attività ativos? activa 资产 資產",
    Kind.LIABILITY: (
        "liability liabilities debts? schulden verbindlichkeiten passifs? dettes pasivos? deudas "
        "passività passivos? 负债 負債"
    ),
    Kind.EQUITY: "equity eigenkapital capitaux patrimonio patrimônio 权益 所有者权益 權益",
    Kind.INCOME: (
        "incomes? revenues? einnahmen erträge einkommen revenus? recettes ingresos entrate ricavi "
        "receitas inkomsten 收入"
    ),
    Kind.EXPENSE: (
        "expenses? ausgaben aufwand aufwendungen dépenses charges gastos spese costi despesas "
        "uitgaven 支出 费用 費用 成本"
    ),
}
_PATTERNS = [
    (kind, re.compile("|".join(words.split()), re.IGNORECASE)) for kind, words in _ROOTS.items()
]
LETTERS = {
    "a": Kind.ASSET,
    "c": Kind.ASSET,
    "asset": Kind.ASSET,
    "cash": Kind.ASSET,
    "l": Kind.LIABILITY,
    "liability": Kind.LIABILITY,
    "e": Kind.EQUITY,
    "v": Kind.EQUITY,
    "equity": Kind.EQUITY,
    "conversion": Kind.EQUITY,
    "r": Kind.INCOME,
    "revenue": Kind.INCOME,
    "income": Kind.INCOME,
    "x": Kind.EXPENSE,
    "expense": Kind.EXPENSE,
}
"""hledger's declared types."""


def of(account: str, declared: Mapping[str, Kind]) -> Kind | None:
    """Return the kind of an account; ``None`` where nothing tells it.

    ``declared`` kinds hold for the accounts below, too.
    """
    parts = account.split(":")
    for length in range(len(parts), 0, -1):
        path = ":".join(parts[:length])
        if path in declared:
            return declared[path]
    return next((kind for kind, pattern in _PATTERNS if pattern.fullmatch(parts[0])), None)


def of_all(entry: ForeignEntry, declared: Mapping[str, Kind]) -> dict[str, Kind]:
    """Return {account: kind} of a transaction; raise ``Refused`` where one is not told."""
    found: dict[str, Kind] = {}
    for posting in entry.postings:
        kind = of(posting.account, declared)
        if kind is None:
            raise Refused("foreign_account", posting.account)
        found[posting.account] = kind
    return found
