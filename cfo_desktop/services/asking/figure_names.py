"""Which figure of a financial statement a typed name means."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from cfo_desktop.base.errors import UserError
from cfo_desktop.domain.period import Month
from cfo_desktop.domain.report import Section
from cfo_desktop.services import reports
from cfo_desktop.services.books import Book


def find(book: Book, figure: str, *, statement: str, month: Month, months: int) -> tuple[str, str]:
    """Return the part of a statement that a name means, and its line; empty for the whole part.

    A name is that of ``--json`` (``operating.6110``), however its capitals, joints and plural are
    written, or the code or name of an account. Raises ``UserError("figure_unknown")``, which lists
    the parts that there are.
    """
    shown = {
        "income": lambda: reports.income(book, month=month, months=months),
        "balance_sheet": lambda: reports.balance_sheet(book, at=month.last_day, months=months),
        "cash_flow": lambda: reports.cash_flow(book, month=month, months=months),
    }[statement]().sections
    exact: dict[str, tuple[str, str]] = {}
    loose: defaultdict[str, set[tuple[str, str]]] = defaultdict(set)
    for meant, names in _names(shown):
        exact[names[0]] = meant
        for each in names:
            loose[_bare(each)].add(meant)
    if figure in exact:
        return exact[figure]
    found = loose.get(_bare(figure), set())
    if len(found) != 1:
        parts = ", ".join(each.name for each in shown)
        raise UserError("figure_unknown", figure=figure, names=parts)
    return next(iter(found))


def _names(shown: tuple[Section, ...]) -> Iterator[tuple[tuple[str, str], list[str]]]:
    """Yield every figure with its names, that of the statement first."""
    for section in shown:
        yield (section.name, ""), [section.name]
        for line in section.lines:
            called = [f"{section.name}.{line.code}", line.code]
            if line.account is not None:
                called += [line.account.name, line.account.name_zh]
            yield (section.name, line.code), called


def _bare(name: str) -> str:
    """Return a name without what people write in several ways: capitals, joints, the plural's s."""
    words = re.split(r"[\s_-]+", name.strip().casefold())
    return "_".join(word.rstrip("s") for word in words)
