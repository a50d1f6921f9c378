"""What the bills of merchants have in common: exact sums, notes, totals that control the rows."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import field
from decimal import ROUND_HALF_UP
from decimal import Decimal

from cfo_desktop.domain.fault import Check
from cfo_desktop.domain.fault import Fault
from cfo_desktop.domain.money import Money
from cfo_desktop.domain.statement import AccountHint
from cfo_desktop.domain.statement import SkippedRow
from cfo_desktop.domain.statement import Statement
from cfo_desktop.domain.statement import StatementRow
from cfo_desktop.statements import amounts
from cfo_desktop.statements import checks
from cfo_desktop.statements import wallet
from cfo_desktop.statements.checks import Chain
from cfo_desktop.statements.header import Header
from cfo_desktop.statements.layout import cell
from cfo_desktop.statements.table import Cell
from cfo_desktop.statements.table import TableRow
from cfo_desktop.statements.table import plain
from cfo_desktop.statements.table import text_of

Result = StatementRow | SkippedRow | Fault
"""What becomes of one row: booked, skipped with its reason, or rejected."""

_ROW_CELLS = 4
"""A line of fewer filled cells, without a date, is a note."""
_CENT = Decimal("0.01")
_PARTY = re.compile(r"(.*?)\s*[(\[]([^()\[\]]+)[)\]]\s*")
_ONLY_STARS = re.compile(r"[*\s]*")
_OWN_NUMBER = re.compile(r"账[号户]\s*[:：]\s*(?:[^\[\s]*\[([^\]\s]{3,60})\]|([^\]\s]{3,60}))")


def sum_of(item: Cell) -> Decimal | None:
    """Read a sum with all its decimals; zero for an empty cell, ``None`` for what is no number."""
    if isinstance(item, Decimal):
        return item
    text = text_of(item).lstrip("¥￥")
    if amounts.is_blank(text):
        return Decimal(0)
    found = amounts.parse(text, amounts.DecimalSign.POINT)
    return found.value if found and found.currency in {"", wallet.CURRENCY} else None


def cents(value: Decimal) -> Money | None:
    """Round to whole fen, half away from zero, as WeChat Pay settles each payment's fee.

    Bills print fees with five decimals; nothing else in them is finer than a fen.
    """
    if value.copy_abs() > Decimal(10**15):
        return None
    return amounts.money(value.quantize(_CENT, ROUND_HALF_UP), wallet.CURRENCY)


def money_of(item: Cell) -> Money | None:
    """Read an exact amount; zero for an empty cell, ``None`` for what is none."""
    value = sum_of(item)
    return None if value is None else amounts.money(value, wallet.CURRENCY)


def party_of(untrusted_text: str) -> tuple[str, str]:
    """Take ``张三 (zha***@126.com)`` apart into name and account; a name of stars is none."""
    found = _PARTY.fullmatch(untrusted_text)
    name, account = found.groups() if found else ("", untrusted_text)
    return "" if _ONLY_STARS.fullmatch(name) else name, account


def own_number(around: Iterable[str]) -> str:
    """Return the number of the bill's account as its preamble prints it; empty where it does not.

    ``#账号：[2088…]`` or ``#账号：shop@example.com[2088…]``.
    """
    for text in around:
        if found := _OWN_NUMBER.search(text):
            return found[1] or found[2]
    return ""


def is_note(row: TableRow) -> bool:
    """Tell a line that is no row: empty, marked ``#``, or of a few words without a date."""
    if row.flaw or row.whole:
        return False
    texts = [text for item in row.cells if (text := text_of(item))]
    if not texts or texts[0].startswith("#"):
        return True
    return len(texts) < _ROW_CELLS and wallet.moment_of(texts) is None


@dataclass(slots=True)
class Sections:
    """The rows of a bill, and the totals printed below them, by name (``table.plain``).

    A file of several days has several blocks of rows and totals one below the other: they are
    added up.
    """

    rows: list[TableRow] = field(default_factory=list)
    totals: dict[str, Decimal] = field(default_factory=dict)

    def total(self, *names: str) -> Decimal | None:
        """Return the first of these totals; ``None`` where none is printed."""
        found = (self.totals.get(plain(name)) for name in names)
        return next((value for value in found if value is not None), None)

    def size(self, *names: str) -> Decimal | None:
        """Return the first of these totals without its sign: some print what went out as −."""
        found = self.total(*names)
        return None if found is None else found.copy_abs()


def sections(rows: Iterable[TableRow], header: Header, *, total_name: str) -> Sections:
    """Part rows from totals; ``total_name`` is the first column of the line that names those."""
    found = Sections()
    first_column = next((column for column in header.columns if column.name), None)
    start = plain(first_column.name) if first_column else ""
    names: list[str] | None = None
    for row in rows:
        first = plain(text_of(cell(row, first_column.index if first_column else 0)))
        if first == plain(total_name):
            names = [plain(text_of(item)) for item in row.cells]
        elif is_note(row):
            continue
        elif names is not None:
            _add_totals(found.totals, names, row)
            names = None
        elif first != start or row.flaw:
            found.rows.append(row)
    return found


def _add_totals(totals: dict[str, Decimal], names: Sequence[str], row: TableRow) -> None:
    for name, item in zip(names, row.cells, strict=False):
        value = sum_of(item)
        if name and value is not None and text_of(item):
            totals[name] = totals.get(name, Decimal(0)) + value


def total_check(name: str, printed: Decimal | None, *sums: int) -> list[Check]:
    """Compare a printed total with sums of minor units: any one of them will do.

    Bills differ in whether rows that moved nothing yet are part of their totals.
    """
    expected = None if printed is None else cents(printed)
    if expected is None:
        return []
    found = next((minor for minor in sums if minor == expected.minor), sums[0])
    return [checks.total(name, expected, Money(wallet.CURRENCY, found))]


def count_check(printed: Decimal | None, found: int) -> list[Check]:
    """Compare a printed number of rows, which may be written ``3.0``."""
    if printed is None or printed != printed.to_integral_value():
        return []
    return [checks.count(int(printed), found)]


def chain_of(rows: Sequence[StatementRow]) -> Chain:
    """Follow the printed balances; rows of one day are told apart by their times."""
    moments = [(row.day, row.time) for row in rows]
    steps = [(a > b) - (a < b) for a, b in itertools.pairwise(moments)]
    return checks.in_time_order(rows[::-1] if sum(steps) > 0 else rows)


def in_and_out(rows: Iterable[StatementRow]) -> tuple[int, int]:
    """Return the minor units that came in and that went out, both positive."""
    minors = [row.amount.minor for row in rows]
    return sum(n for n in minors if n > 0), -sum(n for n in minors if n < 0)


def statement(
    account: AccountHint,
    results: Sequence[Result],
    *,
    warnings: Sequence[Fault] = (),
    controls: Sequence[Check] = (),
    ends: tuple[Money | None, Money | None] = (None, None),
) -> Statement:
    """Put the results of all rows together."""
    return Statement(
        account=account,
        currency=wallet.CURRENCY,
        rows=tuple(each for each in results if isinstance(each, StatementRow)),
        skipped=tuple(each for each in results if isinstance(each, SkippedRow)),
        rejected=tuple(each for each in results if isinstance(each, Fault)),
        warnings=tuple(warnings),
        checks=tuple(controls),
        opening=ends[0],
        closing=ends[1],
    )


def columns(header: Header, names: Mapping[str, tuple[str, ...]]) -> dict[str, int]:
    """Return where the columns of an export stand by our name; -1 for those it lacks."""
    return {key: wallet.column(header, *printed) for key, printed in names.items()}
