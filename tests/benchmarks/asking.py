"""What answers take: `python -m tests.benchmarks.asking [ENTRIES ...]`.

Prints, for the made-up ledger whose last day is today, the milliseconds of each kind of answer from
a just opened book, the first time and the median of some more.
"""

from __future__ import annotations

import datetime as dt
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

from cfo_desktop.domain.asking import Arguments
from cfo_desktop.domain.asking import Kind
from cfo_desktop.domain.asking import Measure
from cfo_desktop.domain.asking import Tool
from cfo_desktop.domain.period import Stretch
from cfo_desktop.services import books
from cfo_desktop.services.asking import tools
from tests.benchmarks import made_book
from tests.benchmarks import made_ledger

_ROUNDS = 5
_TODAY = made_ledger.LAST_DAY
_YEAR = Stretch(dt.date(_TODAY.year, 1, 1), dt.date(_TODAY.year, 12, 31))
_BEFORE = Stretch(dt.date(_TODAY.year - 1, 1, 1), dt.date(_TODAY.year - 1, 12, 31))
_ALL = Stretch(made_ledger.FIRST_DAY, _TODAY)
_WEEKS = Stretch(_TODAY + dt.timedelta(days=1), _TODAY + dt.timedelta(days=14))
_PARTY = "City Power 12"


def questions() -> Iterator[tuple[str, Tool, Arguments]]:
    """Yield the kinds of questions: a name, the tool and its arguments."""
    for tool in (Tool.PROFIT, Tool.REVENUE, Tool.EXPENSES, Tool.CASH):
        yield f"{tool}", tool, Arguments()
    for tool in (Tool.PROFIT, Tool.REVENUE, Tool.EXPENSES):
        yield f"{tool}, a year", tool, Arguments(period=_YEAR)
        yield f"{tool}, three years", tool, Arguments(period=_ALL)
    for tool in (Tool.REVENUE, Tool.EXPENSES):
        yield f"{tool}, one party", tool, Arguments(period=_YEAR, party=_PARTY)
        yield f"{tool}, large ones", tool, Arguments(period=_YEAR, amount=Decimal(2000))
    yield "expenses, one kind", Tool.EXPENSES, Arguments(period=_YEAR, kind=Kind.RENT)
    yield "compare", Tool.COMPARE, Arguments()
    both = Arguments(period=_YEAR, other=_BEFORE, measure=Measure.REVENUE)
    yield "compare, two years", Tool.COMPARE, both
    yield "tax", Tool.TAX, Arguments()
    for tool in (Tool.RECEIVABLES, Tool.PAYABLES):
        yield f"{tool}", tool, Arguments()
        yield f"{tool}, one party", tool, Arguments(party=_PARTY)
    yield "payables, two weeks", Tool.PAYABLES, Arguments(period=_WEEKS)
    for tool in (Tool.TOP_CUSTOMERS, Tool.TOP_SUPPLIERS, Tool.TOP_PRODUCTS, Tool.STOCK, Tool.NONE):
        yield f"{tool}", tool, Arguments()


def measure(place: Path) -> dict[str, list[float]]:
    """Return {kind of question: milliseconds of each round}, in the order of ``questions``."""
    book = books.open_book(place, passphrase=made_book.PASSPHRASE)
    found: dict[str, list[float]] = {}
    for name, tool, arguments in questions():
        for _ in range(_ROUNDS):
            started = time.perf_counter()
            tools.ANSWERS[tool](book, arguments)
            found.setdefault(name, []).append(1000 * (time.perf_counter() - started))
    books.close(book)
    return found


if __name__ == "__main__":
    os.environ["CFO_TODAY"] = _TODAY.isoformat()
    for size in [int(text) for text in sys.argv[1:]] or [100_000]:
        sys.stdout.write(f"{size:,} entries\n")
        with tempfile.TemporaryDirectory() as folder:
            books.close(made_book.create(Path(folder) / "book", size))
            for name, times in measure(Path(folder) / "book").items():
                then = statistics.median(times[1:])
                sys.stdout.write(f"  {name:<24}{times[0]:>8.1f} ms first{then:>8.1f} ms then\n")
