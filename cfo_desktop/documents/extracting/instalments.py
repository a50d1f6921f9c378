"""Reads the instalments of an order or a contract: parts of its sum and their days."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from cfo_desktop.documents.extracting import days as day_reading
from cfo_desktop.documents.extracting.folding import simplified
from cfo_desktop.documents.extracting.rows import Row
from cfo_desktop.documents.extracting.sheet import Sheet
from cfo_desktop.domain.document import DocumentKind
from cfo_desktop.domain.document import Instalment
from cfo_desktop.domain.money import Money

_PART = re.compile(r"(?<![\d.])(\d{1,3}(?:\.\d{1,2})?)\s?%")
_OCCASION = re.compile(
    r"sign|deliver|deposit|advance|balance|completion|instal|milestone|down\s?payment|"
    r"upfront|on order|acceptance|receipt|anzahlung|restzahlung|acompte|solde"
    r"|anticipo|saldo|首付|定金|订金|预付|余款|尾款|进度款|签订|签约|交货|验收|质保|到货|"
    r"完工|第[一二三四五六]期|分期|付清|支付",
    re.IGNORECASE,
)
_NOT_A_PART = re.compile(
    r"\bVAT\b|\btax\b|\bGST\b|税率|税额|增值税|penalt|interest|late|违约|滞纳|利息|discount|"
    r"折扣|万分|千分",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r"[,;，；。]\s*|\.\s+|\s\s+|\band\b", re.IGNORECASE)
_WHOLE = 10_000


@dataclass(frozen=True, slots=True)
class _Part:
    share: int
    row: Row
    start: int
    end: int
    name: str


def instalments_of(
    sheet: Sheet, kind: DocumentKind, total: Money | None, *, day_first: bool
) -> Iterator[Instalment]:
    """Yield the instalments in order; the last takes what the shares leave of the total."""
    if kind not in {DocumentKind.ORDER, DocumentKind.CONTRACT}:
        return
    parts = list(_parts(sheet))
    whole = sum(part.share for part in parts)
    if not parts or whole > _WHOLE:
        yield from _printed(sheet, day_first=day_first)
        return
    if total is None:
        return
    given = 0
    for number, part in enumerate(parts):
        last = number == len(parts) - 1 and whole == _WHOLE
        minor = total.minor - given if last else total.minor * part.share // _WHOLE
        given += minor
        day = next(day_reading.days_in(part.row, part.start, part.end), None)
        yield Instalment(
            Money(total.currency, minor), day.read(day_first=day_first) if day else None, part.name
        )


def _parts(sheet: Sheet) -> Iterator[_Part]:
    for row in sheet.rows:
        text = simplified(row.text)
        matches = list(_PART.finditer(text))
        for number, match in enumerate(matches):
            # What belongs to a share stands around it, as far as the clauses of the others.
            before = matches[number - 1].end() if number else 0
            after = matches[number + 1].start() if number + 1 < len(matches) else len(text)
            start = _clause_start(text, before, match.start())
            end = _clause_start(text, match.end(), after) if number + 1 < len(matches) else after
            clause = text[start:end]
            if not _OCCASION.search(clause) or _NOT_A_PART.search(clause):
                continue
            share = int(float(match[1]) * 100)
            yield _Part(share, row, start, end, row.text[start:end].strip(" ,;.，；。:"))


def _clause_start(text: str, start: int, end: int) -> int:
    """Return where the clause before ``end`` begins, not before ``start``."""
    breaks = [match.end() for match in _CLAUSE.finditer(text, start, end)]
    return breaks[-1] if breaks else start


def _printed(sheet: Sheet, *, day_first: bool) -> Iterator[Instalment]:
    """Yield rows that name an occasion, a day and an amount."""
    for row in sheet.rows:
        amounts = sheet.figures.of(row)
        day = next(day_reading.days_in(row, 0, len(row.text)), None)
        if (
            len(amounts) == 1
            and day
            and _OCCASION.search(simplified(row.text))
            and amounts[0].sign in {"MYR", "USD", "EUR", "GBP", "CNY", "SGD", "HKD"}
        ):
            money = Money.from_decimal(amounts[0].value, amounts[0].sign)
            yield Instalment(
                money, day.read(day_first=day_first), row.text[: amounts[0].start].strip(" ,:;")
            )
