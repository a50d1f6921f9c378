"""Finds the amounts that Chinese documents write in capitals (大写)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from cfo_desktop.documents.extracting.folding import simplified
from cfo_desktop.documents.extracting.rows import Row
from cfo_desktop.documents.extracting.sheet import Sheet
from cfo_desktop.documents.structured import capitals

_CAPITALS = re.compile(
    r"[(]?负?数?[)]?[零壹贰叁肆伍陆柒捌玖拾佰仟万亿〇一二三四五六七八九十百千两]{1,24}[圆元角分](?:[零壹贰叁肆伍陆柒捌玖一二三四五六七八九角分整正])*"
)
_UNMISTAKABLE = re.compile(r"[壹贰叁肆伍陆柒捌玖拾佰仟]")


@dataclass(frozen=True, slots=True)
class InCapitals:
    """One amount in capitals and where it stands."""

    value: Decimal
    row: Row
    start: int
    end: int


def capitals_of(sheet: Sheet) -> Iterator[InCapitals]:
    """Yield the amounts that stand in capitals, in reading order."""
    for row in sheet.rows:
        for match in _CAPITALS.finditer(simplified(row.text)):
            if not _UNMISTAKABLE.search(match[0]):
                continue
            value = capitals.amount(match[0])
            if value:
                yield InCapitals(value, row, match.start(), match.end())
