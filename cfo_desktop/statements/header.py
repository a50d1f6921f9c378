"""Finds the header of a table and what each of its columns means."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterable
from collections.abc import Sequence
from dataclasses import dataclass

from cfo_desktop.statements import amounts
from cfo_desktop.statements import header_words
from cfo_desktop.statements.header_words import Means
from cfo_desktop.statements.table import Table
from cfo_desktop.statements.table import TableRow
from cfo_desktop.statements.table import plain
from cfo_desktop.statements.table import text_of

_SEARCHED = 200
"""Rows from the top among which a header is looked for."""
_MAX_NAME = 60
_DAYS = {Means.BOOKED, Means.DATED, Means.VALUED}
_MONEY = {Means.AMOUNT, Means.NET, Means.IN, Means.OUT}
_MARKS = re.compile(r"[\s_\"'*#.:,;`´’()\[\]【】|+\-–]+")
_UNIT = re.compile(r"[(\[]([^()\[\]]*)[)\]]|[-/]?\b([A-Z]{3})$")
_CHINESE = re.compile(r"[\u4e00-\u9fff]+(?:/[\u4e00-\u9fff]+)*")
_SLASH_YUAN = re.compile(r"/(?:人民币)?元(?![^\W_])")
_SIMPLER = str.maketrans(
    "帐賬帳記錄額餘貨幣種類結戶號碼開關對單據時間發東證務項數會計實進過轉區國詳細資說備註狀態簽編參業總稱滙匯費",
    "账账账记录额余货币种类结户号码开关对单据时间发东证务项数会计实进过转区国详细资说备注状态签编参业总称汇汇费",
)
"""Characters of headers in Hong Kong, Taiwan and Macau as the mainland writes them."""
_YUAN = {"元", "人民币", "人民币元", "rmb", "单位元", "元人民币"}


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its printed ``name``, what it means, and the currency its name tells."""

    index: int
    name: str
    means: Means | None
    currency: str = ""


@dataclass(frozen=True, slots=True)
class Header:
    """The row that names the columns, at ``position`` among the table's rows."""

    position: int
    columns: tuple[Column, ...]

    @property
    def names(self) -> frozenset[str]:
        """The columns' names in the form in which keywords are compared (``table.plain``)."""
        return frozenset(plain(column.name) for column in self.columns if column.name)

    @property
    def day(self) -> int:
        """The first column of a day; the first of all where none is named so."""
        return next((column.index for column in self.columns if column.means in _DAYS), 0)

    @property
    def width(self) -> int:
        """Cells up to the last column with a name."""
        named = [column.index for column in self.columns if column.name or column.means]
        return max(named, default=-1) + 1

    def having(self, meaning: Means) -> list[Column]:
        """Return the columns that mean this, from the left."""
        return [column for column in self.columns if column.means is meaning]

    def index(self, *names: str) -> int | None:
        """Return where the first of these names stands; ``None`` where none does."""
        wanted = [plain(name) for name in names]
        places = {plain(column.name): column.index for column in reversed(self.columns)}
        return next((places[name] for name in wanted if name in places), None)


def find(table: Table) -> Header | None:
    """Return the best header among the first rows; ``None`` where no row names a day and money."""
    best: Header | None = None
    most = 0
    for position, row in enumerate(table.rows[:_SEARCHED]):
        header = of_row(row, position)
        if header is None:
            continue
        known = sum(column.means is not None for column in header.columns)
        if known > most:
            best, most = header, known
    return best


def named(row: TableRow, position: int) -> Header:
    """Read a row as a header, whatever its cells say: for exports known by their names."""
    columns = tuple(_column(index, text_of(cell)) for index, cell in enumerate(row.cells))
    return Header(position, columns)


def of_row(row: TableRow, position: int) -> Header | None:
    """Read a row as a header; ``None`` if it does not name a day and money."""
    columns = named(row, position).columns
    meanings = {column.means for column in columns}
    if not meanings & _DAYS or not meanings & _MONEY:
        return None
    filled = [column for column in columns if column.name]
    known = sum(column.means is not None for column in filled)
    return Header(position, columns) if known >= 2 and known * 4 >= len(filled) else None  # noqa: PLR2004


def _column(index: int, name: str) -> Column:
    if not name or len(name) > _MAX_NAME:
        return Column(index, name, None)
    means, currency = _meaning(name)
    return Column(index, name, means, currency)


@functools.lru_cache(maxsize=2048)
def _meaning(name: str) -> tuple[Means | None, str]:
    """Return what a name means and the currency in it: ``Withdrawals (SGD)``, ``金额(元)``."""
    text = unicodedata.normalize("NFKC", name).strip()
    text, yuan = _SLASH_YUAN.subn("", text)
    currency = "CNY" if yuan else ""
    for unit in _UNIT.finditer(text):
        inner = (unit[1] if unit[1] is not None else unit[2]).strip("+- ")
        code = amounts.currency_of(inner)
        if code or plain(inner) in _YUAN:
            currency = code or "CNY"
            text = text[: unit.start()] + text[unit.end() :]
            break
    return _known().get(simple(text)) or _of_two_languages(text), currency


def _of_two_languages(name: str) -> Means | None:
    """Return what the Chinese part of a name means, else the other: ``日期[ Date ]``."""
    chinese, other = "".join(_CHINESE.findall(name)), _CHINESE.sub(" ", name)
    if not chinese or not any(map(str.isalpha, other)):
        return None
    return _known().get(simple(chinese)) or _known().get(simple(other))


def bare(text: str) -> str:
    """Return a name without case, spaces and punctuation; a slash stays, for ``Debit/Credit``."""
    return _MARKS.sub("", unicodedata.normalize("NFKC", text)).casefold()


def simple(text: str) -> str:
    """Return a bare name in simplified characters, in which words of headers are compared."""
    return bare(text).translate(_SIMPLER)


@functools.cache
def _known() -> dict[str, Means]:
    found: dict[str, Means] = {}
    for word, meaning in header_words.words().items():
        found.setdefault(simple(word), meaning)
    return found


def texts_around(table: Table, header: Header, *, rows: Iterable[TableRow] = ()) -> list[str]:
    """Return the lines above the header, and ``rows``, as texts."""
    above: Sequence[TableRow] = table.rows[: header.position]
    return [
        " ".join(text for cell in row.cells if (text := text_of(cell))) for row in (*above, *rows)
    ]
