"""Amounts, dates and texts as a report in one language and one currency prints them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from cfo_desktop.base import texts
from cfo_desktop.domain.currency import minor_digits
from cfo_desktop.domain.period import Month

ROOM = "report"

# Currencies whose everyday Chinese name follows an amount; others show their ISO 4217 code.
_CHINESE_UNITS = frozenset(("CNY", "EUR", "GBP", "HKD", "JPY", "KRW", "MOP", "SGD", "TWD", "USD"))
_SCALES = (12, 9, 8, 6, 4, 3)
"""Powers of ten that may have a short word: k and m in English, 万 and 亿 in Chinese."""


@dataclass(frozen=True, slots=True)
class Words:
    """Everything a report says, in ``language`` (``en`` or ``zh_CN``); amounts in ``currency``."""

    language: str
    currency: str

    def text(self, key: str, **data: object) -> str:
        """Return the report's text ``key``, its placeholders filled."""
        return texts.text(self.language, ROOM, key, **data)

    def amount(self, minor: int) -> str:
        """Return ``-1,234.50``: all the currency's digits, and a sign that spreadsheets read."""
        digits = minor_digits(self.currency)
        whole, part = divmod(abs(minor), 10**digits)
        sign = "-" if minor < 0 else ""
        return f"{sign}{whole:,}.{part:0{digits}d}" if digits else f"{sign}{whole:,}"

    def money(self, minor: int) -> str:
        """Return an amount with its currency, for a sentence: ``CNY 1,234.50``, ``1,234.50元``."""
        unit = self.currency
        if self.language == "zh_CN" and unit in _CHINESE_UNITS:
            return self.amount(minor) + self.text(f"unit.{unit}")
        return self.text("money", amount=self.amount(minor), currency=unit)

    def currency_name(self) -> str:
        """Return what the currency is called above a table: ``CNY``, ``人民币元``."""
        if self.language == "zh_CN" and self.currency in _CHINESE_UNITS:
            return self.text(f"currency.{self.currency}")
        return self.currency

    def compact(self, minor: int) -> str:
        """Return an amount for the axis of a chart: ``1.5k``, ``-2万``; exact, never rounded."""
        value = Decimal(minor).scaleb(-minor_digits(self.currency))
        for power in _SCALES:
            unit = self.text(f"scale.{power}")
            if unit and abs(value) >= 10**power:
                return f"{_plain(value.scaleb(-power))}{unit}"
        return _plain(value)

    def percent(self, part: int, *, whole: int) -> str | None:
        """Return ``12.5%``, or ``None`` where a percentage would say nothing (of 0, beyond 999)."""
        if not whole:
            return None
        tenths = (abs(part) * 2000 + abs(whole)) // (2 * abs(whole))
        return f"{tenths // 10}.{tenths % 10}%" if tenths < 10_000 else None

    def month(self, month: Month) -> str:
        """Return ``November 2026`` or ``2026年11月``."""
        return self.text("month", name=self.text(f"months.{month.number}"), **_parts(month))

    def short_month(self, month: Month) -> str:
        """Return ``Nov 2026`` or ``2026年11月``, for the head of a column."""
        return self.text("month_short", name=self.month_name(month), **_parts(month))

    def month_name(self, month: Month) -> str:
        """Return ``Nov`` or ``11月``, for the axis of a chart."""
        return self.text(f"months_short.{month.number}")

    def day(self, day: dt.date) -> str:
        """Return ``30 Nov 2026`` or ``2026年11月30日``."""
        month = Month.of(day)
        return self.text("day", day=day.day, name=self.month_name(month), **_parts(month))

    def day_of_month(self, day: dt.date) -> str:
        """Return ``30 Nov`` or ``11月30日``."""
        month = Month.of(day)
        return self.text("day_of_month", day=day.day, name=self.month_name(month), **_parts(month))


def _parts(month: Month) -> dict[str, int]:
    return {"year": month.year, "number": month.number}


def _plain(value: Decimal) -> str:
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
