"""Texts of an e-invoice as amounts, days and rates, or the one fault why it is refused."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from decimal import ROUND_HALF_UP
from decimal import Context
from decimal import Decimal

from cfo_desktop.base.errors import UserError
from cfo_desktop.domain.currency import minor_digits
from cfo_desktop.domain.fault import Fault
from cfo_desktop.domain.money import Money

# More digits than any two amounts have together, so that sums are exact.
EXACT = Context(prec=60, rounding=ROUND_HALF_UP)
ZERO = Decimal(0)
_AMOUNT = re.compile(r"[+-]?(?:[0-9]{1,15}(?:\.[0-9]{0,15})?|\.[0-9]{1,15})")
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:T[\d:.]+)?(?:Z|[+-]\d{2}:\d{2})?", re.ASCII)
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:\d{4}|\d{6}|\d{9})?(?:Z|[+-]\d{4})?", re.ASCII)
_CHINESE = re.compile(
    r"(\d{4})\s?[年/. -]\s?(\d{1,2})\s?[月/. -]\s?(\d{1,2})\s?日?(?: ?[\d:.]+)?", re.ASCII
)
_MONTH = re.compile(r"(\d{4})(\d{2})", re.ASCII)
_MONTH_CODE = "610"
_WEEK_CODE = "616"


class RefusedError(Exception):
    """The document cannot be read; the readers' entry points return its ``fault``."""

    def __init__(self, fault: Fault) -> None:
        """Keep the fault; the exception's own text is its code alone."""
        super().__init__(fault.code)
        self.fault = fault


class Amounts:
    """Turns plain decimals into money of one currency, and remembers what had to be rounded."""

    def __init__(self, currency: str) -> None:
        """Refuse a currency that money cannot be in, and none."""
        self.currency = currency.strip().upper()
        if not self.currency:
            raise RefusedError(Fault("document_no_currency"))
        self.rounded: list[str] = []
        """Names of amounts that had more digits than the currency."""
        try:
            digits = minor_digits(self.currency)
        except UserError as error:
            raise RefusedError(
                Fault("document_currency", data={"currency": currency[:10]})
            ) from error
        self._smallest = Decimal((0, (1,), -digits))

    def money(self, value: Decimal, *, place: str, finer: bool = False) -> Money:
        """Return the amount, half a unit rounded up.

        ``finer``: the format lets this amount have more digits, so that nobody need be told.
        """
        exact = value.quantize(self._smallest, context=EXACT)
        if exact != value and not finer:
            self.rounded.append(place)
        try:
            return Money.from_decimal(exact, self.currency)
        except UserError as error:
            raise RefusedError(Fault("document_amount", place, data={"tag": place})) from error

    def read(self, text: str, *, place: str, finer: bool = False) -> Money | None:
        """Return the amount that stands there; ``None`` for an empty text."""
        return self.money(decimal(text, place=place), place=place, finer=finer) if text else None


def decimal(text: str, *, place: str) -> Decimal:
    """Return a plain decimal; what is none refuses the document (``document_amount``)."""
    if not _AMOUNT.fullmatch(text):
        raise RefusedError(Fault("document_amount", place, data={"tag": place}))
    return Decimal(text)


def total_of(values: Iterable[Decimal]) -> Decimal:
    """Return the exact sum, whatever the thread's context keeps."""
    total = ZERO
    for value in values:
        total = EXACT.add(total, value)
    return total


def day(text: str, *, place: str, code: str = "") -> dt.date | None:
    """Return a day: ISO, ``YYYYMMDD`` with or without a time, or as Chinese documents write it.

    ``code`` is UN/EDIFACT's 2379; of a month (610) or a week (616) it is the first day, on which
    a payment is never late. ``None`` for an empty text; what is no day refuses the document.
    """
    if not text:
        return None
    try:
        if code == _WEEK_CODE and (week := _MONTH.fullmatch(text)):
            return dt.date.fromisocalendar(int(week[1]), int(week[2]), 1)
        if code == _MONTH_CODE and (month := _MONTH.fullmatch(text)):
            return dt.date(int(month[1]), int(month[2]), 1)
        for pattern in (_ISO, _COMPACT, _CHINESE):
            if found := pattern.fullmatch(text):
                return dt.date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        pass
    raise RefusedError(Fault("document_date", place, data={"tag": place}))


def rate(text: str, *, place: str) -> int | None:
    """Return a percentage per ten thousand, 1900 for 19.00; ``None`` for an empty text."""
    if not text:
        return None
    share = EXACT.multiply(decimal(text, place=place), Decimal(100))
    return int(share.quantize(Decimal(1), context=EXACT))


def plain(text: str) -> str:
    """Return a quantity or a price without zeros that say nothing; what is no number as it is."""
    if not _AMOUNT.fullmatch(text):
        return text
    value = Decimal(text)
    return f"{value.normalize(EXACT):f}" if value else "0"
