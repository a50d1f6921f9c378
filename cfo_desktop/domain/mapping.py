"""How the owner says that a table is to be read: which column is what, dates, signs, currency."""

from __future__ import annotations

import enum
import functools
import hashlib
import json
import unicodedata
from collections import Counter
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import replace
from typing import Any

from cfo_desktop.domain.fault import Fault

MAX_NAME = 60
_PRINT_LENGTH = 32


class Use(enum.StrEnum):
    """What a column of a table holds, in the order in which they are offered."""

    IGNORE = "ignore"
    DATE = "date"
    TIME = "time"
    AMOUNT = "amount"
    MONEY_IN = "in"
    MONEY_OUT = "out"
    DIRECTION = "direction"
    """A word that tells whether the amount came in or went out."""
    BALANCE = "balance"
    PARTY = "payee"
    PARTY_ACCOUNT = "payee-account"
    """Number of the other side's account: what tells transfers and pairs apart."""
    TEXT = "text"
    REFERENCE = "reference"
    CURRENCY = "currency"
    STATUS = "status"
    """A word that tells whether the payment was made at all."""


SHARED = frozenset((Use.IGNORE, Use.DATE, Use.PARTY, Use.TEXT))
"""What several columns may hold: days are tried in turn, texts are joined."""
SHAPED = frozenset(
    (Use.DATE, Use.TIME, Use.AMOUNT, Use.MONEY_IN, Use.MONEY_OUT, Use.BALANCE, Use.DIRECTION)
)
"""What shows in a column's contents."""


_APART = {
    Use.AMOUNT: frozenset((Use.AMOUNT, Use.MONEY_IN, Use.MONEY_OUT)),
    Use.MONEY_IN: frozenset((Use.AMOUNT, Use.MONEY_IN)),
    Use.MONEY_OUT: frozenset((Use.AMOUNT, Use.MONEY_OUT)),
}
"""What no other column may hold beside the one that holds this."""


class DateOrder(enum.StrEnum):
    """In which order dates of digits name year, month and day."""

    YMD = "ymd"
    DMY = "dmy"
    MDY = "mdy"


class DecimalMark(enum.StrEnum):
    """What stands before the cents."""

    POINT = "."
    COMMA = ","


@dataclass(frozen=True, slots=True)
class MappedColumn:
    """One column: its name as printed (empty: none), what it holds, and what it looks like.

    ``shape`` is kept of tables without a header, which nothing else tells apart.
    """

    name: str
    use: Use
    shape: str = ""


@dataclass(frozen=True, slots=True)
class ColumnMapping:
    """A way to read tables of one kind, saved under a name.

    ``columns`` are those of the file that it was made for, from the left. In a later file they are
    found by their names wherever they stand; without a header, by their places. What is ``None``
    or empty is decided from the file.
    """

    name: str
    columns: tuple[MappedColumn, ...]
    date_order: DateOrder | None = None
    decimal_mark: DecimalMark | None = None
    spending_positive: bool = False
    """Amounts without a minus are money spent, as on many credit cards."""
    words_in: tuple[str, ...] = ()
    """What a direction says of money that came in, beside the usual words."""
    words_out: tuple[str, ...] = ()
    currency: str = ""
    """Of files that name none."""
    account: str = ""
    """Code of the account that the files are of; empty: as the files say."""

    @property
    def has_header(self) -> bool:
        """Whether a row names the columns."""
        return any(column_key(column.name) for column in self.columns)

    @property
    def keys(self) -> Counter[str]:
        """The names of the columns in the form in which they are compared, with how often."""
        found = Counter(column_key(column.name) for column in self.columns)
        del found[""]
        return found

    @property
    def print(self) -> str:
        """What the columns are known by again: the same for every file with the same ones."""
        if self.has_header:
            parts = sorted(self.keys.elements())
        else:
            shaped = (column.shape if column.use in SHAPED else "" for column in self.columns)
            parts = ["", *shaped]
        return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:_PRINT_LENGTH]

    def columns_of(self, names: Sequence[str]) -> dict[int, Use] | None:
        """Return what each column under ``names`` holds; ``None`` where one of ours is missing.

        Columns of the same name are told apart by their order, those without a name by their place.
        Columns that are new among them hold nothing that is read.
        """
        places: dict[str, list[int]] = {}
        for index, name in enumerate(names):
            places.setdefault(column_key(name), []).append(index)
        found: dict[int, Use] = {}
        for index, column in enumerate(self.columns):
            key = column_key(column.name)
            if not key:
                if column.use is not Use.IGNORE:
                    found[index] = column.use
            elif not places.get(key):
                return None
            else:
                found[places[key].pop(0)] = column.use
        return found

    def with_use(self, index: int, use: Use) -> ColumnMapping:
        """Return the mapping with another use of one column; what cannot be beside it is ignored.

        That is the same thing in another column, and amounts beside money in and money out.
        """
        apart = _APART.get(use, frozenset(() if use in SHARED else (use,)))
        columns = tuple(
            replace(
                column,
                use=use if place == index else Use.IGNORE if column.use in apart else column.use,
            )
            for place, column in enumerate(self.columns)
        )
        return replace(self, columns=columns)

    def fault(self) -> Fault | None:
        """Return why nothing could be read so; ``None`` where it could."""
        counts = Counter(column.use for column in self.columns)
        if not counts[Use.DATE]:
            return Fault("mapping_no_date")
        pair = counts[Use.MONEY_IN] + counts[Use.MONEY_OUT]
        if not counts[Use.AMOUNT] and not pair:
            return Fault("mapping_no_amount")
        if counts[Use.AMOUNT] and pair:
            return Fault("mapping_amount_and_pair")
        if any(times > 1 and use not in SHARED for use, times in counts.items()):
            return Fault("mapping_column_twice")
        return None

    def to_json(self) -> str:
        """Return the mapping as JSON, for ``from_json``."""
        return json.dumps(self.document(), ensure_ascii=False)

    def document(self) -> dict[str, object]:
        """Return the mapping as values that JSON knows."""
        return {
            "name": self.name,
            "columns": [[each.name, each.use.value, each.shape] for each in self.columns],
            "date_order": self.date_order.value if self.date_order else None,
            "decimal_mark": self.decimal_mark.value if self.decimal_mark else None,
            "spending_positive": self.spending_positive,
            "words_in": list(self.words_in),
            "words_out": list(self.words_out),
            "currency": self.currency,
            "account": self.account,
        }

    @classmethod
    def from_json(cls, text: str) -> ColumnMapping:
        """Read what ``to_json`` wrote."""
        return cls.from_document(json.loads(text))

    @classmethod
    def from_document(cls, document: Mapping[str, Any]) -> ColumnMapping:
        """Read what ``document`` gave."""
        order, mark = document["date_order"], document["decimal_mark"]
        return cls(
            name=document["name"],
            columns=tuple(
                MappedColumn(name, Use(use), shape) for name, use, shape in document["columns"]
            ),
            date_order=DateOrder(order) if order else None,
            decimal_mark=DecimalMark(mark) if mark else None,
            spending_positive=document["spending_positive"],
            words_in=tuple(document["words_in"]),
            words_out=tuple(document["words_out"]),
            currency=document["currency"],
            account=document["account"],
        )


@functools.lru_cache(maxsize=4096)
def column_key(name: str) -> str:
    """Return a column's name in the form in which it is compared: letters only, without case.

    Digits are left out: some banks print a day or a card's last digits into a column's name.
    """
    folded = unicodedata.normalize("NFKC", name).casefold()
    return "".join(char for char in folded if char.isalpha())


@dataclass(frozen=True, slots=True)
class SampleRow:
    """One of a table's first rows: its number as a person counts lines, and its cells as text."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TableGuess:
    """A table as a person maps it: its first rows, and how it would be read unless told otherwise.

    ``fault`` is set where the file is no table at all.
    """

    rows: tuple[SampleRow, ...]
    mapping: ColumnMapping
    header_row: int = 0
    """Number of the row that names the columns; 0 where none does."""
    sheet: str = ""
    known: str = ""
    """Name of the export that the file is known to be: it needs no mapping."""
    saved: bool = False
    """The mapping is one the owner saved before."""
    fault: Fault | None = None
