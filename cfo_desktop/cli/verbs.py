"""Every verb's name and the module that holds it, which is imported for that verb alone."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cfo_desktop.cli.parsing import Verb

GROUPS: Mapping[str, tuple[str, ...]] = {
    "books": ("new", "demo"),
    "accounts": ("accounts", "opening"),
    "entries": (
        *("entry", "reverse", "entries", "search", "review"),
        *("categorise", "close-year", "revalue"),
    ),
    "schedules": ("schedules",),
    "imports": ("import", "imports", "undo-import", "rules"),
    "bills": ("bill", "papers"),
    "mappings": ("map", "mappings"),
    "matches": ("matches",),
    "reconciling": ("reconcile",),
    "statements": ("trial-balance", "income", "balance-sheet", "cash-flow", "report", "export"),
    "asking": ("ask", "explain"),
    "advising": ("advise", "draft"),
    "outlook": ("forecast", "findings"),
    "planning": ("customers", "idle-cash", "benchmarks", "tax", "whatif"),
    "owing": ("receivables", "payables", "pay", "write-off", "statement-of", "due"),
    "care": (
        *("backup", "restore", "verify", "lock-period"),
        *("passphrase", "recover", "recovery-code", "rekey"),
    ),
    "models": ("models",),
}
"""{module of this package: its verbs}, in the order of the help."""


def find(name: str) -> Verb | None:
    """Return the verb ``name``; ``None`` where there is none of that name."""
    for group, names in GROUPS.items():
        if name in names:
            return _MODULES[group]()[name]
    return None


def _accounts() -> Mapping[str, Verb]:
    from cfo_desktop.cli import accounts

    return accounts.VERBS


def _advising() -> Mapping[str, Verb]:
    from cfo_desktop.cli import advising

    return advising.VERBS


def _asking() -> Mapping[str, Verb]:
    from cfo_desktop.cli import asking
    from cfo_desktop.cli import explaining

    return {**asking.VERBS, **explaining.VERBS}


def _bills() -> Mapping[str, Verb]:
    from cfo_desktop.cli import bills

    return bills.VERBS


def _books() -> Mapping[str, Verb]:
    from cfo_desktop.cli import books

    return books.VERBS


def _care() -> Mapping[str, Verb]:
    from cfo_desktop.cli import care

    return care.VERBS


def _entries() -> Mapping[str, Verb]:
    from cfo_desktop.cli import entries

    return entries.VERBS


def _imports() -> Mapping[str, Verb]:
    from cfo_desktop.cli import imports

    return imports.VERBS


def _matches() -> Mapping[str, Verb]:
    from cfo_desktop.cli import matches

    return matches.VERBS


def _mappings() -> Mapping[str, Verb]:
    from cfo_desktop.cli import mappings

    return mappings.VERBS


def _models() -> Mapping[str, Verb]:
    from cfo_desktop.cli import models

    return models.VERBS


def _outlook() -> Mapping[str, Verb]:
    from cfo_desktop.cli import findings
    from cfo_desktop.cli import outlook

    return {**outlook.VERBS, **findings.VERBS}


def _owing() -> Mapping[str, Verb]:
    from cfo_desktop.cli import due
    from cfo_desktop.cli import owing

    return {**owing.VERBS, **due.VERBS}


def _planning() -> Mapping[str, Verb]:
    from cfo_desktop.cli import customers
    from cfo_desktop.cli import planning
    from cfo_desktop.cli import tax
    from cfo_desktop.cli import what_if

    return {**customers.VERBS, **planning.VERBS, **tax.VERBS, **what_if.VERBS}


def _reconciling() -> Mapping[str, Verb]:
    from cfo_desktop.cli import reconciling

    return reconciling.VERBS


def _schedules() -> Mapping[str, Verb]:
    from cfo_desktop.cli import schedules

    return schedules.VERBS


def _statements() -> Mapping[str, Verb]:
    from cfo_desktop.cli import statements

    return statements.VERBS


# Plain imports in functions: a verb loads no other's modules, and a packager still sees them all.
_MODULES: Mapping[str, Callable[[], Mapping[str, Verb]]] = {
    "accounts": _accounts,
    "advising": _advising,
    "asking": _asking,
    "bills": _bills,
    "books": _books,
    "care": _care,
    "entries": _entries,
    "imports": _imports,
    "mappings": _mappings,
    "matches": _matches,
    "models": _models,
    "outlook": _outlook,
    "owing": _owing,
    "planning": _planning,
    "reconciling": _reconciling,
    "schedules": _schedules,
    "statements": _statements,
}
