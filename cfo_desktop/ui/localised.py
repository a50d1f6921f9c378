"""Numbers, amounts and dates as the window's language writes them and people type them."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication
from PySide6.QtCore import QDate
from PySide6.QtCore import QDateTime
from PySide6.QtCore import QLocale

from cfo_desktop.base import texts
from cfo_desktop.base.errors import BookDamaged
from cfo_desktop.base.errors import CfoError
from cfo_desktop.base.errors import CodedError
from cfo_desktop.domain.fault import Fault
from cfo_desktop.domain.money import Money
from cfo_desktop.domain.money import decimal_text
from cfo_desktop.domain.period import Month

MINUS = "\N{MINUS SIGN}"
_GROUP = 3
_OPERATORS = str.maketrans({"×": "*", "÷": "/", MINUS: "-", "\N{EN DASH}": "-"})


class Localised:
    """How one language, ``en`` or ``zh_CN``, writes what the window shows."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.locale = _locale(language)

    def amount(self, minor: int, currency: str) -> str:
        """Return minor units as a grouped decimal with a true minus sign: ``−1,234.50``."""
        whole, point, part = decimal_text(abs(minor), currency).partition(".")
        groups: list[str] = []
        while len(whole) > _GROUP:
            whole, group = whole[:-_GROUP], whole[-_GROUP:]
            groups.insert(0, group)
        grouped = self.locale.groupSeparator().join([whole, *groups])
        sign = MINUS if minor < 0 else ""
        return sign + grouped + (self.locale.decimalPoint() + part if point else "")

    def money(self, minor: int, currency: str) -> str:
        """Return an amount with its currency: ``GBP −1,234.50``."""
        return f"{currency}\N{NO-BREAK SPACE}{self.amount(minor, currency)}"

    def spoken(self, minor: int, currency: str) -> str:
        """Return an amount for a screen reader, its sign as a word."""
        plain = f"{self.amount(abs(minor), currency)} {currency}"
        if minor >= 0:
            return plain
        return QCoreApplication.translate("Localised", "minus {amount}").format(amount=plain)

    def day(self, day: dt.date) -> str:
        """Return a date, its year in full."""
        pattern = "yyyy-MM-dd" if self.language == "zh_CN" else "d MMM yyyy"
        return self.locale.toString(QDate(day.year, day.month, day.day), pattern)

    @property
    def widest_day(self) -> str:
        """A date as wide as any, for the width of columns."""
        return self.day(dt.date(2026, 9, 28))

    @property
    def day_pattern(self) -> str:
        """The pattern of date fields: digits only, so that a date can be typed."""
        return "yyyy-MM-dd"

    def moment(self, moment: dt.datetime) -> str:
        """Return a moment in local time."""
        local = QDateTime.fromSecsSinceEpoch(int(moment.timestamp()))
        pattern = "yyyy-MM-dd HH:mm" if self.language == "zh_CN" else "d MMM yyyy, HH:mm"
        return self.locale.toString(local, pattern)

    def month(self, month: Month) -> str:
        """Return a month by name and year."""
        pattern = "yyyy年M月" if self.language == "zh_CN" else "MMMM yyyy"
        return self.locale.toString(QDate(month.year, month.number, 1), pattern)

    def number(self, number: int) -> str:
        """Return a whole number, grouped."""
        return self.amount(number, "JPY")

    def percent(self, share: float) -> str:
        """Return a share of 1 in whole per cent."""
        return f"{round(100 * share)}%"

    def sentences(self, sentences: Sequence[str]) -> str:
        """Return several sentences in a row; Chinese ones need no space between them."""
        return ("" if self.language == "zh_CN" else " ").join(sentences)

    def plain_amount(self, untrusted_text: str) -> str:
        """Return typed digits as the plain decimal that ``Money.parse`` reads.

        Full-width digits and groups of three digits are what keyboards and copied text bring.
        Separators that make no such groups stay, for ``Money.parse`` to refuse: where a comma
        groups, ``12,50`` may be meant as 12.50 and must not be read as 1250.
        """
        text = unicodedata.normalize("NFKC", untrusted_text).replace(MINUS, "-").strip()
        whole, point, part = text.partition(self.locale.decimalPoint())
        group = re.escape(unicodedata.normalize("NFKC", self.locale.groupSeparator()))
        if re.fullmatch(rf"[+-]?\d{{1,3}}(?:({group}| )\d{{3}}(?:\1\d{{3}})*)", whole):
            whole = re.sub(rf"{group}| ", "", whole)
        return whole + ("." if point else "") + part

    def plain_sum(self, untrusted_text: str) -> str:
        """Return a typed sum, or one amount, as ``arithmetic.amount`` reads it.

        Each number in it is read as ``plain_amount`` does; the signs may be full-width or those
        that people write by hand: ``×`` and ``÷``.
        """
        text = unicodedata.normalize("NFKC", untrusted_text).translate(_OPERATORS)
        return "".join(self.plain_amount(part) for part in re.split(r"([-+*/()])", text))

    def editable(self, money: Money) -> str:
        """Return an amount as a field shows it for editing: no grouping."""
        return str(money).replace(".", self.locale.decimalPoint())

    def error(self, error: CfoError) -> str:
        """Return what went wrong and the remedy."""
        if isinstance(error, CodedError):
            text = texts.fault_text(self.language, error.code, error.data)
            if isinstance(error, BookDamaged):
                remedy = QCoreApplication.translate(
                    "Localised", "Nothing was changed. Restore a backup, or ask for help."
                )
                return text if text.rstrip().endswith((".", "。")) else f"{text} {remedy}"
            return text
        return QCoreApplication.translate(
            "Localised", "The program made a mistake. Your books are as they were before."
        )

    def fault(self, fault: Fault) -> str:
        """Return what is wrong with one thing in a file."""
        return texts.fault_text(self.language, fault.code, fault.data)


def _locale(language: str) -> QLocale:
    """Return the system's own way of writing numbers where it speaks ``language``."""
    system = QLocale.system()
    wanted = QLocale("zh_CN") if language == "zh_CN" else QLocale("en_GB")
    return system if system.language() == wanted.language() else wanted
